"""Dates as a reader of Chinese writes them."""

from __future__ import annotations

from datetime import UTC, datetime

_UNITS = "\u5e74\u6708\u65e5"


def in_chinese(date: str) -> str:
    """An ISO date (YYYY, YYYY-MM or YYYY-MM-DD) in Chinese; anything else as it is.

    >>> in_chinese("2018-09-07")
    '2018年9月7日'
    """
    parts = date.split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts) > len(_UNITS):
        return date
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, _UNITS, strict=False))


def iso_date(seconds: int) -> str:
    """The ISO date of a time given in seconds since 1970, in UTC.

    >>> iso_date(86400)
    '1970-01-02'
    """
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
