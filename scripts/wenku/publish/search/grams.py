"""Which character n-grams occur where: found by sorting the places at which they begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from wenku.publish.search.bits import Ints, spread, starts_of
from wenku.publish.search.texts import SEPARATOR, Texts, Whole

Small: TypeAlias = npt.NDArray[np.int32]
Zones: TypeAlias = npt.NDArray[np.uint8]

PLAIN_DEPTH = 2
"""Longest n-gram that is listed wherever it occurs."""
AT_ONCE = 2_000_000
"""Places sorted together: what bounds the memory of a build, beside the arrays of its texts."""

_WORD = 63
"""Bits of a number that a sort of signed words can order."""


@dataclass(frozen=True, slots=True)
class Postings:
    """For each of some n-grams, the documents that hold it, in ascending order.

    Those of n-gram ``i`` lie at ``starts[i]`` to ``starts[i + 1]`` of the other arrays.
    """

    starts: Ints
    documents: Whole
    counts: Small
    """Occurrences in the document."""
    zones: Zones
    """Zones of the document in which it occurs, as bits."""

    @property
    def sizes(self) -> Ints:
        """How many documents hold each n-gram."""
        return np.diff(self.starts)

    def of(self, chosen: Ints) -> Postings:
        """The postings of some of the n-grams, in the order given."""
        sizes = self.sizes[chosen]
        at = spread(self.starts[chosen], sizes)
        return Postings(starts_of(sizes), self.documents[at], self.counts[at], self.zones[at])


@dataclass(frozen=True, slots=True)
class Found:
    """N-grams of one length, in ascending order of code points."""

    prefixes: Ints
    """Number of the n-gram without its last character (the letter itself on the first level)."""
    suffixes: Ints
    """Number of the n-gram without its first character (0 on the first two levels)."""
    letters: Ints
    """Number of the last character."""
    postings: Postings
    places: Ints
    """Where they begin in the texts, n-gram by n-gram."""
    first: Ints
    """Index into ``places`` of the first of each n-gram; the number of places at the end."""


def joined(parts: Sequence[Postings]) -> Postings:
    """The postings of all parts in one."""
    if not parts:
        none = np.zeros(0, dtype=np.uint8)
        return Postings(np.zeros(1, dtype=np.int64), none, none.astype(np.int32), none)
    return Postings(
        starts=starts_of(np.concatenate([part.sizes for part in parts])),
        documents=np.concatenate([part.documents for part in parts]),
        counts=np.concatenate([part.counts for part in parts]),
        zones=np.concatenate([part.zones for part in parts]),
    )


def find(texts: Texts, numbers: Small, depth: int) -> Iterator[Found]:
    """The n-grams of one length, in portions.

    Args:
        texts: where to look.
        numbers: for each place, the number of the n-gram one shorter that begins there, or -1
            where none is worth prolonging; not used on the first two levels.
        depth: the length.
    """
    prefixes = texts.chars if depth <= PLAIN_DEPTH else numbers
    places = _places(texts, numbers, depth)
    leading = prefixes[places]
    for chosen in _portions(leading):
        at = places[chosen]
        letters = texts.chars[at + (depth - 1)] if depth > 1 else np.zeros_like(at)
        ordered, first = _grouped(leading[chosen], letters, at)
        heads = ordered[first[:-1]]
        yield Found(
            prefixes=prefixes[heads].astype(np.int64),
            suffixes=numbers[heads + 1].astype(np.int64)
            if depth > PLAIN_DEPTH
            else np.zeros_like(heads),
            letters=texts.chars[heads + (depth - 1)].astype(np.int64),
            postings=_counted(texts, ordered, first),
            places=ordered,
            first=first,
        )


def _places(texts: Texts, numbers: Small, depth: int) -> Small:
    """Where n-grams of a length begin that may be listed."""
    held = texts.chars != SEPARATOR if depth <= PLAIN_DEPTH else numbers >= 0
    if depth > 1:
        held[:-1] &= held[1:]
        held[-1:] = False
    # The indices come as numbers of eight bytes: not of all places at a time.
    starts = range(0, len(held), AT_ONCE)
    parts = ((np.flatnonzero(held[at : at + AT_ONCE]) + at).astype(np.int32) for at in starts)
    return np.concatenate([np.zeros(0, dtype=np.int32), *parts])


def _portions(leading: Small | Whole) -> Iterator[npt.NDArray[np.bool_]]:
    """Which places to sort together: those whose n-grams begin alike, and not too many."""
    reached = np.cumsum(np.bincount(leading))
    low = 0
    while low < len(reached):
        before = int(reached[low - 1]) if low else 0
        high = max(int(np.searchsorted(reached, before + AT_ONCE, side="right")), low + 1)
        if reached[high - 1] > before:
            yield (leading >= low) & (leading < high)
        low = high


def _grouped(leading: Small | Whole, letters: Small | Whole, at: Small) -> tuple[Ints, Ints]:
    """Sort places by n-gram, and within an n-gram by place.

    Returns:
        The places in order, and the index of the first of each n-gram with their number after it.
    """
    width = int(letters.max()) + 1
    keys = (leading - leading.min()).astype(np.int64) * width + letters
    bits = int(at[-1]).bit_length()
    if int(keys.max()).bit_length() + bits <= _WORD:
        # One sort of numbers that hold both is several times as fast as a stable sort of indices.
        keys <<= bits
        keys |= at
        keys.sort()
        places = keys & ((1 << bits) - 1)
        keys >>= bits
    else:
        order = np.argsort(keys, kind="stable")
        places, keys = at[order].astype(np.int64), keys[order]
    changes = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    return places, np.concatenate([[0], changes, [len(keys)]])


def _counted(texts: Texts, places: Ints, first: Ints) -> Postings:
    documents = texts.documents[places]
    change = np.ones(len(places), dtype=bool)
    np.not_equal(documents[1:], documents[:-1], out=change[1:])
    change[first[:-1]] = True
    runs = np.flatnonzero(change)
    return Postings(
        starts=np.append(np.searchsorted(runs, first[:-1]), len(runs)),
        documents=documents[runs],
        counts=np.diff(np.append(runs, len(places))).astype(np.int32),
        zones=np.bitwise_or.reduceat(texts.zones[places], runs),
    )
