"""The clause around a figure: from mark to mark, brackets and quotations kept whole."""

from __future__ import annotations

REACH = 160
"""Characters to either side of a figure beyond which a clause is not followed."""

_MARKS = frozenset("\uff0c\uff1b\uff1a\u3002\uff01\uff1f,;!?\n\t")
_OPENING = frozenset("\u201c\u2018\u300a\uff08(\u3010\u300c")
_CLOSING = frozenset("\u201d\u2019\u300b\uff09)\u3011\u300d")
_BRACKETS = frozenset("\uff08(\uff09)")


def clause_around(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Start and end of the clause that holds ``[start, end)``.

    A figure inside brackets has the content of the brackets as its clause; quotation marks do not
    end a clause. Marks inside brackets and quotations beside the figure are not the clause's own.
    """
    return _backward(text, start, sentence[0]), _forward(text, end, sentence[1])


def _backward(text: str, start: int, lowest: int) -> int:
    depth = 0
    lowest = max(lowest, start - REACH)
    for place in range(start - 1, lowest - 1, -1):
        char = text[place]
        if char in _CLOSING:
            depth += 1
        elif char in _OPENING:
            if depth:
                depth -= 1
            elif char in _BRACKETS:
                return place + 1
        elif char in _MARKS and not depth:
            return place + 1
    return lowest


def _forward(text: str, end: int, highest: int) -> int:
    depth = 0
    highest = min(highest, end + REACH)
    for place in range(end, highest):
        char = text[place]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            if depth:
                depth -= 1
            elif char in _BRACKETS:
                return place
        elif char in _MARKS and not depth:
            return place
    return highest


def parts_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a stretch, brackets and quotations kept whole, blank ones left out."""
    parts: list[tuple[int, int]] = []
    place = start
    while place < end:
        stop = _forward_whole(text, place, end)
        if text[place:stop].strip():
            parts.append((place, stop))
        place = stop + 1
    return parts


def _forward_whole(text: str, start: int, end: int) -> int:
    depth = 0
    for place in range(start, end):
        char = text[place]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in _MARKS and not depth:
            return place
    return end
