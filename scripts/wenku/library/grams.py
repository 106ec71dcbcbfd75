"""Character 2- and 3-grams of many documents as numbers: counted, weighted, compared.

A gram is one integer, its code points side by side, so that grams have the order of their texts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wenku.text.han import HAN_CLASS

Keys = NDArray[np.int64]
Counts = NDArray[np.int64]
Weights = NDArray[np.float64]
Places = NDArray[np.int32]
Scored = tuple[Places, Weights]
"""Documents, each with what it adds to their score."""

CELLS = 25
"""Binary digits of a cell's number."""
DIGITS = 16
MARK = np.uint32(0xFFFF)
"""The binary digits of a cell that hold its mark; those above count."""
ONCE = np.uint32(1 << DIGITS)
FULL = np.uint32(0xFFFF)
"""What a cell counts up to; a gram of so many documents is too common in any library."""

_BITS = 21
"""Of a code point."""
_BEYOND = 0x110000
_MIXER = np.uint64(0x9E3779B97F4A7C15)
"""2**64 divided by the golden ratio: its product spreads neighbours over all cells."""


def grams_of(text: str) -> tuple[Keys, Counts]:
    """The different grams of a text, in the order of their wording, and how often each occurs."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    han = _ideographs()[points]
    letters = points.astype(np.int64)
    pair = han[:-1] & han[1:]
    heads = (letters[:-1] << 2 * _BITS) | (letters[1:] << _BITS)
    triple = pair[:-1] & han[2:]
    found = np.concatenate((heads[pair], (heads[:-1] | letters[2:])[triple]))
    found.sort()
    return _runs(found)


def _runs(found: Keys) -> tuple[Keys, Counts]:
    """The different values of a sorted array, and how often each occurs."""
    firsts = np.flatnonzero(np.concatenate((found[:1] == found[:1], found[1:] != found[:-1])))
    return found[firsts], np.diff(firsts, append=len(found))


@cache
def _ideographs() -> NDArray[np.bool_]:
    """For each code point whether it is one that grams are made of."""
    table = np.zeros(_BEYOND, dtype=np.bool_)
    for first, last in re.findall("(.)(?:-(.))?", HAN_CLASS):
        table[ord(first) : ord(last or first) + 1] = True
    return table


class Spread:
    """How many documents hold each gram.

    A gram is counted in a cell that its hash tells; the first one that comes owns the cell and
    leaves its mark there. The grams that find it taken are put aside and counted by sorting. Two
    grams count as one only where cell and mark are the same: some ten in all those of ten thousand
    documents. So most grams need four bytes, and no text.
    """

    def __init__(self) -> None:
        """Count nothing yet."""
        # Count and mark side by side in one number: each gram asks for one place in memory.
        self._cells = np.zeros(1 << CELLS, dtype=np.uint32)
        self._aside: list[Keys] = []
        self._sorted: tuple[Keys, Counts] | None = None

    def add(self, keys: Keys) -> None:
        """Count the different grams of one document."""
        cells, marks = _hashed(keys)
        free = self._cells[cells] < ONCE
        self._cells[cells[free]] = marks[free]
        own = self._cells[cells] & MARK == marks
        mine = cells[own]
        held = self._cells[mine]
        self._cells[mine] = held + ONCE * (held < FULL * ONCE)
        self._aside.append(keys[~own])
        self._sorted = None

    def of(self, keys: Keys) -> Counts:
        """Documents of each of some grams that were counted."""
        cells, marks = _hashed(keys)
        held = self._cells[cells]
        found = (held >> DIGITS).astype(np.int64)
        others = held & MARK != marks
        if others.any():
            aside, counts = self._counted()
            found[others] = counts[np.searchsorted(aside, keys[others])]
        return found

    def _counted(self) -> tuple[Keys, Counts]:
        if self._sorted is None:
            self._sorted = np.unique(np.concatenate(self._aside), return_counts=True)
            self._aside = [np.repeat(*self._sorted)]
        return self._sorted


def _hashed(keys: Keys) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Cell and mark of each gram."""
    mixed = keys.view(np.uint64) * _MIXER
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIXER
    return mixed >> np.uint64(64 - CELLS), mixed.astype(np.uint32) & MARK


@dataclass(frozen=True, slots=True)
class Vector:
    """The strongest grams of a document, the strongest first, with weights of length 1."""

    keys: Keys
    weights: Weights


