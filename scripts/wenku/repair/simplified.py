"""Traditional to Simplified exactly as OpenCC's ``t2s``, in time linear in the text.

The dictionaries are those of the installed ``opencc-python-reimplemented``; only its search is
replaced. The library cuts the text at every match and looks at all substrings of the rest again,
which is quadratic in the length of an unpunctuated line. Here characters go through
``str.translate``, and phrases are searched only around the few characters that call for one. A
property test holds the result equal to the library's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

CHARACTERS = "TSCharacters.txt"
PHRASES = "TSPhrases.txt"
SIMPLIFIED_CHARACTERS = "STCharacters.txt"


@cache
def dictionary(name: str) -> Mapping[str, tuple[str, ...]]:
    """One of OpenCC's dictionaries: key to candidates, the first of which is the one taken.

    Raises:
        ModuleNotFoundError: the package that carries the dictionaries is not installed.
    """
    spec = find_spec("opencc")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("opencc-python-reimplemented is not installed")
    path = Path(spec.submodule_search_locations[0]) / "dictionary" / name
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {key: tuple(values.split(" ")) for key, values in rows}


class Phrases(NamedTuple):
    """Phrases that are converted as a whole, or kept, against what their characters would give."""

    values: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]
    """First character to the lengths of the phrases that begin with it."""
    keys: re.Pattern[str]
    """A character of which every phrase holds at least one; most lines hold none."""

    @property
    def longest(self) -> int:
        """Length of the longest phrase, in characters."""
        return max(map(len, self.values))


def phrases_of(values: Mapping[str, str]) -> Phrases:
    """Index phrases for :func:`converted`; each value is as long as its key."""
    lengths: dict[str, set[int]] = {}
    for phrase, value in values.items():
        if len(phrase) != len(value):
            raise ValueError(f"phrase {phrase!r} changes its length")
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    ordered = {first: tuple(sorted(found)) for first, found in lengths.items()}
    return Phrases(values, ordered, re.compile("[" + "".join(_cover(values)) + "]"))


def _cover(phrases: Iterable[str]) -> list[str]:
    """Few characters such that every phrase holds one of them (greedy, ties by code point)."""
    left = sorted(phrases)
    cover: list[str] = []
    while left:
        counts: dict[str, int] = {}
        for phrase in left:
            for char in set(phrase):
                counts[char] = counts.get(char, 0) + 1
        best = min(counts, key=lambda char: (-counts[char], char))
        cover.append(best)
        left = [phrase for phrase in left if best not in phrase]
    return sorted(cover)


@cache
def character_table() -> Mapping[int, str]:
    """For ``str.translate``: every character that ``t2s`` changes, with what it becomes."""
    rows = dictionary(CHARACTERS)
    return {ord(key): values[0] for key, values in rows.items() if values[0] != key}


@cache
def _characters() -> Mapping[str, str]:
    return {chr(code): after for code, after in character_table().items()}


@cache
def library_phrases() -> Phrases:
    """The phrases of ``t2s`` itself."""
    return phrases_of({key: values[0] for key, values in dictionary(PHRASES).items()})


def to_simplified(text: str) -> str:
    """What OpenCC's ``t2s`` makes of ``text``; always of the same length."""
    return converted(text, library_phrases())


def converted(text: str, phrases: Phrases) -> str:
    """Convert character by character, and the phrases as wholes, longest first as OpenCC does."""
    # ``str.translate`` raises and catches an error for each character that stays as it is.
    plain = "".join(map(_characters().get, text, text))
    if phrases.keys.search(text) is None:
        return plain
    pieces: list[str] = []
    position = 0
    for start, end in _chosen(text, phrases):
        pieces.append(plain[position:start])
        pieces.append(phrases.values[text[start:end]])
        position = end
    pieces.append(plain[position:])
    return "".join(pieces)


def _chosen(text: str, phrases: Phrases) -> list[tuple[int, int]]:
    """Disjoint matches in order: of any that overlap the longest wins, then the leftmost."""
    found = sorted(_matches(text, phrases), key=lambda span: (span[0] - span[1], span[0]))
    taken: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for start, end in found:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.append((start, end))
    return sorted(chosen)


def _matches(text: str, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """Every place where a phrase stands, overlapping ones too; looks only around key characters."""
    reach = phrases.longest
    position = 0
    for key in phrases.keys.finditer(text):
        for start in range(max(position, key.start() - reach + 1), key.start() + 1):
            for length in phrases.lengths.get(text[start], ()):
                end = start + length
                if end <= len(text) and text[start:end] in phrases.values:
                    yield start, end
        position = key.start() + 1
