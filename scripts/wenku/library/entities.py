"""Cities, themes, institutions and policies with the documents that name them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wenku.model import Document, Entity, EntityKind
from wenku.vocab.gazetteer import gazetteer

SMALL_LIBRARY = 200
"""Up to so many documents, everything named has a page."""
ENOUGH = 2
"""Documents that must name an institution or a policy for a page of its own in a larger library.

A page brings together what several documents say; that of something named once repeats one
sentence, and of ten thousand documents each names a few such things.
"""
_SOMETIMES_PAGED = frozenset({EntityKind.INSTITUTION.value, EntityKind.POLICY.value})


def entities_in(documents: Sequence[Document]) -> tuple[Entity, ...]:
    """Everything that documents name, by kind and then by name in code point order."""
    naming: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in _newest_first(documents):
        for kind, name in _named(document):
            naming[kind, name].append(document)
    slugs = slugs_of(key for key in naming if _paged(key[0], len(naming[key]), len(documents)))
    cities = _cities_of_institutions(documents)
    return tuple(
        _entity(kind, name, slugs.get((kind, name), ""), found, cities)
        for (kind, name), found in sorted(naming.items())
    )


def _paged(kind: str, naming: int, documents: int) -> bool:
    return kind not in _SOMETIMES_PAGED or documents <= SMALL_LIBRARY or naming >= ENOUGH


def slugs_of(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A file name for each kind and name; no two of one kind are the same on any file system.

    A name keeps its own wording where it can. Where two would have one file, the one that is
    written as its name keeps it, and a short digest of the name tells the others apart, so that
    what a page is called does not depend on what else there is, but for that case.
    """
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for kind, name in sorted(names):
        groups[kind, slug_of(name).casefold()].append((kind, name))
    slugs: dict[tuple[str, str], str] = {}
    for (_, folded), members in groups.items():
        free = folded not in RESERVED and bool(folded)
        owner = min(members, key=lambda member: (slug_of(member[1]) != member[1], member[1]))
        for member in members:
            slug = slug_of(member[1])
            slugs[member] = slug if free and member == owner else _told_apart(slug, member[1])
    return slugs


RESERVED = frozenset({"index"})
"""File names that are taken in each folder."""


def _told_apart(slug: str, name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{slug[: LONGEST_SLUG - 9]}-{digest}".lstrip("-")


LONGEST_SLUG = 70
"""Characters; three bytes each stay below what file systems allow."""


def slug_of(name: str) -> str:
    """A file name for an entity: its own name, without what a path or an address would read."""
    kept = "".join(char if char.isalnum() or char in "-_\u00b7" else "-" for char in name)
    return kept.strip("-")[:LONGEST_SLUG]


def _entity(
    kind: str,
    name: str,
    slug: str,
    found: Sequence[Document],
    cities: Mapping[str, str],
) -> Entity:
    city = cities.get(name, "") if kind == EntityKind.INSTITUTION.value else ""
    place = name if kind == EntityKind.CITY.value else city
    return Entity(name, kind, slug, _ordered(name, found), province=_province(place), city=city)


def _cities_of_institutions(documents: Sequence[Document]) -> dict[str, str]:
    """The city that each institution lies in; none where its mentions do not agree."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for mention in document.annotations.mentions:
            if mention.kind is EntityKind.INSTITUTION and mention.city:
                votes[mention.entity][mention.city] += 1
    return {name: next(iter(found)) for name, found in votes.items() if len(found) == 1}


def _province(city: str) -> str:
    """The province of a city; empty where the gazetteer does not know it, or not which one."""
    places = gazetteer().by_name.get(city, ())
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


def _newest_first(documents: Iterable[Document]) -> list[Document]:
    """The newest first, then by id; undated ones last."""
    by_id = sorted(documents, key=lambda document: document.id)
    return sorted(by_id, key=lambda document: document.metadata.date, reverse=True)


def _ordered(name: str, newest: Sequence[Document]) -> tuple[str, ...]:
    """Documents about the entity first, each part in the order given."""
    about = [each.id for each in newest if each.annotations.subject_city == name]
    others = (each.id for each in newest if each.annotations.subject_city != name)
    return (*about, *others)
