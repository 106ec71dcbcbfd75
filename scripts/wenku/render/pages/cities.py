"""A page for each city, and the overview by province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from wenku.model import Document, Entity
from wenku.model.address import entity_path
from wenku.model.citing import citing
from wenku.render import markdown
from wenku.render.frontmatter import front_matter
from wenku.render.made import Makers
from wenku.render.pages import sections
from wenku.render.shelf import SEPARATOR, Shelf, anchor_for, pieces, stated

INDEX = "cities/index.md"
OTHER = "其他"
IN_FULL = 20
"""Documents that mention a city shown with the sentence that does."""
LISTED = 200
"""Documents listed; how many more there are is said."""


def city_pages(shelf: Shelf) -> Makers:
    """Pages of the cities by path."""
    pages = {entity_path(city): partial(_city_page, shelf, city) for city in shelf.cities}
    return {INDEX: partial(_overview, shelf), **pages}


def by_province(cities: Sequence[Entity]) -> dict[str, list[Entity]]:
    """Cities by province, in the order in which provinces first occur; unknown ones last."""
    provinces: dict[str, list[Entity]] = {}
    for city in sorted(cities, key=lambda city: not city.province):
        provinces.setdefault(city.province or OTHER, []).append(city)
    return provinces


def _overview(shelf: Shelf) -> str:
    blocks = ["# 城市", f"文献写到的{len(shelf.cities)}座城市，按省份排列。"]
    for province, cities in by_province(shelf.cities).items():
        blocks.append(markdown.section(markdown.escape(province), anchor_for(province)))
        blocks.append(shelf.counted(cities, INDEX))
    return markdown.paragraphs(blocks)


def _city_page(shelf: Shelf, city: Entity) -> str:
    here = entity_path(city)
    documents = shelf.documents(city.documents)
    about = [each for each in documents if each.annotations.subject_city == city.name]
    others = [each for each in documents if each.annotations.subject_city != city.name]
    blocks = [f"# {markdown.line(city.name)}", _summary(city, len(about), len(others))]
    if themes := _themes(shelf, about or others, here):
        blocks += [markdown.section("主题" if about else "提到它的文献的主题", "themes"), themes]
    if about:
        blocks.append(markdown.section(f"关于{markdown.escape(city.name)}的文献", "about"))
        blocks.append("\n".join(_about(shelf, document, here) for document in about[:LISTED]))
        blocks.append(sections.rest(len(about) - LISTED, "篇", "文献", "documents/index.md", here))
    said = shelf.statements_by_city.get(city.name, [])
    blocks += sections.indicators(shelf, said, here)
    blocks += sections.timeline(shelf, said, here)
    blocks += sections.partners(shelf, city.name, here)
    blocks += sections.institutions(shelf, shelf.institutions_by_city.get(city.name, []), here)
    if others:
        blocks.append(markdown.section(f"提到{markdown.escape(city.name)}的文献", "mentions"))
        blocks += _mentioning(shelf, others[:IN_FULL], city.name, here)
        blocks.append(shelf.entries(others[IN_FULL:LISTED], here))
        blocks.append(sections.rest(len(others) - LISTED, "篇", "文献", "documents/index.md", here))
    fields = {"title": city.name, **({"province": city.province} if city.province else {})}
    return f"{front_matter(fields)}\n{markdown.paragraphs(blocks)}"


def _summary(city: Entity, about: int, others: int) -> str:
    parts = [markdown.line(city.province)] if city.province else []
    parts.append(pieces(city) + "文献")
    if about and others:
        parts.append(f"{about}篇以其为主，{others}篇提到")
    return SEPARATOR.join(parts)


def _themes(shelf: Shelf, documents: Sequence[Document], here: str) -> str:
    counts: Counter[str] = Counter()
    strength: dict[str, float] = {}
    for document in documents:
        for theme in document.annotations.themes:
            counts[theme.name] += 1
            strength[theme.name] = max(strength.get(theme.name, 0.0), theme.strength)
    ranked = sorted(counts, key=lambda name: (-counts[name], -strength[name], name))
    return "\n".join(
        markdown.item(
            f"{shelf.name('theme', name, here)} {counts[name]}篇，强度{strength[name]:.2f}"
        )
        for name in ranked
    )


def _about(shelf: Shelf, document: Document, here: str) -> str:
    themes = shelf.names("theme", (theme.name for theme in document.annotations.themes), here)
    parts = [*stated(document), *([f"主题：{themes}"] if themes else [])]
    return markdown.item(f"{shelf.title(document, here)} {SEPARATOR.join(parts)}".rstrip())


def _mentioning(shelf: Shelf, documents: Sequence[Document], city: str, here: str) -> Iterator[str]:
    for document in documents:
        yield f"### {shelf.title(document, here)}"
        yield shelf.in_one_line(document)
        for found in citing(document, shelf.mentions_in(document, "city", city), 1):
            yield shelf.passage(document, found, here)
