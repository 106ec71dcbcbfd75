"""Where words of a list may begin in a text, told by their first two characters; lengths of words.

Of the places of a text some in a hundred begin a word of a list. A pattern passes over the others
several times quicker than a look-up for each pair of characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


def beginnings(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that takes the first character wherever one of the words may begin.

    It lets through pairs of the first character of one word and the second of another: those are
    for the caller to look up. Words of one character are not looked for.

    >>> [match.start() for match in beginnings(("甲乙", "丙丁戊")).finditer("甲乙甲丙丁")]
    [0, 3]
    """
    heads = {word[:2] for word in words if len(word) > 1}
    if not heads:
        return re.compile("(?!)")
    return re.compile(f"{any_of(h[0] for h in heads)}(?={any_of(h[1] for h in heads)})")


def lengths_by(words: Iterable[str], part: Callable[[str], str]) -> dict[str, tuple[int, ...]]:
    """Lengths of words by a part of them, the longest first.

    >>> lengths_by(("甲乙", "甲乙丙", "丁"), lambda word: word[0])
    {'甲': (3, 2), '丁': (1,)}
    """
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(part(word), set()).add(len(word))
    return {known: tuple(sorted(lengths, reverse=True)) for known, lengths in found.items()}


def any_of(characters: Iterable[str]) -> str:
    """A class of the pattern language that matches one of the characters."""
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"
