"""The n-grams of one length that the next level may prolong, and where they occur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wenku.publish.search.bits import Ints, spread, starts_of
from wenku.publish.search.grams import Grams, Postings, Small, Zones
from wenku.publish.search.texts import Texts, Whole


@dataclass(frozen=True, slots=True)
class Listed:
    """Some n-grams worth prolonging, in the order of their level."""

    starts: Ints
    """Index into the places of all: the first of each; its documents begin at the same index."""
    sizes: Ints
    """At how many places each occurs."""
    held: Ints
    """How many documents hold it."""
    indices: Ints
    """Its index on its level."""

    def of(self, chosen: Ints) -> Listed:
        """Some of them, in the order given."""
        return Listed(
            self.starts[chosen], self.sizes[chosen], self.held[chosen], self.indices[chosen]
        )

    @staticmethod
    def joined(parts: Sequence[Listed]) -> Listed:
        """Those of all parts, in their order."""
        columns = zip(*map(_columns, parts), strict=True)
        return Listed(*map(np.concatenate, columns)) if parts else Listed(*[_NONE] * 4)


def _columns(listed: Listed) -> tuple[Ints, ...]:
    return listed.starts, listed.sizes, listed.held, listed.indices


_NONE: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Change:
    """What a level finds changed, in some n-grams of the level before."""

    dropped: Ints
    """Places at which nothing worth prolonging begins any more."""
    listed: Listed
    """N-grams worth prolonging, their places put into what their beginnings had."""
    postings: Postings
    """Their documents."""


class Worth:
    """The places of n-grams worth prolonging, and the documents that hold them.

    Most n-grams of many documents go on with one and the same letter wherever they occur, level
    after level: their places and documents stay as they are. What prolongs another one has a part
    of its places, and takes over a part of its share of the arrays. So a level costs what changes
    on it, and all levels together have the memory of one.
    """

    def __init__(self, texts: Texts) -> None:
        """Nothing yet."""
        size = len(texts.chars)
        ends = np.flatnonzero(texts.documents[1:] != texts.documents[:-1])
        longest = np.diff(ends, prepend=-1, append=size - 1).max()
        self.places: Small = np.empty(size, dtype=np.int32)
        """The places of each, ascending, from its start on."""
        self.documents: Whole = np.empty(size, dtype=texts.documents.dtype)
        """The documents of each, ascending, from its start on."""
        self.counts: Whole = np.empty(size, dtype=np.min_scalar_type(longest))
        """Occurrences in the document."""
        self.zones: Zones = np.empty(size, dtype=np.uint8)
        """Zones of the document in which it occurs, as bits."""
        self.entries: Small = np.full(size, -1, dtype=np.int32)
        """For each place of the texts: the index, into the arrays before, of its document among
        those of the n-gram that begins there; -1 where none does."""

        self._used = 0

    def add(self, grams: Grams, postings: Postings, indices: Ints) -> Listed:
        """Take in n-grams that prolong none of those before, with their indices on their level."""
        starts = starts_of(grams.sizes)
        listed = Listed(starts[:-1] + self._used, grams.sizes, postings.sizes, indices)
        self._used += int(starts[-1])
        self.put_places(listed.starts, grams)
        self._put_postings(listed, postings)
        return listed

    def put_places(self, starts: Ints, grams: Grams) -> None:
        """Put the places of n-grams where places of their beginnings were."""
        self.places[spread(starts, grams.sizes)] = grams.places

    def change(self, change: Change) -> None:
        """From now on know what a level found changed."""
        self.entries[change.dropped] = -1
        self._put_postings(change.listed, change.postings)

    def _put_postings(self, listed: Listed, postings: Postings) -> None:
        at = spread(listed.starts, listed.held)
        self.documents[at] = postings.documents
        self.counts[at] = postings.counts
        self.zones[at] = postings.zones
        places = self.places[spread(listed.starts, listed.sizes)]
        self.entries[places] = np.repeat(at, postings.counts)
