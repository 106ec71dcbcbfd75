"""Simplified to Traditional characters: OpenCC's tables, in the forms of today's standards.

OpenCC's own Traditional standard prefers some old forms. Where the standards of Taiwan and of Hong
Kong agree on another form, readers of both expect that one, and it is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

CORRECTIONS = "traditional_corrections.tsv"
"""Phrases that OpenCC has wrong, and old forms that its tables of variants miss."""


@dataclass(frozen=True, slots=True)
class Traditional:
    """The tables, and the way OpenCC uses them: the longest phrase first, then characters."""

    characters: Mapping[str, str]
    phrases: Mapping[str, str]
    starts: Mapping[str, tuple[int, ...]]
    """Lengths of the phrases that begin with two characters, longest first."""

    def phrases_in(self, text: str) -> list[tuple[int, str]]:
        """The phrases that the conversion of a text goes by, each with its place."""
        found: list[tuple[int, str]] = []
        place, last = 0, len(text) - 1
        while place < last:
            for length in self.starts.get(text[place : place + 2], ()):
                phrase = text[place : place + length]
                if phrase in self.phrases:
                    found.append((place, phrase))
                    place += length
                    break
            else:
                place += 1
        return found

    def by_character(self, text: str) -> str:
        """A text converted character by character."""
        return "".join([self.characters.get(char, char) for char in text])

    def convert(self, text: str) -> str:
        """A text in Traditional characters; as long as before."""
        pieces, position = [], 0
        for place, phrase in self.phrases_in(text):
            pieces += [self.by_character(text[position:place]), self.phrases[phrase]]
            position = place + len(phrase)
        return "".join([*pieces, self.by_character(text[position:])])

    def limited(self, phrases: frozenset[str]) -> Traditional:
        """The same with some of its phrases alone."""
        kept = {phrase: self.phrases[phrase] for phrase in sorted(phrases)}
        return Traditional(self.characters, kept, _starts(kept))


@cache
def traditional() -> Traditional:
    """OpenCC's tables."""
    modern = _modern()
    characters = {char: form.translate(modern) for char, form in _table("STCharacters.txt").items()}
    phrases = {
        phrase: form.translate(modern)
        for phrase, form in {**_table("STPhrases.txt"), **_corrections()}.items()
        if len(phrase) > 1 and _units(phrase) == _units(form) == len(phrase)
    }
    # A Traditional passage is brought to the same forms
    own = {chr(old): new for old, new in modern.items()}
    characters = {**own, **characters}
    kept = {
        char: form
        for char, form in characters.items()
        if char != form and _units(char) == _units(form) == 1
    }
    return Traditional(kept, phrases, _starts(phrases))


def _modern() -> dict[int, str]:
    taiwan, hong_kong = _table("TWVariants.txt"), _table("HKVariants.txt")
    agreed = {old: new for old, new in taiwan.items() if hong_kong.get(old) == new}
    ours = {old: new for old, new in _corrections().items() if len(old) == 1}
    return {ord(old): new for old, new in {**agreed, **ours}.items()}


def _units(text: str) -> int:
    """What a browser counts: converted text must be as long as before, and cut nowhere inside."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _starts(phrases: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[:2], set()).add(len(phrase))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


def _corrections() -> dict[str, str]:
    return _rows(files("wenku.vocab").joinpath(CORRECTIONS))


def _table(name: str) -> dict[str, str]:
    return _rows(files("opencc").joinpath("dictionary", name))


def _rows(file: Traversable) -> dict[str, str]:
    """A dictionary in OpenCC's form: the first of several forms is the usual one."""
    text = file.read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if "\t" in line)
    return {key: forms.split(" ")[0].strip() for key, forms in rows}
