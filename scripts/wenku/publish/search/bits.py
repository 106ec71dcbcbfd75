"""Whole numbers as few bits, and bits as characters that a script file can hold.

Six bits make a character, out of 64 that need no escape in a string. Compression by the server gets
the quarter back that this costs, and nothing more: the numbers are coded as densely as it could.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Bits: TypeAlias = npt.NDArray[np.uint8]
"""Bits, each a number of its own."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""A character for every six bits."""
STEPS = 20
"""Ones before a number in Rice code that say that it stands there in full."""
FULL = 32
"""Bits of a number in full."""

_NONE: Ints = np.zeros(0, dtype=np.int64)
_WORD = 64


@dataclass(frozen=True, slots=True)
class Codes:
    """Code words in their order; the last ``lengths[i]`` bits of ``words[i]`` count."""

    words: npt.NDArray[np.uint64]
    lengths: Ints


@dataclass(frozen=True, slots=True)
class Section:
    """A part of each of several records: code words, and how many of them each record has."""

    counts: Ints
    codes: Codes


@dataclass(frozen=True, slots=True)
class Records:
    """Records of bits; they may lie in any order and with gaps between them."""

    words: npt.NDArray[np.uint64]
    """The bits, the highest of each word first; after the last record another word."""
    starts: Ints
    """The bit at which each record begins."""
    sizes: Ints
    """Bits of each."""

    def section(self, chosen: Ints) -> Section:
        """Some records, in the order given, as parts of other records."""
        sizes = self.sizes[chosen]
        counts = -(-sizes // _WORD)
        nth = spread(np.zeros_like(counts), counts)
        lengths = np.minimum(np.repeat(sizes, counts) - nth * _WORD, _WORD)
        word, offset = np.divmod(np.repeat(self.starts[chosen], counts) + nth * _WORD, _WORD)
        left = offset.astype(np.uint64)
        # In two steps, since a word cannot be shifted by all of its bits.
        right = self.words[word + 1] >> np.uint64(1) >> (np.uint64(_WORD - 1) - left)
        bits = (self.words[word] << left) | right
        return Section(counts, Codes(bits >> (_WORD - lengths).astype(np.uint64), lengths))

    def bits(self) -> Bits:
        """All bits of records that lie one after the other, as :func:`records` makes them."""
        return self.between(0, int(self.sizes.sum()))

    def between(self, start: int, end: int) -> Bits:
        """The bits from ``start`` to below ``end``, whatever records they belong to."""
        first = start // _WORD
        octets = self.words[first : -(-end // _WORD)].astype(">u8").view(np.uint8)
        return np.unpackbits(octets)[start - first * _WORD : end - first * _WORD]

    def of(self, chosen: Ints) -> Records:
        """Some of the records, in the order given."""
        return Records(self.words, self.starts[chosen], self.sizes[chosen])


def spread(starts: Ints, sizes: Ints) -> Ints:
    """The indices ``start, start + 1, …`` of each range, one range after the other.

    >>> spread(np.array([5, 9]), np.array([2, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(total, dtype=np.int64)


def starts_of(sizes: Ints) -> Ints:
    """Where each of consecutive ranges starts, and where the last one ends."""
    starts = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts


def portions(sizes: Ints, most: int) -> Iterator[slice]:
    """Neighbours with at most so much together; what is larger stands alone.

    >>> [(some.start, some.stop) for some in portions(np.array([2, 3, 9, 1]), 5)]
    [(0, 2), (2, 3), (3, 4)]
    """
    reached = np.cumsum(sizes)
    low = 0
    while low < len(sizes):
        limit = int(reached[low] - sizes[low]) + most
        high = max(int(np.searchsorted(reached, limit, side="right")), low + 1)
        yield slice(low, high)
        low = high


def gamma(values: Ints) -> Codes:
    """Numbers from 1: as many ones as it has further bits, a zero, those bits (Elias)."""
    further = bit_lengths(values) - 1
    ones = ((1 << further) - 1) << (further + 1)
    return Codes((ones | (values - (1 << further))).astype(np.uint64), 2 * further + 1)


def rice(values: Ints, low: Ints) -> Codes:
    """Numbers from 0: what is left without the ``low`` bits in ones, a zero, those bits.

    Where more than ``STEPS`` ones would come, that many come, and then the number in full.
    """
    ones = values >> low
    short = ((1 << np.minimum(ones, STEPS)) - 1) << (low + 1) | (values & ((1 << low) - 1))
    full = ((1 << STEPS) - 1) << FULL | values
    fits = ones < STEPS
    return Codes(
        np.where(fits, short, full).astype(np.uint64), np.where(fits, ones + 1 + low, STEPS + FULL)
    )


def graded(values: Ints, low: Ints) -> Codes:
    """Numbers from 0: what is left without the ``low`` bits, plus 1, in gamma code; those bits."""
    head = gamma((values >> low) + 1)
    words = head.words << low.astype(np.uint64) | (values & ((1 << low) - 1)).astype(np.uint64)
    return Codes(words, head.lengths + low)


def fixed(values: Ints, length: int) -> Codes:
    """Numbers below two to the power of ``length``."""
    return Codes(values.astype(np.uint64), np.full(len(values), length, dtype=np.int64))


def low_bits(span: Ints | int, count: Ints) -> Ints:
    """How many low bits suit the gaps between ``count`` numbers out of ``span``.

    Whole numbers only, since the browser computes the same.
    """
    best = np.zeros(len(count), dtype=np.int64)
    for low in range(1, FULL):
        better = (count << low) * 26 <= (span - count) * 25
        if not better.any():
            break
        best += better & (count > 0)
    return best


def joined(parts: Sequence[Codes]) -> Codes:
    """The code words of all parts, in their order."""
    words = [np.zeros(0, dtype=np.uint64), *(part.words for part in parts)]
    return Codes(np.concatenate(words), np.concatenate([_NONE, *(part.lengths for part in parts)]))


def bit_lengths(values: Ints) -> Ints:
    """Bits of each number from 1; ``int.bit_length`` for arrays."""
    lengths = np.frexp(values.astype(np.float64))[1].astype(np.int64)
    # A number near a power of two may have been rounded up to it.
    return lengths - (values < (1 << np.maximum(lengths - 1, 0)))


def records(sections: Sequence[Section]) -> Records:
    """Records made of the same sections, each record's parts next to each other."""
    counts = np.stack([section.counts for section in sections], axis=1)
    places = starts_of(counts.ravel())
    words = np.empty(int(places[-1]), dtype=np.uint64)
    lengths = np.empty(int(places[-1]), dtype=np.int64)
    begins = places[:-1].reshape(counts.shape)
    for number, section in enumerate(sections):
        at = spread(begins[:, number], section.counts)
        words[at] = section.codes.words
        lengths[at] = section.codes.lengths
    reached = starts_of(lengths)
    firsts = np.append(begins[:, 0], places[-1]) if len(begins) else places[-1:]
    begin = reached[firsts]
    return Records(_packed(words, reached), begin[:-1], np.diff(begin))


def in_a_row(parts: Sequence[Records]) -> Records:
    """The records of all parts, in their order."""
    words = starts_of(np.array([len(part.words) for part in parts], dtype=np.int64))
    starts = (part.starts + _WORD * before for part, before in zip(parts, words, strict=False))
    return Records(
        np.concatenate([np.zeros(0, dtype=np.uint64), *(part.words for part in parts)]),
        np.concatenate([_NONE, *starts]),
        np.concatenate([_NONE, *(part.sizes for part in parts)]),
    )


def _packed(words: npt.NDArray[np.uint64], reached: Ints) -> npt.NDArray[np.uint64]:
    """Code words next to each other, the first bit of each word the highest."""
    packed = np.zeros(int(reached[-1]) // _WORD + 2, dtype=np.uint64)
    if len(words):
        word, offset = np.divmod(reached[:-1], _WORD)
        beyond = offset + np.diff(reached) - _WORD
        left = np.maximum(-beyond, 0).astype(np.uint64)
        right = np.maximum(beyond, 0).astype(np.uint64)
        heads = np.flatnonzero(np.diff(word, prepend=-1))
        packed[word[heads]] = np.bitwise_or.reduceat((words << left) >> right, heads)
        over = np.flatnonzero(beyond > 0)
        packed[word[over] + 1] |= words[over] << (np.uint64(_WORD) - right[over])
    return packed


def characters(bits: Bits) -> str:
    """Bits as text, filled up with zeros."""
    octets = np.packbits(np.concatenate([bits, np.zeros(-len(bits) % 24, dtype=np.uint8)]))
    first, second, third = octets.reshape(-1, 3).T
    sixes = np.empty((len(first), 4), dtype=np.uint8)
    sixes[:, 0] = first >> 2
    sixes[:, 1] = (first & 3) << 4 | second >> 4
    sixes[:, 2] = (second & 15) << 2 | third >> 6
    sixes[:, 3] = third & 63
    return str(_LETTERS[sixes.reshape(-1)[: -(-len(bits) // 6)]].tobytes(), "ascii")


_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), dtype=np.uint8)
