"""Which city a statement is about: the document's, unless its clause begins with another one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from wenku.annotate.indicators.times import Time
from wenku.annotate.indicators.wording import any_of, ends_with
from wenku.model import Annotations, EntityKind, Mention
from wenku.vocab.statements import wordings

_PLACES = frozenset((EntityKind.CITY, EntityKind.DISTRICT))
_NAMES = frozenset((EntityKind.INSTITUTION, EntityKind.POLICY))
_MARKS = "\uff0c\u3001\uff1b\uff1a,;: "


class Scope:
    """The places that a block names as subjects."""

    __slots__ = ("_places", "_starts", "_subject", "_text", "_times")

    def __init__(
        self, text: str, block: int, annotations: Annotations, times: Sequence[Time]
    ) -> None:
        """Look up the mentions of one block."""
        self._text = text
        self._subject = annotations.subject_city
        self._times = {time.start: time.end for time in times}
        here = [mention for mention in annotations.mentions if mention.block == block]
        self._places = sorted(_named(here), key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._places]

    def city(self, figure: int, clauses: Iterable[int]) -> str:
        """The city of the statement at ``figure``.

        Args:
            figure: place of the figure.
            clauses: where its clause starts, and those before it in the sentence, nearest first.
        """
        end = figure
        for start in clauses:
            found = self._subject_of(start, end)
            if found is not None:
                return found
            end = start
        return self._subject

    def _subject_of(self, start: int, end: int) -> str | None:
        place = self._skipped(start, end)
        if (match := _wider().match(self._text, place, end)) is not None:
            return None if _not_wider().match(self._text, match.end()) else ""
        index = bisect_left(self._starts, place)
        if index == len(self._places) or self._starts[index] >= end:
            return None
        mention = self._places[index]
        if mention.start != place and not self._text[place : mention.start].endswith("在"):
            return None
        if _with_others().search(self._text, place, mention.start):
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
            elif (match := _connective().match(self._text, place, end)) is not None:
                place = match.end()
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
def _connective() -> re.Pattern[str]:
    return re.compile(any_of(("目前", "其中", "同时", "此外", "另外", "而", "截至目前", "当前")))


@cache
def _wider() -> re.Pattern[str]:
    return re.compile(any_of(wordings().wider))


@cache
def _not_wider() -> re.Pattern[str]:
    return re.compile(any_of(wordings().not_wider))


@cache
def _with_others() -> re.Pattern[str]:
    return ends_with(wordings().with_others)
