"""By-lines without a label and a colon: （记者/卢永峰）, 本报记者 王丽, 本报讯（记者 王丽）."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from wenku.structure.values import LETTER, author_of, is_nobody, is_person, names_in
from wenku.vocab import forms

LONGEST_LINE = 60
NEAR = 200
"""Characters at the start of a paragraph in which a by-line may stand in parentheses."""


class Byline(NamedTuple):
    """A by-line found in a line."""

    start: int
    end: int
    author: str
    """Empty where it names nobody: （文/小编）."""


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    roles = "|".join(
        sorted(map(re.escape, forms.labels().roles), key=lambda role: (-len(role), role))
    )
    names = r"[^\uff08\uff09()\u3002\uff1b\uff0c\u201c\u201d\n]{2,36}"
    after = r"\s{0,4}[/\uff0f:\uff1a|\uff5c\u4e28\s]\s{0,4}"
    enclosed = re.compile(rf"[\uff08(]\s?(?P<line>(?:{roles})(?:{after})?{names})\s?[\uff09)]")
    bare = re.compile(
        rf"[\u25a1\u25a0\u25ce\u25cf]?\s?(?P<line>(?:{roles})(?:{after}){names}|{LETTER}{{1,6}}记者{names})"
    )
    return enclosed, bare


def whole_byline(line: str) -> Byline | None:
    """The by-line that a line is, or None."""
    if len(line) > LONGEST_LINE:
        return None
    enclosed, bare = _patterns()
    match = enclosed.fullmatch(line) or bare.fullmatch(line)
    return _byline(match) if match else None


def bylines_in(words: str) -> tuple[str, tuple[str, ...]]:
    """Words of a line of metadata without its by-lines, and the names that those gave.

    >>> bylines_in("溪州新闻网 记者 周小满")
    ('溪州新闻网 ', ('周小满',))
    """
    names: list[str] = []

    def take(match: re.Match[str]) -> str:
        if not is_person(match["name"]):
            return match[0]
        names.append(match["name"])
        return ""

    return _role_and_name().sub(take, words), tuple(names)


@functools.cache
def _role_and_name() -> re.Pattern[str]:
    roles = sorted(map(re.escape, forms.labels().roles), key=lambda role: (-len(role), role))
    return re.compile(
        rf"(?:{'|'.join(roles)})[\s/\uff0f|\uff5c]{{1,4}}(?P<name>{LETTER}{{2,4}})(?=$|[\s|\uff5c])"
    )


def closing_byline(paragraph: str) -> Byline | None:
    """The by-line in parentheses that ends a paragraph, or None."""
    tail = max(0, len(paragraph) - LONGEST_LINE)
    for match in _patterns()[0].finditer(paragraph, tail):
        if match.end() == len(paragraph) and match.start() > 0:
            return _byline(match)
    return None


def byline_within(paragraph: str) -> Byline | None:
    """The by-line in parentheses near the start of a paragraph, or None."""
    match = _patterns()[0].search(paragraph[:NEAR])
    return _byline(match) if match else None


def _byline(match: re.Match[str]) -> Byline | None:
    names = names_in(match["line"])
    if not names or not all(is_person(name) or is_nobody(name) for name in names):
        return None
    return Byline(match.start(), match.end(), author_of(match["line"]))


@functools.cache
def _dateline() -> re.Pattern[str]:
    agencies = "|".join(map(re.escape, forms.labels().agencies))
    return re.compile(
        rf"(?P<agency>{agencies})[^\u3002\uff0c\s]{{0,12}}\d{{1,2}}月\d{{1,2}}日(?:电|讯)"
    )


def agency_of(paragraph: str) -> str:
    """The agency whose dateline opens a report: 新华社北京5月6日电."""
    match = _dateline().match(paragraph.lstrip("（("))
    return match["agency"] if match else ""
