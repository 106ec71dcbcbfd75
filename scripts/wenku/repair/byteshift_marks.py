"""Marks as evidence: what a line opens something must close, and no sentence is one character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenku.text.han import CJK_MARKS

PAIRED = ("\u201c\u201d", "\u2018\u2019", "\u300a\u300b", "\u3010\u3011")
UNOPENED, REOPENED, UNCLOSED = 7.0, 4.0, 4.0
"""Cost, in nats, of a mark that closes what is not open, opens what is, or is left open."""
STOPS = "\u3002\uff1b\uff1a"
TOO_SHORT = (9.0, 7.0, 3.0, 1.0)
"""Cost, in nats, of a stop behind so many characters since the last mark."""
DOUBLED = 5.0
"""Cost, in nats, of two commas in a row, or of a comma behind a stop."""
LINE_BEHIND = 600
"""Characters of a line that are read for open marks."""

_DOUBLED = re.compile("(?=[\u3002\u3001\uff0c\uff1b\uff1a][\u3001\uff0c])")
_CLAUSE = re.compile(f"[^{CJK_MARKS},;:!?\\s]*$")
_CLOSING = "".join(pair[1] for pair in PAIRED)

MARKS = frozenset("".join(PAIRED)) | frozenset(STOPS + "\u3001\uff0c")
"""Characters that :meth:`Frame.cost` looks at."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line holds before a run."""

    depths: tuple[int, ...]
    """How many marks of each pair are open."""
    clause: int
    """Characters since the last mark."""

    def followed_by(self, rest: str) -> Frame:
        """The same line with what it holds behind the run."""
        closes = tuple(_closes_next(pair, rest) for pair in PAIRED)
        expected = sum(map(_expected, (depth > 0 for depth in self.depths), closes))
        return Frame(self, closes, expected)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a line holds on both sides of a run."""

    line: Line
    closes: tuple[bool, ...]
    """Whether the next mark of each pair behind the run closes."""
    expected: float
    """Cost, in nats, of a run without marks."""

    def cost(self, restored: str) -> float:
        """Cost of the marks in a restored text, in nats."""
        marks = [char for char in restored if char in MARKS]
        if not marks:  # as most texts
            return self.expected
        cost = DOUBLED * len(_DOUBLED.findall(restored)) + self._short(restored)
        for pair, depth, closes in zip(PAIRED, self.line.depths, self.closes, strict=True):
            now = depth
            for mark in marks:
                if mark == pair[0]:
                    cost += REOPENED * (now > 0)
                    now += 1
                elif mark == pair[1]:
                    cost += UNOPENED * (now <= 0)
                    now -= 1
            cost += _expected(now > 0, closes)
        return cost

    def _short(self, restored: str) -> float:
        cost, length = 0.0, self.line.clause
        for char in restored:
            if char in STOPS and length < len(TOO_SHORT):
                cost += TOO_SHORT[length]
            if char in _CLOSING:
                length = len(TOO_SHORT)
            elif char in CJK_MARKS:
                length = 0
            else:
                length += 1
        return cost


def _closes_next(pair: str, rest: str) -> bool:
    """Whether the next mark of a pair on the line closes."""
    opening, closing = rest.find(pair[0]), rest.find(pair[1])
    return closing >= 0 and (opening < 0 or closing < opening)


def _expected(still_open: bool, closes: bool) -> float:  # noqa: FBT001  (mapped over both)
    """Cost of what is open, or is not, in view of the next mark of its kind on the line."""
    if still_open:
        return 0.0 if closes else UNCLOSED
    return UNOPENED if closes else 0.0


def line_before(text: str, start: int) -> Line:
    """What the line of ``start`` holds before it."""
    line = text[max(0, start - LINE_BEHIND) : start].rpartition("\n")[2]
    depths = tuple(line.count(pair[0]) - line.count(pair[1]) for pair in PAIRED)
    clause = _CLAUSE.search(line[-LINE_BEHIND // 10 :])
    closed = line.endswith(tuple(_CLOSING))
    length = len(TOO_SHORT) if closed else len(clause[0]) if clause else 0
    return Line(depths, length)
