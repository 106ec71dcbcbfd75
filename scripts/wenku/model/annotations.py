"""Stand-off annotations: what is said where. Spans, never edits.

A document holds a hundred of them or more, so they are named tuples: made, and pickled, several
times faster than other classes.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple

from wenku.trail import ByFields


class EntityKind(enum.StrEnum):
    """Kinds of things that have a page of their own."""

    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    INSTITUTION = "institution"
    POLICY = "policy"


class Mention(NamedTuple):
    """A surface form in ``Document.blocks[block].text[start:end]`` that names an entity."""

    block: int
    """Index into ``Document.blocks``."""
    start: int
    end: int
    surface: str
    kind: EntityKind
    entity: str
    """Canonical name (济南市, 怀远县, 长三角, 上海市第十人民医院, 关于…的意见)."""
    city: str = ""
    """The city the entity lies in, where it is known."""
    rule: str = ""
    """How the surface was resolved: full name, short name, parent before, abbreviation, …."""


class Passage(NamedTuple):
    """The evidence for a statement about a document: a span of one block."""

    block: int
    start: int
    end: int
    terms: tuple[str, ...] = ()


class Theme(NamedTuple):
    """A theme of a document, with the passages that earned it."""

    name: str
    strength: float
    """Above 0, at most 1."""
    passages: tuple[Passage, ...]


class Indicator(NamedTuple):
    """A quantified statement."""

    block: int
    start: int
    end: int
    quote: str
    metric: str
    value: float
    value_max: float | None
    unit: str
    comparator: str
    """One of ``= >= > <= < ~ range``."""
    year: int | None
    kind: str
    """achievement or target."""
    city: str = ""


class Milestone(NamedTuple):
    """A dated goal or achievement without a figure."""

    block: int
    start: int
    end: int
    quote: str
    year: int
    kind: str
    city: str = ""


@dataclass(frozen=True, slots=True)
class Annotations(ByFields):
    """Everything known about what a document says."""

    subject_city: str = ""
    province: str = ""
    district: str = ""
    cities: tuple[str, ...] = ()
    """Canonical names, the subject city first, then in order of mention."""
    districts: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    themes: tuple[Theme, ...] = ()
    """Strongest first."""
    indicators: tuple[Indicator, ...] = ()
    milestones: tuple[Milestone, ...] = ()
