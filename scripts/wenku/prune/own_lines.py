"""Lines that read like wordings of a site and are the article's own, by the lines beside them.

A service guide states whom it serves, a press conference names its speakers, a notice on copyright
has clauses on reprinting. Alone such a line cannot be told from what a site prints; what stands
beside it tells. Evidence is asked for only where a line is about to be taken for a site's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from wenku.prune.sentences import SUPPORT, notice_in, support_of
from wenku.prune.series import number_of, series_of
from wenku.prune.verdict import Kind, Reading
from wenku.text.han import HAN_CLASS
from wenku.text.lines import Line
from wenku.text.numerals import FIGURES
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import Use, boilerplate, key

LABEL_LETTERS = 12
"""Letters of the longest label of an article's own list."""
OF_ITS_OWN = 2
"""One line of a series in so many must be no wording of a site for all to be the article's."""
INVITES = 0.5
"""Share of words of invitations from which a whole sentence is nothing else."""
NAME_HAN = range(2, 9)
"""Ideographs of the name of somebody who speaks."""
TITLE_HAN = 45
"""Ideographs of the longest line that is asked whether it names what an article is about."""

_LABELS = frozenset({"record", "advert"})
_NO_SERIES = frozenset({"record", "noise", "spam", "document-site", "copyright", "editors"})
"""Families that are asked otherwise, or that no article numbers."""
_LABEL = lazy(
    rf"\s*(?:(?:[\d{FIGURES}]{{1,3}}[\u3001.\uff0e]|[(\uff08][\d{FIGURES}]{{1,3}}[)\uff09])\s*)?"
    r"(?P<label>[^:\uff1a\u3002\uff0c,\uff1b;()\uff08\uff09\[\]\u3010\u3011|]{2,16})[:\uff1a]"
)
_SPEAKER = lazy(
    rf"\s*[\[\u3010]?(?P<name>[{HAN_CLASS}\u00b7]{{2,8}})[\]\u3011]?\s?[:\uff1a]\s?[^\s]"
)
_HAN_AT_END = lazy(rf"[{HAN_CLASS}\u00b7]{{2,24}}$")
# Each line is asked for its kind, and a member of an enumeration is dear to look up.
_BLANK, _BOILERPLATE, _OPENS = Kind.BLANK, Kind.BOILERPLATE, Kind.OPENS
_COLONS = (":", "\uff1a")


def plain(reading: Reading) -> Reading:
    """The reading of a line that no wording explains."""
    return Reading(Kind.PROSE if reading.shape.prose else Kind.OTHER, reading.shape)


def label_of(text: str) -> str:
    """The label that a line begins with, as it is looked up; empty where there is none."""
    match = _LABEL.match(text)
    label = key(match["label"]) if match is not None else ""
    return label if len(label) <= LABEL_LETTERS else ""


def announces(text: str) -> bool:
    """Whether a line ends in a colon: what follows is told of, or addressed to somebody."""
    return text.rstrip().endswith(_COLONS)


def holds_word(use: Use, folded: str) -> bool:
    """Whether a text, as :func:`key` folds it, holds one of the words of a use."""
    return any(word in folded for word in boilerplate().context[use])


def is_word(use: Use, label: str) -> bool:
    """Whether a label is one of the words of a use."""
    return label in boilerplate().context[use]


