"""Quotation marks and brackets as evidence: what a line has opened, something must close."""

from __future__ import annotations

from wenku.text.patterns import lazy

PAIRED = ("\u201c\u201d", "\u2018\u2019", "\u300a\u300b", "\u3010\u3011")
UNOPENED, REOPENED, UNCLOSED = 7.0, 4.0, 4.0
"""Cost, in nats, of a mark that closes what is not open, opens what is, or is left open."""
DOUBLED = 5.0
"""Cost, in nats, of two stops or commas in a row."""
LINE_BEHIND = 600
"""Characters of a line that are read for open marks."""

_DOUBLED = lazy("(?=[\u3002\u3001\uff0c\uff1b\uff1a]{2})")
MARKS = frozenset("".join(PAIRED)) | frozenset("\u3002\u3001\uff0c\uff1b\uff1a")
"""Characters that :func:`misplaced` looks at."""


def open_marks(text: str, start: int) -> tuple[int, ...]:
    """How many marks of each pair the line has left open before ``start``."""
    line = text[max(0, start - LINE_BEHIND) : start].rpartition("\n")[2]
    return tuple(line.count(mark[0]) - line.count(mark[1]) for mark in PAIRED)


def misplaced(depths: tuple[int, ...], restored: str, *, at_end: bool) -> float:
    """Cost of marks in ``restored`` that the line so far contradicts, in nats.

    Args:
        depths: see :func:`open_marks`.
        restored: the text that follows.
        at_end: whether the line ends behind it.
    """
    cost = DOUBLED * len(_DOUBLED.findall(restored))
    for pair, depth in zip(PAIRED, depths, strict=True):
        opening, closing = pair[0], pair[1]
        now = depth
        for mark in restored:
            if mark == opening:
                cost += REOPENED * (now > 0)
                now += 1
            elif mark == closing:
                cost += UNOPENED * (now <= 0)
                now -= 1
        cost += UNCLOSED * (at_end and now > 0)
    return cost
