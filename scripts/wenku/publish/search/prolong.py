"""N-grams one letter longer than those known: how they go on, and which of them are listed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wenku.publish.search.bits import Ints, Records, in_a_row, spread, starts_of
from wenku.publish.search.grams import Grams, Postings, counted, grouped
from wenku.publish.search.intersect import Sets, intersected
from wenku.publish.search.lists import Flags, same
from wenku.publish.search.texts import SEPARATOR, Texts, Whole
from wenku.publish.search.worth import Change, Listed, Worth


class Below:
    """What is known of n-grams of one length."""

    def __init__(self, texts: Texts, worth: Worth, known: Listed, depth: int) -> None:
        """Those listed in ``known``, of ``depth`` letters."""
        self.texts = texts
        self.worth = worth
        self.known = known
        self.depth = depth
        self.sets = Sets(worth, known, texts.count)

    def next_letters(self, places: Ints) -> Whole:
        """The letter that follows an n-gram at each place."""
        letters: Whole = self.texts.chars[places + self.depth]
        return letters

    def numbers(self, places: Ints) -> Ints:
        """The number of the n-gram that begins at each place."""
        return np.searchsorted(self.known.starts, self.worth.entries[places], side="right") - 1


@dataclass(frozen=True, slots=True)
class Prolonged:
    """What some n-grams go on as, in the order of those and of the letter that is added."""

    owners: Ints
    """Number of the n-gram that each prolongs."""
    letters: Ints
    lists: Records
    worth: Listed
    """All of them, none held by any document where not worth prolonging; no indices yet."""
    change: Change


def prolonged(below: Below, some: slice, few: int) -> Prolonged:
    """All listed n-grams that prolong some of those known by one letter.

    Args:
        below: what is known.
        some: which n-grams to prolong.
        few: how many documents must hold both the beginning and the end of what is listed, and what
            is worth prolonging itself.
    """
    known = below.known
    starts, sizes, held = known.starts[some], known.sizes[some], known.held[some]
    places = below.worth.places[spread(starts, sizes)].astype(np.int64)
    letters = below.next_letters(places)
    first = starts_of(sizes)[:-1]
    one_way = np.logical_and.reduceat(letters == np.repeat(letters[first], sizes), first)
    alike = one_way & (letters[first] != SEPARATOR)
    others = ~np.repeat(alike, sizes)
    owners = np.repeat(np.arange(some.start, some.stop), sizes)
    parted = _parted(below, places[others], letters[others], owners[others], few)
    kept = np.flatnonzero(alike)
    whole = Listed(starts[kept], sizes[kept], held[kept], kept)
    return _merged(whole, letters[first[kept]].astype(np.int64), kept + some.start, parted)


def _merged(whole: Listed, letters: Ints, owners: Ints, parted: Prolonged) -> Prolonged:
    """Those that go on one way, with those that part."""
    owners = np.concatenate([owners, parted.owners])
    order = np.argsort(owners, kind="stable")
    return Prolonged(
        owners[order],
        np.concatenate([letters, parted.letters])[order],
        in_a_row([same(len(whole.starts)), parted.lists]).of(order),
        Listed.joined([whole, parted.worth]).of(order),
        parted.change,
    )


def _parted(below: Below, places: Ints, letters: Whole, owners: Ints, few: int) -> Prolonged:
    worth = below.worth
    followed = worth.entries[places + 1] >= 0
    found = grouped(owners[followed], letters[followed], places[followed])
    ends = below.numbers(found.heads + 1)
    listed = np.flatnonzero(below.sets.sizes(found.prefixes, ends) > few)
    grams = found.of(listed)
    postings, heads = counted(below.texts, grams)
    entry, other = worth.entries[heads], worth.entries[heads + 1]
    lists = intersected(
        postings,
        below.sets,
        grams.prefixes,
        ends[listed],
        np.minimum(worth.counts[entry], worth.counts[other]),
        worth.zones[entry] & worth.zones[other],
    )
    often = postings.sizes > few
    known = _listed(below.known, grams, postings, often)
    dropped = np.ones(len(found.letters), dtype=bool)
    dropped[listed[often]] = False
    change = Change(
        np.concatenate([places[~followed], found.places[np.repeat(dropped, found.sizes)]]),
        known.of(np.flatnonzero(often)),
        postings.of(np.flatnonzero(often)),
    )
    worth.put_places(change.listed.starts, grams.of(np.flatnonzero(often)))
    return Prolonged(grams.prefixes, grams.letters, lists, known, change)


def _listed(known: Listed, grams: Grams, postings: Postings, often: Flags) -> Listed:
    """Give those held by many documents their shares of what their beginnings have."""
    sizes = np.where(often, grams.sizes, 0)
    before = np.cumsum(sizes) - sizes
    siblings = np.searchsorted(grams.prefixes, grams.prefixes)
    starts = known.starts[grams.prefixes] + before - before[siblings]
    return Listed(starts, sizes, np.where(often, postings.sizes, 0), starts)
