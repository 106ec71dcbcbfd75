"""Wordings of boilerplate, read from ``boilerplate.txt`` once and kept ready for look-up."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wenku.errors import VocabularyError
from wenku.text.patterns import lazy
from wenku.vocab.rows import alternatives, expanded, pieces, sections

FILE = "boilerplate.txt"


class Use(enum.StrEnum):
    """What a wording is evidence of; the head of the data file explains each."""

    STRONG = "strong"
    ITEM = "item"
    WEAK = "weak"
    WIDGET = "widget"
    MARKER = "marker"
    OPENER = "opener"
    LABEL = "label"
    LINE = "line"
    COUNTER = "counter"
    STATES = "states"
    DUTY = "duty"
    LOOSE = "loose"
    FOOT = "foot"
    SENTENCE = "sentence"
    SIGNAL = "signal"
    LEAD = "lead"
    TRAIL = "trail"
    NOISE = "noise"
    SHARED = "shared"
    HOST = "host"
    SPEAKER = "speaker"
    GREETING = "greeting"
    SELF = "self"
    TOPIC = "topic"
    BUTTON = "button"


LABEL_USES = frozenset({Use.LABEL, Use.LINE, Use.COUNTER, Use.STATES, Use.DUTY, Use.LOOSE})
"""Uses of wordings that stand before a colon; all others stand alone."""

CONTEXT_USES = frozenset(
    {Use.SHARED, Use.HOST, Use.SPEAKER, Use.GREETING, Use.SELF, Use.TOPIC, Use.BUTTON}
)
"""Uses of words that take nothing out; they tell whether a line is the article's own."""


class Entry(NamedTuple):
    """What is known of one wording."""

    use: Use
    family: str


class Gapped(NamedTuple):
    """A sentence pattern: groups of alternatives, each adjacent to the last or after a gap."""

    family: str
    groups: tuple[tuple[str, ...], ...]
    gaps: tuple[bool, ...]
    """For each group whether other characters may stand before it."""


class Boilerplate(NamedTuple):
    """All wordings, arranged by how they are looked up. Keys are as :func:`key` makes them."""

    items: Mapping[str, tuple[Entry, ...]]
    """Whole segments of a line."""
    labels: Mapping[str, tuple[Entry, ...]]
    """Words before a colon."""
    feet: Mapping[str, str]
    """Parts of a line, with their family."""
    sentences: tuple[Gapped, ...]
    signals: Mapping[str, tuple[str, ...]]
    """Family to words, longest first."""
    leads: Mapping[str, tuple[tuple[str, Entry], ...]]
    """Words that a line begins with, by their first two characters."""
    trails: Mapping[str, tuple[tuple[str, Entry], ...]]
    """Words that a line ends with, by their last two characters."""
    context: Mapping[Use, tuple[str, ...]]
    """Words that tell whether a line is the article's own."""


_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    "\u3000": " ",
    "\u00a0": " ",
    "\u3010": "[",
    "\u3011": "]",
    "\u3014": "[",
    "\u3015": "]",
    "\u300c": '"',
    "\u300d": '"',
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": '"',
    "\u2019": '"',
    "\u3001": ",",
    "\uff5e": "~",
}
"""One character for one, so that places stay."""
_USUAL = "\uff0c\uff1a\uff1b\uff08\uff09\u3001\u201c\u201d"
_FOLDED = lazy(f"[{''.join(_FOLD)}]")

_DIGITS = lazy("[0-9][0-9]*(?:[.,][0-9]+)*")
_GAP = "\u2026"


def fold(text: str) -> str:
    """Full-width letters, digits and signs as ASCII, small letters; length and places stay."""
    folded = text
    for mark in _USUAL:
        folded = folded.replace(mark, _FOLD[mark])
    for mark in set(_FOLDED.findall(folded)):  # few are left; one for one, in any order
        folded = folded.replace(mark, _FOLD[mark])
    small = folded.lower()
    return small if len(small) == len(folded) else folded


