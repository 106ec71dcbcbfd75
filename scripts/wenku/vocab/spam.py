"""Words of hidden advertising, read from ``spam.txt`` once and indexed by their first letter."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wenku.errors import VocabularyError
from wenku.vocab.beginnings import any_of
from wenku.vocab.rows import expanded, sections

FILE = "spam.txt"


class Tier(enum.StrEnum):
    """How much a word says; the head of the data file explains each."""

    LABEL = "label"
    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    BRAND = "brand"
    TAIL = "tail"
    NOUN = "noun"
    SPORT = "sport"
    OPENING = "opening"
    PREDICATE = "predicate"
    HONEST = "honest"
    ENTRY = "entry"
    FILLER = "filler"
    CUE = "cue"
    FOLLOW = "follow"
    ABOUT = "about"


class Term(NamedTuple):
    """One word of the vocabulary."""

    word: str
    tier: Tier
    group: str
    """``adult``, ``gambling`` or ``farm``."""


class SpamWords(NamedTuple):
    """The vocabulary, arranged by how it is looked up."""

    labels: tuple[str, ...]
    sure: tuple[str, ...]
    """Words without one of which no line is spam."""
    rare: tuple[str, ...]
    """Words several of which make a line spam without a certain one."""
    terms: Mapping[str, tuple[Term, ...]]
    """First letter to its words, longest first."""
    first: re.Pattern[str]
    """Matches the first letter of any of them."""
    nouns: tuple[str, ...]
    sports: tuple[str, ...]
    openings: tuple[str, ...]
    predicates: tuple[str, ...]
    honest: tuple[str, ...]
    """How names that are not listed are told; see the data file."""
    follows: tuple[str, ...]
    """What a sentence goes on with that speaks of a name."""
    entries: frozenset[str]
    fillers: frozenset[str]
    """Whole items of lists of search words."""
    cues: tuple[str, ...]
    """Words one of which every entry holds."""
    about: tuple[str, ...]


_COUNTED = (Tier.STRONG, Tier.MEDIUM, Tier.WEAK, Tier.BRAND, Tier.TAIL)
"""Tiers whose words a line is measured by."""


@cache
def spam_words() -> SpamWords:
    """The vocabulary; read on first use.

    Raises:
        VocabularyError: a section of the file has a head that says nothing known.
    """
    return parse(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))


def _key(word: str, group: str, tier: Tier) -> tuple[str, ...]:
    """A word counts once in a group; as a part of names it may serve besides."""
    return (word, group) if tier in _COUNTED else (word, group, tier)


def parse(text: str) -> SpamWords:
    """Arrange the rows of the data file.

    Raises:
        VocabularyError: a section has an unknown tier, or a row stands before any section.
    """
    found: dict[tuple[str, ...], Term] = {}
    for tier, group, rows in sections(text, FILE):
        if tier not in set(Tier):
            raise VocabularyError(f"tier {tier!r} is unknown", where=FILE)
        for row in rows:
            for word in expanded(row):
                found.setdefault(_key(word, group, Tier(tier)), Term(word, Tier(tier), group))
    terms: dict[str, list[Term]] = {}
    for term in sorted(found.values(), key=lambda term: (-len(term.word), term.word)):
        if term.tier in _COUNTED:
            terms.setdefault(term.word[0], []).append(term)

    def of(*tiers: Tier) -> tuple[str, ...]:
        return tuple(term.word for term in found.values() if term.tier in tiers)

    return SpamWords(
        of(Tier.LABEL),
        of(Tier.STRONG, Tier.BRAND),
        tuple(word for word in of(Tier.MEDIUM) if len(word) > 1),
        {first: tuple(words) for first, words in terms.items()},
        re.compile(any_of(terms)),
        of(Tier.NOUN),
        of(Tier.SPORT),
        of(Tier.OPENING),
        of(Tier.PREDICATE),
        of(Tier.HONEST),
        of(Tier.FOLLOW),
        frozenset(of(Tier.ENTRY)),
        frozenset(of(Tier.FILLER)),
        of(Tier.CUE),
        of(Tier.ABOUT),
    )
