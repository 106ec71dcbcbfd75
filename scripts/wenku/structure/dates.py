"""Dates as Chinese pages print them: 2018-09-07 17:45:00, 2018年9月7日, 二〇二三年五月六日."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from wenku.text.numerals import value_of
from wenku.text.patterns import lazy

FIRST_YEAR = 1949
LAST_YEAR = 2099
"""Years of publication that are believed; 0000-00-00 and 1900-01-01 are what empty fields print."""

_CN = "〇○零一二三四五六七八九"
_DATE = lazy(
    # A class stands first, for a search passes quickly over what is not in it.
    rf"(?P<year>[\d{_CN}](?<!\d.)(?:(?<=\d)\d{{3}}|(?<=[{_CN}])[{_CN}]{{3}}))"
    rf"(?:\s?年\s?(?:(?P<month>\d{{1,2}}|[{_CN}十]{{1,3}})\s?月(?:\s?(?P<day>\d{{1,2}}|[{_CN}十]{{1,3}})\s?[日号])?)?"
    r"|(?P<sep>[-/.\u2014\uff0d\uff0f\uff0e])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d))"
    r"(?P<time>[T\s]{0,4}(?:[\u4e0a\u4e0b]\u5348\s?)?\d{1,2}\s?[:\uff1a]\s?\d{2}"
    r"(?:\s?[:\uff1a]\s?\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_SIGN = lazy("[年/.\u2014\uff0d\uff0f\uff0e-]")
"""One of these stands behind the year of every date."""
_COMPACT = lazy(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")


class Dated(NamedTuple):
    """A date found in a text."""

    start: int
    end: int
    iso: str
    """YYYY-MM-DD, YYYY-MM or YYYY; empty where the calendar has no such day."""


def dates_in(text: str) -> Iterator[Dated]:
    """The dates of a text in order, with the time of day that belongs to each.

    >>> [date.iso for date in dates_in("2018-09-07 17:45:00来源")]
    ['2018-09-07']
    >>> [date.iso for date in dates_in("二〇二三年五月六日")]
    ['2023-05-06']
    """
    for match in _DATE.finditer(text) if _SIGN.search(text) else ():
        month = match["month"] or match["m"] or ""
        day = match["day"] or match["d"] or ""
        yield Dated(match.start(), match.end(), _iso(match["year"], month, day))


def date_of(text: str) -> str:
    """The first date of a text that the calendar knows, or an empty string."""
    return next((date.iso for date in dates_in(text) if date.iso), "")


def compact_date_of(text: str) -> str:
    """:func:`date_of`, also for 20240229 of meta tags, which in prose would be any number."""
    found = date_of(text)
    if found:
        return found
    match = _COMPACT.search(text)
    return _iso(match["year"], match["m"], match["d"]) if match else ""


def _iso(year: str, month: str, day: str) -> str:
    known: list[int] = []
    for part in (year, month, day):
        number = value_of(part) if part else None
        if part and number is None:
            return ""
        if number is not None:
            known.append(number)
    if not known or not FIRST_YEAR <= known[0] <= LAST_YEAR:
        return ""
    try:
        dt.date(*(*known, 1, 1)[:3])
    except ValueError:
        return ""
    return "-".join([f"{known[0]:04d}", *(f"{number:02d}" for number in known[1:])])
