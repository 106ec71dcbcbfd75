"""Lists of words made ready for looking: the longest first, so that the whole wording is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


def any_of(words: Iterable[str]) -> str:
    """The inside of a pattern that matches any of the words; matches nothing without words.

    >>> any_of(("b", "abc", "ab"))
    '(?:abc|ab|b)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


def ending(words: Iterable[str]) -> Callable[[str], str]:
    """A function that gives the longest of the words at the end of a text, or nothing.

    >>> ending(("到", "达到"))("面积达到"), ending(("到",))("面积")
    ('达到', '')
    """
    known, lengths = _by_length(words)
    last = frozenset(word[-1] for word in known)

    def find(text: str) -> str:
        if text[-1:] not in last:
            return ""
        for length in lengths:
            if text[-length:] in known:
                return text[-length:]
        return ""

    return find


def beginning(words: Iterable[str]) -> Callable[[str, int], str]:
    """A function that gives the longest of the words at a place of a text, or nothing.

    >>> beginning(("全", "全市"))("在全市", 1)
    '全市'
    """
    known, lengths = _by_length(words)
    first = frozenset(word[0] for word in known)

    def find(text: str, place: int) -> str:
        if text[place : place + 1] not in first:
            return ""
        for length in lengths:
            if text[place : place + length] in known:
                return text[place : place + length]
        return ""

    return find


def _by_length(words: Iterable[str]) -> tuple[frozenset[str], tuple[int, ...]]:
    known = frozenset(word for word in words if word)
    return known, tuple(sorted({len(word) for word in known}, reverse=True))
