"""Which lines before the article are not of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wenku.model import HintKind, Page
from wenku.prune.journals import furniture_above
from wenku.prune.own_lines import is_word
from wenku.prune.removal import Removal
from wenku.prune.shape import letters_of
from wenku.prune.verdict import Kind, Reach, Reading
from wenku.prune.zones import Zones, zones_of
from wenku.text.numerals import FIGURES
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import Use, key

MENU_HAN = 8
"""More ideographs than an entry of a menu has."""
MENU_ENTRIES = 3
"""Known entries that make a run of short lines a menu, and lines known that make a site's head."""
TITLE_HAN = 9
"""Ideographs from which a line above the article can be nothing but title or subtitle."""
NO_MENU = frozenset({"contact", "products", "journal", "record", "picture-credit", "editors"})
"""Families whose labels an article has too, and which are no entries of menus."""
OPENING_LETTERS = 400
"""Letters at the start of the article in which a short title is looked for."""

_NUMBERED = lazy(
    rf"\s*(?:第[一-\u9fff\d]{{1,4}}[章节编篇条部]|[{FIGURES}百\d]{{1,3}}[\u3001.\uff0e]"
    rf"|[(\uff08][{FIGURES}\d]{{1,3}}[)\uff09]"
    r"|[\u2460-\u2473]|[A-Za-z\d]{1,2}[.\u3001)])"
)
_PUNCTUATED = lazy("[\uff0c\uff01\uff1f\u201c\u201d\u300a\u300b\uff1a\u2014\u00b7]")
"""Marks that titles have and entries of menus have not."""
_TIMED = lazy(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")
_OUTSIDE = " \t\u3000\xa0\uff1a:\u00b7\u2022"
_FILE_NAME = lazy(
    r"(?P<stem>[^\n]{1,120})\.(?:docx?|pdf|pptx?|xlsx?|txt|wps|rar|zip)(?:_.{0,12})?",
    re.IGNORECASE,
)


def before_article(page: Page) -> tuple[Removal, ...]:
    """The lines before the article that are not of it."""
    return tuple(_Head(page, zones_of(page)).removals())


class _Head:
    """What is known of the lines above the first line of prose."""

    def __init__(self, page: Page, zones: Zones) -> None:
        self._readings = zones.readings[: zones.first]
        self._texts = [line.text for line in page.lines[: zones.first]]
        self._journal = frozenset(furniture_above(self._texts, self._readings))
        self._files = frozenset(self._file_names())
        gone = [i for i, reading in enumerate(self._readings) if _goes(reading)]
        self._gone = frozenset(gone)
        self._first_gone, self._last_gone = (gone[0], gone[-1]) if gone else (-1, -1)
        self._path = max((i for i in gone if self._readings[i].path), default=-1)
        self._title_below_path = any(
            _plain(reading) for reading in self._readings[self._path + 1 :]
        )
        self._beside = _beside(self._readings)
        self._stated = self._first_stated()
        self._titles = self._title_lines(page, zones)
        self._menu = self._menu_lines() if zones.last >= 0 else frozenset()

    def removals(self) -> Iterator[Removal]:
        for i, reading in enumerate(self._readings):
            if _goes(reading):
                yield Removal(i, reading.family, "wording of a site, before the article")
            elif i in self._journal:
                yield Removal(i, "journal", "authors, institution or issue of a journal")
            elif i in self._files:
                yield Removal(i, "document-site", "name of the file that the site offers")
            elif self._is_button(i, reading):
                yield Removal(i, reading.family, "button below the time of the page")
            elif i in self._menu or (i not in self._titles and self._stands_in_head(i, reading)):
                yield Removal(i, "navigation", "entry of a menu before the article")

    def _is_button(self, i: int, reading: Reading) -> bool:
        """Whether a line is the button beside an account: below the time, above the article."""
        if reading.family != "metadata-widget" or not is_word(Use.BUTTON, key(self._texts[i])):
            return False
        above, below = self._beside[i]
        if above < 0 or below >= 0:
            return False
        stated = self._readings[above].kind is Kind.STATES
        return stated or _TIMED.search(self._texts[above]) is not None

    def _file_names(self) -> Iterator[int]:
        """File names that a site of documents prints as its title; one stays if nothing else does.

        They are believed where the site offers a file, or where the title stands beside them.
        """
        titles = {letters_of(text) for text in self._texts}
        offered = any(reading.family == "document-site" for reading in self._readings)
        seen: set[str] = set()
        for i in range(len(self._texts) - 1, -1, -1):
            match = _FILE_NAME.fullmatch(self._texts[i].strip())
            if match is None:
                continue
            stem = letters_of(match["stem"])
            if stem in titles or (offered and stem in seen):
                yield i
            seen.add(stem)

    def _first_stated(self) -> int:
        """The first line that only stands below menus: a long one, or one that states metadata."""
        for i, reading in enumerate(self._readings):
            if reading.kind is Kind.STATES or (_plain(reading) and reading.shape.han >= TITLE_HAN):
                return i
        return len(self._readings)

    def _title_lines(self, page: Page, zones: Zones) -> frozenset[int]:
        """Lines that may be the title: long ones; else those that the article begins with."""
        lines = [i for i, reading in enumerate(self._readings) if _plain(reading)]
        marked = {i for i in lines if _has_heading(page, i) or self._reads_like_title(i)}
        marked.update(i for i in lines if self._stands_on_statement(i))
        below = [i for i in lines if i > self._path] or lines
        if any(self._readings[i].shape.han >= TITLE_HAN for i in below):
            return frozenset(marked)
        if zones.last < 0:
            return frozenset(lines)
        start = page.lines[zones.first].start
        opening = letters_of(page.text[start : start + 2 * OPENING_LETTERS])[:OPENING_LETTERS]
        named = {i for i in below if letters_of(self._texts[i]) in opening}
        return frozenset(marked | (named or set(below[-1:])))

    def _reads_like_title(self, i: int) -> bool:
        """Whether a line has a mark that titles have, and does not stand above the breadcrumb."""
        return i > self._path and _PUNCTUATED.search(self._texts[i].strip(_OUTSIDE)) is not None

    def _stands_on_statement(self, i: int) -> bool:
        """Whether the next line states date or source, as it does below a title."""
        below = self._beside[i][1]
        return below >= 0 and self._readings[below].kind is Kind.STATES

    def _stands_in_head(self, i: int, reading: Reading) -> bool:
        """Whether a short line stands between lines of the site's head, or above its path."""
        if not self._gone or not (_short(reading) or self._above_path(i, reading)):
            return False
        if reading.menu or i < self._path:
            return True
        if len(self._gone) < MENU_ENTRIES or _NUMBERED.match(self._texts[i]):
            return False
        if self._texts[i].strip().isdigit():
            return any(j in self._gone for j in self._beside[i])
        between = self._first_gone < i < self._last_gone
        return between and (i < self._stated or all(j in self._gone for j in self._beside[i]))

    def _may_be_entry(self, i: int, reading: Reading) -> bool:
        unknown = reading.kind is Kind.OTHER and 0 < reading.shape.han <= MENU_HAN
        return _known(reading) or (unknown and _NUMBERED.match(self._texts[i]) is None)

    def _above_path(self, i: int, reading: Reading) -> bool:
        """Whether a line stands above the breadcrumb, and the title below it."""
        return i < self._path and self._title_below_path and _plain(reading)

    def _menu_lines(self) -> frozenset[int]:
        """Lines of runs of short lines that hold several known entries, up to the last of them."""
        lines: set[int] = set()
        run: list[int] = []
        for i, reading in enumerate((*self._readings, None)):
            if reading is not None and reading.kind is Kind.BLANK:
                continue
            if reading is not None and i not in self._titles and self._may_be_entry(i, reading):
                run.append(i)
                continue
            lines.update(_of_menu(run, self._readings))
            run = []
        return frozenset(lines)


def _beside(readings: Sequence[Reading]) -> list[tuple[int, int]]:
    """For each line the ones with text right above and below; -1 where there is none."""
    above, below = [-1] * len(readings), [-1] * len(readings)
    last = -1
    for i, reading in enumerate(readings):
        above[i] = last
        last = i if reading.kind not in (Kind.BLANK, Kind.NOISE) else last
    last = -1
    for i in range(len(readings) - 1, -1, -1):
        below[i] = last
        last = i if readings[i].kind not in (Kind.BLANK, Kind.NOISE) else last
    return list(zip(above, below, strict=True))


def _goes(reading: Reading) -> bool:
    return reading.removable or (reading.kind is Kind.OPENS and reading.reach >= Reach.ENDS)


def _plain(reading: Reading) -> bool:
    return reading.shape.han > 0 and (
        reading.kind is Kind.OTHER or (reading.kind is Kind.PROSE and reading.shape.exclaims)
    )


def _short(reading: Reading) -> bool:
    """Whether a line could be an entry of a menu, or is made of words that menus have."""
    if reading.kind in (Kind.BOILERPLATE, Kind.OPENS):
        return True
    return reading.kind is Kind.OTHER and reading.shape.han <= MENU_HAN


def _known(reading: Reading) -> bool:
    return (
        reading.kind in (Kind.BOILERPLATE, Kind.OPENS, Kind.NOISE) and reading.family not in NO_MENU
    )


def _of_menu(run: Sequence[int], readings: Sequence[Reading]) -> list[int]:
    known = [i for i in run if _known(readings[i])]
    certain = any(readings[i].reach >= Reach.ENDS for i in known)
    if not certain or len(known) < MENU_ENTRIES or len(known) * 3 < len(run):
        return []
    return [i for i in run if i <= known[-1]]


def _has_heading(page: Page, number: int) -> bool:
    line = page.lines[number]
    return any(
        hint.start < line.end and hint.end > line.start for hint in page.hints_of(HintKind.HEADING)
    )
