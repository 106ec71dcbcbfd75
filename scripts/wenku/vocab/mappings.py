"""Vocabulary files in YAML: read quickly, and named by file and line when something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from wenku.errors import VocabularyError

Path = tuple[str | int, ...]
"""The way from the top of a file to a value: keys of mappings, numbers of list entries from 0."""


def parsed(text: str, where: str) -> dict[str, object]:
    """The mapping that a vocabulary file holds.

    Raises:
        VocabularyError: the text is no YAML, or its top is no mapping.
    """
    try:
        loaded = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"not YAML: {error.problem}"
        raise VocabularyError(message, where=f"{where}:{line}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date or number that is none
        message = f"not YAML: {error}"
        raise VocabularyError(message, where=where) from None
    if not isinstance(loaded, dict):
        message = "a mapping is expected at the top"
        raise VocabularyError(message, where=f"{where}:1")
    return loaded


class Source:
    """The text of a vocabulary file, which is read again only to name a line."""

    __slots__ = ("text", "where")

    def __init__(self, text: str, where: str) -> None:
        """Keep ``text``; ``where`` is the name that errors show."""
        self.text = text
        self.where = where

    def error(self, message: str, path: Path, remedy: str = "") -> VocabularyError:
        """The error to raise about the value at ``path``."""
        return VocabularyError(message, where=f"{self.where}:{self.line(path)}", remedy=remedy)

    def line(self, path: Path) -> int:
        """The line, from 1, on which the value at ``path`` (or what leads to it) stands."""
        node = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        line = 0 if node is None else node.start_mark.line
        for step in path:
            node = _below(node, step)
            if node is None:
                break
            line = node.start_mark.line
        return line + 1

    def words(self, values: object, path: Path) -> tuple[str, ...]:
        """The list of words at ``path``: strings, none empty, sorted by code point, none twice.

        Raises:
            VocabularyError: naming the first line that breaks this.
        """
        if not isinstance(values, list):
            message = "a list of words is expected"
            raise self.error(message, path)
        for index, word in enumerate(values):
            if not isinstance(word, str) or not word.strip():
                message = f"a word is expected, not {word!r}"
                raise self.error(message, (*path, index), "quote what YAML reads as a number")
            if index and values[index - 1] >= word:
                raise self.error(*_misplaced(values, index, path))
        return tuple(values)

    def table(self, values: object, path: Path) -> dict[str, tuple[str, ...]]:
        """The mapping at ``path`` from a text to a list of words (see `words`).

        Raises:
            VocabularyError: naming the first line that breaks this.
        """
        if not isinstance(values, dict):
            message = "a mapping is expected"
            raise self.error(message, path)
        return {str(key): self.words(words, (*path, key)) for key, words in values.items()}

    def pairs(self, values: object, path: Path) -> dict[str, str]:
        """The mapping at ``path`` from a text to a text.

        Raises:
            VocabularyError: naming the first line that breaks this.
        """
        if not isinstance(values, dict):
            message = "a mapping is expected"
            raise self.error(message, path)
        for key, value in values.items():
            if not isinstance(key, str) or not isinstance(value, str):
                message = f"a word is expected, not {value!r}"
                raise self.error(message, (*path, key), "quote what YAML reads as a number")
        return dict(values)


def _misplaced(words: Sequence[str], index: int, path: Path) -> tuple[str, Path, str]:
    word = words[index]
    if word in words[:index]:
        return f"{word} stands twice", (*path, index), "remove one"
    after = next(before for before in words if before > word)
    return f"{word} is out of order", (*path, index), f"it belongs before {after}"


def _below(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None
