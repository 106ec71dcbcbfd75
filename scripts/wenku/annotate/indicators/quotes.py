"""The stretch of text that supports a statement: its clause, or its own part of a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from wenku.annotate.indicators.clauses import Clauses
from wenku.annotate.indicators.quantities import Quantity
from wenku.annotate.indicators.times import Role, Time
from wenku.text.han import HAN

JOINTS = ("\u3001", "和", "及", "与")
_EDGES = "\uff0c\u3001,\uff1b\uff1a \u3000"
_LEADING = 6
"""Characters before a time that only lead to it (目标是到2020年)."""


class Place(NamedTuple):
    """Where a quantity stands."""

    quantity: Quantity
    sentence: tuple[int, int]
    clause: tuple[int, int]
    segment: int
    """Where the words begin that belong to this figure and not to the one before it."""
    apart: bool
    """Whether a joint (、 和) or a mark parts it from the figure before it."""


def same_clause(places: Sequence[Place], index: int) -> tuple[int, int]:
    """First and behind the last of the figures that share a clause with the one at ``index``."""
    first = last = index
    clause = places[index].clause
    while first and places[first - 1].clause == clause:
        first -= 1
    while last < len(places) and places[last].clause == clause:
        last += 1
    return first, last


def quoted(
    text: str, places: Sequence[Place], index: int, clause_mates: tuple[int, int]
) -> tuple[int, int]:
    """What to quote for one figure: figures that no joint parts are quoted together.

    A bare figure of a list (分别降低13.5%、18%) is quoted with its whole clause.

    Args:
        text: the text of the block.
        places: its figures.
        index: of the figure.
        clause_mates: what :func:`same_clause` says of it.
    """
    first, last = clause_mates
    low, high = index, index + 1
    while low > first and not places[low].apart:
        low -= 1
    while high < last and not places[high].apart:
        high += 1
    clause = places[index].clause
    start = places[low].segment
    end = places[high].segment if high < last else clause[1]
    if low > first and not _says_something(text, places[index], start, end):
        start = clause[0]
    if high < last:
        end = _without_joint(text, start, end)
    return _bare(text, start, max(end, places[index].quantity.end))


def _says_something(text: str, place: Place, start: int, end: int) -> bool:
    figure = place.quantity
    return HAN.search(text[start : figure.number] + text[figure.end : end]) is not None


def _without_joint(text: str, start: int, end: int) -> int:
    return end - 1 if text.endswith(JOINTS, start, end) else end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def led_in(text: str, times: Sequence[Time], clauses: Clauses, start: int, sentence: int) -> int:
    """The start of a quotation, or of the clause before it that only names the time.

    Args:
        text: the text of the block.
        times: its time references.
        clauses: those of the sentence.
        start: where the quotation would begin.
        sentence: where the sentence starts.
    """
    index = bisect_left(times, start, key=lambda time: time.start) - 1
    while index >= 0 and times[index].role is Role.ASIDE:
        index -= 1
    if index < 0 or times[index].start < sentence:
        return start
    time = times[index]
    if text[time.end : start].strip(_EDGES):
        return start
    head, _ = clauses.around(time.start, time.start)
    return head if len(text[head : time.start].strip()) <= _LEADING else time.start
