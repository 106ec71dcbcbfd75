"""Lists of words made ready for looking: the longest first, so that the whole wording is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from wenku.vocab.beginnings import lengths_by


def any_of(words: Iterable[str]) -> str:
    """The inside of a pattern that matches any of the words; matches nothing without words.

    >>> any_of(("b", "abc", "ab"))
    '(?:abc|ab|b)'
    """
    return f"(?:{alternatives(words)})"


def alternatives(words: Iterable[str]) -> str:
    """:func:`any_of` for a place where a pattern has other alternatives beside the words.

    A search is several times quicker where every alternative of a pattern begins with a plain
    character, none in a group of its own: it passes over what none begins with.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or "(?!)"


def ending(words: Iterable[str]) -> Callable[[str], str]:
    """A function that gives the longest of the words at the end of a text, or nothing.

    >>> ending(("到", "达到"))("面积达到"), ending(("到",))("面积")
    ('达到', '')
    """
    known = frozenset(filter(None, words))
    lengths = lengths_by(known, lambda word: word[-1])

    def find(text: str) -> str:
        for length in lengths.get(text[-1:], ()):
            if text[-length:] in known:
                return text[-length:]
        return ""

    return find


def beginning(words: Iterable[str]) -> Callable[[str, int], str]:
    """A function that gives the longest of the words at a place of a text, or nothing.

    >>> beginning(("全", "全市"))("在全市", 1)
    '全市'
    """
    known = frozenset(filter(None, words))
    lengths = lengths_by(known, lambda word: word[0])

    def find(text: str, place: int) -> str:
        for length in lengths.get(text[place : place + 1], ()):
            if text[place : place + length] in known:
                return text[place : place + length]
        return ""

    return find
