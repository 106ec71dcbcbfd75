"""One block of prose, read for its figures: each with its clause, its time and its metric."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from wenku.annotate.indicators.clauses import Clauses
from wenku.annotate.indicators.kinds import kind_of
from wenku.annotate.indicators.metrics import metric_of
from wenku.annotate.indicators.milestones import milestones_in
from wenku.annotate.indicators.numbers import folded, numbers
from wenku.annotate.indicators.phrases import Surroundings, begins_action
from wenku.annotate.indicators.quantities import Quantity, quantities
from wenku.annotate.indicators.scope import Scope
from wenku.annotate.indicators.spans import Spans, silent_spans
from wenku.annotate.indicators.times import TARGET, Published, Role, Time, Timeline, times
from wenku.annotate.sentences import sentences
from wenku.model import EntityKind, Indicator, Mention, Milestone
from wenku.text.han import HAN

_NAMES = frozenset((EntityKind.INSTITUTION, EntityKind.POLICY))
_JOINTS = ("\u3001", "和", "及", "与")
_EDGES = "\uff0c\u3001,\uff1b\uff1a \u3000"
_LEADING = 6
"""Characters before a time that only lead to it (目标是到2020年)."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity stands."""

    quantity: Quantity
    sentence: tuple[int, int]
    clause: tuple[int, int]
    segment: int
    """Where the words begin that belong to this figure and not to the one before it."""


