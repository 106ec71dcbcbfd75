"""A page for each theme: its documents by city, with the passages that earned it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenku.model import Document, Entity, Theme
from wenku.model.address import entity_path
from wenku.render import markdown
from wenku.render.frontmatter import front_matter
from wenku.render.shelf import SEPARATOR, Shelf, anchor_for, in_one_line, passage, pieces
from wenku.vocab.themes import theme_vocabulary

INDEX = "themes/index.md"
NO_CITY = "未标明城市"
PASSAGES = 2
"""Passages shown for a document."""
NAMED = 6
"""Cities named for a theme in the overview."""
IN_FULL = 5
"""Documents of a city shown with passages; the rest is listed."""


def theme_pages(shelf: Shelf) -> dict[str, str]:
    """Pages of the themes by path."""
    pages = {entity_path(theme): _theme_page(shelf, theme) for theme in shelf.themes}
    return {INDEX: _overview(shelf), **pages}


def _overview(shelf: Shelf) -> str:
    blocks = ["# 主题", f"文献所属的{len(shelf.themes)}个主题，每个都列出得出它的段落。"]
    blocks.append("\n".join(markdown.item(_theme_line(shelf, theme)) for theme in shelf.themes))
    return markdown.paragraphs(blocks)


def _theme_line(shelf: Shelf, theme: Entity) -> str:
    parts = [pieces(theme)]
    cities = _by_city(shelf.documents(theme.documents), theme.name)
    if named := [city for city in cities if city]:
        more = "等" if len(named) > NAMED else ""
        parts.append(shelf.names("city", named[:NAMED], INDEX) + more)
    return f"{shelf.name('theme', theme.name, INDEX)} {SEPARATOR.join(parts)}"


def _theme_page(shelf: Shelf, theme: Entity) -> str:
    here = entity_path(theme)
    cities = _by_city(shelf.documents(theme.documents), theme.name)
    named = sum(1 for city in cities if city)
    summary = SEPARATOR.join([pieces(theme) + "文献", *([f"{named}座城市"] if named else [])])
    blocks = [f"# {markdown.line(theme.name)}", _definition(theme.name), summary]
    for city, documents in cities.items():
        label = shelf.name("city", city, here) if city else NO_CITY
        blocks.append(markdown.section(label, anchor_for(city or NO_CITY)))
        for document in documents[:IN_FULL]:
            blocks += _with_passages(shelf, document, theme.name, here)
        blocks.append(shelf.entries(documents[IN_FULL:], here))
    return f"{front_matter({'title': theme.name})}\n{markdown.paragraphs(blocks)}"


def _definition(name: str) -> str:
    """What the vocabulary says the theme covers."""
    known = (entry for entry in theme_vocabulary().themes if entry.name == name)
    return next((markdown.line(entry.definition) for entry in known), "")


def _by_city(documents: Sequence[Document], theme: str) -> dict[str, list[Document]]:
    """Documents by their subject city, the strongest first; those without a city last."""
    ranked = sorted(documents, key=lambda document: -_strength(document, theme))
    cities: dict[str, list[Document]] = {}
    for document in sorted(ranked, key=lambda document: not document.annotations.subject_city):
        cities.setdefault(document.annotations.subject_city, []).append(document)
    return cities


def _strength(document: Document, theme: str) -> float:
    found = _theme_of(document, theme)
    return found.strength if found else 0.0


def _theme_of(document: Document, name: str) -> Theme | None:
    return next((theme for theme in document.annotations.themes if theme.name == name), None)


def _with_passages(shelf: Shelf, document: Document, name: str, here: str) -> Iterator[str]:
    yield f"### {shelf.title(document, here)}"
    yield in_one_line(document)
    theme = _theme_of(document, name)
    for found in theme.passages[:PASSAGES] if theme else ():
        yield passage(document, found, here)
