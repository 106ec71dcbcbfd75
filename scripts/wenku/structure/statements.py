"""Lines that state metadata: "日期：2024-02-29 16:14 信息来源：蚌埠市卫健委 作者：罗笑".

A line is one where it is nothing else: every part of it is a label with a value of the right
kind, a date, a channel, a publisher, or a word that says nothing. So a paragraph that happens to
hold a label stays a paragraph.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from wenku.structure.bylines import bylines_in
from wenku.structure.dates import Dated, dates_in
from wenku.structure.values import (
    PAIRS,
    is_address,
    is_person,
    looks_like_names,
    names_in,
    plain_value,
    without_lone_brackets,
)
from wenku.text.patterns import lazy
from wenku.vocab import forms

LONGEST_LINE = 300
"""Characters; a longer line is prose."""
LONGEST_VALUE = 60
MOST_BLANKS = 4
"""Blanks between two characters of a label: 来    源."""
UNLABELLED = 1000
"""Weight of what no label names: less than any label."""
SHORTEST_GLUED, LONGEST_GLUED = 4, 10
"""Characters of a label that a name may follow at once, and of both."""
AUTHOR_AND_ACCOUNT = 2
LEAST_ACCOUNT = 4
"""Characters of an account that begins like the name of a person."""
LONGEST_REST = 16
"""Characters without label that may stand beside a date: a channel or a publisher."""

_COLON = lazy(r"[:\uff1a]")
_SENTENCE = lazy(r"[\u3002\uff1b\uff01]")
_SPLIT = lazy(
    "[\\s|\uff5c/\\\\\\[\\]\u3010\u3011(\uff08)\uff09<>\u00b7\u2022_\u00bb\u203a,\uff0c:\uff1a\u3001-]+"
)
_BARS = ("|", "\uff5c", "\u4e28")
_BRACKETS = frozenset(PAIRS)
_CREDITED = frozenset({"author", "editor"})
_PEN_NAMES = ("小", "阿")
_CLOSING = frozenset(PAIRS.values())
_CREDIT = lazy(
    r"[\[\u3010(\uff08\u3014]?\s{0,2}(?P<label>[^\W\d_A-Za-z\u4e28]{1,6}(?:/[^\W\d_A-Za-z\u4e28])?)"
    r"(?P<between>\s{0,4}[|\uff5c\u4e28]\s{0,4}|\s{1,4})"
    r"(?P<names>[^\s|\uff5c\u4e28\[\]\u3010\u3011()\uff08\uff09\u3014\u3015][^|\uff5c\u4e28\[\]\u3010\u3011()\uff08\uff09\u3014\u3015]{1,36})"
    r"[\]\u3011)\uff09\u3015]?"
)
_CLOCK = lazy(r"[上下]?午?\d{1,2}[时点](?:\d{1,2}分)?(?:\d{1,2}秒)?|第?[A-Z]?\d{1,3}版")
"""The hour, or the page of a newspaper."""
_COUNT = lazy(r"\d{1,9}\s?(?:次|人|条|℃)?")


class Stated(NamedTuple):
    """One value that a line states."""

    field: str
    """Key of the vocabulary (date, updated, written, source, …), ``channel`` or ``rest``."""
    value: str
    weight: int = 0
    """Place of its label in the vocabulary: the lower, the weightier."""


@dataclass(slots=True)
class _Parts:
    stated: list[Stated] = field(default_factory=list)
    labels: int = 0
    sound: bool = True


class _Label(NamedTuple):
    """A label on a line, its colon included."""

    start: int
    end: int
    name: str


@functools.cache
def _field_of() -> dict[str, tuple[str, int]]:
    fields = forms.labels().fields
    return {name: (key, place) for key, rows in fields.items() for place, name in enumerate(rows)}


@functools.cache
def _leftovers() -> frozenset[str]:
    return frozenset(forms.labels().leftovers)


def statements_in(line: str) -> tuple[Stated, ...]:
    """What a line of metadata states; empty where the line is something else.

    >>> [
    ...     (part.field, part.value)
    ...     for part in statements_in("2018-09-07 17:45:00来源：生活日报作者：王丽")
    ... ]
    [('date', '2018-09-07'), ('source', '生活日报'), ('author', '王丽')]
    """
    if not line or len(line) > LONGEST_LINE:
        return ()
    parts = _Parts()
    found = _labels(line)
    if not found and not any(map(_is_full, dates_in(line))):
        return ()
    stops = [*(label.start for label in found), len(line)]
    _take_unlabelled(line[: stops[0]], parts)
    for label, stop in zip(found, stops[1:], strict=True):
        _take_labelled(label.name, line[label.end : stop], parts)
    return tuple(parts.stated) if parts.sound else ()


def labels_on(line: str) -> int:
    """How many labels a line bears."""
    return len(_labels(line[:LONGEST_LINE]))


def _labels(line: str) -> list[_Label]:
    """The labels of a line: known names before a colon, with blanks between their characters."""
    found: list[_Label] = []
    for colon in _COLON.finditer(line) if ":" in line or "\uff1a" in line else ():
        label = _label_before(line, colon.start(), found[-1].end if found else 0)
        if label is not None:
            found.append(label)
    barred = "|" in line or "\uff5c" in line or "\u4e28" in line
    if found or not (barred or line[:1] in _BRACKETS):
        return found
    return _credit(line)


def is_editors_line(line: str) -> bool:
    """Whether a line in brackets names an editor and nothing else: 【编辑：周小满】.

    Such a line is no part of an article wherever it stands.
    """
    if line[0] not in _BRACKETS or line[-1] not in _CLOSING or len(line) > LONGEST_VALUE:
        return False
    stated = statements_in(line)
    return bool(stated) and all(
        part.field == "editor" and _are_persons(part.value) for part in stated
    )


def _are_persons(value: str) -> bool:
    names = names_in(value)
    return bool(names) and all(map(is_person, names))


def _credit(line: str) -> list[_Label]:
    """The label of a line that has a bar or a blank where a colon would stand.

    ``编辑丨周小满``, ``[责任编辑 周小满]``: what follows must be names of persons, for bars and
    blanks part any two words; a bar without blanks, or the long one, admits any pen-name.
    """
    match = _CREDIT.fullmatch(line)
    if match is None or _field_of().get(match["label"], ("", 0))[0] not in _CREDITED:
        return _glued_credit(line)
    names = names_in(match["names"])
    if not names or any(name in _field_of() or _says_nothing(name) for name in names):
        return []
    plain = match["between"] in _BARS or match["between"].strip() == "\u4e28"
    if not plain and not all(is_person(name) or name.startswith(_PEN_NAMES) for name in names):
        return []
    if match["between"].isspace() and line[0] not in _BRACKETS:
        return []
    return [_Label(match.start("label"), match.start("names"), match["label"])]


def _glued_credit(line: str) -> list[_Label]:
    """The label of [责任编辑周小满]: a long one, with the name of one person right behind it."""
    words = line[1:-1].strip()
    if line[0] not in _BRACKETS or line[-1] not in _CLOSING or len(words) > LONGEST_GLUED:
        return []
    for length in range(len(words) - 2, SHORTEST_GLUED - 1, -1):
        name = words[length:]
        credited = _field_of().get(words[:length], ("", 0))[0] in _CREDITED
        if credited and names_in(name) == (name,) and is_person(name):
            start = line.index(words)
            return [_Label(start, start + length, words[:length])]
    return []


def _label_before(line: str, colon: int, floor: int) -> _Label | None:
    """The longest label that ends at a colon."""
    best: _Label | None = None
    name, place, blanks = "", colon, 0
    while place > floor and len(name) < _longest_label() and blanks <= MOST_BLANKS:
        place -= 1
        if line[place].isspace():
            blanks += 1
            continue
        name, blanks = line[place] + name, 0
        if name in _field_of():
            best = _Label(place, colon + 1, name)
    if best is None or line[floor : best.start].rstrip().endswith(forms.labels().not_after):
        return None
    return best


@functools.cache
def _longest_label() -> int:
    return max(map(len, _field_of()))


def _take_labelled(label: str, value: str, parts: _Parts) -> None:
    key, place = _field_of()[label]
    parts.labels += 1
    value = plain_value(value)
    dates = list(dates_in(value))
    if key in {"date", "updated", "written"}:
        _take_date(key, place, value, parts)
        return
    if key == "url":
        parts.stated.append(Stated("url", value, place))
        parts.sound &= is_address(value.rpartition(" ")[2]) or not value
        return
    if dates and key != "furniture":
        parts.stated.extend(Stated("date", date.iso, UNLABELLED) for date in dates)
        value = (value[: dates[0].start] + " " + value[dates[-1].end :]).strip()
    value = without_lone_brackets(_without_leftovers(value))
    named = key != "author" or not value or looks_like_names(value)
    if len(value) <= LONGEST_VALUE and not _SENTENCE.search(value) and named:
        parts.stated.append(Stated(key, value, place))
    else:
        parts.sound = False


def _take_date(key: str, place: int, value: str, parts: _Parts) -> None:
    """A label of a date, its date, and what may stand behind it unlabelled."""
    dates = list(dates_in(value))
    parts.stated.append(Stated(key, dates[0].iso if dates else "", place))
    _take_unlabelled(
        value[: dates[0].start] + " " + value[dates[0].end :] if dates else value, parts
    )


def _take_unlabelled(text: str, parts: _Parts) -> None:
    """Dates, channels and publishers without label; a date vouches for one short word beside it."""
    dates = [date for date in dates_in(text) if _is_full(date)]
    parts.sound &= not any(is_said(text, date) for date in dates)
    parts.stated.extend(Stated("date", date.iso, UNLABELLED) for date in dates)
    kept, position = [], 0
    for date in dates:
        kept.append(text[position : date.start])
        position = date.end
    rest = " ".join([*kept, text[position:]])
    rest, names = bylines_in(rest)
    parts.stated.extend(Stated("author", name, UNLABELLED) for name in names)
    told = list(_words(rest)) if dates else []
    words = [word for word in _words(rest) if not _goes_with_dates(word)]
    named = _account(words) if _of_an_account(told) else [_named(word) for word in words]
    vouched = bool(dates) or all(part.field != "rest" for part in named)
    short = sum(len(part.value) for part in named) <= LONGEST_REST and not _SENTENCE.search(rest)
    if vouched and short and not any(date.iso for date in dates_in(rest)):
        parts.stated.extend(named)
    else:
        parts.sound = False


def _of_an_account(words: list[str]) -> bool:
    """Whether a line is that of an account on a platform: 原创 周小满 溪州农事 … 发表于贵州."""
    return bool(words) and (words[0] in forms.labels().accounts or any(map(_tells_where, words)))


def _tells_where(word: str) -> bool:
    """Whether a word is 发表于 with a place; alone it is what forums print before a date."""
    begins = forms.labels().posted_from
    return word.startswith(begins) and word not in begins


def _account(words: list[str]) -> list[Stated]:
    """Who wrote and which account published, in this order; the account alone where one is told."""
    words = [word for word in words if not _tells_where(word)]
    if not words or len(words) > AUTHOR_AND_ACCOUNT:
        return [_named(word) for word in words]
    if is_person(words[-1]) and len(words[-1]) < LEAST_ACCOUNT:
        return [_named(word) for word in words]
    published = Stated("source", words[-1], UNLABELLED)
    if len(words) < AUTHOR_AND_ACCOUNT:
        return [published]
    writer = words[0] if names_in(words[0]) and is_person(words[0]) else ""
    return [Stated("author" if writer else "rest", words[0], UNLABELLED), published]


def is_said(text: str, date: Dated) -> bool:
    """Whether a date is part of what words say: 我县2023年3月5日召开会议.

    A date that states when a page was published stands apart, or touches a publisher, a channel
    or a word that goes with dates. Figures with hyphens are no way of saying a date.

    >>> line = "济南日报2023年3月5日星期日"
    >>> [is_said(line, date) for date in dates_in(line)]
    [False]
    """
    if "\u5e74" not in text[date.start : date.end]:
        return False
    before = _touching(text[: date.start][::-1])[::-1]
    after = _touching(text[date.end :])
    goes_on = bool(after) and not _goes_with_dates(after)
    if before and after:
        told = _names_publisher(before) or before.startswith(forms.labels().agencies)
        return goes_on or not told
    return goes_on and not _names_publisher(after) if after else not _may_precede(before)


def _touching(text: str) -> str:
    """The word that a text begins with."""
    return _SPLIT.split(text[:LONGEST_VALUE], maxsplit=1)[0]


def _may_precede(word: str) -> bool:
    return not word or _names_publisher(word) or _goes_with_dates(word)


def _names_publisher(word: str) -> bool:
    return _named(word).field != "rest"


def _goes_with_dates(word: str) -> bool:
    if _CLOCK.fullmatch(word):
        return True
    return word in _field_of() or word in forms.labels().beside_dates or _says_nothing(word)


def _is_full(date: Dated) -> bool:
    """Whether a date names a day; 到2025年 in a short line is no date of publication."""
    return not date.iso or len(date.iso) == len("YYYY-MM-DD")


def _words(text: str) -> Iterator[str]:
    return (word for word in _SPLIT.split(text) if word)


def _says_nothing(word: str) -> bool:
    if word in _leftovers() or _COUNT.fullmatch(word):
        return True
    return not any(map(str.isalpha, word))


def _without_leftovers(value: str) -> str:
    """A value without the buttons that follow it: "蚌埠市卫健委 打印 关闭"."""
    words = value.split(" ")
    while words and all(_says_nothing(part) for part in _words(words[-1])):
        words.pop()
    return " ".join(words).strip(" |/\uff5c_-\u3010[")


@functools.cache
def _channels() -> frozenset[str]:
    return frozenset().union(*(kind.channels for kind in forms.document_types()))


def _named(word: str) -> Stated:
    if word in _channels():
        return Stated("channel", word)
    if word.endswith(forms.endings().publishers):
        return Stated("source", word, UNLABELLED)
    return Stated("rest", word)
