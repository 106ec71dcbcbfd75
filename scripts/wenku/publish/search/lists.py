"""Lists of documents as bits: by themselves, or relative to what two shorter n-grams share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wenku.publish.search.bits import (
    Codes,
    Ints,
    Records,
    Section,
    fixed,
    gamma,
    low_bits,
    records,
    rice,
    starts_of,
)
from wenku.publish.search.grams import Postings, Small, Zones
from wenku.publish.search.texts import Whole

Flags = npt.NDArray[np.bool_]

WIDTH = 5
"""Bits of a stated number of low bits."""


def plain(postings: Postings, count: int) -> Records:
    """Lists of documents out of ``count`` by the gaps between them.

    A list is: its length in gamma code; the gaps in Rice code; the length plus one, in gamma code,
    of the list of those places at which the wording occurs more than once, their gaps, the low bits
    of the numbers that follow in Rice code, and twice less than the occurrences at each; the same
    for places in other zones than the body, with a zone each.
    """
    sizes = postings.sizes
    documents = postings.documents.astype(np.int64)
    low = low_bits(count, sizes)
    between = rice(gaps(documents, postings.starts), np.repeat(low, sizes))
    several = _Chosen(postings.counts > 1, postings.starts)
    zoned = _Chosen(postings.zones > 0, postings.starts)
    return records(
        [
            Section(np.ones_like(sizes), gamma(sizes)),
            Section(sizes, between),
            *several.sections(),
            *_numbers(postings.counts[several.at].astype(np.int64) - 2, several.sizes),
            *zoned.sections(),
            Section(zoned.sizes, _zones(postings.zones[zoned.at])),
        ]
    )


class _Chosen:
    """Some places of each list, by their ranks in it."""

    def __init__(self, flags: Flags, starts: Ints) -> None:
        """Those flagged; the lists begin at ``starts`` and end at the next."""
        self.at = np.flatnonzero(flags)
        self.spans = np.diff(starts)
        reached = np.searchsorted(self.at, starts)
        self.sizes = np.diff(reached)
        self.ranks = self.at - np.repeat(starts[:-1], self.sizes)

    def sections(self) -> list[Section]:
        """How many, and the gaps of their ranks; the reader knows how long the lists are."""
        low = np.repeat(low_bits(self.spans, self.sizes), self.sizes)
        between = gaps(self.ranks, starts_of(self.sizes))
        return [
            Section(np.ones_like(self.sizes), gamma(self.sizes + 1)),
            Section(self.sizes, rice(between, low)),
        ]

    def stated_sections(self) -> list[Section]:
        """The same for a reader who does not know how long the lists are."""
        some = self.sizes > 0
        low = low_bits(self.spans, self.sizes)
        between = gaps(self.ranks, starts_of(self.sizes))
        return [
            Section(np.ones_like(self.sizes), gamma(self.sizes + 1)),
            Section(some.astype(np.int64), fixed(low[some], WIDTH)),
            Section(self.sizes, rice(between, np.repeat(low, self.sizes))),
        ]


def _numbers(values: Ints, sizes: Ints) -> list[Section]:
    """Numbers from 0 with the low bits that suit each list, stated where it has any."""
    owner = np.repeat(np.arange(len(sizes)), sizes)
    totals = np.bincount(owner, weights=values, minlength=len(sizes)).astype(np.int64)
    low = low_bits(totals + sizes, sizes)
    some = sizes > 0
    ones = np.zeros(int(some.sum()), dtype=np.int64)
    return [
        Section(some.astype(np.int64), rice(low[some], ones)),
        Section(sizes, rice(values, np.repeat(low, sizes))),
    ]


def _zones(zones: Zones) -> Codes:
    """Heading, title or both: 0, 10, 11."""
    words = np.array([0, 0b0, 0b10, 0b11], dtype=np.uint64)
    return Codes(words[zones], np.array([0, 1, 2, 2], dtype=np.int64)[zones])


def gaps(values: Ints, starts: Ints) -> Ints:
    """Ascending numbers by what lies between each and the one before it in its list."""
    between = values.copy()
    between[1:] -= values[:-1] + 1
    heads = starts[:-1][np.diff(starts) > 0]
    between[heads] = values[heads]
    return between


@dataclass(frozen=True, slots=True)
class Shared:
    """The documents that hold both the beginning and the end of each of some n-grams."""

    starts: Ints
    documents: Whole
    counts: Small
    """The most occurrences that the n-gram can have there."""
    zones: Zones
    """The zones in which it can occur there."""


def relative(postings: Postings, shared: Shared) -> Records:
    """Lists by what they lack, or have, of the documents that could be in them.

    A list is: a number of ranks plus one in gamma code; where there are any, a bit that tells
    whether they are those present (else those missing), the low bits of their gaps, and the gaps.
    Then, out of the documents whose count or zones are in question, those for which the shorter
    n-grams tell too much: their number plus one, low bits, gaps; and for each what is too much.
    """
    member = _members(postings, shared)
    sizes, held = np.diff(shared.starts), postings.sizes
    by_presence = held < sizes - held
    listed = _Chosen(member == np.repeat(by_presence, sizes), shared.starts)
    counted, low, between = listed.stated_sections()
    some = listed.sizes > 0
    mode = Section(some.astype(np.int64), fixed(by_presence[some].astype(np.int64), 1))
    return records([counted, mode, low, between, *_excess(postings, shared, member)])


def _excess(postings: Postings, shared: Shared, member: Flags) -> list[Section]:
    at = np.flatnonzero(member)
    counts, zones = shared.counts[at], shared.zones[at]
    unsure = _Chosen((counts > 1) | (zones > 0), postings.starts)
    count = (counts - postings.counts).astype(np.int64)[unsure.at]
    zone = (zones & ~postings.zones)[unsure.at]
    wrong = _Chosen((count > 0) | (zone > 0), starts_of(unsure.sizes))
    return [
        *wrong.stated_sections(),
        Section(wrong.sizes, _too_much(count[wrong.at], zone[wrong.at])),
    ]


def _too_much(count: Ints, zone: Zones) -> Codes:
    """Occurrences and zones too many: 0 and the former less one in ones, or 1, zones and all."""
    zoned = zone > 0
    ones = rice(np.where(zoned, count, count - 1), np.zeros_like(count))
    head = _zones(zone)
    words = (head.words << ones.lengths.astype(np.uint64)) | ones.words
    lengths = head.lengths + ones.lengths
    words |= zoned.astype(np.uint64) << lengths.astype(np.uint64)
    return Codes(words, lengths + 1)


def _members(postings: Postings, shared: Shared) -> Flags:
    """Which of the shared documents are in the lists."""
    span = int(shared.documents.max(initial=0)) + 1
    lists = np.arange(len(postings.sizes))
    keys = np.repeat(lists, postings.sizes) * span + postings.documents
    among = np.repeat(lists, np.diff(shared.starts)) * span + shared.documents
    member = np.zeros(len(among), dtype=bool)
    member[np.searchsorted(among, keys)] = True
    return member
