"""Where a long title is broken: between words, in lines of about the same length.

A line that runs full and leaves two characters to the next, or that tears a word, is what a
publisher mends by hand on every title page.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator

from wenku.vocab.words import word_costs

NOT_FIRST = frozenset("\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u3009\u300d\u300f")
NOT_FIRST |= frozenset("\u3011\u3015\u201d\u2019\u2026\u2014\u00b7\uff5e%,.;:?!)]}\u2103\u2030")
NOT_LAST = frozenset("\uff08\u300a\u3008\u300c\u300e\u3010\u3014\u201c\u2018([{")
AFTER = frozenset("\uff0c\u3002\uff1b\uff1a\uff1f\uff01\u3000 ")
"""Marks behind which a title is best broken."""

LONGEST_WORD = 5
TORN = 40.0
"""What tearing a word costs, in squared characters of unevenness."""
WELCOME = -20.0
NARROW = 0.56
"""Width of a Latin letter or digit, in ideographs."""


def title_lines(title: str, measure: float) -> list[str]:
    """Break a title into the fewest lines that hold it, as even as its words allow.

    Joined, the lines give the title again. A word longer than a line is left to the setter. The
    work is linear in the length of the title, times its lines.

    Args:
        title: the title, without line ends.
        measure: ideographs of the title's size that a line holds.
    """
    edges = [0.0]
    for char in title:
        edges.append(edges[-1] + _width(char))
    count = math.ceil(edges[-1] / measure)
    if count <= 1:
        return [title]
    for lines in range(count, count + 2):
        cuts = _cuts(title, edges, lines, measure)
        if cuts:
            return [title[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    return [title]


def _cuts(title: str, edges: list[float], lines: int, measure: float) -> list[int]:
    """Places of the breaks of a title set in so many lines; none where it cannot be done."""
    costs = dict(_places(title))
    target = edges[-1] / lines
    cuts: list[int] = []
    start = 0
    for line in range(1, lines):
        rest = lines - line
        best = min(
            (
                (costs[at] + (edges[at] - line * target) ** 2, at)
                for at in costs
                if at > start
                and edges[at] - edges[start] <= measure
                and edges[-1] - edges[at] <= rest * measure
            ),
            default=None,
        )
        if best is None:
            return []
        start = best[1]
        cuts.append(start)
    return cuts


def _places(title: str) -> Iterator[tuple[int, float]]:
    """Where a line may end, with what it costs."""
    starts = _starts(title)
    for at in range(1, len(title)):
        before, after = title[at - 1], title[at]
        if after in NOT_FIRST or after.isspace() or before in NOT_LAST:
            continue
        if _narrow(before) and _narrow(after):
            continue
        if before in AFTER:
            yield at, WELCOME
        else:
            yield at, 0.0 if at in starts else TORN


def _starts(title: str) -> set[int]:
    """Where words begin on the cheapest way to cut the title into words."""
    costs = word_costs()
    unknown = 16.0
    best = [0.0]
    came: list[int] = [0]
    for end in range(1, len(title) + 1):
        options = [
            (
                best[start]
                + costs.get(title[start:end], unknown if end - start == 1 else math.inf),
                start,
            )
            for start in range(max(0, end - LONGEST_WORD), end)
        ]
        cost, start = min(options)
        best.append(cost)
        came.append(start)
    found: set[int] = set()
    at = len(title)
    while at > 0:
        found.add(at)
        at = came[at]
    return found


def _narrow(char: str) -> bool:
    return char.isascii() and not char.isspace()


def _width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else NARROW
