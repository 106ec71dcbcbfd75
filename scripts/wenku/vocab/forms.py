"""The printed forms of a page: labels of its metadata, kinds of documents, names of headings.

The rows are data, in ``printed/*.toml``; this module reads them once and gives them their types.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from wenku.errors import VocabularyError


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document and what tells it; see ``document_types.toml``."""

    name: str
    title_ends: tuple[str, ...] = ()
    title_starts: tuple[str, ...] = ()
    title_has: tuple[str, ...] = ()
    """What makes a 通知 one: it calls to something and settles nothing."""
    needs_articles: bool = False
    """Whether the title counts only where the body is numbered 第一条, 第二条."""
    parts: tuple[str, ...] = ()
    """Names of parts of the body, two of which are enough."""
    channels: frozenset[str] = frozenset()
    source_ends: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Labels(NamedTuple):
    """What stands before and around the values of metadata; see ``labels.toml``."""

    fields: Mapping[str, tuple[str, ...]]
    """Labels of each field, the weightiest first."""
    not_after: tuple[str, ...]
    leftovers: tuple[str, ...]
    beside_dates: frozenset[str]
    """What is printed right before or behind a date of publication, without a colon."""
    accounts: frozenset[str]
    """Words on the line of an account on a platform: 原创."""
    posted_from: tuple[str, ...]
    """What stands there before the place that a post came from: 发表于."""
    nobody: frozenset[str]
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    works: frozenset[str]
    """Labels of a book, a film, an entry: an author beside them is its author."""
    surnames: frozenset[str]
    """Single and double ones."""


class HeadingNames(NamedTuple):
    """Names that headings bear without a number; see ``heading_names.toml``."""

    outer: frozenset[str]
    inner: frozenset[str]
    captions: tuple[str, ...]
    steps: tuple[str, ...]
    """Words that are numbered themselves: 任务一, 案例2."""


class Endings(NamedTuple):
    """How names end; see ``endings.toml``."""

    bodies: tuple[str, ...]
    signers: tuple[str, ...]
    """Bodies whose name alone under a title signs."""
    publishers: tuple[str, ...]
    sites: tuple[str, ...]
    whole_sites: tuple[str, ...]
    generic: frozenset[str]
    """Titles of pages that say nothing of the article."""
    parts_of_sites: frozenset[str]
    """Lines above a title that name a part of the site and no kind of document."""


def _read(name: str) -> dict[str, Any]:
    source = Path(__file__).with_name("printed").joinpath(name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(str(error), where=name) from error


@functools.cache
def labels() -> Labels:
    """The labels of metadata.

    Raises:
        VocabularyError: a label stands under two fields.
    """
    data = _read("labels.toml")
    fields = {field: tuple(rows) for field, rows in data["fields"].items()}
    seen: dict[str, str] = {}
    for field, rows in fields.items():
        for label in rows:
            if seen.setdefault(label, field) != field:
                raise VocabularyError(
                    f"{label}: under {seen[label]} and {field}", where="labels.toml"
                )
    return Labels(
        fields=fields,
        not_after=tuple(data["not_after"]["words"]),
        leftovers=tuple(data["leftovers"]["words"]),
        beside_dates=frozenset(data["beside_dates"]["words"]),
        accounts=frozenset(data["accounts"]["words"]),
        posted_from=tuple(data["accounts"]["posted_from"]),
        nobody=frozenset(data["nobody"]["words"]),
        roles=tuple(data["roles"]["words"]),
        works=frozenset(data["works"]["words"]),
        agencies=tuple(data["agencies"]["words"]),
        surnames=frozenset("".join(data["surnames"]["single"].split())).union(
            data["surnames"]["double"]
        ),
    )


@functools.cache
def document_types() -> tuple[DocumentType, ...]:
    """The kinds of documents, in the order in which they are tried."""
    return tuple(_document_type(row) for row in _read("document_types.toml")["type"])


def _document_type(row: Mapping[str, Any]) -> DocumentType:
    return DocumentType(
        name=row["name"],
        title_ends=tuple(row.get("title_ends", ())),
        title_starts=tuple(row.get("title_starts", ())),
        title_has=tuple(row.get("title_has", ())),
        needs_articles=row.get("needs_articles", False),
        parts=tuple(row.get("parts", ())),
        channels=frozenset(row.get("channels", ())),
        source_ends=tuple(row.get("source_ends", ())),
        words=tuple(row.get("words", ())),
    )


@functools.cache
def heading_names() -> HeadingNames:
    """The names of unnumbered headings, and the words that betray a caption."""
    data = _read("heading_names.toml")
    return HeadingNames(
        outer=frozenset(data["outer"]["names"]),
        inner=frozenset(data["inner"]["names"]),
        captions=tuple(data["captions"]["words"]),
        steps=tuple(data["steps"]["words"]),
    )


@functools.cache
def endings() -> Endings:
    """How the names of public bodies, publishers and sites end."""
    data = _read("endings.toml")
    return Endings(
        bodies=tuple(data["bodies"]),
        signers=tuple(data["signers"]),
        publishers=tuple(data["publishers"]),
        sites=tuple(data["sites"]),
        whole_sites=tuple(data["whole_sites"]),
        generic=frozenset(data["generic"]),
        parts_of_sites=frozenset(data["parts_of_sites"]),
    )
