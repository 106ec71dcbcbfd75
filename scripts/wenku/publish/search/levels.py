"""The n-grams of all lengths, encoded, with the tree that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wenku.publish.search.bits import Ints, Records, in_a_row, portions
from wenku.publish.search.grams import (
    Grams,
    Postings,
    by_first_letter,
    counted,
    grouped,
)
from wenku.publish.search.lists import plain
from wenku.publish.search.prolong import Below, prolonged
from wenku.publish.search.texts import AT_ONCE, SEPARATOR, Texts
from wenku.publish.search.worth import Listed, Worth

PLAIN_DEPTH = 2
"""Longest n-gram that is listed wherever it occurs."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is listed, and what is left to a look at the texts."""

    few: int = 32
    """Documents whose texts may be looked at for one wording. An n-gram of three characters and
    more is listed only where more documents hold both its beginning and its end. Smaller makes the
    index larger, larger makes the worst query slower."""
    deepest: int = 32
    """Length of the longest listed n-gram. Longer wordings that so many documents share are rare,
    and are looked at in the texts."""


@dataclass(frozen=True, slots=True)
class Level:
    """The listed n-grams of one length, in ascending order of code points."""

    parents: Ints
    """Index of the n-gram without its last character on the level before; -1 on the first."""
    letters: Ints
    """Number of the last character."""
    lists: Records


def levels(texts: Texts, limits: Limits) -> Iterator[Level]:
    """Level after level, until nothing is left that is worth listing."""
    worth = Worth(texts)
    *plain_levels, known = _plain_levels(texts, worth, limits.few)
    yield from plain_levels[: limits.deepest]
    for depth in range(PLAIN_DEPTH + 1, limits.deepest + 1):
        if not len(known.starts):
            return
        level, known = _level(texts, worth, known, depth, limits.few)
        yield level


def _plain_levels(texts: Texts, worth: Worth, few: int) -> tuple[Level, Level, Listed]:
    """The first two levels, and what is worth prolonging of the second."""
    ones, twos, known = [], [], []
    total = 0
    for at in by_first_letter(texts):
        ones.append(_plain(texts, grouped(np.zeros_like(at), texts.chars[at], at))[0])
        followed = at[texts.chars[at + 1] != SEPARATOR]
        grams = grouped(texts.chars[followed], texts.chars[followed + 1], followed)
        level, postings = _plain(texts, grams)
        often = np.flatnonzero(postings.sizes > few)
        known.append(worth.add(grams.of(often), postings.of(often), often + total))
        twos.append(level)
        total += len(grams.letters)
    return _in_a_row(ones), _in_a_row(twos), Listed.joined(known)


def _plain(texts: Texts, grams: Grams) -> tuple[Level, Postings]:
    postings, _ = counted(texts, grams)
    # Letters are numbered from 1, and are themselves the n-grams of the first level.
    return Level(grams.prefixes - 1, grams.letters, plain(postings, texts.count)), postings


def _level(texts: Texts, worth: Worth, known: Listed, depth: int, few: int) -> tuple[Level, Listed]:
    """One more level, and what is worth prolonging of it."""
    below = Below(texts, worth, known, depth - 1)
    levels, listed, changes = [], [], []
    total = 0
    for some in portions(known.sizes, AT_ONCE):
        part = prolonged(below, some, few)
        levels.append(Level(known.indices[part.owners], part.letters, part.lists))
        further = np.flatnonzero(part.worth.held)
        some_worth = part.worth.of(further)
        listed.append(replace(some_worth, indices=further + total))
        changes.append(part.change)
        total += len(part.letters)
    # Not before: what is known of one n-gram is asked for by those that it is the end of.
    for change in changes:
        worth.change(change)
    return _in_a_row(levels), Listed.joined(listed)


def _in_a_row(parts: Sequence[Level]) -> Level:
    none = np.zeros(0, dtype=np.int64)
    return Level(
        np.concatenate([none, *(part.parents for part in parts)]),
        np.concatenate([none, *(part.letters for part in parts)]),
        in_a_row([part.lists for part in parts]),
    )
