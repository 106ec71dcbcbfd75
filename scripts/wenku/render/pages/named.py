"""Pages of what documents name beside places: institutions and policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wenku.model import Entity
from wenku.model.address import FOLDERS, entity_path
from wenku.render import markdown
from wenku.render.citing import citing
from wenku.render.frontmatter import front_matter
from wenku.render.shelf import Shelf, in_one_line, passage, pieces

SENTENCES = 3
"""Citing sentences shown of a document."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity, as its pages speak of it."""

    kind: str
    title: str
    lead: str


KINDS = (
    Kind("institution", "机构", "文献写到的医院、高校、部门、企业和中心，按文献的篇数排列。"),
    Kind("policy", "政策", "文献用书名号引述的规划、意见、方案和协议，按文献的篇数排列。"),
)


def named_pages(shelf: Shelf) -> dict[str, str]:
    """An overview and a page for each institution and policy, by path."""
    pages: dict[str, str] = {}
    for kind in KINDS:
        entities = shelf.library.entities_of(kind.kind)
        pages[f"{FOLDERS[kind.kind]}/index.md"] = _overview(shelf, kind, entities)
        pages.update({entity_path(entity): _page(shelf, entity) for entity in entities})
    return pages


def _overview(shelf: Shelf, kind: Kind, entities: tuple[Entity, ...]) -> str:
    ranked = sorted(entities, key=lambda entity: (-len(entity.documents), entity.name))
    source = f"{FOLDERS[kind.kind]}/index.md"
    return markdown.paragraphs(
        [f"# {kind.title}", kind.lead if ranked else "还没有。", shelf.counted(ranked, source)]
    )


def _page(shelf: Shelf, entity: Entity) -> str:
    blocks = [f"# {markdown.line(entity.name)}", f"{pieces(entity)}文献写到。"]
    blocks += [markdown.section("写到的文献", "mentions"), *_documents(shelf, entity)]
    return f"{front_matter({'title': entity.name})}\n{markdown.paragraphs(blocks)}"


def _documents(shelf: Shelf, entity: Entity) -> Iterator[str]:
    here = entity_path(entity)
    for document in shelf.documents(entity.documents):
        yield f"### {shelf.title(document, here)}"
        yield in_one_line(document)
        for found in citing(document, entity.kind, entity.name, SENTENCES):
            yield passage(document, found, here)
