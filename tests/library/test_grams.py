"""Grams as numbers: the same grams, counts and sums as counting texts would give."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.library import grams
from wenku.library.grams import (
    Spread,
    best,
    grams_of,
    naming,
    share_of_shorter,
    strongest,
    wording,
)
from wenku.text.han import HAN_RUN

TEXTS = st.text("康养医疗保健服务\u3400\U00020000\U000323af\u3007a1\uff0c \n\ud800", max_size=60)


def written(text: str) -> Counter[str]:
    """The grams as strings."""
    return Counter(
        run[at : at + size]
        for run in HAN_RUN.findall(text)
        for size in (2, 3)
        for at in range(len(run) - size + 1)
    )


def number_of(gram: str) -> int:
    points = [*map(ord, gram), 0][:3]
    return points[0] << 42 | points[1] << 21 | points[2]


@given(TEXTS)
def test_the_grams_of_a_text_are_those_of_its_runs_of_ideographs(text: str) -> None:
    keys, counts = grams_of(text)
    expected = sorted(written(text).items())
    assert keys.tolist() == [number_of(gram) for gram, _ in expected]
    assert counts.tolist() == [count for _, count in expected]


@pytest.mark.parametrize("digits", [1, 3, 25])
@given(texts=st.lists(TEXTS, max_size=8))
def test_documents_of_a_gram_are_counted_however_full_the_table_is(
    digits: int, texts: list[str]
) -> None:
    expected: Counter[str] = Counter()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "CELLS", digits)
        spread = Spread()
        for text in texts:
            spread.add(grams_of(text)[0])
            expected.update(set(written(text)))
        names = sorted(expected)
        keys = np.array([number_of(name) for name in names], dtype=np.int64)
        assert spread.of(keys).tolist() == [expected[name] for name in names]


def test_the_strongest_grams_are_the_rare_and_frequent_ones_and_the_last_of_equals() -> None:
    keys = np.array([10, 20, 30, 40, 50], dtype=np.int64)
    counts = np.array([1, 1, 4, 1, 9])
    spread = Spread()
    spread.add(keys)
    spread.add(keys[:4])
    inverse = np.array([0.0, 0.0, 2.0, 0.0])
    vector = strongest((keys, counts), spread, inverse, 3)
    assert vector.keys.tolist() == [30, 40, 20]
    first, other = 2 * (1 + math.log(4)), 2.0
    length = math.sqrt(first**2 + 2 * other**2)
    assert vector.weights.tolist() == pytest.approx([first / length, *[other / length] * 2])


def test_sums_are_scalar_products_and_what_both_name() -> None:
    spread = Spread()
    texts = ["康养服务", "康养服务", "康养医疗", "保健"]
    for text in texts:
        spread.add(grams_of(text)[0])
    inverse = np.array([0.0, 0.0, 1.0, 1.0, 0.0])
    postings = wording([strongest(grams_of(t), spread, inverse, 80) for t in texts], 200)
    named = naming([(0,), (), (0,), ()], [0.25], 200)
    found = best([*postings.met(0), *named.met(0)], 0, 4, 0.05, 6)
    # Of five grams with two documents or more, texts 0 and 2 share one.
    assert [place for _, place in found] == [1, 2]
    assert [score for score, _ in found] == pytest.approx([1.0, 1 / math.sqrt(5) + 0.25])


def test_only_the_first_documents_of_a_long_list_are_met() -> None:
    named = naming([(0,)] * 9, [1.0], 4)
    assert best(named.met(8), 8, 9, 0.05, 6) == [(1.0, place) for place in range(4)]


@given(TEXTS, TEXTS)
def test_the_share_of_the_shorter_text(one: str, other: str) -> None:
    mine, theirs = written(one), written(other)
    common = (mine & theirs).total() / max(1, min(mine.total(), theirs.total()))
    assert share_of_shorter(grams_of(one), grams_of(other)) == pytest.approx(common)
