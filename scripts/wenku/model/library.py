"""The whole corpus: documents and what holds between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from wenku.model.document import Document


class Related(NamedTuple):
    """A document near another one, with the reasons a reader is shown."""

    document: str
    """Id of the near document."""
    score: float
    reasons: tuple[str, ...]


class Link(NamedTuple):
    """A typed link with the passage that supports it."""

    source: str
    """Canonical name of the entity (or id of the document) the link leaves."""
    target: str
    relation: str
    """cooperation, cites, names, same-as, …."""
    document: str
    anchor: str
    quote: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A city, theme, institution or policy with the documents that name it."""

    name: str
    kind: str
    slug: str
    """File name of its page, without suffix; empty where it has no page of its own."""
    documents: tuple[str, ...]
    """Ids, those about it first, then newest first."""
    province: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """All published documents, sorted by id, and their links."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...] = ()
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    duplicates: tuple[tuple[str, ...], ...] = ()
    """Groups of near-duplicates; the first id of each is the canonical document."""

    def entities_of(self, kind: str) -> tuple[Entity, ...]:
        """The entities of one kind, in order of their names' reading."""
        return tuple(entity for entity in self.entities if entity.kind == kind)
