"""What holds for any page: pruning never fails, only deletes, and comes to rest."""

from __future__ import annotations

from functools import cache
from itertools import islice

import hypothesis.strategies as st
from hypothesis import given, settings

import wenku.prune  # noqa: F401  (registers its rules)
from tests.prune.judged import PAGES, RESULT
from wenku.model import Page
from wenku.rules import rules_of, run_rules
from wenku.trail import Trail
from wenku.vocab.boilerplate import boilerplate
from wenku.vocab.spam import spam_words

PROSE = (
    "全市养老床位达到三万张，比上年增长一成，其中护理型床位占到六成以上。",
    "下一步，各县区将继续改造社区养老设施，支持社会力量开办小型机构。",
    "据介绍，资金由市县两级财政分担；年底前全部拨付到位。",
    "让我们一起努力！",
    "一、总体要求",
    "某市民政局",
    "2023年5月6日",
    "附件：任务分解表",
    "来源：某市日报 作者：王丽 点击：12次",
    "| 甲 | 乙 |",
)


@cache
def _wordings() -> tuple[str, ...]:
    words = boilerplate()
    labels = [f"{label}：甲乙" for label in islice(words.labels, 0, None, 7)]
    pages = [
        line[1:].partition(RESULT)[0]
        for path in PAGES
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return (*islice(words.items, 0, None, 9), *labels, *pages, *spam_words().sure[::20])


LINES = st.one_of(
    st.sampled_from(PROSE),
    st.deferred(lambda: st.sampled_from(_wordings())),
    st.text(
        alphabet=st.sampled_from(
            "康养老人首页相关新闻来源作者0123: ：|>_。，！（）<a/>\u3000\u00a0?\ufffd"
        ),
        max_size=30,
    ),
    st.text(max_size=20),
)
PAGES_OF_LINES = st.lists(LINES, max_size=30).map("\n".join)


def _pruned(text: str) -> tuple[Page, Trail]:
    page, changes = run_rules(rules_of("prune"), Page(text))
    return page, Trail(text, changes)


def _is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


@given(PAGES_OF_LINES)
@settings(max_examples=300)
def test_only_deletes_and_can_be_undone(text: str) -> None:
    page, trail = _pruned(text)
    assert _is_subsequence(page.text, text)
    assert trail.replay() == page.text
    assert trail.undo(page.text) == text


@given(PAGES_OF_LINES)
@settings(max_examples=300)
def test_comes_to_rest(text: str) -> None:
    page, _ = _pruned(text)
    again, _ = _pruned(page.text)
    assert again.text == page.text


@given(st.lists(st.sampled_from(PROSE[:3]), min_size=1, max_size=6, unique=True))
def test_prose_alone_stays(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    assert _pruned(text)[0].text == text
