"""The engine finds what a plain look through the texts finds: no more, no less, as often."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.libraries import answered, library, scanned
from wenku.publish.search.fold import fold
from wenku.publish.search.levels import Limits
from wenku.publish.search.texts import pieces

if TYPE_CHECKING:
    from tests.search.conftest import Engine
    from wenku.model import Library

TEXTS = (
    (
        "医养结合的路",
        "## 推进医养结合",
        "推进医养结合，2025年建成“1+1+N”服务模式。",
        "互联网+医疗健康",
    ),
    ("互联网＋医疗健康", "发展「互联網＋醫療健康」，與養老結合。", "ＡＰＰ下载 100%，COVID-19。"),
    ("哈哈", "哈哈哈哈哈", "- 哈哈 哈哈", "| 甲\t哈哈\n哈\t哈"),
    ("Health care 2025", "Health  care　and\tHEALTH care", "③㎡…½ﬁ", "𠮷野家𠮷野家"),
    ("", "旅游", "养老旅游", "养老，旅游；-旅游"),
    ('引号"在"里', 'a "b c" d', "b c", "bc", "-5 度", "12345热线 1+1=2"),
)
"""Title, then blocks."""

QUERIES = {
    "医养结合": ["医养结合"],
    "醫養結合": ["医养结合"],
    "互联网+医疗健康": ["互联网+医疗健康"],
    "互聯網＋醫療健康": ["互联网+医疗健康"],
    "2025年": ["2025年"],
    "２０２５年": ["2025年"],
    "1+1+N": ["1+1+n"],
    "“1+1+N”": ["“1+1+n”"],
    "哈": ["哈"],
    "哈哈": ["哈哈"],
    "哈哈哈": ["哈哈哈"],
    '"哈哈 哈哈"': ["哈哈 哈哈"],
    '"health care"': ["health care"],
    "health care": ["health", "care"],
    "care　HEALTH": ["care", "health"],
    "APP": ["app"],
    "，": [","],
    "。": ["。"],
    "%": ["%"],
    "3": ["3"],
    "m2": ["m2"],
    "…": ["..."],
    "1⁄2": ["1⁄2"],
    "fi": ["fi"],
    "𠮷野": ["𠮷野"],
    "𠮷": ["𠮷"],
    '"': ['"'],
    '号"在': ['号"在'],
    '"b c"': ["b c"],
    "b c": ["b", "c"],
    "\u200b医\u00ad养": ["医养"],
    "没有的话": ["没有的话"],
    "龘": ["龘"],
    "甲 哈哈": ["甲", "哈哈"],
}
"""Query and the folded wordings that all must be found."""


@pytest.mark.parametrize("few", [0, 1, 32])
def test_hand_picked_queries(engine: Engine, few: int) -> None:
    held = library(TEXTS)
    engine.open(held, Limits(few=few))
    for (query, wanted), found in zip(QUERIES.items(), engine.ask(list(QUERIES)), strict=True):
        assert found.counts == answered(held.documents, wanted), query
        assert [fold(each) for each in wanted] == wanted, f"{query}: the truth is not folded"


def test_words_that_must_not_occur(engine: Engine) -> None:
    held = library(TEXTS)
    engine.open(held, Limits(few=1))
    queries = {
        "养老 -旅游": (["养老"], ["旅游"]),
        "-旅游 结合 养老": (["结合", "养老"], ["旅游"]),
        '-"b c" c': (["c"], ["b c"]),
        "养老 -没有的话": (["养老"], ["没有的话"]),
        '"-旅游"': (["-旅游"], []),
        "-": (["-"], []),
        "-养": ([], ["养"]),
    }
    for (query, (wanted, unwanted)), found in zip(
        queries.items(), engine.ask(list(queries)), strict=True
    ):
        assert found.counts == answered(held.documents, wanted, unwanted), query


def substrings(held: Library, chance: random.Random, count: int) -> list[str]:
    """Folded wordings: most stand somewhere in the library, some nearly do."""
    texts = [fold(text) for each in held.documents for _, text in pieces(each) if fold(text)]
    found = []
    for _ in range(count):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        wording = text[start : start + chance.choice((1, 2, 3, 3, 4, 5, 7, 11, 17))].strip()
        if chance.random() < 0.3:
            wording += chance.choice(chance.choice(texts)).strip()
        if wording:
            found.append(wording)
    return sorted(set(found))


def quoted(wording: str) -> str:
    """A query for exactly this wording."""
    return wording if '"' in wording else f'"{wording}"'


words = st.sampled_from(["医养", "结合", "医", "养老", "a", "b", "ab", "，", "1+1", " ", "𠮷", "X"])
lines = st.lists(words, min_size=1, max_size=40).map("".join).filter(str.strip)
documents = st.lists(lines, min_size=1, max_size=4)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(documents, min_size=1, max_size=14),
    few=st.integers(0, 3),
    deepest=st.sampled_from([2, 3, 5, 32]),
    seed=st.integers(0, 2**16),
)
def test_random_libraries(
    engine: Engine, texts: list[list[str]], few: int, deepest: int, seed: int
) -> None:
    held = library([["题", *each] for each in texts])
    engine.open(held, Limits(few, deepest))
    wordings = substrings(held, random.Random(seed), 60)
    for wording, found in zip(wordings, engine.ask(map(quoted, wordings)), strict=True):
        assert found.counts == scanned(held.documents, wording), wording


def test_boilerplate_that_all_documents_share(engine: Engine) -> None:
    common = "坚持以人民为中心的发展思想，把保障人民健康放在优先发展的战略位置，"
    chance = random.Random(1)
    texts = [
        ["题", common * 3 + "".join(chance.choices("甲乙丙丁", k=12)) + common[: number % 30]]
        for number in range(60)
    ]
    held = library(texts)
    for limits in (Limits(few=5), Limits(few=5, deepest=8)):
        engine.open(held, limits)
        wordings = [
            common * 2,
            common[3:],
            common[:20] + "甲",
            "健康放",
            *substrings(held, chance, 80),
        ]
        for wording, found in zip(wordings, engine.ask(map(quoted, wordings)), strict=True):
            assert found.counts == scanned(held.documents, fold(wording)), wording


def test_titles_come_first_then_headings_then_density(engine: Engine) -> None:
    filler = "发展规划与实施意见，" * 20
    held = library(
        [
            ["无关", f"{filler}康养{filler}"],
            ["无关", "康养产业康养基地"],
            ["无关", "## 康养产业", f"{filler}{filler}"],
            ["康养产业规划", filler],
        ]
    )
    engine.open(held)
    (found,) = engine.ask(["康养"])
    assert found.ranking == ["d3", "d2", "d1", "d0"]


def test_of_two_that_are_alike_the_newer_comes_first(engine: Engine) -> None:
    held = library([["无关", "康养产业"]] * 6)
    engine.open(held)
    (found,) = engine.ask(["康养"])
    dates = {each.id: each.metadata.date for each in held.documents}
    assert [dates[each] for each in found.ranking] == sorted(dates.values(), reverse=True)


def test_a_library_without_documents(engine: Engine) -> None:
    engine.open(library([]))
    assert [found.counts for found in engine.ask(["医", "医养结合", ""])] == [{}, {}, {}]
