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
from wenku.publish.search.grams import Postings, Zones
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
    often, outside = np.flatnonzero(postings.counts > 1), np.flatnonzero(postings.zones)
    several, zoned = chosen(often, postings.starts), chosen(outside, postings.starts)
    return records(
        [
            Section(np.ones_like(sizes), gamma(sizes)),
            Section(sizes, between),
            *several.sections(),
            *_numbers(postings.counts[often].astype(np.int64) - 2, several.sizes),
            *zoned.sections(),
            Section(zoned.sizes, _zones(postings.zones[outside])),
        ]
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some places of each of several lists, by their ranks in it."""

    spans: Ints
    """How long each list is."""
    sizes: Ints
    """How many places of each are chosen."""
    ranks: Ints
    """Their ranks in their lists, ascending, list by list."""

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


def chosen(at: Ints, starts: Ints) -> Chosen:
    """Places by their indices, ascending, in lists that begin at ``starts`` and end at the next."""
    sizes = np.diff(np.searchsorted(at, starts))
    return Chosen(np.diff(starts), sizes, at - np.repeat(starts[:-1], sizes))


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
    """What the beginning and the end of each of some n-grams tell about where it can occur."""

    listed: Chosen
    """Out of the documents that hold both, those that hold the n-gram, or those that do not."""
    present: Flags
    """For each n-gram, whether it is the former."""
    counts: Whole
    """The most occurrences that it can have in each document that holds it."""
    zones: Zones
    """The zones in which it can occur there."""


def relative(postings: Postings, shared: Shared) -> Records:
    """Lists by what they lack, or have, of the documents that could be in them.

    A list is: a number of ranks plus one in gamma code; where there are any, a bit that tells
    whether they are those present (else those missing), the low bits of their gaps, and the gaps.
    Then, out of the documents whose count or zones are in question, those for which the shorter
    n-grams tell too much: their number plus one, low bits, gaps; and for each what is too much.
    """
    some = shared.listed.sizes > 0
    counted, low, between = shared.listed.stated_sections()
    mode = Section(some.astype(np.int64), fixed(shared.present[some].astype(np.int64), 1))
    return records([counted, mode, low, between, *_excess(postings, shared)])


def same(count: int) -> Records:
    """The lists of so many n-grams that occur wherever their beginnings do, as often: two zeros."""
    none = np.zeros(count, dtype=np.int64)
    return Records(np.zeros(2, dtype=np.uint64), none, none + 2)


def _excess(postings: Postings, shared: Shared) -> list[Section]:
    at = np.flatnonzero((shared.counts > 1) | (shared.zones > 0))
    unsure = chosen(at, postings.starts)
    count = shared.counts[at].astype(np.int64) - postings.counts[at]
    zone = shared.zones[at] & ~postings.zones[at]
    at = np.flatnonzero((count > 0) | (zone > 0))
    wrong = chosen(at, starts_of(unsure.sizes))
    return [*wrong.stated_sections(), Section(wrong.sizes, _too_much(count[at], zone[at]))]


def _too_much(count: Ints, zone: Zones) -> Codes:
    """Occurrences and zones too many: 0 and the former less one in ones, or 1, zones and all."""
    zoned = zone > 0
    ones = rice(np.where(zoned, count, count - 1), np.zeros_like(count))
    head = _zones(zone)
    words = (head.words << ones.lengths.astype(np.uint64)) | ones.words
    lengths = head.lengths + ones.lengths
    words |= zoned.astype(np.uint64) << lengths.astype(np.uint64)
    return Codes(words, lengths + 1)
