"""What journals and their mirrors print above an article: authors, institutions, the issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from wenku.prune.verdict import Kind, Reading
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy
from wenku.vocab import forms

LONGEST_AUTHORS = 80
SHORTEST_INSTITUTION = 8
LONGEST_INSTITUTION = 400

_H = HAN_CLASS
_NAME = rf"[{_H}](?:\s?[{_H}]){{1,3}}"
_MOST_AUTHORS = 16
_SIGNS = tuple(
    (sign, lazy(pattern))
    for sign, pattern in (
        ("h", f"[{_H}]"),
        (" ", r"\s"),
        (",", "[,\uff0c]"),
        (";", "[\u3001;\uff1b+/]"),
        ("*", r"[\d*#\u2460-\u2473\u203b\u25b3\u0394\uff0a]"),
    )
)
"""What may stand in a list of authors: a comma parts names, and the marks of one author too."""
_AUTHOR = tuple(lazy(f"h(?: ?h){{{more}}}") for more in (1, 2, 3))
_MARKS_OF_ONE = lazy("[*,]{0,6}")
_PARTED = lazy("[ ,;]{1,4}")
_EACH = lazy(_NAME)
_MARKED = lazy(rf"[{_H}]\s?[\d*#\u203b\u25b3\u0394\uff0a]")
_INSTITUTION = lazy(
    r"(?:大学|学院|学校|研究|医院|中心|科学院|党校|委员会|公司|局|实验室|天文台|图书馆|university|college|school|institute)",
    re.IGNORECASE,
)
_INSTITUTION_LIST = lazy(
    rf"[(\uff08][^()\uff08\uff09\u3002]{{0,80}}(?:大学|学院|研究院|研究所|医院|科学院|中心|局)[^()\uff08\uff09\u3002]{{0,200}}[,\uff0c]"
    rf"[{_H}\s]{{2,12}}\s?\d{{3,6}}[^\u3002]{{0,40}}[)\uff09]\s*$"
)
"""The same where a postcode lost some of its digits; believed only beside other evidence."""
_POSTCODE = lazy(r"(?<!\d)\d{6}(?!\d)")
_ADDRESSED = lazy(r"[(\uff08\[\d一-\u9fff]")
_ISSUE = lazy(
    rf"[\u300a]?[{_H}A-Za-z\u00b7\uff08\uff09()\s:\uff1a]{{2,30}}[\u300b]?\s?[,\uff0c]?\s?\d{{4}}\s?年?\s?(?:[,\uff0c]\s?\d{{1,3}}(?:\(\d{{1,2}}\))?|第?\s?\d{{1,3}}\s?(?:期|卷|辑)(?:\s?第?\s?\d{{1,3}}\s?期)?)(?:\s?[:\uff1a]\s?\d+(?:-\d+)?)?"
)
_LOOSE_ISSUE = lazy(
    rf"[\u300a]?[{_H}A-Za-z\u00b7\uff08\uff09()&\s]{{2,60}}[\u300b]?\s?[.,\uff0c\uff0e]?\s?\d{{4}}\s?[,\uff0c;\uff1b.]\s?"
    r"(?:[Vv]ol\.?\s?)?\d{1,3}\s?(?:[(\uff08]\s?\d{1,2}(?:[-/]\d{1,2})?\s?[)\uff09]\s?)?"
    r"[:\uff1a]\s?\d{1,5}\s?[-\u2013\u2014~]\s?\d{1,5}\s?[.\u3002]?"
)
"""Name, year, volume or number and pages, with spaces and signs between."""
_DATED_AUTHORS = lazy(
    rf"(?P<date>\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?)\s?(?P<rest>[{_H}\w\s,\uff0c.\u00b7*#()\uff08\uff09]{{2,300}})"
)


def is_issue(text: str) -> bool:
    """Whether a line names a journal and its issue: a name, a year, a number.

    >>> is_issue("老龄科学研究 2022年7期"), is_issue("草业科学 . 2021 , 38 (2) : 15-23")
    (True, True)
    >>> is_issue("某县第 2021 号公报")
    False
    """
    bare = text.strip()
    if len(bare) > LONGEST_AUTHORS:
        return False
    return _ISSUE.fullmatch(bare) is not None or _LOOSE_ISSUE.fullmatch(bare) is not None


def is_institution(text: str) -> bool:
    """Whether a line gives the institution of an author, with its postcode."""
    bare = text.strip()
    if not SHORTEST_INSTITUTION <= len(bare) <= LONGEST_INSTITUTION or "\u3002" in bare[:-1]:
        return False
    return (
        _POSTCODE.search(bare) is not None
        and _INSTITUTION.search(bare) is not None
        and _ADDRESSED.match(bare) is not None
    )


def lists_institutions(text: str) -> bool:
    """Whether a line ends in parentheses that list institutions with what is left of postcodes."""
    bare = text.strip()
    if len(bare) > LONGEST_INSTITUTION or not bare.endswith((")", "\uff09")):
        return False
    return _INSTITUTION_LIST.search(bare) is not None


def is_authors(text: str) -> bool:
    """Whether a line is a list of names, each of which begins with a family name.

    >>> is_authors("陈简,周野一"), is_authors("绪论")
    (True, False)
    """
    bare = text.strip()
    if len(bare) > LONGEST_AUTHORS or not _is_list(bare):
        return False
    names = ["".join(match[0].split()) for match in _EACH.finditer(bare)]
    return all(_is_name(name) for name in names)


def _is_list(text: str) -> bool:
    """Whether a text is up to sixteen names of two to four ideographs, parted, with marks behind.

    With a space between any two ideographs there are many ways to part them, and a pattern would
    try them one after the other; here all places that a name may end at are kept side by side.
    """
    signs = "".join(map(_sign, text))
    starts = {0}
    for _ in range(_MOST_AUTHORS):
        ends = {end for start in starts for end in _ends_of_author(signs, start)}
        if len(signs) in ends:
            return True
        starts = {start for end in ends for start in _ends_of(_PARTED, signs, end, 1)}
    return False


def _sign(character: str) -> str:
    return next((sign for sign, pattern in _SIGNS if pattern.match(character)), "?")


def _ends_of_author(signs: str, start: int) -> Iterator[int]:
    """Where a name with its marks may end."""
    for pattern in _AUTHOR:
        if (name := pattern.match(signs, start)) is not None:
            for end in (name.end(), name.end() + signs.startswith(" ", name.end())):
                yield from _ends_of(_MARKS_OF_ONE, signs, end, 0)


def _ends_of(pattern: re.Pattern[str], signs: str, start: int, least: int) -> Iterable[int]:
    """Where a run of signs may end that has at least so many."""
    match = pattern.match(signs, start)
    return range(start + least, match.end() + 1) if match is not None else ()


@lru_cache(maxsize=512)
def _is_name(name: str) -> bool:
    surnames = forms.labels().surnames
    return name[0] in surnames or name[:2] in surnames


def furniture_above(lines: Sequence[str], readings: Sequence[Reading]) -> Iterator[int]:
    """Which of the lines above an article name authors, institutions or the issue.

    Names alone are no evidence: there must be an institution with its postcode, an issue, or
    another line that only journals print.
    """
    plain = [i for i, reading in enumerate(readings) if reading.kind in (Kind.OTHER, Kind.PROSE)]
    places = frozenset(i for i in plain if is_institution(lines[i]))
    issues = [i for i in plain if is_issue(lines[i]) and not is_institution(lines[i])]
    printed = any(reading.family == "journal" for reading in readings)
    if not (places or issues or printed):
        return
    yield from sorted(places)
    yield from issues
    blurred = [i for i in plain[1:] if i not in places and lists_institutions(lines[i])]
    yield from blurred
    known = frozenset((*places, *issues, *blurred))
    yield from (i for i in plain[1:] if i not in known and is_authors(lines[i]))


def glued_authors(line: str) -> tuple[int, int] | None:
    """The names and institutions glued behind the date of a line, as start and end."""
    match = _DATED_AUTHORS.fullmatch(line.strip())
    if match is None or "次" in match["rest"][-2:]:
        return None
    start = len(line) - len(line.lstrip())
    return start + match.start("rest"), start + match.end("rest")
