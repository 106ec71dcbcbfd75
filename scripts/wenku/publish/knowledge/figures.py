"""All indicators as rows in files of bounded size, with an index of what can be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wenku.model import Document, Library
from wenku.model.address import address, document_path, entity_path, has_page
from wenku.model.paragraphs import label_of, numbered
from wenku.model.statements import Statement, statements_of

ROWS = 1000
"""Of a file."""
CHOICES = 400
"""Values of one field that the index lists; the rarer ones are found by typing."""

Row = list[object]


Found = tuple[Document, Statement, str]
"""A statement, where it stands, and what its paragraph is called."""


class Figures:
    """The rows of a library, file by file, so that only one file's rows are held at a time."""

    def __init__(self, library: Library) -> None:
        """Gather the statements that have a value, by their cities."""
        self._pages = {
            entity.name: address(entity_path(entity))
            for entity in library.entities_of("city")
            if has_page(entity)
        }
        self._found = _by_city(library)
        self._total = 0
        self._cities: dict[str, dict[str, object]] = {}
        self._counts: dict[str, Counter[str]] = {
            name: Counter() for name in ("theme", "year", "kind", "unit")
        }

    def files(self) -> Iterator[dict[str, object]]:
        """All rows, those of a city together, the cities with most of them first; once only."""
        file = _File()
        ranked = sorted(self._found, key=lambda name: (not name, -len(self._found[name]), name))
        for city in ranked:
            found = self._found.pop(city)
            files = range(self._total // ROWS, (self._total + len(found) - 1) // ROWS + 1)
            page = self._pages.get(city, "")
            self._cities[city] = {"n": len(found), "files": list(files), "url": page}
            self._total += len(found)
            for document, each, label in found:
                file.add(document, each, label)
                _count(self._counts, each)
                if len(file.rows) == ROWS:
                    yield file.content()
                    file = _File()
        if file.rows:
            yield file.content()

    def index(self) -> dict[str, object]:
        """What the page needs before any row; to be asked for when all files are made."""
        full, rest = divmod(self._total, ROWS)
        return {
            "total": self._total,
            "files": [ROWS] * full + [rest] * bool(rest),
            "city": self._cities,
            **{name: _choices(counted) for name, counted in self._counts.items()},
        }


def _by_city(library: Library) -> dict[str, list[Found]]:
    by_city: dict[str, list[Found]] = {}
    for document in library.documents:
        labels = {at: label_of(number) for at, number, _ in numbered(document)}
        for each in statements_of(document):
            if each.value is not None:
                entry = (document, each, labels.get(each.block, "标题"))
                by_city.setdefault(each.city, []).append(entry)
    return by_city


def _count(counts: dict[str, Counter[str]], each: Statement) -> None:
    counts["theme"].update(each.themes)
    counts["year"][str(each.year or "")] += 1
    counts["kind"][each.kind] += 1
    counts["unit"][each.unit] += 1


class _File:
    """Rows, and the documents that they name by number: several rows are of one document."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._documents: dict[str, tuple[int, Document]] = {}

    def add(self, document: Document, each: Statement, label: str) -> None:
        number, _ = self._documents.setdefault(document.id, (len(self._documents), document))
        self.rows.append(_row(each, label, number))

    def content(self) -> dict[str, object]:
        documents = [
            [address(document_path(each.id)), each.metadata.title or each.id]
            for _, each in self._documents.values()
        ]
        return {"documents": documents, "rows": self.rows}


def _row(each: Statement, label: str, document: int) -> Row:
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
        f"#{each.anchor}",
        label,
        document,
    ]


def _choices(counted: Counter[str]) -> list[list[object]]:
    ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return [[value, number] for value, number in ranked[:CHOICES]]
