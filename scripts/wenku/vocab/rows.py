"""The syntax of compact word lists: sections, rows of words, groups of alternatives.

A list of thousands of wordings is read at every start, and YAML costs ten times as much. A line
``[use family]`` opens a section; the words below it are separated by white space; ``#`` opens a
comment line; ``{a b _}`` stands for any of the words inside, ``_`` for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from wenku.errors import VocabularyError
from wenku.text.patterns import lazy

EMPTY = "_"

_ROW = lazy(r"(?:\{[^{}]*\}|[^\s{}])+")
_SPLIT = lazy(r"(\{[^{}]*\})")
_HEAD = lazy(r"\[([a-z]+) ([a-z-]+)\]")


def sections(text: str, where: str) -> Iterator[tuple[str, str, list[str]]]:
    """The two words of each section's head, and its rows.

    Raises:
        VocabularyError: a row stands before any section.
    """
    head: re.Match[str] | None = None
    rows: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = _HEAD.fullmatch(line)
        if found is not None:
            if head is not None:
                yield head[1], head[2], rows
            head, rows = found, []
        elif line and not line.startswith("#"):
            if head is None:
                raise VocabularyError("a row before any section", where=f"{where}:{number}")
            rows.extend(_ROW.findall(line) if "{" in line else line.split())
    if head is not None:
        yield head[1], head[2], rows


def expanded(row: str) -> Iterable[str]:
    """Every wording that a row stands for.

    >>> list(expanded("{news blog}{list _}"))
    ['newslist', 'news', 'bloglist', 'blog']
    """
    if "{" not in row:
        return (row,)
    return map("".join, product(*map(alternatives, pieces(row))))


def pieces(row: str) -> list[str]:
    """A row cut into groups and what stands between them."""
    return [piece for piece in _SPLIT.split(row) if piece]


def alternatives(piece: str) -> tuple[str, ...]:
    """The words of one group; a piece that is no group stands for itself."""
    if not piece.startswith("{"):
        return (piece,)
    return tuple("" if word == EMPTY else word for word in piece[1:-1].split())
