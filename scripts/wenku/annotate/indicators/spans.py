"""Stretches of a text in which figures count nothing: titles, numbers of documents, slogans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

_NUMERAL = "[0-9零〇一二三四五六七八九十百千]"
_OPENING, _CLOSING = "\u3014\uff3b\\[", "\u3015\uff3d\\]"

# Each with the signs without which it cannot match. Every quantifier is bounded.
_SILENT = (
    ("\u300a", "\u300a[^\u300a\u300b\n]{0,120}\u300b"),  # titles
    ("\u3014\uff3b[", f"[{_OPENING}][^{_OPENING}{_CLOSING}\n]{{0,12}}[{_CLOSING}]"),  # 〔2014〕
    (":", r"https?://[^\s\u3000-\u9fff]{1,200}"),
    (":\uff1a\u2236", r"(?<![0-9.])\d{1,9}(?:[:\uff1a\u2236]\d{1,9}){1,3}"),  # 2:1, 8:30
    ("+", r"(?<![0-9A-Za-z])[0-9A-Za-z]{1,4}(?:\+[0-9A-Za-z]{1,4}){1,4}"),  # 1+1+N
    ("-", r"(?<![0-9])\d{3,4}-\d{7,8}(?![0-9])"),  # telephones
    ("第", f"第\\s?{_NUMERAL}{{1,8}}"),
)
_PATTERNS = tuple((signs, re.compile(pattern)) for signs, pattern in _SILENT)

_SIGN = re.compile(f"[{re.escape(''.join(signs for signs, _ in _SILENT))}]")


class Spans:
    """Disjoint stretches, in order."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take any spans; those that touch or overlap become one."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        known = [*spans]
        if len(known) > 1:
            known.sort()
        for start, end in known:
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def end_of(self, position: int) -> int:
        """The end of the one that holds ``position``; ``position`` itself where none does."""
        index = bisect_right(self._starts, position) - 1
        return self._ends[index] if index >= 0 and position < self._ends[index] else position

    def covers(self, position: int) -> bool:
        """Whether the character at ``position`` lies in one of them."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]


def silent_spans(text: str) -> list[tuple[int, int]]:
    """Where figures of a folded text count nothing."""
    found: list[tuple[int, int]] = []
    here = set(_SIGN.findall(text))
    for signs, pattern in _PATTERNS if here else ():
        if not here.isdisjoint(signs):
            found.extend(match.span() for match in pattern.finditer(text))
    return found