class OwnLines:
    """What the lines beside a wording say for it; ``readings`` are of the lines alone."""

    def __init__(self, lines: Sequence[Line], readings: Sequence[Reading]) -> None:
        self._lines = lines
        self._readings = readings

    @cached_property
    def _above(self) -> list[int]:
        """For each line the nearest one above that is not blank; -1 where there is none."""
        above: list[int] = []
        last = -1
        for i, reading in enumerate(self._readings):
            above.append(last)
            last = i if reading.kind is not _BLANK else last
        return above

    def kept(self) -> frozenset[int]:
        """The lines that read as wordings of a site and are the article's."""
        return frozenset(
            i
            for i, reading in enumerate(self._readings)
            if (reading.kind is _BOILERPLATE or reading.kind is _OPENS)
            and self._is_own(i, reading.family)
        )

    def _is_own(self, i: int, family: str) -> bool:
        if family == "advert" and self._tells(i):
            return True
        if family in _LABELS:
            return self._is_in_own_list(i, family)
        if family == "editors":
            return self._speaks(i)
        if family == "navigation" and self._greets(i):
            return True
        return family not in _NO_SERIES and self._counts_on(i)

    def says_itself(self, i: int, family: str) -> bool:
        """Whether a line is the article's that reads as a notice of a site."""
        if family in _NO_SERIES:
            return False
        return self._counts_on(i) or self._is_on_topic(i)

    def _tells(self, i: int) -> bool:
        """Whether a sentence that begins like an invitation is made of other words for the most."""
        if not self._readings[i].shape.complete:
            return False
        folded = key(self._lines[i].text)
        return not holds_word(Use.SELF, folded) and support_of(folded, "qr") < INVITES

    def _greets(self, i: int) -> bool:
        """Whether a greeting stands below the address of a letter."""
        above = self._above[i]
        return (
            above >= 0
            and self._is_address(above)
            and is_word(Use.GREETING, key(self._lines[i].text.strip()))
        )

    def _is_in_own_list(self, i: int, family: str) -> bool:
        """Whether a label that lists of articles have stands in such a list.

        A label that only public records have makes a list a record; a label that no record has
        makes it the article's own.
        """
        if not is_word(Use.SHARED, label_of(self._lines[i].text)):
            return False
        own, record, stated = self._lists[i]
        if record:
            return False
        return own or (family == "record" and not stated)

    @cached_property
    def _lists(self) -> dict[int, tuple[bool, bool, bool]]:
        """For each line of a list of labels what the list has.

        Labels of its own, labels of a record, metadata or other wordings of a site.
        """
        found: dict[int, tuple[bool, bool, bool]] = {}
        run: list[int] = []
        for i, reading in enumerate(self._readings):
            if reading.kind is Kind.BLANK:
                continue
            if reading.kind is not Kind.STATES and not label_of(self._lines[i].text):
                found.update(dict.fromkeys(run, self._kinds_in(run)))
                run = []
                continue
            run.append(i)
        found.update(dict.fromkeys(run, self._kinds_in(run)))
        return found

    def _kinds_in(self, run: Sequence[int]) -> tuple[bool, bool, bool]:
        own = any(self._readings[i].kind in (Kind.OTHER, Kind.PROSE) for i in run)
        record = any(
            self._readings[i].family == "record"
            and not is_word(Use.SHARED, label_of(self._lines[i].text))
            for i in run
        )
        return own, record, any(_is_of_site(self._readings[i]) for i in run)

    def _speaks(self, i: int) -> bool:
        """Whether the person whom a duty names speaks on the page, or stands beside a speaker."""
        text = self._lines[i].text.strip()
        name = _HAN_AT_END.search(text)
        if name is not None and any(name[0][-n:] in self._speakers for n in NAME_HAN):
            return True
        beside = (self._above[i], self._below(i))
        return any(
            j >= 0
            and self._readings[j].kind is Kind.OTHER
            and is_word(Use.SPEAKER, label_of(self._lines[j].text))
            for j in beside
        )

    def _below(self, i: int) -> int:
        for j in range(i + 1, min(i + 4, len(self._readings))):
            if self._readings[j].kind is not Kind.BLANK:
                return j
        return -1

    @cached_property
    def _speakers(self) -> frozenset[str]:
        """Who speaks on the page: what stands before the colon of a line of prose."""
        return frozenset(
            match["name"]
            for line, reading in zip(self._lines, self._readings, strict=True)
            if reading.kind is Kind.PROSE and (match := _SPEAKER.match(line.text)) is not None
        )

    def _counts_on(self, i: int) -> bool:
        """Whether a line is one of a series that is the article's own."""
        return number_of(self._lines[i].text) is not None and i in self._own_series

    @cached_property
    def _own_series(self) -> frozenset[int]:
        texts = [line.text for line in self._lines]
        return frozenset(i for run in series_of(texts) if self._is_own_series(run) for i in run)

    def _is_own_series(self, run: Sequence[int]) -> bool:
        """Whether a series tells something else besides, or is addressed to somebody.

        A site numbers its disclaimers too, below a heading for them or the last article. It speaks
        of itself there.
        """
        above = self._above[run[0]]
        if above < 0 or self._readings[above].kind in (Kind.BOILERPLATE, Kind.OPENS):
            return False
        ordinary = sum(1 for i in run if self._is_ordinary(i))
        if ordinary * OF_ITS_OWN >= len(run):
            return True
        if any(holds_word(Use.SELF, key(self._lines[i].text)) for i in run):
            return False
        return self._is_address(above) or self._is_followed_by_prose(run[-1])

    def _is_address(self, i: int) -> bool:
        """Whether a line says to whom, or of what, the lines below it speak."""
        return self._readings[i].kind is Kind.OTHER and announces(self._lines[i].text)

    def _is_ordinary(self, i: int) -> bool:
        """Whether a line is no notice, nor made of the words of notices."""
        reading, text = self._readings[i], self._lines[i].text
        if reading.kind not in (Kind.OTHER, Kind.PROSE) or notice_in(text.strip()) is not None:
            return False
        return support_of(key(text)) < SUPPORT

    def _is_followed_by_prose(self, i: int) -> bool:
        below = self._below(i)
        if below < 0 or self._readings[below].kind is not Kind.PROSE:
            return False
        return notice_in(self._lines[below].text.strip()) is None

    def _is_on_topic(self, i: int) -> bool:
        """Whether the article is about what a notice says, and the notice not about the page."""
        folded = key(self._lines[i].text)
        if not holds_word(Use.TOPIC, folded) or holds_word(Use.SELF, folded):
            return False
        return any(line < i for line in self._on_topic)

    @cached_property
    def _on_topic(self) -> tuple[int, ...]:
        """The lines above the first prose that name a topic which has notices of its own."""
        found: list[int] = []
        for i, reading in enumerate(self._readings):
            if reading.kind is Kind.PROSE and not reading.shape.exclaims:
                break
            short = reading.kind in (Kind.OTHER, Kind.PROSE) and reading.shape.han <= TITLE_HAN
            if short and holds_word(Use.TOPIC, key(self._lines[i].text)):
                found.append(i)
        return tuple(found)


def _is_of_site(reading: Reading) -> bool:
    """Whether a labelled line states metadata, or leads to tags or to the next article."""
    if reading.kind is Kind.STATES:
        return True
    return reading.removable and reading.family not in (*_LABELS, "editors")
