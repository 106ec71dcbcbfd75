"""Which character n-grams occur where: found by sorting the places at which they begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from wenku.publish.search.bits import Ints, portions, spread, starts_of
from wenku.publish.search.texts import AT_ONCE, SEPARATOR, Texts, Whole

Small: TypeAlias = npt.NDArray[np.int32]
Zones: TypeAlias = npt.NDArray[np.uint8]

_WORD = 63
"""Bits of a number that a sort of signed words can order."""


@dataclass(frozen=True, slots=True)
class Grams:
    """N-grams of one length, by what each is without its last letter, and then by that letter."""

    prefixes: Ints
    """What each is without its last letter, as a number: a letter on level 2, 0 on level 1."""
    letters: Ints
    """Number of the last letter."""
    places: Ints
    """Where they begin in the texts, n-gram by n-gram, ascending."""
    first: Ints
    """Index into ``places`` of the first of each n-gram; the number of places at the end."""

    @property
    def sizes(self) -> Ints:
        """At how many places each occurs."""
        return np.diff(self.first)

    @property
    def heads(self) -> Ints:
        """The first place of each."""
        return self.places[self.first[:-1]]

    def of(self, chosen: Ints) -> Grams:
        """Some of the n-grams, in the order given."""
        sizes = self.sizes[chosen]
        places = self.places[spread(self.first[chosen], sizes)]
        return Grams(self.prefixes[chosen], self.letters[chosen], places, starts_of(sizes))


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


def by_first_letter(texts: Texts) -> Iterator[Small]:
    """All places but those of separators, in portions: each of some letters next in number."""
    portion, count = _portions(texts.often)
    parts: list[list[Small]] = [[] for _ in range(count)]
    for low in range(0, len(texts.chars), AT_ONCE):
        belongs = portion[texts.chars[low : low + AT_ONCE]]
        # Numbers of two bytes are sorted by their digits, without comparing them.
        order = np.argsort(belongs, kind="stable").astype(np.int32)
        starts = starts_of(np.bincount(belongs, minlength=count + 1)).tolist()
        for part, start, end in zip(parts, starts, starts[1:], strict=False):
            part.append(order[start:end] + np.int32(low))
    for part in parts:
        yield np.concatenate(part)
        part.clear()


def _portions(often: Ints) -> tuple[npt.NDArray[np.uint16], int]:
    """The portion of each letter, and how many there are; separators get the number after."""
    found = list(portions(often[SEPARATOR + 1 :], AT_ONCE))
    portion = np.zeros(len(often), dtype=np.uint16)
    for number, letters in enumerate(found):
        portion[SEPARATOR + 1 :][letters] = number
    portion[SEPARATOR] = len(found)
    return portion, len(found)


def grouped(leading: Ints | Small | Whole, letters: Whole, at: Ints | Small) -> Grams:
    """The n-grams at some ascending places, by what they prolong and by their last letter.

    Args:
        leading: number of the n-gram one shorter that begins at each place.
        letters: the last letter of the n-gram there.
        at: the places.
    """
    if not len(at):
        none = np.zeros(0, dtype=np.int64)
        return Grams(none, none, none, np.zeros(1, dtype=np.int64))
    least, width = int(leading.min()), int(letters.max()) + 1
    keys = leading.astype(np.int64)
    keys -= least
    keys *= width
    keys += letters
    bits = int(at.max()).bit_length()
    if int(keys.max()).bit_length() + bits <= _WORD:
        # One sort of numbers that hold both is several times as fast as a stable sort of indices.
        keys <<= bits
        keys |= at
        keys.sort()
        places = keys & ((1 << bits) - 1)
        keys >>= bits
    else:
        order = np.lexsort((at, keys))
        places, keys = at[order].astype(np.int64), keys[order]
    heads = np.append(0, np.flatnonzero(keys[1:] != keys[:-1]) + 1)
    prefixes, last = np.divmod(keys[heads], width)
    return Grams(prefixes + least, last, places, np.append(heads, len(keys)))


def counted(texts: Texts, grams: Grams) -> tuple[Postings, Ints]:
    """The documents that hold n-grams, and the first place of each n-gram in each of them."""
    documents = texts.documents[grams.places]
    change = np.ones(len(documents), dtype=bool)
    np.not_equal(documents[1:], documents[:-1], out=change[1:])
    change[grams.first[:-1]] = True
    heads = np.flatnonzero(change)
    zones = texts.zones[grams.places]
    postings = Postings(
        starts=np.append(np.searchsorted(heads, grams.first[:-1]), len(heads)),
        documents=documents[heads],
        counts=np.diff(np.append(heads, len(documents))).astype(np.int32),
        zones=np.bitwise_or.reduceat(zones, heads) if len(heads) else zones,
    )
    return postings, grams.places[heads]
