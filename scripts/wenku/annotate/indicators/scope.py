"""Which city a statement is about: the document's, unless its clause begins with another one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache

from wenku.annotate.indicators.clauses import Clauses
from wenku.annotate.indicators.times import Time
from wenku.annotate.indicators.wording import any_of, beginning, ending
from wenku.model import EntityKind, Mention
from wenku.vocab.statements import wordings

_PLACES = frozenset((EntityKind.CITY, EntityKind.DISTRICT))
_NAMES = frozenset((EntityKind.INSTITUTION, EntityKind.POLICY))
CLAUSES_BACK = 6
"""Clauses before a figure in which its subject is looked for."""

_MARKS = "\uff0c\u3001\uff1b\uff1a,;: "


class Scope:
    """The places that a block names as subjects."""

    __slots__ = ("_places", "_single", "_starts", "_subject", "_text", "_times")

    def __init__(
        self, text: str, mentions: Sequence[Mention], subject: str, times: Sequence[Time]
    ) -> None:
        """Look up the mentions of one block."""
        self._text = text
        self._subject = subject
        self._times = {time.start: time.end for time in times}
        self._places = sorted(_named(mentions), key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._places]
        self._single = not self._places and _wider_anywhere().search(text) is None

    def city(self, figure: int, clauses: Clauses) -> str:
        """The city of the statement at ``figure``: what its clause, or one before it, begins with.

        Args:
            figure: place of the figure.
            clauses: those of its sentence.
        """
        if self._single:
            return self._subject
        end = figure
        for start in clauses.before(figure, CLAUSES_BACK):
            found = self._subject_of(start, end)
            if found is not None:
                return found
            end = start
        return self._subject

    def _subject_of(self, start: int, end: int) -> str | None:
        place = self._skipped(start, end)
        if wider := _wider()(self._text, place):
            return None if _not_wider()(self._text, place + len(wider)) else ""
        index = bisect_left(self._starts, place)
        if index == len(self._places) or self._starts[index] >= end:
            return None
        mention = self._places[index]
        if mention.start != place and not self._text[place : mention.start].endswith("在"):
            return None
        if _with_others()(self._text[place : mention.start]):
            return None
        return mention.city if mention.kind is EntityKind.DISTRICT else mention.entity

    def _skipped(self, start: int, end: int) -> int:
        """The place behind times, connectives and marks at the start of a clause."""
        place = start
        while place < end:
            if place in self._times and self._times[place] > place:
                place = self._times[place]
            elif self._text[place] in _MARKS:
                place += 1
            elif word := _connective()(self._text, place):
                place += len(word)
            else:
                break
        return place


def _named(mentions: Sequence[Mention]) -> list[Mention]:
    """Places that stand for themselves, not inside the name of an institution."""
    names = [(mention.start, mention.end) for mention in mentions if mention.kind in _NAMES]
    covered = {place for start, end in names for place in range(start, end)}
    return [
        mention for mention in mentions if mention.kind in _PLACES and mention.start not in covered
    ]


@cache
def _connective() -> Callable[[str, int], str]:
    return beginning(wordings().connectives)


@cache
def _wider() -> Callable[[str, int], str]:
    return beginning(wordings().wider)


@cache
def _wider_anywhere() -> re.Pattern[str]:
    return re.compile(any_of(wordings().wider))


@cache
def _not_wider() -> Callable[[str, int], str]:
    return beginning(wordings().not_wider)


@cache
def _with_others() -> Callable[[str], str]:
    return ending(wordings().with_others)
