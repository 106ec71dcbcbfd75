"""All indicators as rows in files of bounded size, with an index of what can be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from wenku.model import Document, Library
from wenku.model.address import address, document_path, entity_path, has_page
from wenku.model.paragraphs import numbered
from wenku.model.statements import Statement, statements_of

ROWS = 1000
"""Of a file."""
CHOICES = 400
"""Values of one field that the index lists; the rarer ones are found by typing."""

Row = list[object]


@dataclass
class Figures:
    """Files of rows, and for each city the files that hold its rows."""

    files: list[list[Row]] = field(default_factory=list)
    cities: dict[str, dict[str, object]] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in ("theme", "year", "kind", "unit")}
    )

    def index(self) -> dict[str, object]:
        """What the page needs before any row."""
        return {
            "total": sum(map(len, self.files)),
            "files": [len(rows) for rows in self.files],
            "city": self.cities,
            **{name: _choices(counted) for name, counted in self.counts.items()},
        }


def figures_of(library: Library) -> Figures:
    """The rows in order of their cities, so that one city lies in few files."""
    by_city: dict[str, list[tuple[Document, Statement, str]]] = {}
    for document in library.documents:
        labels = {at: f"第{number}段" if number else "标题" for at, number, _ in numbered(document)}
        for each in statements_of(document):
            if each.value is not None:
                entry = (document, each, labels.get(each.block, "标题"))
                by_city.setdefault(each.city, []).append(entry)
    pages = {
        entity.name: address(entity_path(entity))
        for entity in library.entities_of("city")
        if has_page(entity)
    }
    made = Figures()
    for city in sorted(by_city, key=lambda name: (not name, -len(by_city[name]), name)):
        _add(made, city, pages.get(city, ""), by_city[city])
    return made


def _add(
    made: Figures, city: str, page: str, found: Sequence[tuple[Document, Statement, str]]
) -> None:
    files: list[int] = []
    for document, each, label in found:
        if not made.files or len(made.files[-1]) >= ROWS:
            made.files.append([])
        if len(made.files) - 1 not in files:
            files.append(len(made.files) - 1)
        made.files[-1].append(_row(document, each, label))
        _count(made.counts, each)
    made.cities[city] = {"n": len(found), "files": files, "url": page}


def _count(counts: dict[str, Counter[str]], each: Statement) -> None:
    counts["theme"].update(each.themes)
    counts["year"][str(each.year or "")] += 1
    counts["kind"][each.kind] += 1
    counts["unit"][each.unit] += 1


def _row(document: Document, each: Statement, label: str) -> Row:
    return [
        each.metric,
        each.shown,
        each.value,
        each.unit,
        each.year or 0,
        each.kind,
        each.city,
        list(each.themes),
        each.quote,
        f"{address(document_path(document.id))}#{each.anchor}",
        label,
        document.metadata.title or document.id,
    ]


def _choices(counted: Counter[str]) -> list[list[object]]:
    ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return [[value, number] for value, number in ranked[:CHOICES]]
