"""A document that travels between processes arrives as it was, what all say held once."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path
from typing import TypeVar

from wenku.model.paragraphs import number_of, numbered, numbers_of
from wenku.model.tally import counts, flags_with_family, tally, told_of
from wenku.pipeline import clean

Anything = TypeVar("Anything")

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))


def travelled(made: Anything) -> Anything:
    """What arrives in another process."""
    arrived: Anything = pickle.loads(pickle.dumps(made, 5))  # noqa: S301  (our own)
    return arrived


def test_a_document_arrives_as_it_left() -> None:
    for seed in SEEDS:
        document = clean(seed.read_bytes(), seed.name)
        assert travelled(document) == document


def test_equal_words_of_two_documents_are_one_object() -> None:
    document = clean(SEEDS[0].read_bytes(), SEEDS[0].name)
    one, other = (travelled(document.annotations) for _ in range(2))
    assert one.mentions
    assert one.indicators
    for mine, theirs in zip(one.mentions, other.mentions, strict=True):
        assert mine.entity is theirs.entity
        assert mine.surface is theirs.surface
    for figure, same in zip(one.indicators, other.indicators, strict=True):
        assert figure.metric is same.metric
        assert figure.unit is same.unit
    assert one.themes[0].passages[0].terms[0] is other.themes[0].passages[0].terms[0]


def test_a_packed_trail_tells_what_was_asked_before_without_being_unpacked() -> None:
    for seed in SEEDS:
        trail = clean(seed.read_bytes(), seed.name).trail
        empty = type(trail)("", ()).kept(told_of(trail))
        arrived = travelled(empty)
        assert tally(arrived) == tally(trail)
        assert counts(arrived) == counts(trail)
        assert flags_with_family(arrived) == flags_with_family(trail)


def test_counts_are_those_of_the_tally() -> None:
    for seed in SEEDS:
        trail = clean(seed.read_bytes(), seed.name).trail
        told, counted = tally(trail), counts(trail)
        families: Counter[str] = Counter()
        for repair in told.repairs:
            families[repair.family] += repair.count
        assert counted.by_family() == families
        assert list(counted.by_family()) == sorted(families)
        assert counted.removed == told.removed
        assert counted.unresolved == told.unresolved == len(trail.flags())
        assert sum(count for _, count in counted.edits) == sum(
            len(change.edits) for change in trail.changes
        )


def test_paragraphs_have_the_same_numbers_one_by_one_and_all_at_once() -> None:
    for seed in SEEDS:
        document = clean(seed.read_bytes(), seed.name)
        numbers = numbers_of(document)
        assert numbers == tuple(number_of(document, at) for at in range(len(numbers)))
        for index, number, _ in numbered(document):
            assert numbers[index] == number
