"""Which lines after the article, and between its paragraphs, are not of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from wenku.model import Page
from wenku.prune.contacts import QUIET, SIGNED, contacts_of_article
from wenku.prune.removal import Removal
from wenku.prune.shape import letters_of
from wenku.prune.verdict import Kind, Reach, Reading
from wenku.prune.zones import Zones, last_known, zones_of
from wenku.text.numerals import FIGURES
from wenku.text.patterns import lazy

STRAY_HAN = 45
"""More ideographs than a line has that is left over between boilerplate."""
STRAY_SHARE = 0.3
"""Unknown lines after the article that hold more than this share of its prose are kept."""
STRAY_LEAST = 150
"""… unless they hold no more ideographs than this."""

BOX_HAN = 12
"""Ideographs of the heading of a box of links that has a link on its own line."""
BOX_LINKS = 2
"""Lines below such a heading that make it one; one line could be the next heading."""
BOX_LONGEST = 24
"""Lines that a box may have."""
LINK_HAN = 6
"""Ideographs of the shortest title of a link."""

_ATTACHED = lazy(
    r"\s*(?:[(\uff08]\s*)?(?:附件|附表|附图|附录|附[:\uff1a]|附注|抄送|报送|主送|此件|参考文献|注[:\uff1a释])"
)
_OFFERED = lazy(
    r"\s*(?:相关)?(?:附件|文件|资料|表格)下载\s?[:\uff1a]\s?(?:附件\s?\d{0,2}\s?[:\uff1a.]\s?)?(?P<name>\S.{0,120}?)"
    r"\.(?:docx?|pdf|pptx?|xlsx?|wps|et|ofd|rar|zip|txt)\s*",
    re.IGNORECASE,
)
_NAMED = lazy(
    rf"\s*附件\s?[\d{FIGURES}]{{0,3}}\s?[:\uff1a.\u3001]\s?"
    r"(?:\d{1,2}[.\u3001]\s?)?(?P<name>\S.{0,120}?)\s*$"
)
_ADDRESSED = lazy(
    r"(?:[^\s:\uff1a]{1,8}\s?[:\uff1a]\s?)?(?P<title>\S.{0,200}?)\s?[(\uff08]?(?:https?://|www\.)[!-~]+"
)


def after_article(page: Page) -> tuple[Removal, ...]:
    """The lines after the article that are not of it."""
    zones = zones_of(page)
    if zones.last < 0:
        return ()
    return tuple(_Tail(page, zones).removals())


class _Tail:
    """Walks the lines after the article once, remembering what has been opened."""

    def __init__(self, page: Page, zones: Zones) -> None:
        self._lines = page.lines
        self._zones = zones
        self._start = zones.last + 1
        self._opened = ""
        self._closed = False
        self._expects_value = False
        self._last_known = last_known(zones.readings)
        self._titles = frozenset(_titles(page, zones))
        self._strays_allowed = self._strays_are_few()
        self._leads_to_foot = self._lines_above_foot()
        self._contacts = frozenset(contacts_of_article(page, zones))

    def removals(self) -> Iterator[Removal]:
        for i in range(self._start, len(self._lines)):
            reading = self._zones.readings[i]
            if reading.kind is Kind.BLANK:
                continue
            removal = self._judge(i, reading)
            self._expects_value = reading.empty_label
            if removal is not None:
                yield removal

    def _judge(self, i: int, reading: Reading) -> Removal | None:
        if reading.kind is Kind.OPENS and i >= self._zones.opened:
            self._opened = reading.family
            return Removal(i, reading.family, "opens a list of links after the article")
        if reading.removable:
            self._closed = self._closed or reading.family not in QUIET
            return Removal(i, reading.family, "wording of a site, after the article")
        if self._opened:
            return self._within_list(i, reading)
        return self._judge_unknown(i, reading)

    def _judge_unknown(self, i: int, reading: Reading) -> Removal | None:
        if self._offers_again(i):
            return Removal(i, "document-site", "offers the attachment that is named above")
        if _names_page(self._lines[i].text, self._titles):
            return Removal(i, "navigation", "the title again, with the address of the page")
        if reading.kind in (Kind.BOILERPLATE, Kind.OPENS):
            return self._in_company(i, reading)
        if reading.kind is Kind.STATES:
            # An editor is named below the last line of an article, and above the site's own.
            self._closed = self._closed or (reading.family == "editor" and i < self._last_known)
            return None
        return self._stray(i, reading)

    def _offers_again(self, i: int) -> bool:
        """Whether a line offers a file for download that the article names as its attachment."""
        match = _OFFERED.fullmatch(self._lines[i].text)
        return match is not None and letters_of(match["name"]) in self._attachments

    @cached_property
    def _attachments(self) -> frozenset[str]:
        """The letters of what the article names as attached."""
        matches = (_NAMED.match(line.text) for line in self._lines)
        return frozenset(letters_of(match["name"]) for match in matches if match is not None)

    def _within_list(self, i: int, reading: Reading) -> Removal | None:
        if reading.kind is Kind.STATES and self._opened not in {"related", "products", "comments"}:
            return None
        if _ATTACHED.match(self._lines[i].text):
            return None
        return Removal(i, self._opened, "in a list that was opened after the article")

    def _in_company(self, i: int, reading: Reading) -> Removal | None:
        if i in self._contacts:
            return None
        if self._closed or i in self._leads_to_foot:
            return Removal(i, reading.family, "among other wordings of the site")
        return None

    def _lines_above_foot(self) -> frozenset[int]:
        """Lines between which and the site's foot only lines of the same doubtful kind stand."""
        found: set[int] = set()
        leads = False
        for i in range(len(self._lines) - 1, self._start - 1, -1):
            reading = self._zones.readings[i]
            if reading.removable:
                leads = reading.family not in QUIET
            elif (
                reading.kind not in (Kind.BLANK, Kind.BOILERPLATE)
                or "联系人" in self._lines[i].text
            ):
                leads = False
            if leads:
                found.add(i)
        return frozenset(found)

    def _stray(self, i: int, reading: Reading) -> Removal | None:
        text = self._lines[i].text
        if self._expects_value and reading.shape.han <= STRAY_HAN:
            return Removal(i, "navigation", "value of the label on the line before")
        if not self._closed or not self._strays_allowed or reading.shape.han > STRAY_HAN:
            return None
        if _ATTACHED.match(text) or SIGNED.fullmatch(text):
            return None
        return Removal(i, "navigation", "after the end of the page was reached")

    def _strays_are_few(self) -> bool:
        strays = sum(
            reading.shape.han
            for reading in self._zones.readings[self._start : self._zones.opened]
            if reading.kind is Kind.OTHER
        )
        return strays <= max(STRAY_LEAST, self._zones.mass * STRAY_SHARE)


