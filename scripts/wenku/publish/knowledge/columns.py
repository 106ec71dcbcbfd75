"""A city or a document as one column of a comparison: its themes, each with its best passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wenku.model import Document, Library, Passage
from wenku.model.address import address, document_path, entity_path
from wenku.model.paragraphs import label_of, number_of

Column = dict[str, object]

PASSAGES = 4
"""Of a theme in one column."""
OF_A_DOCUMENT = 2
"""Of those, from one document of a city."""
LONGEST = 160
"""Characters of a passage; its link leads to the whole."""


def city_columns(library: Library) -> Iterator[tuple[str, Column]]:
    """Slug and column of every city that documents are about."""
    by_city: dict[str, list[Document]] = {}
    for document in library.documents:
        by_city.setdefault(document.annotations.subject_city, []).append(document)
    for entity in library.entities_of("city"):
        if documents := by_city.get(entity.name):
            column: Column = {
                "name": entity.name,
                "url": address(entity_path(entity)),
                "note": f"{len(documents)}篇文献",
                "themes": _themes(documents, OF_A_DOCUMENT, _passage_of_many),
            }
            yield entity.slug, column


def document_column(document: Document) -> Column:
    """The column of one document."""
    stated = document.metadata
    note = " \u00b7 ".join(filter(None, (document.annotations.subject_city, stated.date)))
    return {
        "name": stated.title or document.id,
        "url": address(document_path(document.id)),
        "note": note,
        "themes": _themes([document], PASSAGES, _passage),
    }


def _themes(
    documents: Sequence[Document], each_gives: int, told: Callable[[Document, Passage], list[str]]
) -> dict[str, list[object]]:
    """By theme the number of documents and the passages, those of the strongest document first."""
    ranked: dict[str, list[tuple[float, str, Document, tuple[Passage, ...]]]] = {}
    for document in documents:
        for theme in document.annotations.themes:
            entry = (-theme.strength, document.id, document, theme.passages)
            ranked.setdefault(theme.name, []).append(entry)
    themes: dict[str, list[object]] = {}
    for name in sorted(ranked):
        passages: list[list[str]] = []
        for _, _, document, found in sorted(ranked[name], key=lambda entry: entry[:2])[:PASSAGES]:
            passages += [told(document, passage) for passage in found[:each_gives]]
        themes[name] = [len(ranked[name]), passages[:PASSAGES]]
    return themes


def _passage(document: Document, passage: Passage) -> list[str]:
    """Words, place on the document's page, and paragraph of a passage."""
    block = document.blocks[passage.block]
    words = block.text[passage.start : passage.end] or block.text
    shown = words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "\u2026"
    number = number_of(document, passage.block)
    return [shown, f"#{block.anchor}", label_of(number)]


def _passage_of_many(document: Document, passage: Passage) -> list[str]:
    """The same with the document's address before the place, and its title at the end."""
    shown, place, label = _passage(document, passage)
    title = document.metadata.title or document.id
    return [shown, f"{address(document_path(document.id))}{place}", label, title]
