"""The tree of n-grams cut into files of one size, and the table that tells which holds what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from wenku.publish.search.bits import (
    Codes,
    Ints,
    Section,
    bit_lengths,
    characters,
    fixed,
    gamma,
    graded,
    joined,
    portions,
    records,
    rice,
)
from wenku.publish.search.levels import PLAIN_DEPTH
from wenku.publish.search.tree import Tree

SIZE = 64_000
"""Bits of a file, as a rule."""
LARGE = 36_000
"""Bits from which a list has a file of its own: it is often wanted, its neighbours are not."""
GRADES = 10
"""Most low bits of a gap between the last letters of siblings."""
WIDTH = 4
"""Bits that state such a number."""
TOGETHER = 200
"""Files written together, to have few calls and little memory."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One file: its first n-gram and its content."""

    first: tuple[int, ...]
    content: str


def shards(tree: Tree) -> Iterator[Shard]:
    """The files, in order.

    A file begins with the length of its first n-gram, the numbers of its characters, and how many
    n-grams there are (all in gamma code); then the low bits of gaps between last letters on the
    second level, and on deeper ones. An n-gram is: how it stands to the one before it (in Rice
    code; 0 its sibling, 1 its child, n the sibling of its ancestor n - 1 levels up), the gap of its
    last letter to its sibling's, its list. The first one is its list alone.
    """
    heads = _heads(tree.lists.sizes)
    bounds = np.append(heads, len(tree.depths))
    gaps = tree.letters - tree.before - 1
    grades = _grades(tree.depths, gaps, heads)
    for low in range(0, len(heads), TOGETHER):
        some = bounds[low : low + TOGETHER + 1]
        yield from _written(tree, gaps, some, grades[low : low + TOGETHER])


def _heads(sizes: Ints) -> Ints:
    """Index of the first n-gram of each file."""
    large = np.flatnonzero(sizes > LARGE)
    alone = np.unique(np.concatenate([[0], large, large + 1, [len(sizes)]]))
    heads: list[int] = []
    for low, high in zip(alone[:-1].tolist(), alone[1:].tolist(), strict=True):
        heads += [low + some.start for some in portions(sizes[low:high], SIZE)]
    return np.array(heads, dtype=np.int64)


def _grades(depths: Ints, gaps: Ints, heads: Ints) -> Ints:
    """For each file the best low bits of gaps: on the second level, and on deeper ones."""
    first = np.zeros(len(depths), dtype=bool)
    first[heads] = True
    best = np.zeros((len(heads), 2), dtype=np.int64)
    for column, of_level in enumerate((depths == PLAIN_DEPTH, depths > PLAIN_DEPTH)):
        counted = of_level & ~first
        costs = [
            np.add.reduceat(counted * (2 * bit_lengths((gaps >> low) + 1) - 1 + low), heads)
            for low in range(GRADES + 1)
        ]
        best[:, column] = np.argmin(costs, axis=0)
    return best


def _written(tree: Tree, gaps: Ints, bounds: Ints, grades: Ints) -> Iterator[Shard]:
    everything = np.arange(bounds[0], bounds[-1])
    heads, counts = bounds[:-1] - bounds[0], np.diff(bounds)
    firsts = tree.keys(bounds[:-1])
    headers = [_header(*each) for each in zip(firsts, counts.tolist(), grades, strict=True)]
    header_counts = np.zeros(len(everything), dtype=np.int64)
    header_counts[heads] = [len(header.lengths) for header in headers]
    later = np.ones(len(everything), dtype=bool)
    later[heads] = False
    depths = tree.depths[everything]
    steps = _steps(depths)[later]
    low = _low_bits(depths, np.repeat(grades, counts, axis=0))[later]
    made = records(
        [
            Section(header_counts, joined(headers)),
            Section(later.astype(np.int64), rice(steps, np.zeros_like(steps))),
            Section(later.astype(np.int64), graded(gaps[everything][later], low)),
            tree.lists.section(everything),
        ]
    )
    starts = np.append(made.starts[heads], made.sizes.sum()).tolist()
    for first, begin, end in zip(firsts, starts, starts[1:], strict=False):
        yield Shard(first, characters(made.between(begin, end)))


def _low_bits(depths: Ints, grades: Ints) -> Ints:
    deeper: Ints = np.where(depths == PLAIN_DEPTH, grades[:, 0], grades[:, 1])
    return np.where(depths < PLAIN_DEPTH, 0, deeper)


def _steps(depths: Ints) -> Ints:
    """How each n-gram stands to the one before it: 0 sibling, 1 child, else up, less one."""
    up = np.zeros_like(depths)
    up[1:] = depths[:-1] - depths[1:]
    return np.select([up == 0, up < 0], [0, 1], up + 1)


def _header(first: tuple[int, ...], count: int, grades: Ints) -> Codes:
    numbers = gamma(np.array([len(first), *first, count], dtype=np.int64))
    return joined([numbers, fixed(grades, WIDTH)])


def table(firsts: Sequence[tuple[int, ...]]) -> str:
    """The first n-gram of every file, by which the browser finds the file that holds another.

    Each is: one more than the characters it shares with the one before, the number of those that
    follow (both in gamma code), how far the first of them is beyond the other's (1 less, with four
    low bits), and the others (less one, with six).
    """
    before: tuple[int, ...] = ()
    parts: list[Codes] = []
    for first in firsts:
        same = sum(1 for _ in takewhile(_alike, zip(before, first, strict=False)))
        rest = first[same:]
        other = before[same] if same < len(before) else 0
        parts += [
            gamma(np.array([same + 1, len(rest)])),
            graded(np.array([rest[0] - other - 1]), np.array([4])),
            graded(np.array(rest[1:], dtype=np.int64) - 1, np.full(len(rest) - 1, 6)),
        ]
        before = first
    made = records([Section(np.array([sum(len(part.lengths) for part in parts)]), joined(parts))])
    return characters(made.bits())


def _alike(pair: tuple[int, int]) -> bool:
    return pair[0] == pair[1]
