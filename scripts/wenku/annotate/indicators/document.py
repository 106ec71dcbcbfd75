"""Quantified statements and milestones of a document, block by block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wenku.annotate.indicators.clauses import clause_around
from wenku.annotate.indicators.kinds import Sections, assumed_kind, kind_of
from wenku.annotate.indicators.metrics import Surroundings, begins_action, metric_of
from wenku.annotate.indicators.milestones import milestones_in
from wenku.annotate.indicators.numbers import FOLD
from wenku.annotate.indicators.quantities import Quantity, quantities
from wenku.annotate.indicators.scope import Scope
from wenku.annotate.indicators.spans import Spans, silent_spans
from wenku.annotate.indicators.times import TARGET, Published, Role, Time, Timeline, times
from wenku.annotate.sentences import sentences
from wenku.model import (
    Annotations,
    Block,
    BlockKind,
    EntityKind,
    Indicator,
    Metadata,
    Milestone,
)

_PROSE = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HEADING))
_NAMES = frozenset((EntityKind.INSTITUTION, EntityKind.POLICY))


def find_indicators(
    metadata: Metadata, blocks: Sequence[Block], annotations: Annotations
) -> tuple[tuple[Indicator, ...], tuple[Milestone, ...]]:
    """The quantified statements of a document, and its dated statements without a figure.

    Args:
        metadata: the date of publication tells 今年 and aims from achievements; title and kind of
            document tell plans.
        blocks: all blocks; those outside the body are not read.
        annotations: the subject city and the mentions of places and institutions.

    Returns:
        Indicators and milestones in the order of the text. Offsets are code points in
        ``blocks[i].text``; ``text[start:end]`` is the quotation.
    """
    published = Published.of(metadata.date or metadata.date_inferred)
    sections = Sections(assumed_kind(metadata))
    found: list[Indicator] = []
    goals: list[Milestone] = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            sections.enter(block)
        if block.kind not in _PROSE:
            continue
        reader = _Reader(number, block.text, annotations, published, sections.assumed())
        statements = list(reader.statements())
        found.extend(statement.indicator for statement in statements)
        if block.kind is not BlockKind.HEADING:
            goals.extend(reader.milestones(statements))
    return _without_echoes(found, blocks), tuple(goals)


def _without_echoes(found: Sequence[Indicator], blocks: Sequence[Block]) -> tuple[Indicator, ...]:
    """Without headings that only announce what a paragraph says."""
    said = {
        (one.value, one.unit) for one in found if blocks[one.block].kind is not BlockKind.HEADING
    }
    return tuple(
        one
        for one in found
        if blocks[one.block].kind is not BlockKind.HEADING or (one.value, one.unit) not in said
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """An indicator with the stretch of text that belongs to it."""

    indicator: Indicator
    start: int
    end: int
    figure: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity stands."""

    quantity: Quantity
    sentence: tuple[int, int]
    clause: tuple[int, int]


