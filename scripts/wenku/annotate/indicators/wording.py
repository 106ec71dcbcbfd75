"""Patterns built from lists of words: the longest first, so that the whole wording is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """The inside of a group that matches any of the words; matches nothing without words.

    >>> any_of(("b", "abc", "ab"))
    '(?:abc|ab|b)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


def ends_with(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the longest of the words at the end of a text."""
    return re.compile(f"{any_of(words)}$")
