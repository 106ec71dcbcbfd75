"""The n-grams of all lengths, encoded, with the tree that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wenku.publish.search.bits import Ints, Records, in_a_row, spread
from wenku.publish.search.grams import (
    PLAIN_DEPTH,
    Found,
    Postings,
    Small,
    find,
    joined,
)
from wenku.publish.search.intersect import intersected
from wenku.publish.search.lists import plain
from wenku.publish.search.texts import Texts


@dataclass(frozen=True, slots=True)
class Limits:
    """What is listed, and what is left to a look at the texts."""

    few: int = 32
    """Documents whose texts may be looked at for one wording. An n-gram of three characters and
    more is listed only where more documents hold both its beginning and its end. Smaller makes the
    index larger, larger makes the worst query slower."""
    deepest: int = 32
    """Length of the longest listed n-gram. Longer wordings that so many documents share are rare,
    and are looked at in the texts."""


@dataclass(frozen=True, slots=True)
class Level:
    """The listed n-grams of one length, in ascending order of code points."""

    parents: Ints
    """Index of the n-gram without its last character on the level before; -1 on the first."""
    letters: Ints
    """Number of the last character."""
    lists: Records


class _Worth:
    """The n-grams of one length that the next level may prolong, by consecutive numbers."""

    def __init__(self, places: int) -> None:
        """Nothing yet, at so many places of the texts."""
        self.numbers: Small = np.full(places, -1, dtype=np.int32)
        """For each place, the number of the n-gram that begins there, or -1."""
        self._indices: list[Ints] = []
        self._postings: list[Postings] = []
        self._total = 0

    def add(self, found: Found, chosen: Ints, indices: Ints) -> None:
        """Number the chosen ones of those found; ``indices`` are theirs on their level."""
        sizes = np.diff(found.first)[chosen]
        given = np.arange(self._total, self._total + len(chosen), dtype=np.int32)
        at = spread(found.first[:-1][chosen], sizes)
        self.numbers[found.places[at]] = np.repeat(given, sizes)
        self._indices.append(indices)
        self._postings.append(found.postings.of(chosen))
        self._total += len(chosen)

    @property
    def indices(self) -> Ints:
        """The indices of all on their level."""
        return np.concatenate([np.zeros(0, dtype=np.int64), *self._indices])

    @property
    def postings(self) -> Postings:
        """The postings of all."""
        return joined(self._postings)

    def __len__(self) -> int:
        return self._total


def levels(texts: Texts, limits: Limits) -> Iterator[Level]:
    """Level after level, until nothing is left that is worth listing."""
    below = _Worth(0)
    for depth in range(1, limits.deepest + 1):
        if depth > PLAIN_DEPTH and not len(below):
            return
        level, below = _level(texts, below, depth, limits.few)
        yield level


def _level(texts: Texts, below: _Worth, depth: int, few: int) -> tuple[Level, _Worth]:
    parts: list[Level] = []
    worth = _Worth(len(texts.chars) if depth > 1 else 0)
    postings, indices = below.postings, below.indices
    total = 0
    for found in find(texts, below.numbers, depth):
        if depth <= PLAIN_DEPTH:
            listed, lists = np.arange(len(found.letters)), plain(found.postings, texts.count)
            parents = found.prefixes - 1 if depth > 1 else np.full(len(listed), -1)
        else:
            listed, lists = intersected(found, postings, texts.count, few)
            parents = indices[found.prefixes[listed]]
        parts.append(Level(parents, found.letters[listed], lists))
        if depth > 1:
            often = np.flatnonzero(found.postings.sizes[listed] > few)
            worth.add(found, listed[often], often + total)
        total += len(listed)
    return _level_of(parts), worth


def _level_of(parts: list[Level]) -> Level:
    none = np.zeros(0, dtype=np.int64)
    return Level(
        np.concatenate([none, *(part.parents for part in parts)]),
        np.concatenate([none, *(part.letters for part in parts)]),
        in_a_row([part.lists for part in parts]),
    )
