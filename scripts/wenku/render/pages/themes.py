"""A page for each theme: its documents by city, with the passages that earned it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from wenku.model import Document, Entity, Passage, Theme
from wenku.model.address import document_path, entity_path
from wenku.model.paragraphs import label_of
from wenku.render import markdown
from wenku.render.frontmatter import front_matter
from wenku.render.made import Makers
from wenku.render.pages import sections
from wenku.render.picture import element, page_from
from wenku.render.shelf import SEPARATOR, Shelf, anchor_for, clipped, pieces
from wenku.vocab.themes import theme_vocabulary

INDEX = "themes/index.md"
NO_CITY = "未标明城市"
LEAST_ABREAST = 2
PASSAGES = 2
"""Passages shown for a document."""
NAMED = 6
"""Cities named for a theme in the overview."""
LISTED = 40
"""Documents of a city listed; how many more there are is said."""
ABREAST = 12
"""Cities whose strongest passages stand side by side; each has a section below."""
MANY_CITIES = 30
"""From here on a city shows less, so that the page stays small."""
IN_FULL = 5
"""Documents of a city shown with passages; the rest is listed."""


def theme_pages(shelf: Shelf) -> Makers:
    """Pages of the themes by path."""
    pages = {entity_path(theme): partial(_theme_page, shelf, theme) for theme in shelf.themes}
    return {INDEX: partial(_overview, shelf), **pages}


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
    blocks += _abreast(shelf, theme.name, cities, here)
    many = named > MANY_CITIES
    in_full, listed = (1, 4) if many else (IN_FULL, LISTED)
    for city, documents in cities.items():
        label = shelf.name("city", city, here) if city else NO_CITY
        blocks.append(markdown.section(label, anchor_for(city or NO_CITY)))
        for document in documents[:in_full]:
            blocks += _with_passages(shelf, document, theme.name, here)
        blocks.append(shelf.entries(documents[in_full:listed], here))
        more = len(documents) - listed
        blocks.append(sections.rest(more, "篇", "文献", "documents/index.md", here))
    return f"{front_matter({'title': theme.name})}\n{markdown.paragraphs(blocks)}"


def _abreast(
    shelf: Shelf, theme: str, cities: Mapping[str, Sequence[Document]], here: str
) -> Iterator[str]:
    """The strongest passage of each city side by side, where there are two cities or more."""
    named = [city for city in cities if city]
    if len(named) < LEAST_ABREAST:
        return
    ranked = sorted(named, key=lambda city: -_strength(cities[city][0], theme))
    columns = (_column(shelf, city, cities[city][0], theme, here) for city in ranked[:ABREAST])
    yield markdown.section("各地并看", "abreast")
    yield element("div", "".join(columns), class_="abreast")
    if len(named) > ABREAST:
        yield f"另有{len(named) - ABREAST}座城市，见下面各节。"


def _column(shelf: Shelf, city: str, document: Document, name: str, here: str) -> str:
    theme = _theme_of(document, name)
    passages = theme.passages[:1] if theme else ()
    path = shelf.path("city", city)
    label = markdown.literal(city)
    if path:
        label = element("a", label, href=page_from(path, here))
    return element(
        "section", element("h3", label) + "".join(_words(shelf, document, passages, here))
    )


def _words(
    shelf: Shelf, document: Document, passages: Sequence[Passage], here: str
) -> Iterator[str]:
    for found in passages:
        block = document.blocks[found.block]
        number = shelf.number(document, found.block)
        where = element(
            "a",
            label_of(number),
            href=f"{page_from(document_path(document.id), here)}#{block.anchor}",
            title=document.metadata.title or document.id,
        )
        words = clipped(block.text[found.start : found.end] or block.text)
        yield element("p", f"{markdown.literal(words)} {where}")


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
    yield shelf.in_one_line(document)
    theme = _theme_of(document, name)
    for found in theme.passages[:PASSAGES] if theme else ():
        yield shelf.passage(document, found, here)
