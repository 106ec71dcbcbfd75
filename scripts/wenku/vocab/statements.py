"""Wordings by which quantified statements are read: comparators, aims, bounds of the metric."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from wenku.vocab.files import vocabulary_text
from wenku.vocab.mappings import Source, parsed

FILE = "statements.yml"
COMPARATORS = ("=", ">=", ">", "<=", "<", "~", "range")


class Wordings(NamedTuple):
    """The lists of ``statements.yml``, which tells what each one means."""

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    adverbs: Mapping[str, tuple[str, ...]]
    not_after: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]]
    aims: tuple[str, ...]
    going_on: tuple[str, ...]
    event_leads: tuple[str, ...]
    existing: tuple[str, ...]
    connectives: tuple[str, ...]
    scales: tuple[str, ...]
    rates: tuple[str, ...]
    abstract: tuple[str, ...]
    adverbial: tuple[str, ...]
    target: tuple[str, ...]
    weak_target: tuple[str, ...]
    achievement: tuple[str, ...]
    weak_achievement: tuple[str, ...]
    plan_types: tuple[str, ...]
    past_sections: tuple[str, ...]
    future_sections: tuple[str, ...]
    present: tuple[str, ...]
    compared: tuple[str, ...]
    attributive: tuple[str, ...]
    keep_verbs: tuple[str, ...]
    drop_verbs: tuple[str, ...]
    verbal_nouns: tuple[str, ...]
    change_verbs: tuple[str, ...]
    give_verbs: tuple[str, ...]
    lead_in: tuple[str, ...]
    link: tuple[str, ...]
    whole: tuple[str, ...]
    reports: tuple[str, ...]
    predicates: tuple[str, ...]
    stop: tuple[str, ...]
    tails: tuple[str, ...]
    relative: tuple[str, ...]
    wider: tuple[str, ...]
    not_wider: tuple[str, ...]
    with_others: tuple[str, ...]


_SIGNS = ("before", "after", "adverbs")
_TABLES = (*_SIGNS, "heads", "not_after")


@cache
def wordings() -> Wordings:
    """The wordings of the project, read once."""
    return read_wordings(vocabulary_text(FILE), FILE)


def read_wordings(text: str, where: str) -> Wordings:
    """Wordings from the text of their file.

    Raises:
        VocabularyError: naming file and line: a list is missing, unknown, not sorted or no list, a
            comparator is none, the same word is read as two comparators.
    """
    source = Source(text, where)
    loaded = parsed(text, where)
    known = Wordings._fields
    for name in loaded:
        if name not in known:
            message = f"{name} is no list of this file"
            raise source.error(message, (name,), f"lists: {', '.join(sorted(known))}")
    tables: Any = {name: source.table(loaded.get(name), (name,)) for name in _TABLES}
    lists: Any = {
        name: source.words(loaded.get(name), (name,)) for name in known if name not in _TABLES
    }
    for name in _SIGNS:
        _check_comparators(source, name, tables[name])
    return Wordings(**tables, **lists)


def _check_comparators(source: Source, name: str, table: Mapping[str, tuple[str, ...]]) -> None:
    seen: dict[str, str] = {}
    for comparator, words in table.items():
        if comparator not in COMPARATORS:
            message = f"{comparator} is no comparator"
            remedy = f"one of {' '.join(COMPARATORS)}"
            raise source.error(message, (name, comparator), remedy)
        for word in words:
            if word in seen:
                message = f"{word} is read as {seen[word]} too"
                raise source.error(message, (name, comparator))
            seen[word] = comparator
