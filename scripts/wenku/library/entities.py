"""Cities, themes, institutions and policies with the documents that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from wenku.model import Document, Entity, EntityKind
from wenku.vocab.gazetteer import gazetteer


def entities_in(documents: Sequence[Document]) -> tuple[Entity, ...]:
    """Every entity that has a page of its own, by kind and then by name in code point order."""
    naming: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        for kind, name in _named(document):
            naming[kind, name].append(document)
    return tuple(
        Entity(name, kind, slug_of(name), _ordered(name, found), province=_province(kind, name))
        for (kind, name), found in sorted(naming.items())
    )


def slug_of(name: str) -> str:
    """A file name for an entity: its own name, without what a path or an address would read."""
    kept = "".join(char if char.isalnum() or char in "-_\u00b7" else "-" for char in name)
    return kept.strip("-")[:80]


def _province(kind: str, name: str) -> str:
    """The province of a city; empty where the gazetteer does not know it, or not which one."""
    if kind != EntityKind.CITY.value:
        return ""
    places = gazetteer().by_name.get(name, ())
    provinces = {place.province for place in places if place.kind is EntityKind.CITY}
    return provinces.pop() if len(provinces) == 1 else ""


def _named(document: Document) -> Iterable[tuple[str, str]]:
    found = document.annotations
    named = {
        *((EntityKind.CITY.value, city) for city in found.cities),
        *(("theme", theme.name) for theme in found.themes),
        *((EntityKind.INSTITUTION.value, name) for name in found.institutions),
        *((EntityKind.POLICY.value, name) for name in found.policies),
    }
    return sorted(named)


def _ordered(name: str, documents: Iterable[Document]) -> tuple[str, ...]:
    """Documents about the entity first, then the newest, then by id; undated ones last."""
    by_id = sorted(documents, key=lambda document: document.id)
    newest = sorted(by_id, key=lambda document: document.metadata.date, reverse=True)
    about = sorted(newest, key=lambda document: document.annotations.subject_city != name)
    return tuple(document.id for document in about)
