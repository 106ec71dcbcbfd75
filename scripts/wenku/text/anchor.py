"""Stable ids of passages, from what they say and not from where they stand."""

from __future__ import annotations

import hashlib
import unicodedata

from wenku.text.patterns import lazy

_SILENT = lazy(r"[\W_]+")
_MARKS = (
    "\uff0c\u3002\u3001\uff1a\uff1b\u201c\u201d\u300a\u300b\uff08\uff09\uff01\uff1f\u2026\uff05%."
)
"""The usual marks of prose, none of which is folded to a letter or joins with one."""

DIGITS = 10
"""Hexadecimal digits of an anchor: 40 bits, so two passages of one page never meet by chance."""


def folded(text: str) -> str:
    """The letters, ideographs and digits of a text, widths and case folded.

    Marks and white space are left out, so that a better repair of punctuation moves no anchor;
    where a text has nothing else, they are all there is to go by.

    >>> folded("（一）加强 ABC。")
    '一加强abc'
    >>> folded("……")
    '......'
    """
    # Text whose marks are plain is mostly folded already, which is seen much quicker.
    plain = text
    for mark in _MARKS:
        plain = plain.replace(mark, ",")
    letters = unicodedata.normalize("NFKC", plain).casefold().replace(",", "")
    if not letters.isalnum():
        letters = _SILENT.sub("", letters)
    return letters or "".join(unicodedata.normalize("NFKC", text).casefold().split())


def anchor_of(text: str, prefix: str = "p") -> str:
    """The id of a passage: ``prefix`` and ten hexadecimal digits of the hash of its folded text.

    It depends on nothing but the text, so it survives every edit elsewhere on the page.

    >>> anchor_of("加强组织领导") == anchor_of(" 加强组织领导。")
    True
    """
    return prefix + hashlib.sha256(folded(text).encode("utf-8")).hexdigest()[:DIGITS]


class Anchors:
    """Gives the anchors of one page; what a page says twice is told apart by ``-2``, ``-3``."""

    __slots__ = ("_given",)

    def __init__(self) -> None:
        """Start a page."""
        self._given: dict[str, int] = {}

    def give(self, text: str, prefix: str = "p") -> str:
        """The anchor of the next passage of the page."""
        anchor = anchor_of(text, prefix)
        count = self._given[anchor] = self._given.get(anchor, 0) + 1
        return anchor if count == 1 else f"{anchor}-{count}"
