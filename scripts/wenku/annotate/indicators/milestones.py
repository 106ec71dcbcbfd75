"""Dated statements without a figure: 到2020年，产业发展初具规模."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from wenku.annotate.indicators.clauses import Clauses
from wenku.annotate.indicators.kinds import told_in
from wenku.annotate.indicators.spans import Spans
from wenku.annotate.indicators.times import ACHIEVEMENT, Role, Time
from wenku.model import Milestone
from wenku.text.han import count_han
from wenku.vocab.statements import wordings

SHORTEST = 5
"""Ideographs that a statement has, the time not counted."""
_AT_HEAD = 6
"""Characters before a year that only lead to it."""

_MARKS = "\uff0c\u3001\uff1b\uff1a,;: \u3000"


def milestones_in(
    text: str,
    times: Sequence[Time],
    sentences: Sequence[tuple[int, int]],
    figures: Sequence[tuple[int, int]],
) -> Iterator[Milestone]:
    """The milestones of a block, in order; their block and city are for the caller to fill in.

    A goal needs a deadline; an event needs a year at the head of its clause. What is quoted are
    the clauses that follow the year without a figure, up to the first one with a figure.

    Args:
        text: the text of the block.
        times: the time references that frame what it says.
        sentences: its sentences.
        figures: the stretches that belong to indicators.
    """
    taken = Spans(figures)
    starts = [start for start, _ in sentences]
    for index, time in enumerate(times):
        sentence = sentences[max(0, bisect_right(starts, time.start) - 1)]
        end = sentence[1]
        if index + 1 < len(times):
            end = min(end, max(times[index + 1].start, time.end))
        if time.year is None or not _frames(text, time, sentence[0]):
            continue
        span = _plain_stretch(text, time, end, taken)
        if span is not None:
            start, stop = span
            yield Milestone(
                block=-1,
                start=start,
                end=stop,
                quote=text[start:stop],
                year=time.year,
                kind=time.kind or told_in(text, start, stop) or ACHIEVEMENT,
            )


def _frames(text: str, time: Time, sentence: int) -> bool:
    if time.role is Role.GOAL:
        return True
    before = text[max(sentence, time.start - _AT_HEAD) : time.start]
    head = before.rstrip(_MARKS)
    return not head or head != before or head.endswith(wordings().event_leads)


def _plain_stretch(text: str, time: Time, end: int, taken: Spans) -> tuple[int, int] | None:
    """The first clauses behind a year that hold no figure; of an event, those next to it."""
    clauses = Clauses(text, time.end, end).between(time.end, end)
    if not clauses or text.endswith(wordings().reports, *clauses[0]):
        return None
    first = last = -1
    for start, close in clauses:
        stop = _before_figure(start, close, taken)
        if stop > start and not taken.covers(start):
            first = start if first < 0 else first
            last = stop
        over = first >= 0 or time.role is not Role.GOAL
        if over and (stop < close or taken.covers(start)):
            break
    if first < 0 or count_han(text[first:last]) < SHORTEST:
        return None
    begin = first if text[time.end : first].strip(_MARKS) else time.start
    return begin, _without_mark(text, begin, last)


def _before_figure(start: int, stop: int, taken: Spans) -> int:
    """The end of what stands in a clause before the part that belongs to a figure."""
    if not taken.covers(stop - 1) or taken.covers(start):
        return stop
    place = stop
    while place > start and taken.covers(place - 1):
        place -= 1
    return place


def _without_mark(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _MARKS + "\u3002\uff01":
        end -= 1
    return end
