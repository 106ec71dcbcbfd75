"""What is known of single characters: how they are read, and their other forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from wenku.text.han import HAN_RUN
from wenku.text.pinyin import spelled, toned, toneless
from wenku.vocab.files import vocabulary_text


class Readings:
    """The readings of the ideographs of GBK, in either script."""

    __slots__ = ("_first", "_loose", "_loose_first", "_other")

    def __init__(self, first: Mapping[str, str], other: Mapping[str, str]) -> None:
        """Wrap the characters by syllable: those read so first, and those read so as well."""
        self._first = first
        self._other = other
        self._loose: dict[str, str] = {}
        self._loose_first: dict[str, str] = {}
        for syllable, chars in first.items():
            bare = _loose(syllable)
            self._loose_first[bare] = self._loose_first.get(bare, "") + chars
            self._loose[bare] = self._loose.get(bare, "") + chars + other[syllable]

    def is_syllable(self, syllable: str) -> bool:
        """Whether it is a syllable of the table, with its tone or without any."""
        return spelled(syllable) in self._first or _loose(syllable) in self._loose

    def fits(self, char: str, syllable: str) -> bool:
        """Whether ``syllable`` is a reading of ``char``; one without a tone fits any tone."""
        return char in self.characters(syllable)

    def is_first(self, char: str, syllable: str) -> bool:
        """Whether a dictionary gives ``syllable`` first for ``char``."""
        if not toned(syllable):
            return char in self._loose_first.get(_loose(syllable), "")
        return char in self._first.get(spelled(syllable), "")

    def characters(self, syllable: str) -> str:
        """All characters with this reading, those first that have it as their first."""
        if not toned(syllable):
            return self._loose.get(_loose(syllable), "")
        spelling = spelled(syllable)
        return self._first.get(spelling, "") + self._other.get(spelling, "")


def _loose(syllable: str) -> str:
    """A syllable as sites print it without marks: no tone, and u for its dotted kin."""
    return toneless(syllable).replace("\u00fc", "u")


class Variants:
    """Simplified and Traditional forms of characters."""

    __slots__ = ("_only_simplified", "_simplified", "_traditional")

    def __init__(self, simplified: Mapping[str, str], only_simplified: frozenset[str]) -> None:
        """Wrap the Simplified form by Traditional form, and what only Simplified text writes."""
        self._simplified = simplified
        self._only_simplified = only_simplified
        self._traditional: dict[str, str] = {}
        for traditional, target in simplified.items():
            self._traditional[target] = self._traditional.get(target, "") + traditional

    def simplified(self, char: str) -> str:
        """The Simplified form of a character, itself where it has no other."""
        return self._simplified.get(char, char)

    def simplified_text(self, text: str) -> str:
        """A text with every character in its Simplified form."""
        return "".join(map(self._simplified.get, text, text))

    def forms(self, char: str) -> str:
        """A Simplified character and its Traditional forms."""
        return char + self._traditional.get(char, "")

    def is_traditional(self, char: str) -> bool:
        """Whether Simplified text writes another character instead."""
        return char in self._simplified

    def leaning(self, text: str) -> int:
        """By how many characters that only Traditional text writes outnumber its counterparts."""
        chars = Counter("".join(HAN_RUN.findall(text)))
        there = sum(count for char, count in chars.items() if self.is_traditional(char))
        return there - sum(count for char, count in chars.items() if self.is_simplified(char))

    def is_simplified(self, char: str) -> bool:
        """Whether Traditional text writes another character instead."""
        return char in self._only_simplified


@cache
def readings() -> Readings:
    """The readings of the vocabulary, read once (5 ms)."""
    first: dict[str, str] = {}
    other: dict[str, str] = {}
    for line in _lines("readings.txt"):
        syllable, firsts, others = (*line.split("\t"), "")[:3]
        first[syllable] = firsts
        other[syllable] = others
    return Readings(first, other)


@cache
def variants() -> Variants:
    """The character forms of the vocabulary, read once (2 ms)."""
    simplified: dict[str, str] = {}
    only: list[str] = []
    for line in _lines("variants.txt"):
        target, sources, mark = (*line.split("\t"), "")[:3]
        simplified.update(dict.fromkeys(sources, target))
        if not mark:
            only.append(target)
    return Variants(simplified, frozenset(only) - simplified.keys())


def _lines(name: str) -> list[str]:
    content = vocabulary_text(name)
    return [line for line in content.split("\n") if line and not line.startswith("#")]
