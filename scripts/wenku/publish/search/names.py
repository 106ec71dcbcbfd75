"""What the search box suggests: cities, themes, institutions and titles, also by pinyin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from wenku.model import Document, Entity, Library
from wenku.model.address import address, document_path, entity_path, has_page
from wenku.publish.search.fold import fold_all

Reader = Callable[[str], tuple[str, ...]]
"""Gives the reading of each character of a folded name."""

KINDS = ("city", "theme", "institution", "title")
IN_HAND = ("city", "theme")
"""Kinds that are few, and looked through one by one."""
RECORDS = 100
"""Names in a file."""
LONGEST = 40
"""Characters of a name by which it is found."""
INITIALS = 4
WORDS = 20_000
"""Words whose readings are remembered."""
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
    reader = _reader()
    found: list[Name] = []
    for kind in KINDS[:-1]:
        entities = sorted(library.entities_of(kind), key=_most_documents_first)
        pages = [_page(entity, site) for entity in entities]
        found += _named(reader, kind, [entity.name for entity in entities], pages)
    titled = [document for document in documents if document.metadata.title]
    titles = [document.metadata.title for document in titled]
    pages = [address(document_path(document.id)) for document in titled]
    return [*found, *_named(reader, "title", titles, pages)]


def _most_documents_first(entity: Entity) -> tuple[int, str]:
    return -len(entity.documents), entity.name


def _page(entity: Entity, site: Path) -> str:
    if not has_page(entity):
        return ""
    path = entity_path(entity)
    return address(path) if (site / f"{path.removesuffix('.md')}.html").is_file() else ""


def _named(
    reader: Reader, kind: str, labels: Sequence[str], pages: Iterable[str]
) -> Iterator[Name]:
    for label, page, folded in zip(labels, pages, fold_all(labels), strict=True):
        found = folded[:LONGEST]
        yield Name(kind, label, page, found, reader(found))


def _reader() -> Reader:
    """What reads a folded name, remembering words that it has read: names share most of theirs."""
    from pypinyin import Style
    from pypinyin.converter import DefaultConverter
    from pypinyin.core import Pinyin

    class Remembering(DefaultConverter):
        convert = lru_cache(maxsize=WORDS)(DefaultConverter.convert)

    pinyin = Pinyin(Remembering())
    return lambda folded: tuple(pinyin.lazy_pinyin(folded, style=Style.NORMAL, errors=_one_by_one))


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
