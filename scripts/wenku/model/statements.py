"""What the documents say by when: indicators and milestones, with place, year, themes and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wenku.model.annotations import Indicator, Milestone, Theme
from wenku.model.document import Document

KIND_LABELS = {"achievement": "已达成", "target": "目标"}
COMPARATORS = {"=": "", ">=": "\u2265", ">": ">", "<=": "\u2264", "<": "<", "~": "约"}
HUNDRED_MILLION = 100_000_000


class Statement(NamedTuple):
    """One indicator or milestone, as pages show it."""

    document: str
    block: int
    start: int
    anchor: str
    quote: str
    metric: str
    """Empty for a milestone."""
    value: float | None
    shown: str
    """The value in words, with comparator and unit; empty for a milestone."""
    unit: str
    year: int | None
    kind: str
    """achievement or target."""
    city: str
    themes: tuple[str, ...]
    """Those that have a passage where the statement stands."""


def statements_of(document: Document) -> Iterator[Statement]:
    """Indicators and milestones of a document, in the order of its text."""
    known = document.annotations
    passages = _passages(known.themes)
    every: list[Indicator | Milestone] = [*known.indicators, *known.milestones]
    for each in sorted(every, key=lambda one: (one.block, one.start, one.end, one.quote)):
        themes = tuple(
            name
            for start, end, name in passages.get(each.block, ())
            if start < each.end and each.start < end
        )
        yield _statement(document, each, tuple(dict.fromkeys(themes)))


def _passages(themes: Sequence[Theme]) -> dict[int, list[tuple[int, int, str]]]:
    found: dict[int, list[tuple[int, int, str]]] = {}
    for theme in themes:
        for passage in theme.passages:
            found.setdefault(passage.block, []).append((passage.start, passage.end, theme.name))
    return found


def _statement(
    document: Document, each: Indicator | Milestone, themes: tuple[str, ...]
) -> Statement:
    figure = each if isinstance(each, Indicator) else None
    return Statement(
        document=document.id,
        block=each.block,
        start=each.start,
        anchor=document.blocks[each.block].anchor,
        quote=each.quote,
        metric=figure.metric if figure else "",
        value=figure.value if figure else None,
        shown=value_in_words(figure) if figure else "",
        unit=figure.unit if figure else "",
        year=each.year,
        kind=each.kind,
        city=each.city,
        themes=themes,
    )


def value_in_words(figure: Indicator) -> str:
    """A value as a reader reads it: ``\u2265 10个``, ``3\u20135个``, ``2亿元``."""
    first = _number(figure.value)
    if figure.value_max is not None:
        return f"{first}\u2013{_number(figure.value_max)}{figure.unit}"
    sign = COMPARATORS.get(figure.comparator, figure.comparator)
    return f"{sign} {first}{figure.unit}" if sign else f"{first}{figure.unit}"


def _number(value: float) -> str:
    if abs(value) >= HUNDRED_MILLION:
        return f"{round(value / HUNDRED_MILLION, 4):,g}亿"
    return f"{int(value):,}" if value == int(value) else f"{round(value, 4):,}"
