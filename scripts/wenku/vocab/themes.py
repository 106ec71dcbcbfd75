"""The themes of the library: what they are called, what they cover, and the words that show them.

``themes.yml`` tells how its lists are meant; a theme or a word is a row there, never code.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from wenku.vocab.files import vocabulary_text
from wenku.vocab.mappings import Source, parsed

FILE = "themes.yml"

STRONG = 2.0
"""Weight of a word that makes a sentence one about its theme."""
WEAK = 1.0
"""Weight of a word that only points to its theme."""

_GROUPS = {
    "strong": (STRONG, False),
    "weak": (WEAK, False),
    "strong_in_context": (STRONG, True),
    "weak_in_context": (WEAK, True),
}
_TEXTS = ("id", "name", "definition")
_SHORTEST = 2
"""Characters of a word: single ones mean too much, and the finder looks words up by two."""


class Word(NamedTuple):
    """What a word says about a theme."""

    weight: float
    contextual: bool
    """Whether it counts only in a text or paragraph on health."""


class ThemeEntry(NamedTuple):
    """A theme as the vocabulary defines it."""

    id: str
    name: str
    definition: str
    words: Mapping[str, Word]
    never: tuple[str, ...]
    """Wordings inside which the words mean something else."""


class ThemeVocabulary(NamedTuple):
    """All themes, in the order of the file."""

    themes: tuple[ThemeEntry, ...]
    context: tuple[str, ...]
    """Words that show that a text or paragraph is on health."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the themes, in order."""
        return tuple(theme.name for theme in self.themes)


@cache
def theme_vocabulary() -> ThemeVocabulary:
    """The vocabulary of the project, read once."""
    return read_themes(vocabulary_text(FILE), FILE)


def read_themes(text: str, where: str) -> ThemeVocabulary:
    """A vocabulary from the text of its file.

    Raises:
        VocabularyError: naming file, line and remedy: a field is missing or unknown, an id or a
            name stands twice, a list is not sorted, a word is too short or twice in a theme.
    """
    source = Source(text, where)
    loaded = parsed(text, where)
    rows = loaded.get("themes")
    if not isinstance(rows, list):
        message = "a list of themes is expected"
        raise source.error(message, ("themes",))
    themes = tuple(_entry(source, row, index) for index, row in enumerate(rows))
    _check_unique(source, themes)
    context = source.words(loaded.get("context"), ("context",))
    _check_lengths(source, context, ("context",))
    return ThemeVocabulary(themes, context)


def _entry(source: Source, row: object, index: int) -> ThemeEntry:
    if not isinstance(row, dict):
        message = "a theme is a mapping"
        raise source.error(message, ("themes", index))
    known = {*_TEXTS, *_GROUPS, "never"}
    for name in [*sorted(known - set(row)), *(str(key) for key in row if key not in known)]:
        message = f"{name} is missing" if name in known else f"{name} is no field of a theme"
        raise source.error(message, ("themes", index), f"fields: {', '.join(sorted(known))}")
    for name in _TEXTS:
        if not isinstance(row[name], str) or not row[name].strip():
            message = f"{name} is a text"
            raise source.error(message, ("themes", index, name))
    words = _words(source, row, index)
    never = source.words(row["never"], ("themes", index, "never"))
    return ThemeEntry(row["id"], row["name"], row["definition"], words, never)


def _words(source: Source, row: Mapping[str, object], index: int) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for group, (weight, contextual) in _GROUPS.items():
        path = ("themes", index, group)
        found = source.words(row[group], path)
        _check_lengths(source, found, path)
        for number, word in enumerate(found):
            if word in words:
                message = f"{word} stands in two lists of {row['name']}"
                raise source.error(message, (*path, number), "keep the one that fits")
            words[word] = Word(weight, contextual)
    return words


def _check_lengths(source: Source, words: tuple[str, ...], path: tuple[str | int, ...]) -> None:
    for number, word in enumerate(words):
        if len(word) < _SHORTEST:
            message = f"{word} is too short to mean one thing"
            raise source.error(message, (*path, number), f"{_SHORTEST} characters at least")


def _check_unique(source: Source, themes: tuple[ThemeEntry, ...]) -> None:
    seen: dict[str, str] = {}
    for index, theme in enumerate(themes):
        for field, value in (("id", theme.id), ("name", theme.name)):
            if value in seen:
                message = f"{value} is already {seen[value]}"
                raise source.error(message, ("themes", index, field), "ids and names are unique")
            seen[value] = f"the {field} of theme {index + 1}"
