"""A seed line by line beside what became of it: what was removed is told by category alone.

The spans go back through the trail, last change first. Whatever was removed, and whatever touches
it, is masked: text that was thrown out (spam among it) is published nowhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from wenku.model.document import Document
from wenku.model.tally import REMOVAL_STAGE
from wenku.trail import Edit, Trail

Span = tuple[int, int, str]
"""Start and end of ``[start, end)``, and the family of what was removed; empty where repaired.

A torn page has a thousand of them, each led through all changes: so they are plain tuples.
"""


class Piece(NamedTuple):
    """A stretch of a line of the seed; a torn page has hundreds of them."""

    text: str
    """Empty where it was removed."""
    family: str = ""
    """Of the removal; empty where the text stayed or was repaired."""
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of the seed and the lines that came of them."""

    first: int
    """Number of the first line of the seed, from 1."""
    last: int
    seed: tuple[tuple[Piece, ...], ...]
    """The lines of the seed that hold text; none where all were removed."""
    restored: tuple[tuple[int, str], ...]
    """Offset in the cleaned text, and text, of each line."""
    removed: tuple[tuple[str, int], ...] = ()
    """Families and lines of what was removed, where nothing is left of the lines."""


def rows_beside(document: Document) -> tuple[Row, ...]:
    """The whole seed in order; lines without text are left out."""
    trail = document.trail
    starts = [0, *accumulate(len(line) + 1 for line in trail.original.split("\n"))]
    lines = _seed_lines(trail.original, starts, _spans(trail))
    rows: list[Row] = []
    done = 0
    for first, last, restored in _groups(document, starts):
        rows += _alone(lines[done:first], done)
        shown = tuple(line for line in lines[first : last + 1] if line)
        rows.append(Row(first + 1, last + 1, shown, restored))
        done = last + 1
    rows += _alone(lines[done:], done)
    return tuple(rows)


def _alone(lines: Sequence[tuple[Piece, ...]], done: int) -> Iterator[Row]:
    """Rows of lines of which nothing is left; removed lines that follow each other are one."""
    removed: list[tuple[int, str]] = []
    for number, pieces in enumerate(lines, start=done + 1):
        if not pieces:
            continue
        family = next((piece.family for piece in pieces if piece.family), "")
        if family and all(piece.family or not piece.text.strip() for piece in pieces):
            removed.append((number, family))
            continue
        yield from _removed_row(removed)
        removed = []
        yield Row(number, number, (pieces,), ())
    yield from _removed_row(removed)


def _removed_row(removed: Sequence[tuple[int, str]]) -> Iterator[Row]:
    if removed:
        counts = Counter(family for _, family in removed)
        yield Row(removed[0][0], removed[-1][0], (), (), tuple(sorted(counts.items())))


def _groups(
    document: Document, starts: Sequence[int]
) -> Iterator[tuple[int, int, tuple[tuple[int, str], ...]]]:
    """First and last line of the seed (from 0) with the lines of cleaned text that came of them."""
    group: list[tuple[int, str]] = []
    first = last = -1
    for offset, text, begin, end in _cleaned_lines(document):
        top, bottom = (bisect_right(starts, place) - 1 for place in (begin, end))
        if group and top <= last:
            last = max(last, bottom)
        else:
            if group:
                yield first, last, tuple(group)
            group, first, last = [], top, max(top, bottom)
        group.append((offset, text))
    if group:
        yield first, last, tuple(group)


def _cleaned_lines(document: Document) -> Iterator[tuple[int, str, int, int]]:
    """Place and text of each line that holds text, and where its ends came from."""
    found: list[tuple[int, str]] = []
    offset = 0
    for line in document.text.split("\n"):
        if text := line.strip():
            found.append((offset + line.index(text), text))
        offset += len(line) + 1
    ends = [place for at, text in found for place in (at, at + len(text) - 1)]
    origins = document.trail.origins_of(ends)
    for number, (at, text) in enumerate(found):
        yield at, text, origins[2 * number], origins[2 * number + 1]


def _seed_lines(text: str, starts: Sequence[int], spans: Sequence[Span]) -> list[tuple[Piece, ...]]:
    lines: list[tuple[Piece, ...]] = []
    at = 0
    for start, following in pairwise(starts):
        end = following - 1
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if text[start:end].strip():
            lines.append(tuple(_pieces(text, start, end, spans, at)))
        else:
            lines.append(())
    return lines