class BlockReader:
    """One block, read once; what is costly is computed when it is first needed."""

    def __init__(
        self,
        number: int,
        text: str,
        *,
        mentions: Sequence[Mention],
        subject: str,
        published: Published,
        assumed: str,
    ) -> None:
        """Take a block.

        Args:
            number: index of the block.
            text: its text.
            mentions: those of the block.
            subject: the city the document is about.
            published: the date of publication.
            assumed: target or achievement, where section or document make one assume it.
        """
        self._number = number
        self._text = text
        self._folded = folded(text)
        self._mentions = mentions
        self._subject = subject
        self._assumed = assumed
        self._times = times(self._folded, published)
        self._line = Timeline(self._times)
        self._clauses: dict[int, Clauses] = {}

    def indicators(self) -> list[Indicator]:
        """The quantified statements of the block, in order."""
        return [indicator for indicator, _ in self._statements]

    def milestones(self) -> Iterator[Milestone]:
        """The dated statements without a figure, in order."""
        years = self._line.years()
        if not years:
            return
        stretches = [stretch for _, stretch in self._statements]
        for goal in milestones_in(self._text, years, self._sentences, stretches):
            yield replace(goal, block=self._number, city=self._subject)

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return list(sentences(self._text))

    @cached_property
    def _statements(self) -> list[tuple[Indicator, tuple[int, int]]]:
        places = self._places()
        if not places:
            return []
        scope = Scope(self._text, self._mentions, self._subject, self._times)
        found: list[tuple[Indicator, tuple[int, int]]] = []
        earlier: list[str] = []
        for index, place in enumerate(places):
            if index and places[index - 1].sentence != place.sentence:
                earlier = []
            first, last = _same_clause(places, index)
            following = places[index + 1] if index + 1 < last else None
            around = self._around(place, following, earlier, index - first, last - first)
            statement = self._statement(place, following, around, scope)
            earlier.append(statement[0].metric)
            found.append(statement)
        return found

    def _places(self) -> list[_Place]:
        found: list[_Place] = []
        candidates = list(numbers(self._folded))
        if not candidates:
            return found
        for quantity in quantities(self._folded, candidates, lambda: self._silent):
            sentence = self._sentence_of(quantity.number)
            clause = self._clauses_of(sentence).around(quantity.start, quantity.end)
            joined = bool(found) and found[-1].clause == clause
            segment = (
                self._behind(found[-1].quantity.end, quantity.start)
                if joined
                else self._own_action(clause[0], quantity.start)
            )
            found.append(_Place(quantity, sentence, clause, segment))
        return found

    @cached_property
    def _silent(self) -> Spans:
        names = [
            (mention.start, mention.end) for mention in self._mentions if mention.kind in _NAMES
        ]
        dated = [(time.start, time.end) for time in self._times]
        return Spans([*silent_spans(self._folded), *dated, *names])

    def _sentence_of(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._sentences, (position, len(self._text))) - 1
        return self._sentences[max(index, 0)]

    def _clauses_of(self, sentence: tuple[int, int]) -> Clauses:
        known = self._clauses.get(sentence[0])
        if known is None:
            known = self._clauses[sentence[0]] = Clauses(self._text, *sentence)
        return known

    def _behind(self, start: int, end: int) -> int:
        """The place behind the last joint between two figures of a clause."""
        joints = ((self._text.rfind(joint, start, end), len(joint)) for joint in _JOINTS)
        return max((place + length for place, length in joints if place >= 0), default=start)

    def _own_action(self, start: int, figure: int) -> int:
        """The start of a clause, or of the last action in a list: 建成A、新增14个B."""
        joint = self._text.rfind("\u3001", start, figure) + 1
        before = self._text[start:joint]
        if not joint or before.count("\u201c") != before.count("\u201d"):
            return start
        return joint if begins_action(self._text, joint) else start

    def _statement(
        self, place: _Place, following: _Place | None, around: Surroundings, scope: Scope
    ) -> tuple[Indicator, tuple[int, int]]:
        quantity, clause, sentence = place.quantity, place.clause, place.sentence
        frame = self._line.at(quantity.number, sentence[0], clause[1])
        kind, told = kind_of(
            self._text, quantity.number, clause[0], sentence[0], frame, self._assumed
        )
        end = max(clause[1] if following is None else following.segment, quantity.end)
        start, stop = self._quoted(place, end, around)
        indicator = Indicator(
            block=self._number,
            start=start,
            end=stop,
            quote=self._text[start:stop],
            metric=metric_of(quantity, around),
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            comparator=quantity.comparator,
            year=frame.year if frame is not None else None,
            kind=kind if told or not quantity.demanded else TARGET,
            city=scope.city(quantity.number, self._clauses_of(sentence)),
        )
        return indicator, (place.segment, stop)

    def _around(
        self,
        place: _Place,
        following: _Place | None,
        earlier: Sequence[str],
        rank: int,
        count: int,
    ) -> Surroundings:
        start, end = place.clause
        low = bisect_left(self._times, start, key=_start)
        high = bisect_left(self._times, end, key=_start)
        return Surroundings(
            self._text,
            place.clause,
            place.segment,
            end if following is None else following.quantity.start,
            place.sentence[0],
            self._times[low:high],
            tuple(earlier),
            rank,
            count,
        )

    def _quoted(self, place: _Place, end: int, around: Surroundings) -> tuple[int, int]:
        """The stretch to quote, with a time before it that is a clause of its own."""
        start = self._led_in(place.segment, place.sentence)
        figure = place.quantity
        if around.rank and not HAN.search(
            self._text[place.segment : figure.number] + self._text[figure.end : end]
        ):
            start = self._led_in(place.clause[0], place.sentence)
        while start < end and self._text[start] in _EDGES:
            start += 1
        while end > start and self._text[end - 1] in _EDGES:
            end -= 1
        if self._text.endswith(_JOINTS, start, end) and end > place.quantity.end:
            end -= 1
        return start, end

    def _led_in(self, start: int, sentence: tuple[int, int]) -> int:
        index = bisect_left(self._times, start, key=_start) - 1
        while index >= 0 and self._times[index].role is Role.ASIDE:
            index -= 1
        if index < 0 or self._times[index].start < sentence[0]:
            return start
        time = self._times[index]
        if self._text[time.end : start].strip(_EDGES):
            return start
        head, _ = self._clauses_of(sentence).around(time.start, time.start)
        return head if len(self._text[head : time.start].strip()) <= _LEADING else time.start


def _start(time: Time) -> int:
    return time.start


def _same_clause(places: Sequence[_Place], index: int) -> tuple[int, int]:
    """First and behind the last of the figures that share a clause with the one at ``index``."""
    first = last = index
    clause = places[index].clause
    while first and places[first - 1].clause == clause:
        first -= 1
    while last < len(places) and places[last].clause == clause:
        last += 1
    return first, last
