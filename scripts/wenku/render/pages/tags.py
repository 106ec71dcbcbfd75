"""The tag index: every theme and city with its number of documents.

A tag leads to the page of that theme or city, which lists the documents: one listing of all
documents under all tags would grow with the product of both.
"""

from __future__ import annotations

from collections.abc import Sequence

from wenku.model import Entity
from wenku.render import markdown
from wenku.render.pages.cities import by_province
from wenku.render.shelf import Shelf, pieces

HERE = "tags.md"


def tags_page(shelf: Shelf) -> str:
    """All tags, themes first, then cities by province."""
    blocks = ["# 标签", "每篇文献以主题和城市为标签，数字是文献的篇数。"]
    if shelf.themes:
        blocks += [markdown.section("主题", "themes"), _in_line(shelf, shelf.themes)]
    if shelf.cities:
        blocks.append(markdown.section("城市", "cities"))
    for province, cities in by_province(shelf.cities).items():
        blocks += [f"### {markdown.line(province)}", _in_line(shelf, cities)]
    return markdown.paragraphs(blocks)


def _in_line(shelf: Shelf, entities: Sequence[Entity]) -> str:
    return "\n".join(
        markdown.item(f"{shelf.name(entity.kind, entity.name, HERE)} {pieces(entity)}")
        for entity in entities
    )
