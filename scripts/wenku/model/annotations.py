"""Stand-off annotations: what is said where. Spans, never edits.

A document holds a hundred of them or more, so they are named tuples: made, and pickled, several
times faster than other classes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple


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
class Annotations:
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

    def __reduce__(self) -> tuple[Callable[..., Annotations], tuple[object, ...]]:
        """Travel between processes, and to the cache, as plain rows: see :func:`_received`."""
        places = (self.subject_city, self.province, self.district)
        names = (self.cities, self.districts, self.institutions, self.policies)
        themes = [
            (theme.name, theme.strength, list(map(tuple, theme.passages))) for theme in self.themes
        ]
        rows = (self.mentions, self.indicators, self.milestones)
        return _received, (places, names, themes, *(list(map(tuple, each)) for each in rows))


_Rows = Iterable[tuple[Any, ...]]


def _received(
    places: tuple[str, ...],
    names: tuple[tuple[str, ...], ...],
    themes: _Rows,
    mentions: _Rows,
    indicators: _Rows,
    milestones: _Rows,
) -> Annotations:
    """Annotations that another process made.

    What documents say in the same words (names, terms, units) is held once for all of them, or it
    would be a quarter of the memory of a library.
    """
    named = [
        Mention(at, start, end, intern(said), kind, intern(name), intern(city), intern(rule))
        for at, start, end, said, kind, name, city, rule in mentions
    ]
    # Field by field, for there are forty of each: said in fewer words it takes twice as long.
    figures = [
        Indicator(
            *(at, start, end, quote, intern(metric), low, high),
            *(intern(unit), intern(sign), year, intern(kind), intern(city)),
        )
        for at, start, end, quote, metric, low, high, unit, sign, year, kind, city in indicators
    ]
    subject_city, province, district = _shared(places)
    cities, districts, institutions, policies = map(_shared, names)
    return Annotations(
        *(subject_city, province, district),
        *(cities, districts, institutions, policies),
        mentions=tuple(named),
        themes=tuple([_theme(*row) for row in themes]),
        indicators=tuple(figures),
        milestones=tuple(map(Milestone._make, milestones)),
    )


def _theme(name: str, strength: float, passages: _Rows) -> Theme:
    found = [Passage(block, start, end, _terms(terms)) for block, start, end, terms in passages]
    return Theme(intern(name), strength, tuple(found))


def _shared(words: Iterable[str]) -> tuple[str, ...]:
    """Each word as the one that stands for all equal ones."""
    return tuple(map(intern, words))


@lru_cache(maxsize=4096)
def _terms(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Terms as one tuple for all passages with these: they are of one vocabulary, so not many."""
    return _shared(terms)