def strongest(grams: tuple[Keys, Counts], spread: Spread, inverse: Weights, most: int) -> Vector:
    """The vector of a document.

    Args:
        grams: what :func:`grams_of` gives.
        spread: the documents of each gram.
        inverse: weight of a gram by the number of its documents, 0 where it says nothing.
        most: grams of a vector; of those of equal weight the last in order are taken.
    """
    keys, counts = grams
    rarity = inverse[np.minimum(spread.of(keys), len(inverse) - 1)]
    telling = np.flatnonzero(rarity)[::-1]
    weights = _dampened(int(counts.max(initial=1)))[counts[telling]] * rarity[telling]
    if len(weights) > most:
        kept = np.flatnonzero(weights >= np.partition(weights, -most)[-most])
        telling, weights = telling[kept], weights[kept]
    order = np.argsort(-weights, kind="stable")[:most]
    weights = weights[order]
    # Summed one by one: numpy's own order of summing depends on the machine.
    length = math.sqrt(sum(weight * weight for weight in weights.tolist())) or 1.0
    return Vector(keys[telling[order]], weights / length)


def _dampened(most: int) -> Weights:
    """``1 + log(n)`` for ``n`` up to ``most`` at least."""
    return _logarithms(max(8, most.bit_length()))


@cache
def _logarithms(digits: int) -> Weights:
    # Not numpy's own logarithm, whose last digit may depend on the machine.
    return np.array([0.0, *(1 + math.log(n) for n in range(1, 1 << digits))])


class Postings:
    """For each feature the documents that have it; documents are told by their place."""

    def __init__(
        self,
        features: Sequence[NDArray[np.int64]],
        weights: Sequence[Weights],
        factors: Sequence[Weights],
        longest: int,
    ) -> None:
        """Sort what documents have by feature.

        Args:
            features: of each document, numbered from 0.
            weights: of each of them, as another document meets it.
            factors: of each of them, when its own document looks for others.
            longest: documents of a feature that are met, the first ones.
        """
        self._bounds = np.cumsum([0, *map(len, features)]).tolist()
        self._features = np.concatenate(features)
        self._factors = np.concatenate(factors)
        order = np.argsort(self._features, kind="stable")
        ordered = self._features[order]
        starts = np.searchsorted(ordered, np.arange(int(ordered.max(initial=-1)) + 2)).tolist()
        self._spans = [slice(start, min(end, start + longest)) for start, end in pairwise(starts)]
        owners = np.repeat(np.arange(len(features), dtype=np.int32), np.diff(self._bounds))
        self._places = owners[order]
        self._weights = np.concatenate(weights)[order]

    def met(self, place: int) -> Iterator[Scored]:
        """The documents that share features of one, with what that adds to their score.

        Feature by feature, in their order; a document comes once for each that it shares.
        """
        own = slice(self._bounds[place], self._bounds[place + 1])
        spans = [self._spans[feature] for feature in self._features[own].tolist()]
        if spans:
            factors = np.repeat(self._factors[own], [span.stop - span.start for span in spans])
            weights = np.concatenate([self._weights[span] for span in spans])
            yield np.concatenate([self._places[span] for span in spans]), weights * factors


def wording(vectors: Sequence[Vector], longest: int) -> Postings:
    """Documents by their strongest grams, so that two vectors give their scalar product."""
    _, features = np.unique(np.concatenate([each.keys for each in vectors]), return_inverse=True)
    bounds = np.cumsum([len(each.keys) for each in vectors])[:-1]
    weights = [each.weights for each in vectors]
    return Postings(np.split(features, bounds), weights, weights, longest)


def naming(features: Sequence[Sequence[int]], rarity: Sequence[float], longest: int) -> Postings:
    """Documents by what they name; what both name adds its rarity."""
    numbers = [np.array(each, dtype=np.int64) for each in features]
    ones = [np.ones(len(each)) for each in numbers]
    weighed = np.array(rarity)
    return Postings(numbers, ones, [weighed[each] for each in numbers], longest)


def best(
    scored: Iterable[Scored], own: int, number: int, least: float, most: int
) -> list[tuple[float, int]]:
    """Score and place of the documents with the highest sums, the first of equals first.

    Args:
        scored: what :meth:`Postings.met` gives; added up in this order.
        own: the place that is left out.
        number: of all documents.
        least: the lowest sum that counts.
        most: documents to give.
    """
    pairs = list(scored)
    if not pairs:
        return []
    places = np.concatenate([places for places, _ in pairs])
    weights = np.concatenate([weights for _, weights in pairs])
    sums = np.bincount(places, weights, minlength=number)
    sums[own] = 0.0
    near = np.flatnonzero(sums >= least)
    if len(near) > most:
        near = near[sums[near] >= np.partition(sums[near], -most)[-most]]
    order = np.argsort(-sums[near], kind="stable")[:most]
    return [(float(sums[place]), int(place)) for place in near[order]]


def share_of_shorter(one: tuple[Keys, Counts], other: tuple[Keys, Counts]) -> float:
    """Share of the shorter text's grams that the other has too."""
    _, mine, theirs = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    common = np.minimum(one[1][mine], other[1][theirs]).sum()
    return float(common / max(1, min(one[1].sum(), other[1].sum())))
