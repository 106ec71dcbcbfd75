"""What holds for all later rules of the stage on any text: rest, replay, cost, and no harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from tests.damage.conversion import to_traditional
from tests.repair.stage import later_rules, repaired, run
from wenku.model import Page
from wenku.rules import run_rules
from wenku.trail import Trail

SIGNS = list(
    "的医疗发展于后里中國醫療發於後裡着著乾干系係製什么，。：；！？（）“”「」"
    ",:;!?()\"'%１Ａ％ \u3000\u00a0\u200b\n.-…—、190aB&<>=/@"
)
SHAPES = [
    "&nbsp;",
    "&ldquo;",
    "<br/>",
    "<b>",
    "</b>",
    '<tr id="yyy80">',
    "</tr>",
    "本文来自织梦",
    "dedecms",
    "。9 W. C% @)。",
    "1 235名",
    "60 岁",
    "2018 年",
    "......",
    "--",
    "(七)",
    "一、 ",
    "有著",
    "乾淨",
    "瞭望",
    "权 威",
    "什么?",
    "??",
    "?;",
    "http://a.cn/x,",
    "17:45:00",
    "1,200",
    "a@b.cn",
]
TEXTS = st.lists(st.sampled_from(SIGNS + SHAPES), max_size=50).map("".join)


@given(TEXTS)
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = repaired(text)
    assert repaired(once) == once


@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_the_trail_replays_and_undoes(text: str) -> None:
    page, changes = run(text)
    trail = Trail(text, changes)
    assert trail.replay() == page.text
    assert trail.undo(page.text) == text


ADVERSARIAL = [
    "「",
    "“",
    "(",
    "（医",
    "医 ",
    "9 W. ",
    "的,",
    "&amp;",
    "<b ",
    "</b>",
    "。 ",
    ".",
    "-",
    '的"',
    "乾著",
    "臺著",
    "1 234",
    "\n,的",
    "\u200b",
    "的\n",
    "国家中心建设\n",
    "= ",
    "http://",
    "&#183;",
    "中国 人民，",
    "a,b,c\n",
]


@pytest.mark.parametrize("unit", ADVERSARIAL)
def test_cost_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(count: int) -> float:
        page = Page("臺灣發展於後，医疗，" + unit * (count // len(unit)))
        start = time.process_time()
        run_rules(later_rules(), page)
        return time.process_time() - start

    seconds(2000)
    few = min(seconds(4000) for _ in range(2))
    # Linear is 8 times as much; a square would be 64. The rest is for a busy machine.
    many = min(seconds(32000) for _ in range(2))
    assert many < 30 * few + 0.2


def test_cost_stays_near_that_of_the_bare_conversion() -> None:
    sentence = "为进一步推进医养结合，市政府印发了实施方案（2023-2025），明确了任务：着力提升能力；"
    page = "\n".join(
        to_traditional(sentence * 5).translate({0xFF0C: ",", 0xFF1A: ":"}) for _ in range(12)
    )
    library = OpenCC("t2s")

    def once() -> float:
        start = time.process_time()
        library.convert(page)
        middle = time.process_time()
        run_rules(later_rules(), Page(page))
        return (time.process_time() - middle) / (middle - start)

    assert min(once() for _ in range(7)) < 2.0