class _Reader:
    """One block, read once."""

    def __init__(
        self,
        number: int,
        text: str,
        annotations: Annotations,
        published: Published,
        assumed: str,
    ) -> None:
        self._number = number
        self._text = text
        self._folded = text.translate(FOLD)
        self._times = times(self._folded, published)
        self._line = Timeline(self._times)
        self._assumed = assumed
        self._annotations = annotations
        self._spans = list(sentences(text))

    def statements(self) -> Iterator[Statement]:
        """The indicators of the block, in order."""
        places = list(self._places())
        if not places:
            return
        scope = Scope(self._text, self._number, self._annotations, self._times)
        previous: _Place | None = None
        metric = ""
        for index, place in enumerate(places):
            following = places[index + 1] if index + 1 < len(places) else None
            same = previous is not None and previous.clause == place.clause
            if previous is None or previous.sentence != place.sentence:
                metric = ""
            segment = self._segment(place, previous if same else None)
            statement = self._statement(place, segment, following, metric, scope)
            metric = statement.indicator.metric
            yield statement
            previous = place

    def milestones(self, statements: Sequence[Statement]) -> Iterator[Milestone]:
        """The dated statements without a figure, in order."""
        stretches = [(one.start, one.end) for one in statements]
        for goal in milestones_in(self._text, self._line.years(), self._spans, stretches):
            yield replace(goal, block=self._number, city=self._annotations.subject_city)

    def _places(self) -> Iterator[_Place]:
        for quantity in quantities(self._folded, self._silent()):
            sentence = self._sentence(quantity.number)
            clause = clause_around(self._text, quantity.start, quantity.end, sentence)
            yield _Place(quantity, sentence, clause)

    def _silent(self) -> Spans:
        names = [
            (mention.start, mention.end)
            for mention in self._annotations.mentions
            if mention.block == self._number and mention.kind in _NAMES
        ]
        dated = [(time.start, time.end) for time in self._times]
        return Spans([*silent_spans(self._folded), *dated, *names])

    def _sentence(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._spans, (position, len(self._text))) - 1
        return self._spans[max(index, 0)]

    def _segment(self, place: _Place, previous: _Place | None) -> int:
        """Where the words begin that belong to this figure and not to the one before it."""
        if previous is None:
            return self._own_action(place)
        start, end = previous.quantity.end, place.quantity.start
        joints = [
            found + len(joint)
            for joint in ("\u3001", "和", "及", "与")
            if (found := self._text.rfind(joint, start, end)) >= 0
        ]
        return max(joints, default=start)

    def _own_action(self, place: _Place) -> int:
        """The start of the clause, or of the last action in a list: 建成A、新增14个B."""
        start = place.clause[0]
        joint = self._text.rfind("\u3001", start, place.quantity.start) + 1
        before = self._text[start:joint]
        if not joint or before.count("\u201c") != before.count("\u201d"):
            return start
        return joint if begins_action(self._text, joint) else start

    def _statement(
        self, place: _Place, segment: int, following: _Place | None, metric: str, scope: Scope
    ) -> Statement:
        quantity, clause = place.quantity, place.clause
        joined = following is not None and following.clause == clause
        end = clause[1]
        if joined and following is not None:
            end = self._segment(following, place)
            end = end - 1 if self._text[end - 1] in "\u3001和及与" else end
        frame = self._line.at(quantity.number, place.sentence[0], clause[1])
        around = Surroundings(
            self._text,
            segment,
            clause[1],
            following.quantity.start if joined and following is not None else clause[1],
            place.sentence[0],
            [time for time in self._times if clause[0] <= time.start < clause[1]],
            metric,
        )
        start, end = self._quoted(segment, max(end, quantity.end), place.sentence[0])
        kind, told = kind_of(
            self._text, quantity.number, clause[0], place.sentence[0], frame, self._assumed
        )
        if not told and quantity.demanded:
            kind = TARGET
        indicator = Indicator(
            block=self._number,
            start=start,
            end=end,
            quote=self._text[start:end],
            metric=metric_of(quantity, around),
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            comparator=quantity.comparator,
            year=frame.year if frame is not None else None,
            kind=kind,
            city=scope.city(quantity.number, self._clauses(place)),
        )
        return Statement(indicator, segment, end, quantity.number)

    def _clauses(self, place: _Place) -> list[int]:
        """Where the clause of a figure starts, and those before it in the sentence."""
        starts = [place.clause[0]]
        low = place.sentence[0]
        while starts[-1] > low and len(starts) < _CLAUSES_BACK:
            mark = starts[-1] - 1
            starts.append(clause_around(self._text, mark, mark, place.sentence)[0])
            if starts[-1] >= starts[-2]:
                break
        return starts

    def _quoted(self, start: int, end: int, sentence: int) -> tuple[int, int]:
        """The clause to quote, with a time before it that is a clause of its own."""
        for time in reversed(self._times):
            if time.role is Role.ASIDE or not sentence <= time.start < start:
                continue
            if self._text[time.end : start].strip("\uff0c, "):
                break
            start = _led_in(self._text, time, sentence)
            break
        while start < end and self._text[start] in "\uff0c\u3001, \u3000":
            start += 1
        while end > start and self._text[end - 1] in "\uff0c\u3001, \u3000":
            end -= 1
        return start, end


_CLAUSES_BACK = 6
"""Clauses before a figure in which its subject is looked for."""


def _led_in(text: str, time: Time, sentence: int) -> int:
    """Where the clause of a time starts, if nothing but leading words stands before it."""
    start = clause_around(text, time.start, time.start, (sentence, len(text)))[0]
    return start if len(text[start : time.start].strip()) <= _LEADING else time.start


_LEADING = 6
