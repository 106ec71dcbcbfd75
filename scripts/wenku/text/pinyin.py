"""Pinyin syllables as strings: their letters, spellings and tones."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LETTERS = (
    "a-z\u00e0\u00e1\u00e8\u00e9\u00ea\u00ec\u00ed\u00f2\u00f3\u00f9\u00fa\u00fc"
    "\u0101\u0113\u011b\u012b\u0144\u0148\u014d\u016b\u01ce\u01d0\u01d2\u01d4\u01d6\u01d8"
    "\u01da\u01dc\u01f9\u0251\u0261\u0300\u0301\u0304\u0308\u030c"
)
"""Inside of a character class that matches a letter of pinyin, combining marks included."""

LONGEST = 9
"""Code points of the longest syllable, ``zhuang`` with its marks apart and one to spare."""

_VARIANTS = str.maketrans({"\u0251": "a", "\u0261": "g", "\u0103": "\u01ce", "\u0115": "\u011b"})
_MARKS = "\u0300\u0301\u0304\u030c"


@lru_cache(maxsize=8192)
def spelled(syllable: str) -> str:
    """One spelling for a syllable: composed, with ordinary letters, ``v`` read as the letter u."""
    plain = unicodedata.normalize("NFC", syllable).translate(_VARIANTS)
    return plain.replace("v", "\u00fc")


@lru_cache(maxsize=8192)
def toneless(syllable: str) -> str:
    """A syllable without its tone; the dots of u stay."""
    parts = unicodedata.normalize("NFD", spelled(syllable))
    bare = "".join(letter for letter in parts if letter not in _MARKS)
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=8192)
def toned(syllable: str) -> bool:
    """Whether a syllable bears a tone mark."""
    return toneless(syllable) != spelled(syllable)
