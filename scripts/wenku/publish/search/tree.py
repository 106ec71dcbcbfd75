"""The n-grams of all lengths as one tree, in the order in which files hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wenku.publish.search.bits import Ints, Records, in_a_row
from wenku.publish.search.levels import Level


@dataclass(frozen=True, slots=True)
class Tree:
    """All listed n-grams, each before those that prolong it, siblings by their last letter."""

    depths: Ints
    """Length of each n-gram."""
    letters: Ints
    """Number of the last character of each."""
    before: Ints
    """Number of the last character of the sibling before it; 0 for a first child."""
    lists: Records

    def keys(self, at: Ints) -> list[tuple[int, ...]]:
        """The numbers of all characters of some n-grams."""
        depths = self.depths[at]
        columns = []
        for depth in range(1, int(depths.max(initial=0)) + 1):
            # The beginning of an n-gram is the last one of that length up to it.
            of_length = np.flatnonzero(self.depths == depth)
            last = of_length[np.searchsorted(of_length, at, side="right") - 1]
            columns.append(self.letters[last].tolist())
        rows = zip(depths.tolist(), zip(*columns, strict=True), strict=True)
        return [row[:depth] for depth, row in rows]


def tree(levels: Sequence[Level]) -> Tree:
    """Put the n-grams of all levels into their order."""
    sizes = _subtrees(levels)
    order, depths, before = [], [], []
    above = np.zeros(0, dtype=np.int64)
    for depth, level in enumerate(levels, start=1):
        earlier, sibling = _siblings(level, sizes[depth - 1])
        above = earlier + (above[level.parents] + 1 if depth > 1 else 0)
        order.append(above)
        depths.append(np.full(len(above), depth, dtype=np.int64))
        before.append(sibling)
    place = np.argsort(np.concatenate(order))
    return Tree(
        np.concatenate(depths)[place],
        np.concatenate([level.letters for level in levels])[place],
        np.concatenate(before)[place],
        in_a_row([level.lists for level in levels]).of(place),
    )


def _subtrees(levels: Sequence[Level]) -> list[Ints]:
    """How many n-grams begin with each one, itself among them."""
    sizes = [np.ones(len(level.letters), dtype=np.int64) for level in levels]
    for depth in range(len(levels) - 1, 0, -1):
        np.add.at(sizes[depth - 1], levels[depth].parents, sizes[depth])
    return sizes


def _siblings(level: Level, sizes: Ints) -> tuple[Ints, Ints]:
    """N-grams below earlier siblings, and the last letter of the sibling before each."""
    ends = np.cumsum(sizes)
    starts = ends - sizes
    first = np.ones(len(sizes), dtype=bool)
    first[1:] = level.parents[1:] != level.parents[:-1]
    heads = np.flatnonzero(first)
    earlier = starts - np.repeat(starts[heads], np.diff(np.append(heads, len(sizes))))
    before = np.where(first, 0, np.concatenate([[0], level.letters[:-1]]))
    return earlier, before