def _titles(page: Page, zones: Zones) -> Iterator[str]:
    """The letters of the lines above the article that may be its title."""
    for i in range(zones.first):
        if zones.readings[i].kind in (Kind.OTHER, Kind.PROSE):
            yield letters_of(page.lines[i].text)


def _names_page(text: str, titles: frozenset[str]) -> bool:
    """Whether a line is the title of the page with its address, behind a label or none."""
    match = _ADDRESSED.fullmatch(text.strip())
    return match is not None and letters_of(match["title"]) in titles


def inside_article(page: Page) -> tuple[Removal, ...]:
    """Wordings between the paragraphs of the article that no article contains."""
    zones = zones_of(page)
    start, end = (0, len(zones.readings)) if zones.last < 0 else (zones.first, zones.last + 1)
    listed = _listed(zones, start, end)
    return tuple(
        Removal(i, zones.readings[i].family or "related", "wording of a site between paragraphs")
        for i in range(start, end)
        if i in listed or zones.readings[i].anywhere
    )


def _listed(zones: Zones, start: int, end: int) -> frozenset[int]:
    """Boxes of links between paragraphs: their heading with links, on its line or below it."""
    found: set[int] = set()
    for i in range(start, end):
        reading = zones.readings[i]
        if reading.kind is not Kind.OPENS or reading.reach < Reach.ENDS:
            continue
        if reading.shape.han >= BOX_HAN:
            found.add(i)
            continue
        links = _links_below(zones.readings, i, end)
        if len(links) >= BOX_LINKS:
            found.update((i, *links))
    return frozenset(found)


def _links_below(readings: Sequence[Reading], opener: int, end: int) -> list[int]:
    links: list[int] = []
    for i in range(opener + 1, min(end, opener + 1 + BOX_LONGEST)):
        reading = readings[i]
        if reading.kind is Kind.BLANK:
            continue
        titled = reading.kind is Kind.OTHER and LINK_HAN <= reading.shape.han <= STRAY_HAN
        if not titled and not reading.shape.exclaims:
            break
        links.append(i)
    return links
