"""What the search box suggests: cities, themes, institutions and titles, also by pinyin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from wenku.model import Document, Entity, Library
from wenku.model.address import address, document_path, entity_path, has_page
from wenku.publish.search.fold import fold

KINDS = ("city", "theme", "institution", "title")
IN_HAND = ("city", "theme")
"""Kinds that are few, and looked through one by one."""
RECORDS = 100
"""Names in a file."""
LONGEST = 40
"""Characters of a name by which it is found."""
INITIALS = 4
KEY_BYTES = 24_000
"""Size of a file of keys."""


@dataclass(frozen=True, slots=True)
class Name:
    """One suggestion."""

    kind: str
    label: str
    page: str
    """Address on the site; empty where a search for the label is all there is."""
    folded: str
    syllables: tuple[str, ...]
    """The reading of each character of ``folded``; a letter or sign stands for itself."""


def names(library: Library, documents: Sequence[Document], site: Path) -> list[Name]:
    """All names, those of few kinds and of many documents first.

    Args:
        library: the documents and entities.
        documents: the same documents, in the order of search.
        site: the folder of the site; an entity without a page there is searched for instead.
    """
    found = [
        _name(kind, entity.name, _page(entity, site))
        for kind in KINDS[:-1]
        for entity in sorted(library.entities_of(kind), key=_most_documents_first)
    ]
    titled = (document for document in documents if document.metadata.title)
    return found + [
        _name("title", each.metadata.title, address(document_path(each.id))) for each in titled
    ]


def _most_documents_first(entity: Entity) -> tuple[int, str]:
    return -len(entity.documents), entity.name


def _page(entity: Entity, site: Path) -> str:
    if not has_page(entity):
        return ""
    path = entity_path(entity)
    return address(path) if (site / f"{path.removesuffix('.md')}.html").is_file() else ""


def _name(kind: str, label: str, page: str) -> Name:
    folded = fold(label)[:LONGEST]
    return Name(kind, label, page, folded, _syllables(folded))


def _syllables(folded: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(folded, style=Style.NORMAL, errors=_one_by_one))


def _one_by_one(unread: str) -> str:
    # The package takes a list as well, and only so keeps one reading for each character.
    return cast("str", list(unread))


def keys(name: Name) -> Iterator[str]:
    """What a name is found by: neighbouring characters, syllables and initials, anywhere in it."""
    spoken = [syllable for syllable in name.syllables if syllable.isalnum()]
    for at in range(len(spoken)):
        yield "'".join(spoken[at : at + 2])
        yield "-" + "".join(syllable[0] for syllable in spoken[at : at + INITIALS])
    for at in range(len(name.folded) - 1):
        yield name.folded[at : at + 2]


def key_files(found: Sequence[Name]) -> Iterator[tuple[list[str], list[str]]]:
    """The keys of names, in files of one size.

    Yields:
        Keys in order, and for each the names that it leads to: the gaps between their ascending
        numbers, to the base of 36, parted by spaces.
    """
    numbers: dict[str, list[int]] = {}
    for number, name in enumerate(found):
        for key in dict.fromkeys(keys(name)):
            numbers.setdefault(key, []).append(number)
    held: tuple[list[str], list[str]] = ([], [])
    size = 0
    for key in sorted(numbers):
        listed = " ".join(_gaps(numbers[key]))
        if size > KEY_BYTES:
            yield held
            held, size = ([], []), 0
        held[0].append(key)
        held[1].append(listed)
        size += len(key.encode("utf-8")) + len(listed) + 6
    if held[0]:
        yield held


def _gaps(numbers: Sequence[int]) -> Iterator[str]:
    before = -1
    for number in numbers:
        yield _base36(number - before - 1)
        before = number


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits
