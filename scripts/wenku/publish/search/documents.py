"""What search shows of documents, one file each, and what it filters and ranks them by."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from wenku.model import Document, Library
from wenku.model.paragraphs import numbered
from wenku.publish.search.bits import Section, characters, gamma, low_bits, records, rice

Plain = dict[str, object]


def in_order(library: Library) -> tuple[Document, ...]:
    """The documents as search numbers them: newest first, undated ones last."""
    by_name = sorted(library.documents, key=lambda document: document.id)
    return tuple(sorted(by_name, key=lambda document: document.metadata.date, reverse=True))


def text_record(document: Document) -> list[object]:
    """One document as the browser shows it: id, what is stated, then its blocks.

    A block is its anchor, its number in the margin (0 for a heading) and its text.
    """
    stated = document.metadata
    return [
        document.id,
        stated.title or document.id,
        stated.date,
        stated.source,
        stated.doc_type,
        [[block.anchor, number, block.text] for _, number, block in numbered(document)],
    ]


def facets(library: Library, documents: Sequence[Document]) -> Plain:
    """What documents are filtered and ranked by, in columns.

    Places are cities, and provinces of documents that name no city of theirs; each with the number
    of its province among the names, or -1.
    """
    provinces = {
        entity.name: entity.province for entity in library.entities if entity.kind == "city"
    }
    places = [_places(document, provinces) for document in documents]
    themes = [[theme.name for theme in each.annotations.themes] for each in documents]
    types = [_stated(document.metadata.doc_type) for document in documents]
    sources = [_stated(document.metadata.source) for document in documents]
    years = [document.metadata.date[:4] for document in documents]
    return {
        "count": len(documents),
        "years": [[year, count] for year, count in Counter(years).items()],
        "places": _lists(places),
        "provinces": {name: province for name, province in sorted(provinces.items()) if province},
        "themes": _lists(themes),
        "types": _lists(types),
        "sources": _lists(sources),
        "lengths": _column([_magnitude(document) for document in documents]),
    }


def _stated(value: str) -> list[str]:
    return [value] if value else []


def _places(document: Document, provinces: Mapping[str, str]) -> list[str]:
    known = document.annotations
    named = list(dict.fromkeys(known.cities))
    if known.province and known.province not in {provinces.get(name) for name in named}:
        named.append(known.province)
    return named


def _magnitude(document: Document) -> int:
    """The length of a document in quarters of powers of two: as exact as ranking needs it."""
    length = sum(len(block.text) for block in document.body)
    return round(4 * math.log2(length + 1))


def _lists(lists: Sequence[Sequence[str]]) -> Plain:
    """Names by their numbers, the most frequent first, and for each document those it has."""
    counts = Counter(name for names in lists for name in names)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    numbers = {name: number for number, name in enumerate(names)}
    sizes = np.array([len(each) for each in lists], dtype=np.int64)
    values = np.array([numbers[name] for each in lists for name in each], dtype=np.int64)
    low = low_bits(int(values.sum()) + len(values), np.array([len(values)]))
    made = records(
        [
            Section(np.ones_like(sizes), gamma(sizes + 1)),
            Section(sizes, rice(values, np.repeat(low, len(values)))),
        ]
    )
    return {"names": names, "low": int(low[0]), "lists": characters(made.bits())}


def _column(values: Iterable[int]) -> str:
    """Small numbers, one a document, as characters: the nearest printable ones, from 0."""
    return "".join(chr(0x30 + value) for value in values)
