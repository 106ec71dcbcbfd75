"""Character classes of Chinese text, as sets, predicates and pieces of patterns."""

from __future__ import annotations

from functools import lru_cache

from wenku.text.patterns import lazy

HAN_CLASS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3007"
"""Inside of a character class that matches one ideograph (with the ideographic zero)."""

HAN = lazy(f"[{HAN_CLASS}]")
HAN_RUN = lazy(f"[{HAN_CLASS}][{HAN_CLASS}]*")

FULL_STOPS = "\u3002\uff01\uff1f\uff1b\u2026"
"""Marks that end a sentence or clause in Chinese prose."""

OPENING = "\u201c\u2018\u300a\u3008\uff08\u3010\u300c\u300e\u3014"
CLOSING = "\u201d\u2019\u300b\u3009\uff09\u3011\u300d\u300f\u3015"

CJK_MARKS = "\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\u2026\u2014\u00b7" + OPENING + CLOSING
"""Full-width punctuation of Chinese text."""


@lru_cache(maxsize=8192)
def is_han(char: str) -> bool:
    """Whether one character is an ideograph."""
    return HAN.match(char) is not None


def count_han(text: str) -> int:
    """How many ideographs a text holds."""
    return sum(map(len, HAN_RUN.findall(text)))