def key(text: str) -> str:
    """A wording as it is looked up: folded, without white space, every number written ``0``.

    >>> key("Page 12 of 30")
    'page0of0'
    """
    return squeeze(fold(text))


def squeeze(folded: str) -> str:
    """:func:`key` of a text that is folded already."""
    compact = "".join(folded.split())
    return compact if compact.isalpha() else _DIGITS.sub("0", compact)


@cache
def boilerplate() -> Boilerplate:
    """The vocabulary; read on first use.

    Raises:
        VocabularyError: a section of the file has a head that says nothing known.
    """
    return parse(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))


def parse(text: str) -> Boilerplate:
    """Arrange the rows of the data file.

    The rows are taken as they are: the file holds them as :func:`key` would write them (a test
    holds that), so that start-up does not fold thousands of words.

    Raises:
        VocabularyError: a section has an unknown use, or a row stands before any section.
    """
    items: dict[str, tuple[Entry, ...]] = {}
    labels: dict[str, tuple[Entry, ...]] = {}
    feet: dict[str, str] = {}
    sentences: list[Gapped] = []
    signals: dict[str, tuple[str, ...]] = {}
    leads: dict[str, list[tuple[str, Entry]]] = {}
    trails: dict[str, list[tuple[str, Entry]]] = {}
    context: dict[Use, tuple[str, ...]] = {}
    for word, family, rows in sections(text, FILE):
        entry = _entry(word, family)
        if entry.use is Use.SENTENCE:
            sentences.extend(gapped(row, family) for row in rows)
        elif entry.use is Use.SIGNAL:
            signals[family] = tuple(sorted(set(rows), key=lambda row: (-len(row), row)))
        elif entry.use in CONTEXT_USES:
            context[entry.use] = (*context.get(entry.use, ()), *_spelled_out(rows))
        elif entry.use is Use.FOOT:
            feet.update(dict.fromkeys(rows, family))
        elif entry.use in (Use.LEAD, Use.TRAIL):
            ends = leads if entry.use is Use.LEAD else trails
            _enter_ends(ends, slice(2) if ends is leads else slice(-2, None), entry, rows)
        else:
            _enter(labels if entry.use in LABEL_USES else items, entry, rows)
    return Boilerplate(
        items, labels, feet, tuple(sentences), signals, _frozen(leads), _frozen(trails), context
    )


def _spelled_out(rows: list[str]) -> tuple[str, ...]:
    return tuple(wording for row in rows for wording in expanded(row))


def _frozen(
    found: dict[str, list[tuple[str, Entry]]],
) -> dict[str, tuple[tuple[str, Entry], ...]]:
    return {start: tuple(pairs) for start, pairs in found.items()}


def _entry(use: str, family: str) -> Entry:
    if use not in set(Use):
        raise VocabularyError(f"use {use!r} is unknown", where=FILE)
    return Entry(Use(use), family)


def _enter_ends(
    into: dict[str, list[tuple[str, Entry]]], part: slice, entry: Entry, rows: list[str]
) -> None:
    for wording in _spelled_out(rows):
        into.setdefault(wording[part], []).append((wording, entry))


def _enter(into: dict[str, tuple[Entry, ...]], entry: Entry, rows: list[str]) -> None:
    alone = (entry,)
    for wording in _spelled_out(rows):
        known = into.setdefault(wording, alone)
        if entry not in known:
            into[wording] = (*known, entry)


def gapped(row: str, family: str) -> Gapped:
    """A sentence row as groups and gaps.

    Raises:
        VocabularyError: a gap stands inside of a group, where it says nothing.
    """
    groups: list[tuple[str, ...]] = []
    gaps: list[bool] = []
    for number, part in enumerate(row.split(_GAP)):
        for place, piece in enumerate(pieces(part)):
            if piece.startswith("{") != piece.endswith("}"):
                raise VocabularyError(f"a gap inside of a group: {row!r}", where=FILE)
            groups.append(alternatives(piece))
            gaps.append(number > 0 and place == 0)
    return Gapped(family, tuple(groups), tuple(gaps))
