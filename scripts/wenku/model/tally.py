"""What was done to a text, counted, as far as it concerns the article that is published."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wenku.trail import Certainty, Change, Edit, Flag, OffsetMap, Told, Trail, packed

REMOVAL_STAGE = "prune"


@dataclass(frozen=True, slots=True, order=True)
class Repair:
    """One kind of replacement, made ``count`` times in the article."""

    family: str
    before: str
    after: str
    certainty: Certainty
    count: int


class Counts(NamedTuple):
    """The trail of one document in few numbers: what a list of all documents shows of each."""

    repairs: tuple[tuple[str, Certainty, int], ...]
    """Family, certainty and number of the replacements in the article, by family."""
    removed: tuple[tuple[str, int], ...]
    """Lines removed (or pieces of a line), by family."""
    unresolved: int
    """Places of the article that could not be restored and are marked in it."""
    edits: tuple[tuple[str, int], ...]
    """Edits by rule, in order of the rules' ids: those inside removed text too, and flags."""

    def by_family(self) -> dict[str, int]:
        """Number of repairs by family, in order of the families' names."""
        counts: Counter[str] = Counter()
        for family, _, count in self.repairs:
            counts[family] += count
        return dict(counts)


@dataclass(frozen=True, slots=True)
class Tally:
    """The trail of one document, summed."""

    repairs: tuple[Repair, ...]
    """Replacements in the article, by family, then the most frequent first."""
    removed: tuple[tuple[str, int], ...]
    """Lines removed (or pieces of a line), by family; what they said is not kept."""
    unresolved: int
    """Places of the article that could not be restored and are marked in it."""


def tally(trail: Trail) -> Tally:
    """Sum a trail.

    Repairs inside text that was later removed are left out: they say nothing about the article,
    and their wording may be spam, which is never shown.
    """
    repairs = (
        Repair(family, before, after, _CERTAINTIES[certainty], count)
        for family, before, after, certainty, count in trail.once(_repairs)
    )
    counted = counts(trail)
    return Tally(tuple(repairs), counted.removed, counted.unresolved)


def counts(trail: Trail) -> Counts:
    """Sum a trail as :func:`tally` does, without telling what was replaced by what."""
    repairs, removed, unresolved, edits = trail.once(_counts)
    named = ((family, _CERTAINTIES[certainty], number) for family, certainty, number in repairs)
    return Counts(tuple(named), removed, unresolved, edits)


def told_of(trail: Trail) -> Told:
    """Everything that pages ask of a trail, for it to remember once it is packed."""
    repairs, flags = _repairs(trail), _flags(trail)
    counted = _counted(trail, repairs, flags)
    return {_repairs: packed(repairs), _flags: packed(flags), _counts: packed(counted)}


_CERTAINTIES = {certainty.value: certainty for certainty in Certainty}


def flags_with_family(trail: Trail) -> list[tuple[Flag, str]]:
    """The unresolved places of a trail in order, each with the family of the rule that flagged."""
    return [(Flag(*fields), family) for fields, family in trail.once(_flags)]


# What pages ask of a trail, as plain data that a kept trail remembers.
_Repairs = list[tuple[str, str, str, str, int]]
_Flags = list[tuple[tuple[int, int, str, str, str], str]]
_Numbered = tuple[tuple[str, int], ...]
_Counts = tuple[tuple[tuple[str, str, int], ...], _Numbered, int, _Numbered]


def _counts(trail: Trail) -> _Counts:
    return _counted(trail, trail.once(_repairs), trail.once(_flags))


def _counted(trail: Trail, replaced: _Repairs, flags: _Flags) -> _Counts:
    repairs: Counter[tuple[str, str]] = Counter()
    for family, _, _, certainty, count in replaced:
        repairs[family, certainty] += count
    edits: Counter[str] = Counter()
    for change in trail.changes:
        edits[change.rule] += len(change.edits)
    return (
        tuple((*key, count) for key, count in sorted(repairs.items())),
        _removed(trail),
        len(flags),
        tuple(sorted(edits.items())),
    )


def _repairs(trail: Trail) -> _Repairs:
    counted: Counter[tuple[str, str, str, str]] = Counter()
    last, family, certainty = None, "", ""
    for change, edit in article_edits(trail):
        if change is not last:  # asked once for its edits, of which a torn page has a thousand
            last, family, certainty = change, change.family, change.certainty.value
        own = edit.certainty.value if edit.certainty else certainty
        counted[edit.family or family, edit.before, edit.after, own] += 1
    repairs = [(*key, count) for key, count in counted.items()]
    repairs.sort(key=lambda repair: (repair[0], -repair[4], *repair[1:4]))
    return repairs


def _flags(trail: Trail) -> _Flags:
    families = {change.rule: change.family for change in trail.changes}
    return [
        ((each.start, each.end, each.surface, each.rule, each.note), families[each.rule])
        for each in trail.flags()
    ]


def article_edits(trail: Trail) -> Iterator[tuple[Change, Edit]]:
    """The replacements that made the article what it is, last change first."""
    gone: list[tuple[int, int]] = []
    for change in reversed(trail.changes):
        across = OffsetMap(change.edits if gone else ())
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
