"""Theme by city: how many documents, and where there is nothing; a cell leads to the passages."""

from __future__ import annotations

from collections.abc import Iterator

from wenku.model.address import address
from wenku.render import markdown
from wenku.render.markdown import literal
from wenku.render.pages import sections
from wenku.render.picture import element
from wenku.render.shelf import Shelf, anchor_for

HERE = "compare.md"
NO_CITY = "未标明城市"
CITIES = 80
"""Rows of the matrix; the others can be chosen by name, and have pages of their own."""


def compare_page(shelf: Shelf) -> str:
    """The matrix; scripts put a panel above it in which cities and documents stand side by side."""
    counts = _counts(shelf)
    if not counts:
        return markdown.paragraphs(["# 比较", "还没有可以比较的文献。"])
    cities = [city.name for city in shelf.cities if city.name in counts]
    shown = _largest(counts, cities)
    lead = (
        f"{len(shelf.themes)}个主题，{len(cities)}座城市。"
        "数字是以该城市为主、论及该主题的文献篇数，空格是还没有文献论及。"
    )
    return markdown.paragraphs(
        [
            "# 比较",
            lead,
            '<div class="compare" id="compare" data-base="knowledge/compare/"></div>',
            markdown.section("主题与城市", "matrix"),
            _matrix(shelf, counts, shown),
            sections.rest(len(cities) - CITIES, "座城市", "城市", "cities/index.md", HERE),
        ]
    )


def _counts(shelf: Shelf) -> dict[str, dict[str, int]]:
    """Documents by subject city and theme."""
    counts: dict[str, dict[str, int]] = {}
    for document in shelf.newest:
        known = document.annotations
        for theme in known.themes:
            row = counts.setdefault(known.subject_city, {})
            row[theme.name] = row.get(theme.name, 0) + 1
    return counts


def _largest(counts: dict[str, dict[str, int]], cities: list[str]) -> list[str]:
    """The cities with the most documents in their usual order, then what names no city."""
    ranked = sorted(cities, key=lambda city: -sum(counts[city].values()))
    kept = set(ranked[:CITIES])
    return [city for city in cities if city in kept] + ([""] if "" in counts else [])


def _matrix(shelf: Shelf, counts: dict[str, dict[str, int]], cities: list[str]) -> str:
    head = element("th", "城市", scope="col") + "".join(
        element(
            "th",
            element(
                "a", element("span", literal(theme.name)), href=address(_path(shelf, theme.name))
            ),
            scope="col",
        )
        for theme in shelf.themes
    )
    rows = "".join(element("tr", "".join(_row(shelf, city, counts[city]))) for city in cities)
    caption = element("caption", "各城市论及各主题的文献篇数", class_="hidden")
    table = element(
        "table",
        caption + element("thead", element("tr", head)) + element("tbody", rows),
        class_="matrix",
    )
    return element(
        "div", table, class_="scroll", role="region", aria_label="主题与城市", tabindex=0
    )


def _row(shelf: Shelf, city: str, counts: dict[str, int]) -> Iterator[str]:
    path = shelf.path("city", city)
    name = literal(city or NO_CITY)
    yield element("th", element("a", name, href=address(path)) if path else name, scope="row")
    most = max(counts.values())
    for theme in shelf.themes:
        number = counts.get(theme.name, 0)
        if not number:
            yield element("td", element("span", "无", class_="hidden"), class_="gap")
            continue
        target = f"{address(_path(shelf, theme.name))}#{anchor_for(city or NO_CITY)}"
        cell = element(
            "a",
            str(number),
            href=target,
            aria_label=f"{city or NO_CITY}，{theme.name}，{number}篇",
            data_city=city,
            data_theme=theme.name,
        )
        yield element("td", cell, class_=f"full-{1 + 3 * (number - 1) // max(most, 1)}")


def _path(shelf: Shelf, theme: str) -> str:
    return shelf.path("theme", theme)
