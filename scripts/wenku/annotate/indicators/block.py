"""One block of prose, read for its figures: each with its clause, its time and its metric."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wenku.annotate.indicators.clauses import Clauses
from wenku.annotate.indicators.kinds import kind_of
from wenku.annotate.indicators.metrics import metric_of
from wenku.annotate.indicators.milestones import milestones_in
from wenku.annotate.indicators.numbers import folded, numbers
from wenku.annotate.indicators.phrases import Surroundings, begins_action
from wenku.annotate.indicators.quantities import quantities
from wenku.annotate.indicators.quotes import Place, led_in, quoted, same_clause
from wenku.annotate.indicators.scope import Scope
from wenku.annotate.indicators.spans import Spans, silent_spans
from wenku.annotate.indicators.timeline import Timeline
from wenku.annotate.indicators.times import TARGET, Published, times
from wenku.annotate.sentences import sentences
from wenku.model import EntityKind, Indicator, Mention, Milestone
from wenku.text.patterns import lazy

_JOINT = lazy("[\u3001和与]|及(?!以上|以下|时|其)")
MEMORY = 12
"""Figures of a sentence whose metrics a later one may take its subject from."""
_NAMES = frozenset((EntityKind.INSTITUTION, EntityKind.POLICY))


@dataclass(frozen=True, slots=True)
class Context:
    """What a document tells about all its figures."""

    subject: str = ""
    """The city it is about."""
    published: Published = field(default_factory=Published)
    assumed: str = ""
    """target or achievement, where section or document make one assume it."""
    year: int | None = None
    """The year a statistical report is about."""


class BlockReader:
    """One block, read once; what is costly is computed when it is first needed."""

    def __init__(
        self,
        number: int,
        text: str,
        *,
        mentions: Sequence[Mention],
        context: Context,
    ) -> None:
        """Take a block.

        Args:
            number: index of the block.
            text: its text.
            mentions: those of the block.
            context: what the document tells.
        """
        self._number = number
        self._text = text
        self._folded = folded(text)
        self._mentions = mentions
        self._context = context
        self._times = times(self._folded, context.published)
        self._starts = [time.start for time in self._times]
        self._line = Timeline(self._times)
        self._clauses: dict[int, Clauses] = {}
        self._found: list[tuple[Indicator, tuple[int, int]]] | None = None
        self._places_named: Scope | None = None
        self._counting_nothing: Spans | None = None

    def indicators(self) -> list[Indicator]:
        """The quantified statements of the block, in order."""
        return [indicator for indicator, _ in self._statements()]

    def milestones(self) -> Iterator[Milestone]:
        """The dated statements without a figure, in order."""
        frames = self._line.frames
        if not any(frame.year for frame in frames):
            return
        stretches = [stretch for _, stretch in self._statements()]
        scope = self._scope()
        for goal in milestones_in(self._text, frames, sentences(self._text), stretches):
            clauses = self._clauses_of(self._sentence_of(goal.start))
            city = scope.city(clauses.first_end(goal.start, goal.end), clauses)
            yield goal._replace(block=self._number, city=city)

    def _scope(self) -> Scope:
        if self._places_named is None:
            subject = self._context.subject
            self._places_named = Scope(self._text, self._mentions, subject, self._times)
        return self._places_named

    def _statements(self) -> list[tuple[Indicator, tuple[int, int]]]:
        """Each indicator with the stretch of text that is its own."""
        if self._found is None:
            self._found = self._read()
        return self._found

    def _read(self) -> list[tuple[Indicator, tuple[int, int]]]:
        places = self._places()
        found: list[tuple[Indicator, tuple[int, int]]] = []
        earlier: list[str] = []
        for index, place in enumerate(places):
            if index and places[index - 1].sentence != place.sentence:
                earlier = []
            mates = same_clause(places, index)
            metric = metric_of(place.quantity, self._around(places, index, mates, earlier))
            if not self._in_brackets(place):
                earlier.append(metric)
            start, end = quoted(self._text, places, index, mates)
            indicator = self._indicator(place, metric, (start, end))
            found.append((indicator, (min(start, place.segment), end)))
        return found

    def _in_brackets(self, place: Place) -> bool:
        """Whether a figure is an aside, which no later figure takes its subject from."""
        return self._text.startswith(("\uff08", "("), max(0, place.clause[0] - 1))

    def _places(self) -> list[Place]:
        found: list[Place] = []
        dated = Spans((time.start, time.end) for time in self._times)
        candidates = list(numbers(self._folded, dated))
        if not candidates:
            return found
        for quantity in quantities(self._folded, candidates, self._silent):
            sentence = self._sentence_of(quantity.number)
            clause = self._clauses_of(sentence).around(quantity.start, quantity.end)
            joined = bool(found) and found[-1].clause == clause
            before = found[-1].quantity.end if joined else quantity.start
            segment = self._behind(before, quantity.start)
            apart = not joined or segment > before
            if not joined:
                segment = self._own_action(clause[0], quantity.start)
            found.append(Place(quantity, sentence, clause, segment, apart))
        return found

    def _silent(self) -> Spans:
        if self._counting_nothing is None:
            names = [(each.start, each.end) for each in self._mentions if each.kind in _NAMES]
            self._counting_nothing = Spans([*silent_spans(self._folded), *names])
        return self._counting_nothing

    def _sentence_of(self, position: int) -> tuple[int, int]:
        known = sentences(self._text)
        return known[max(bisect_right(known, (position, len(self._text))) - 1, 0)]

    def _clauses_of(self, sentence: tuple[int, int]) -> Clauses:
        known = self._clauses.get(sentence[0])
        if known is None:
            known = self._clauses[sentence[0]] = Clauses(self._text, *sentence)
        return known

    def _behind(self, start: int, end: int) -> int:
        """The place behind the last joint between two figures of a clause."""
        if start == end:
            return start
        joints = [match.end() for match in _JOINT.finditer(self._text, start, end)]
        return joints[-1] if joints else start

    def _own_action(self, start: int, figure: int) -> int:
        """The start of a clause, or of the last action in a list: 建成A、新增14个B."""
        joint = self._text.rfind("\u3001", start, figure) + 1
        before = self._text[start:joint]
        if not joint or before.count("\u201c") != before.count("\u201d"):
            return start
        return joint if begins_action(self._text, joint) else start

    def _indicator(self, place: Place, metric: str, quote: tuple[int, int]) -> Indicator:
        quantity, clause, sentence = place.quantity, place.clause, place.sentence
        bracket = self._text.find("\uff08", quantity.end, clause[1])
        frame = self._line.at(quantity.number, sentence[0], clause[1] if bracket < 0 else bracket)
        kind, told = kind_of(
            self._text, quantity.number, clause[0], sentence[0], frame, self._context.assumed
        )
        clauses = self._clauses_of(sentence)
        start = led_in(self._text, self._times, clauses, quote[0], sentence[0])
        return Indicator(
            block=self._number,
            start=start,
            end=quote[1],
            quote=self._text[start : quote[1]],
            metric=metric,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            comparator=quantity.comparator,
            year=self._context.year if frame is None else frame.year,
            kind=kind if told or not quantity.demanded else TARGET,
            city=self._scope().city(quantity.number, clauses),
        )

    def _around(
        self,
        places: Sequence[Place],
        index: int,
        clause_mates: tuple[int, int],
        earlier: Sequence[str],
    ) -> Surroundings:
        place = places[index]
        first, last = clause_mates
        start, end = place.clause
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        return Surroundings(
            self._text,
            place.clause,
            place.segment,
            places[index + 1].quantity.start if index + 1 < last else end,
            place.sentence[0],
            self._times[low:high],
            earlier[-MEMORY:],
            index - first,
            last - first,
        )
