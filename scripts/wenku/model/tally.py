"""What was done to a text, counted, as far as it concerns the article that is published."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wenku.trail import Certainty, Change, Edit, Flag, OffsetMap, Trail

REMOVAL_STAGE = "prune"


@dataclass(frozen=True, slots=True, order=True)
class Repair:
    """One kind of replacement, made ``count`` times in the article."""

    family: str
    before: str
    after: str
    certainty: Certainty
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The trail of one document, summed."""

    repairs: tuple[Repair, ...]
    """Replacements in the article, by family, then the most frequent first."""
    removed: tuple[tuple[str, int], ...]
    """Lines removed (or pieces of a line), by family; what they said is not kept."""
    unresolved: int
    """Places of the article that could not be restored and are marked in it."""

    def by_family(self) -> dict[str, int]:
        """Number of repairs by family, in order of the families' names."""
        counts: Counter[str] = Counter()
        for repair in self.repairs:
            counts[repair.family] += repair.count
        return dict(sorted(counts.items()))

    def by_certainty(self, family: str) -> dict[Certainty, int]:
        """Number of repairs of one family by certainty."""
        counts: Counter[Certainty] = Counter()
        for repair in self.repairs:
            if repair.family == family:
                counts[repair.certainty] += repair.count
        return dict(counts)


def tally(trail: Trail) -> Tally:
    """Sum a trail.

    Repairs inside text that was later removed are left out: they say nothing about the article,
    and their wording may be spam, which is never shown.
    """
    sums = trail.once(_sums)
    repairs = (
        Repair(family, before, after, _CERTAINTIES[certainty], count)
        for family, before, after, certainty, count in sums.repairs
    )
    return Tally(tuple(repairs), sums.removed, len(sums.flags))


_CERTAINTIES = {certainty.value: certainty for certainty in Certainty}


def flags_with_family(trail: Trail) -> list[tuple[Flag, str]]:
    """The unresolved places of a trail in order, each with the family of the rule that flagged."""
    return [(Flag(*fields), family) for fields, family in trail.once(_sums).flags]


class Sums(NamedTuple):
    """What pages tell of a trail, as plain data: several of them ask for it."""

    repairs: list[tuple[str, str, str, str, int]]
    removed: tuple[tuple[str, int], ...]
    flags: list[tuple[tuple[int, int, str, str, str], str]]


def _sums(trail: Trail) -> Sums:
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for change, edit in article_edits(trail):
        certainty = change.certainty_of(edit).value
        counted[change.family_of(edit), edit.before, edit.after, certainty] += 1
    repairs = [(*key, count) for key, count in counted.items()]
    repairs.sort(key=lambda repair: (repair[0], -repair[4], *repair[1:4]))
    families = {change.rule: change.family for change in trail.changes}
    flags = [
        ((each.start, each.end, each.surface, each.rule, each.note), families[each.rule])
        for each in trail.flags()
    ]
    return Sums(repairs, _removed(trail), flags)


def article_edits(trail: Trail) -> Iterator[tuple[Change, Edit]]:
    """The replacements that made the article what it is, last change first."""
    gone: list[tuple[int, int]] = []
    for change in reversed(trail.changes):
        across = OffsetMap(change.edits)
        if change.stage != REMOVAL_STAGE:
            starts = [start for start, _ in gone]
            for edit in change.edits:
                if edit.flags_only:
                    continue
                if not gone or not _lies_in(across.forward(edit.start), gone, starts):
                    yield change, edit
        gone = [(across.backward(start), across.backward(end)) for start, end in gone]
        if change.stage == REMOVAL_STAGE:
            gone.extend((edit.start, edit.end) for edit in change.edits if not edit.flags_only)
        gone = _merged(gone)


def _lies_in(offset: int, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    index = bisect_right(starts, offset) - 1
    return index >= 0 and offset < spans[index][1]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _removed(trail: Trail) -> tuple[tuple[str, int], ...]:
    lines: Counter[str] = Counter()
    for change in trail.changes:
        if change.stage == REMOVAL_STAGE:
            for edit in change.edits:
                if not edit.flags_only:
                    lines[change.family_of(edit)] += _line_count(edit.before)
    return tuple(sorted(lines.items()))


def _line_count(text: str) -> int:
    return max(1, sum(1 for line in text.split("\n") if line.strip()))
