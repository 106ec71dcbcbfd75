"""Small tables of words: one row a line, a name, a tab, members parted by blanks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from wenku.errors import VocabularyError
from wenku.vocab.files import vocabulary_text


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """The rows of ``vocab/<name>`` by their names; lines that begin with ``#`` are comments.

    Raises:
        VocabularyError: a row has no members, or a name or a member comes twice.
    """
    content = vocabulary_text(name)
    rows: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(content.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        title, _, members = line.partition("\t")
        listed = tuple(members.split(" "))
        if title in rows or "" in listed or len(set(listed)) < len(listed):
            raise VocabularyError(f"line {number} is no row, or names something twice", where=name)
        rows[title] = listed
    return rows
