"""Where the article begins and ends on a page, found from its prose outwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wenku.model import Page
from wenku.prune.own_lines import OwnLines, plain
from wenku.prune.reading import read, read_at_end
from wenku.prune.verdict import Kind, Reach, Reading
from wenku.text.han import HAN_RUN
from wenku.text.lines import Line
from wenku.text.patterns import lazy

COMMENTS_SHARE = 0.6
"""Comments may be as long as this share of the article before them."""
TEASERS_SHARE = 0.12
"""What follows a list of links may hold this share of the article's prose, in teasers."""
TEASERS_HAN = 400
"""… and no more ideographs than this."""

GOING_ON = 0.12
"""Share of a paragraph's pairs of ideographs that the article must hold too: measured on eighteen
articles, their own last paragraphs have 0.14 in the middle, paragraphs of others 0.03."""
GOING_ON_HAN = 30
"""Ideographs of the shortest paragraph that is asked."""

# Each line is asked for its kind several times, and a member of an enumeration is dear to look up.
_BLANK, _PROSE, _OPENS = Kind.BLANK, Kind.PROSE, Kind.OPENS
_ENDING = (Kind.BOILERPLATE, Kind.OPENS)
_ABSTRACT = lazy(r"\s*[\[\u3010]?\s?(?:摘\s{0,4}要|内容提要|提\s{0,4}要|Abstract)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Zones:
    """Line numbers from 0: the article lies in ``first <= line <= last``.

    On a page without prose ``first`` is the number of lines and ``last`` is -1.
    """

    readings: tuple[Reading, ...]
    first: int
    last: int
    opened: int
    """The line that opens the list of links after which nothing of the article comes, or the
    number of lines."""
    mass: int
    """Ideographs of prose in the article."""
    beside: OwnLines
    """What the lines beside a wording say for it."""


def zones_of(page: Page) -> Zones:
    """The zones of a page; computed once for a page."""
    return page.fact(_zones)


def _zones(page: Page) -> Zones:
    read.turn()
    lines = page.lines
    readings = [read(line.text) for line in lines]
    own = _Own(lines, readings)
    solid = [i for i, reading in enumerate(readings) if is_solid(reading)]
    _look_for_notices(own, readings, solid)
    solid = [i for i in solid if is_solid(readings[i])]
    if not solid:
        return Zones(tuple(readings), len(readings), -1, _first_opener(readings), 0, own.beside)
    opened = _opened(page, readings, solid)
    inside = [i for i in solid if i < opened]
    last = _extended(readings, inside[-1], opened)
    for i in (*range(inside[0]), *range(last + 1, len(lines))):
        readings[i] = own.read_at_end(i)
    first = inside[0] if not _is_abstract(page, readings, inside) else inside[1]
    mass = sum(readings[i].shape.han for i in inside)
    return Zones(tuple(readings), first, last, opened, mass, own.beside)


def _is_abstract(page: Page, readings: Sequence[Reading], inside: Sequence[int]) -> bool:
    """Whether the first prose is an abstract below which a journal prints more of its own."""
    if len(inside) == 1 or _ABSTRACT.match(page.lines[inside[0]].text) is None:
        return False
    between = readings[inside[0] + 1 : inside[1]]
    return any(r.removable and r.family in ("journal", "tags") for r in between)


class _Own:
    """Reads the lines of a page at its ends, the article's own by what stands beside them."""

    def __init__(self, lines: Sequence[Line], readings: list[Reading]) -> None:
        self._lines = lines
        self._alone = tuple(readings)
        self.beside = OwnLines(lines, self._alone)
        self._kept = self.beside.kept()
        for i in self._kept:
            readings[i] = plain(readings[i])

    def read_at_end(self, i: int) -> Reading:
        """The reading of a line before or after the article."""
        alone = self._alone[i]
        if i in self._kept:
            return plain(alone)
        reading = read_at_end(self._lines[i].text)
        if reading is alone or not self.beside.says_itself(i, reading.family):
            return reading
        return plain(reading)


def _look_for_notices(own: _Own, readings: list[Reading], solid: Sequence[int]) -> None:
    """Read again, as notices, the prose at both ends and all that follows a list of links."""
    first_opener = _first_opener(readings)
    for i in solid:
        readings[i] = own.read_at_end(i)
        if is_solid(readings[i]):
            break
    for i in reversed(solid):
        readings[i] = own.read_at_end(i)
        if is_solid(readings[i]) and i < first_opener:
            break


def is_solid(reading: Reading) -> bool:
    """Whether a line is prose that no title and no teaser looks like."""
    return reading.kind is _PROSE and not reading.shape.exclaims


def _first_opener(readings: Sequence[Reading]) -> int:
    for i, reading in enumerate(readings):
        if reading.kind is _OPENS and reading.reach >= Reach.ENDS:
            return i
    return len(readings)


def _opened(page: Page, readings: Sequence[Reading], solid: Sequence[int]) -> int:
    """The first opening line that only little prose follows, and none of the article's."""
    after = sum(readings[i].shape.han for i in solid if readings[i].shape.complete)
    before = 0
    known = last_known(readings)
    form = max((i for i, r in enumerate(readings) if _is_form(r)), default=-1)
    kin: int | None = None
    for i, reading in enumerate(readings):
        if is_solid(reading):
            before += reading.shape.han
            after -= reading.shape.han if reading.shape.complete else 0
        elif before and _opens_end(reading, before, after, known=i < known, form=i < form):
            if not after or i < form:
                return i
            kin = _last_kin(page, readings, solid, i) if kin is None else kin
            if kin < i:
                return i
    return len(readings)


def _opens_end(reading: Reading, before: int, after: int, *, known: bool, form: bool) -> bool:
    """Whether a line may open a list that ends the page, by how much prose follows it."""
    if reading.kind is not Kind.OPENS:
        return False
    if reading.reach < Reach.ENDS:
        return known and not after
    return after <= _allowed(reading, before, form=form)


def _last_kin(page: Page, readings: Sequence[Reading], solid: Sequence[int], opener: int) -> int:
    """The last prose behind a list of links that speaks of what the article before it speaks of.

    A box of links may stand between the last paragraphs. What teasers and introductions of a
    site say shares few pairs of ideographs with the article.
    """
    before = _pairs("".join(page.lines[i].text for i in solid if i < opener))
    for i in reversed(solid):
        if i < opener:
            break
        if not readings[i].shape.complete or readings[i].shape.han < GOING_ON_HAN:
            continue
        pairs = _pairs(page.lines[i].text)
        if pairs and len(pairs & before) >= GOING_ON * len(pairs):
            return i
    return -1


def _pairs(text: str) -> set[str]:
    return {pair for run in HAN_RUN.findall(text) for pair in map("".join, pairwise(run))}


def _is_form(reading: Reading) -> bool:
    """Whether a line belongs to a form for comments, which quotations of readers do not have."""
    return reading.removable and reading.family == "comments"


def _allowed(reading: Reading, before: int, *, form: bool) -> float:
    """How much prose a list may hold that a line opens, by the prose before it."""
    if reading.family == "comments" and form:
        return before * COMMENTS_SHARE
    return min(TEASERS_HAN, before * TEASERS_SHARE)


def last_known(readings: Sequence[Reading]) -> int:
    """The last line of certain boilerplate: above it an ordinary word does open a list of links.

    So does one that is the last line of the page: a heading of nothing.
    """
    text_below = False
    for i in range(len(readings) - 1, -1, -1):
        kind = readings[i].kind
        if kind is _OPENS and not text_below:
            return i + 1
        text_below = text_below or kind is not _BLANK
        if kind in _ENDING and readings[i].reach >= Reach.ENDS:
            return i
    return -1


def _extended(readings: Sequence[Reading], last: int, opened: int) -> int:
    """Exclamations right after the last sentence still belong to the article."""
    for i in range(last + 1, opened):
        reading = readings[i]
        if reading.kind is Kind.BOILERPLATE and reading.reach >= Reach.ENDS:
            break
        if reading.kind is Kind.PROSE:
            last = i
    return last
