"""Markdown as people write it: nothing that it says is taken for markup that it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.decode import decode
from wenku.decode.markdown_source import with_lists_told
from wenku.model import HintKind
from wenku.text.han import count_han


def text_of(source: str) -> str:
    return decode(source, "page.md").text.rstrip("\n")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param(
            "按标准执行[^1]。\n\n[^1]: 见《水土保持法》第三条。",
            "按标准执行[1]。\n[1] 见《水土保持法》第三条。",
            id="a note",
        ),
        pytest.param(
            "甲[^a]乙[^注]\n\n[^a]: 一\n[^注]: 二", "甲[a]乙[注]\n[a] 一\n[注] 二", id="two notes"
        ),
        pytest.param(
            "甲[^1]\n\n[^1]: 首段\n\n    次段\n\n余文",
            "甲[1]\n[1] 首段\n次段\n余文",
            id="a note of two paragraphs",
        ),
        pytest.param(
            "[主持人]: 欢迎各位\n[林场长]: 今年造林800亩",
            "[主持人]: 欢迎各位\n[林场长]: 今年造林800亩",
            id="what people said",
        ),
        pytest.param("[备注]:\n本表不含校外班", "[备注]: 本表不含校外班", id="nothing on its line"),
        pytest.param("[1]: 2022", "[1]: 2022", id="a figure"),
        pytest.param(
            "[1] 王一. 稻作史[M].\n\n[2] 李二. 茶经[M].",
            "[1] 王一. 稻作史[M].\n[2] 李二. 茶经[M].",
            id="references",
        ),
        pytest.param("字符类[^0-9]不变", "字符类[^0-9]不变", id="no mark of a note"),
        pytest.param(
            '见[公报][g]。\n\n[g]: https://x.example/g "公报"', "见公报。", id="a link defined"
        ),
        pytest.param("见[图][t]。\n\n[t]: img/t.png", "见图。", id="a link to a file"),
        pytest.param("见[图][t]。\n\n[t]: <#t>", "见图。", id="a link to a place"),
    ],
)
def test_what_defines_no_link_is_text(source: str, text: str) -> None:
    assert text_of(source) == text


@pytest.mark.parametrize(
    ("source", "items"),
    [
        pytest.param(
            "1. 时间\n2. 对象\n   - 农户\n   - 社员\n3. 地点",
            [("1. 时间", "1"), ("2. 对象", "1"), ("农户", "2"), ("社员", "2"), ("3. 地点", "1")],
            id="by three",
        ),
        pytest.param(
            "- 林木\n  - 松\n    - 马尾松\n- 花草",
            [("林木", "1"), ("松", "2"), ("马尾松", "3"), ("花草", "1")],
            id="by two",
        ),
        pytest.param(
            "- 林木\n\t- 松\n- 花草", [("林木", "1"), ("松", "2"), ("花草", "1")], id="by a tab"
        ),
        pytest.param(
            "所需材料：\n- 申请表\n- 证明",
            [("申请表", "1"), ("证明", "1")],
            id="right below a text",
        ),
        pytest.param(
            "- 甲\n- 乙\n1. 丙\n2. 丁",
            [("甲", "1"), ("乙", "1"), ("1. 丙", "1"), ("2. 丁", "1")],
            id="of another kind",
        ),
        pytest.param(
            "1. 甲\n\n   续甲\n\n   - 乙\n\n余文",
            [("1. 甲", "1"), ("乙", "2")],
            id="with paragraphs between",
        ),
    ],
)
def test_items_are_items_however_they_are_indented(
    source: str, items: list[tuple[str, str]]
) -> None:
    decoded = decode(f"# 题\n\n{source}\n", "page.md")
    found = sorted((h for h in decoded.hints if h.kind is HintKind.ITEM), key=lambda h: h.start)
    starts = [(decoded.text[h.start : h.end].split("\n")[0], h.value) for h in found]
    assert starts == items


@pytest.mark.parametrize(
    "source",
    [
        "甲\n\n- 乙\n- 丙\n    - 丁",
        "产量为\n12. 5万吨",
        "气温零下\n-5度",
        "# 题\n\n正文。\n\n---\n\n正文。",
        "    - 代码",
    ],
)
def test_what_the_parser_reads_already_is_left(source: str) -> None:
    assert with_lists_told(source) == source


@given(st.text(alphabet="甲乙[]^: \n-1.*\t#", max_size=80))
def test_no_ideograph_is_lost(source: str) -> None:
    assert count_han(text_of(f"# 题\n\n{source}\n")) == 1 + count_han(source)
