"""Which documents hold both the beginning and the end of an n-gram, for many n-grams at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from wenku.publish.search.bits import Ints, Records, in_a_row, spread
from wenku.publish.search.grams import Postings, Zones
from wenku.publish.search.lists import Chosen, Flags, Shared, relative
from wenku.publish.search.texts import Whole
from wenku.publish.search.worth import Listed, Worth

Words: TypeAlias = npt.NDArray[np.uint64]
"""Rows of bits, one a document, the lowest bit of a word the first."""

AT_ONCE = 200_000
"""Words of rows in hand: few enough to stay near the processor."""
_WORD = 64


class Sets:
    """The documents of n-grams worth prolonging as rows of bits, each made when first asked for.

    To intersect two lists takes as many words as there are documents for each 64 of all: for lists
    of thousands that is far less than to look at each document of the shorter one, and n-grams
    made of two frequent ones are many.
    """

    def __init__(self, worth: Worth, known: Listed, count: int) -> None:
        """None of them made; ``count`` documents in all."""
        self._worth = worth
        self._known = known
        self._words: Words = np.zeros((len(known.starts), -(-count // _WORD)), dtype=np.uint64)
        self._made = np.zeros(len(known.starts), dtype=bool)

    def both(self, first: Ints, second: Ints) -> Iterator[tuple[slice, Words]]:
        """Pairs of n-grams in portions, each with the rows of documents that hold both."""
        self._make(np.concatenate([first, second]))
        rows = _rows_at_once(self._words)
        for low in range(0, len(first), rows):
            some = slice(low, low + rows)
            yield some, self._words[first[some]] & self._words[second[some]]

    def sizes(self, first: Ints, second: Ints) -> Ints:
        """How many documents hold both of each pair."""
        found = [_count(words) for _, words in self.both(first, second)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *found])

    def _make(self, numbers: Ints) -> None:
        wanted = np.zeros_like(self._made)
        wanted[numbers] = True
        missing = np.flatnonzero(wanted & ~self._made)
        self._made[missing] = True
        rows = _rows_at_once(self._words)
        for low in range(0, len(missing), rows):
            some = missing[low : low + rows]
            held = self._known.held[some]
            documents = self._worth.documents[spread(self._known.starts[some], held)]
            self._words[some] = _rows(documents, held, self._words.shape[1])


def intersected(
    postings: Postings, sets: Sets, first: Ints, second: Ints, counts: Whole, zones: Zones
) -> Records:
    """The lists of n-grams relative to what their beginning and end share.

    Args:
        postings: of the n-grams.
        sets: of the n-grams one letter shorter.
        first: number of the beginning of each.
        second: number of the end of each.
        counts: the most occurrences that each can have in each document that holds it.
        zones: the zones in which it can occur there.
    """
    parts = []
    for some, both in sets.both(first, second):
        starts = postings.starts[some.start : some.stop + 1]
        of_some = slice(int(starts[0]), int(starts[-1]))
        part = Postings(
            starts - of_some.start,
            postings.documents[of_some],
            postings.counts[of_some],
            postings.zones[of_some],
        )
        listed, present = _listed(part, both)
        parts.append(relative(part, Shared(listed, present, counts[of_some], zones[of_some])))
    return in_a_row(parts)


def _listed(postings: Postings, both: Words) -> tuple[Chosen, Flags]:
    """Of the documents that hold both, those that hold the n-gram, or the others where fewer."""
    held, spans = postings.sizes, _count(both)
    present = held < spans - held
    sizes = np.where(present, held, spans - held)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    documents = np.empty(len(owner), dtype=np.int64)
    documents[present[owner]] = postings.documents[np.repeat(present, held)]
    lacking = np.flatnonzero(~present & (sizes > 0))
    with_it = postings.of(lacking)
    without = both[lacking] ^ _rows(with_it.documents, with_it.sizes, both.shape[1])
    documents[~present[owner]] = _members(without)
    return Chosen(spans, sizes, _ranks(both, owner, documents)), present


def _rows_at_once(words: Words) -> int:
    return max(AT_ONCE // max(int(words.shape[1]), 1), 1)


def _count(words: Words) -> Ints:
    total: Ints = np.bitwise_count(words).sum(axis=1, dtype=np.int64)
    return total


def _rows(documents: Whole, sizes: Ints, width: int) -> Words:
    """Lists of documents as rows of so many words."""
    flags = np.zeros((len(sizes), width * _WORD), dtype=bool)
    begins = np.repeat(np.arange(len(sizes)) * (width * _WORD), sizes)
    flags.reshape(-1)[begins + documents] = True
    return np.packbits(flags, axis=1, bitorder="little").view("<u8").astype(np.uint64, copy=False)


def _members(words: Words) -> Ints:
    """The documents of rows, row by row."""
    some = np.flatnonzero(words)
    octets = words.reshape(-1)[some].astype("<u8", copy=False).view(np.uint8)
    of_word, bit = np.divmod(np.flatnonzero(np.unpackbits(octets, bitorder="little")), _WORD)
    documents: Ints = some[of_word] % max(words.shape[1], 1) * _WORD + bit
    return documents


def _ranks(words: Words, owner: Ints, documents: Ints) -> Ints:
    """The rank of each document in its row."""
    word, bit = np.divmod(documents, _WORD)
    reached = np.cumsum(np.bitwise_count(words), axis=1, dtype=np.int64)
    from_it = np.bitwise_count(words[owner, word] >> bit.astype(np.uint64))
    ranks: Ints = reached[owner, word] - from_it
    return ranks
