"""Pages of what documents name beside places: institutions and policies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from wenku.model import Document, Entity, Mention
from wenku.model.address import FOLDERS, entity_path, has_page
from wenku.model.citing import citing
from wenku.model.statements import Statement
from wenku.render import markdown
from wenku.render.frontmatter import front_matter
from wenku.render.made import Makers
from wenku.render.pages import sections
from wenku.render.shelf import SEPARATOR, Shelf, pieces
from wenku.text.sentences import sentence_at

IN_FULL = 20
"""Documents shown with citing sentences."""
LISTED = 200
"""Documents listed; how many more there are is said."""
RANKED = 2000
"""Entries of an overview, those in most documents; how many more there are is said."""
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


def named_pages(shelf: Shelf) -> Makers:
    """An overview and a page for each institution and policy, by path."""
    makers: dict[str, Callable[[], str]] = {}
    for kind in KINDS:
        named = shelf.library.entities_of(kind.kind)
        entities = tuple(filter(has_page, named))
        index = f"{FOLDERS[kind.kind]}/index.md"
        makers[index] = partial(_overview, shelf, kind, entities, len(named))
        makers.update({entity_path(entity): partial(_page, shelf, entity) for entity in entities})
    return makers


def _overview(shelf: Shelf, kind: Kind, entities: tuple[Entity, ...], named: int) -> str:
    ranked = sorted(entities, key=lambda entity: (-len(entity.documents), entity.name))
    source = f"{FOLDERS[kind.kind]}/index.md"
    lead = kind.lead if named else "还没有。"
    left_out = named - len(ranked[:RANKED])
    more = f"另有{left_out}个{kind.title}提到较少，不在此列，可用检索查找。" if left_out else ""
    return markdown.paragraphs(
        [f"# {kind.title}", lead, shelf.counted(ranked[:RANKED], source), more]
    )


def _page(shelf: Shelf, entity: Entity) -> str:
    here = entity_path(entity)
    blocks = [f"# {markdown.line(entity.name)}", _summary(shelf, entity, here)]
    blocks += sections.partners(shelf, entity.name, here)
    said = _said_with(shelf, entity)
    blocks += sections.indicators(shelf, said, here)
    blocks += sections.timeline(shelf, said, here)
    blocks += [markdown.section("写到的文献", "mentions"), *_documents(shelf, entity)]
    return f"{front_matter({'title': entity.name})}\n{markdown.paragraphs(blocks)}"


def _summary(shelf: Shelf, entity: Entity, here: str) -> str:
    parts = [f"{pieces(entity)}文献写到"]
    if entity.city:
        parts.insert(0, shelf.name("city", entity.city, here))
    own = shelf.titled(entity.name) if entity.kind == "policy" else None
    if own is not None:
        parts.append(f"本库收有原文：{shelf.title(own, here)}")
    return SEPARATOR.join(parts) + "。"


def _said_with(shelf: Shelf, entity: Entity) -> list[Statement]:
    """Statements of the sentences that name an entity."""
    found: list[Statement] = []
    for document in shelf.documents(entity.documents):
        named: dict[int, list[Mention]] = {}
        for mention in shelf.mentions_in(document, entity.kind, entity.name):
            named.setdefault(mention.block, []).append(mention)
        for block in sorted(named):
            found += _said_beside(shelf, document, block, named[block])
    return found


def _said_beside(
    shelf: Shelf, document: Document, block: int, mentions: Sequence[Mention]
) -> list[Statement]:
    """Statements of the sentences of a block that some mentions stand in, in order."""
    said = shelf.statements_at(document, block)
    if not said:
        return []
    text = document.blocks[block].text
    spans = {sentence_at(text, mention.start, mention.end) for mention in mentions}
    return [each for each in said if any(start <= each.start < end for start, end in spans)]


def _documents(shelf: Shelf, entity: Entity) -> Iterator[str]:
    here = entity_path(entity)
    documents = shelf.documents(entity.documents)
    for document in documents[:IN_FULL]:
        yield f"### {shelf.title(document, here)}"
        yield shelf.in_one_line(document)
        mentions = shelf.mentions_in(document, entity.kind, entity.name)
        for found in citing(document, mentions, SENTENCES):
            yield shelf.passage(document, found, here)
    yield shelf.entries(documents[IN_FULL:LISTED], here)
    yield sections.rest(len(documents) - LISTED, "篇", "文献", "documents/index.md", here)
