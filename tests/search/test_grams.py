"""N-grams found at places, against a plain look at each place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.publish.search.grams import Grams, grouped

if TYPE_CHECKING:
    from random import Random

FOUND = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), min_size=1, max_size=60)


def expected(
    leading: list[int], letters: list[int], at: list[int]
) -> dict[tuple[int, int], list[int]]:
    """Places by n-gram."""
    places: dict[tuple[int, int], list[int]] = {}
    for key, place in sorted(zip(zip(leading, letters, strict=True), at, strict=True)):
        places.setdefault(key, []).append(place)
    return places


def told(grams: Grams) -> dict[tuple[int, int], list[int]]:
    bounds = grams.first.tolist()
    keys = zip(grams.prefixes.tolist(), grams.letters.tolist(), strict=True)
    places = [grams.places[low:high].tolist() for low, high in pairwise(bounds)]
    return dict(zip(keys, places, strict=True))


@pytest.mark.parametrize("spread", [1, 2**41], ids=["one sort", "too wide for one sort"])
@given(found=FOUND, chance=st.randoms(use_true_random=False))
def test_places_are_grouped(found: list[tuple[int, int]], chance: Random, spread: int) -> None:
    leading = [spread * number for number, _ in found]
    letters = [letter * 8000 for _, letter in found]
    at = chance.sample(range(2**20), len(found))
    grams = grouped(np.array(leading), np.array(letters, np.uint16), np.array(at, np.int32))
    assert told(grams) == expected(leading, letters, at)
    assert list(told(grams)) == sorted(told(grams))
    assert grams.heads.tolist() == [places[0] for places in told(grams).values()]