def _pieces(text: str, start: int, end: int, spans: Sequence[Span], at: int) -> Iterator[Piece]:
    position = start
    while at < len(spans) and spans[at][0] < end:
        low, high, family = spans[at]
        if low < start or high > end:
            low, high = max(low, start), min(high, end)
        if low > position:
            yield Piece(text[position:low])
        if high > low:
            yield Piece("" if family else text[low:high], family, repaired=not family)
        position = max(position, high)
        at += 1
    if position < end:
        yield Piece(text[position:end])


def _spans(trail: Trail) -> list[Span]:
    """What was removed and what was repaired, in offsets of the seed's text; disjoint."""
    gone: list[Span] = []
    changed: list[Span] = []
    for change in reversed(trail.changes):
        edits = [edit for edit in change.edits if not edit.flags_only]
        if not edits:
            continue
        back = _Back(edits)
        gone = back.spans(gone)
        changed = back.spans(changed)
        if change.stage == REMOVAL_STAGE:
            gone += [(edit.start, edit.end, change.family_of(edit)) for edit in edits]
        else:
            changed += [(edit.start, edit.end, "") for edit in edits if edit.before]
        gone, changed = _merged(gone), _merged(changed)
    return _without(changed, gone)


class _Back:
    """Leads spans back across one list of edits; whatever a span touches becomes part of it."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._shifts = [0]
        """How far a place has moved that stands behind so many edits."""
        shift = 0
        for edit in edits:
            self._starts.append(edit.start + shift)
            self._ends.append(edit.start + shift + len(edit.after))
            shift += len(edit.after) - len(edit.before)
            self._shifts.append(-shift)

    def spans(self, spans: Iterable[Span]) -> list[Span]:
        """Spans in order and disjoint, so that spans and edits are passed through once together."""
        starts, ends, shifts, count = self._starts, self._ends, self._shifts, len(self._edits)
        found: list[Span] = []
        first = beyond = 0
        for start, end, family in spans:
            while first < count and ends[first] < start:
                first += 1
            while beyond < count and starts[beyond] <= end:
                beyond += 1
            if first == beyond:  # no edit touches it, nor stands before its end and after its start
                found.append((start + shifts[first], end + shifts[first], family))
            else:
                found.append((self._start(start, first), self._end(end, beyond - 1), family))
        return found

    def _start(self, place: int, at: int) -> int:
        """Where a start came from; ``at`` is the first edit that ends there or behind it."""
        if at == len(self._edits) or self._starts[at] > place:
            return place + self._shifts[at]
        edit = self._edits[at]
        if self._starts[at] < place == self._ends[at]:
            return edit.end
        inside = place - self._starts[at]
        return edit.start + (inside if len(edit.before) == len(edit.after) else 0)

    def _end(self, place: int, at: int) -> int:
        """Where an end came from; ``at`` is the last edit that starts there or before it."""
        if at < 0 or self._ends[at] < place:
            return place + self._shifts[at + 1]
        edit = self._edits[at]
        if place == self._starts[at]:
            return edit.start if edit.after else edit.end
        inside = place - self._starts[at]
        return edit.start + inside if len(edit.before) == len(edit.after) else edit.end


def _merged(spans: list[Span]) -> list[Span]:
    """In order and disjoint; of two that overlap, the first keeps what both hold."""
    merged: list[Span] = []
    begin, until, of = 0, 0, ""
    for stated, end, family in sorted(spans):
        start = max(stated, until)
        if start >= end:
            continue
        if start == until and family == of and begin < until:
            until = end
            continue
        if begin < until:
            merged.append((begin, until, of))
        begin, until, of = start, end, family
    if begin < until:
        merged.append((begin, until, of))
    return merged


def _without(changed: Sequence[Span], gone: Sequence[Span]) -> list[Span]:
    """Both in order, the repaired spans cut where something was removed."""
    found = list(gone)
    starts = [start for start, _, _ in gone]
    for start, end, _ in changed:
        position = start
        at = max(bisect_right(starts, position) - 1, 0)
        while at < len(gone) and starts[at] < end:
            if starts[at] > position:
                found.append((position, starts[at], ""))
            position = max(position, min(gone[at][1], end))
            at += 1
        if position < end:
            found.append((position, end, ""))
    return sorted(found, key=lambda span: span[0])
