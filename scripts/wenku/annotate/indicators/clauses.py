"""The clauses of a sentence: from mark to mark, brackets and quotations kept whole."""

from __future__ import annotations

from bisect import bisect_right

from wenku.text.patterns import lazy

REACH = 160
"""Characters to either side of a figure beyond which a clause is not followed."""
LONGEST_TIME = 12
"""Characters of a clause that may only name a time (计划到2025年底)."""
_APART = 80
"""Characters within which a bracket must find its partner to be kept whole."""
_SAYING = 26
"""The same for a quotation mark: longer quotations are speech, with clauses of its own."""

_PAIRS = dict(
    zip(
        "\u201c\u2018\u300a\uff08(\u3010\u300c",
        "\u201d\u2019\u300b\uff09)\u3011\u300d",
        strict=True,
    )
)
_MARKS = "\uff0c\uff1b\uff1a\u3002\uff01\uff1f,;!?\n\t"
_ROUND = frozenset("\uff08(")
_MARK = lazy(f"[{_MARKS}]")
_SIGNS = lazy(f"[{_MARKS}{''.join(_PAIRS)}{''.join(_PAIRS.values())}]")


class Clauses:
    """The clauses of one sentence ``[start, end)`` of a text.

    A mark inside a bracket or a quotation does not end the clause around it. The content of a round
    bracket has clauses of its own.
    """

    __slots__ = ("_brackets", "_end", "_marks", "_start", "_text")

    def __init__(self, text: str, start: int, end: int) -> None:
        """Read the marks of the sentence, once."""
        self._text, self._start, self._end = text, start, end
        self._marks: list[int] = []
        self._brackets: list[tuple[int, int]] = []
        open_at: list[int] = []
        closing: list[str] = []
        for match in _SIGNS.finditer(text, start, end):
            sign, place = match[0], match.start()
            if closing and sign == closing[-1]:
                closing.pop()
                opening = open_at.pop()
                if text[opening] in _ROUND:
                    self._brackets.append((opening + 1, place))
            elif (
                sign in _PAIRS
                and text.find(_PAIRS[sign], place, min(end, place + _apart(sign))) > 0
            ):
                open_at.append(place)
                closing.append(_PAIRS[sign])
            elif sign in _MARKS and not closing:
                self._marks.append(place)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the clause that holds ``[start, end)``."""
        place = bisect_right(self._brackets, (start, len(self._text))) - 1
        if place >= 0 and end <= self._brackets[place][1]:
            return self._inside(*self._brackets[place], start, end)
        index = bisect_right(self._marks, start)
        first = self._marks[index - 1] + 1 if index else self._start
        while index < len(self._marks) and self._marks[index] < end:
            index += 1
        last = self._marks[index] if index < len(self._marks) else self._end
        return max(first, start - REACH), min(last, end + REACH)

    def _inside(self, opening: int, closing: int, start: int, end: int) -> tuple[int, int]:
        first, last = opening, closing
        for match in _MARK.finditer(self._text, opening, closing):
            if match.start() < start:
                first = match.end()
            elif match.start() >= end:
                last = match.start()
                break
        return first, last

    def before(self, start: int, most: int) -> list[int]:
        """Where the clause of ``start`` begins, and those before it, nearest first."""
        index = bisect_right(self._marks, start)
        found = [mark + 1 for mark in self._marks[max(0, index - most) : index]]
        if index < most:
            found.insert(0, self._start)
        found.reverse()
        return found

    def first_end(self, start: int, end: int) -> int:
        """The end of the first clause of a stretch that says more than a time."""
        for first, last in self.between(start, end):
            if last - first > LONGEST_TIME:
                return last
        return end

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses of a stretch of the sentence, blank ones left out."""
        cuts = [mark for mark in self._marks if start <= mark < end]
        spans = zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True)
        return [(first, last) for first, last in spans if self._text[first:last].strip()]


def _apart(sign: str) -> int:
    return _SAYING if sign in "\u201c\u2018" else _APART
