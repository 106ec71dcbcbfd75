"""Numbers as bits and bits as characters, read back by a reader of its own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.publish.search import bits
from wenku.publish.search.bits import Codes, Section


class Reader:
    """Reads what was written, bit by bit."""

    def __init__(self, text: str) -> None:
        """Begin at the first bit."""
        self.bits = "".join(f"{bits.ALPHABET.index(char):06b}" for char in text)
        self.at = 0

    def take(self, count: int) -> int:
        self.at += count
        return int(self.bits[self.at - count : self.at] or "0", 2)

    def ones(self, most: int = 64) -> int:
        count = 0
        while count < most and self.take(1):
            count += 1
        return count

    def gamma(self) -> int:
        further = self.ones()
        return (1 << further) + self.take(further)

    def rice(self, low: int) -> int:
        ones = self.ones(bits.STEPS)
        return self.take(bits.FULL) if ones == bits.STEPS else (ones << low) + self.take(low)

    def graded(self, low: int) -> int:
        return ((self.gamma() - 1) << low) + self.take(low)


def numbers(values: list[int]) -> bits.Ints:
    return np.array(values, dtype=np.int64)


def written(codes: Codes) -> Reader:
    made = bits.records([Section(numbers([len(codes.lengths)]), codes)])
    return Reader(bits.characters(made.bits()))


def test_no_character_needs_an_escape() -> None:
    assert len(set(bits.ALPHABET)) == 64
    assert not set(bits.ALPHABET) & set("\"'\\<>&")
    assert bits.ALPHABET.isascii()


@given(st.lists(st.integers(1, 2**31)))
def test_gamma(values: list[int]) -> None:
    reader = written(bits.gamma(numbers(values)))
    assert [reader.gamma() for _ in values] == values


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 12))))
def test_rice(pairs: list[tuple[int, int]]) -> None:
    reader = written(bits.rice(numbers([a for a, _ in pairs]), numbers([b for _, b in pairs])))
    assert [reader.rice(low) for _, low in pairs] == [value for value, _ in pairs]


@given(st.lists(st.tuples(st.integers(0, 2**30), st.integers(0, 10))))
def test_graded(pairs: list[tuple[int, int]]) -> None:
    reader = written(bits.graded(numbers([a for a, _ in pairs]), numbers([b for _, b in pairs])))
    assert [reader.graded(low) for _, low in pairs] == [value for value, _ in pairs]


@pytest.mark.parametrize("value", [1, 2, 3, 2**24 - 1, 2**24, 2**31 - 1, 2**31, 2**52, 2**53 - 1])
def test_bit_lengths_are_exact_near_powers_of_two(value: int) -> None:
    assert bits.bit_lengths(numbers([value])).tolist() == [value.bit_length()]


@given(st.lists(st.tuples(st.lists(st.integers(0, 999)), st.lists(st.integers(1, 999)))))
def test_records_lie_one_after_the_other_and_in_any_order(
    rows: list[tuple[list[int], list[int]]],
) -> None:
    ones = [value for row, _ in rows for value in row]
    others = [value for _, row in rows for value in row]
    made = bits.records(
        [
            Section(numbers([len(row) for row, _ in rows]), bits.fixed(numbers(ones), 10)),
            Section(numbers([len(row) for _, row in rows]), bits.gamma(numbers(others))),
        ]
    )
    order = list(reversed(range(len(rows))))
    twice = bits.in_a_row([made, made])
    chosen = twice.of(numbers([*order, *(at + len(rows) for at in order)]))
    moved = bits.records([chosen.section(np.arange(2 * len(rows)))])
    reader = Reader(bits.characters(moved.bits()))
    for at in [*order, *order]:
        assert [reader.take(10) for _ in rows[at][0]] == rows[at][0]
        assert [reader.gamma() for _ in rows[at][1]] == rows[at][1]


@given(st.lists(st.integers(0, 5)))
def test_spread_names_each_index_of_each_range(sizes: list[int]) -> None:
    starts = [10 * at for at in range(len(sizes))]
    expected = [start + at for start, size in zip(starts, sizes, strict=True) for at in range(size)]
    assert bits.spread(numbers(starts), numbers(sizes)).tolist() == expected


def test_low_bits_suit_the_gaps() -> None:
    spans, counts = numbers([100, 100, 100, 10_000, 5, 0]), numbers([0, 1, 100, 10, 1, 0])
    assert bits.low_bits(spans, counts).tolist() == [0, 6, 0, 9, 1, 0]
