"""The blocks of an article as blocks of Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wenku.model import Block, BlockKind, Document, EntityKind, Library, Mention
from wenku.model.address import document_path, entity_path, has_page, relative
from wenku.render import markdown
from wenku.render.spans import Span, disjoint, inline

Links = Mapping[tuple[str, str], str]
"""Kind and canonical name of an entity to the path of its page below ``docs/``."""

# A printed number or sign that the item itself shows: 1. 1、 (1) 一、 （一） ① a) and the like.
# Such an item stays a paragraph: a list would number it again, or put a bullet before its number.
_PRINTED_MARKER = re.compile(
    r"[(\uff08]?(?:\d{1,3}|[\u4e00-\u9fff]{1,3}|[A-Za-z])[)\uff09.\uff0e\u3001\u3002:\uff1a]"
    r"|[\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u25a0-\u25ff\u00b7\u2022]"
)


def links_of(library: Library) -> Links:
    """The pages that a mention may link to: those of the library's entities."""
    return {
        (entity.kind, entity.name): entity_path(entity)
        for entity in library.entities
        if has_page(entity)
    }


def article(document: Document, links: Links) -> list[str]:
    """Blocks of Markdown for the body of a document, one for each block, in order."""
    linked = link_spans(document, links)
    return [
        block_markdown(block, (mark_spans(block), linked.get(index, ())))
        for index, block in enumerate(document.blocks)
        if block.in_body
    ]


def block_markdown(block: Block, layers: Sequence[Sequence[Span]]) -> str:
    """One block as Markdown, with its emphasis and links."""
    if block.kind is BlockKind.HEADING:
        return markdown.heading(block.text, block.level)
    if block.kind is BlockKind.TABLE:
        return _table(block)
    if block.kind is BlockKind.CODE:
        return markdown.fence(block.text)
    text = markdown.at_line_start(inline(block.text, layers))
    if block.kind is BlockKind.QUOTE:
        return f"> {text}"
    return f"{bullet_of(block)}{text}"


def bullet_of(block: Block) -> str:
    """What stands before an item that prints no number or sign of its own; empty for the rest."""
    if block.kind is not BlockKind.ITEM or _PRINTED_MARKER.match(block.text):
        return ""
    return "    " * (max(block.level, 1) - 1) + "-   "


def mark_spans(block: Block) -> tuple[Span, ...]:
    """The emphasis of a block; white space at its edges is left outside, where it works."""
    spans: list[Span] = []
    for mark in sorted(block.marks, key=lambda mark: (mark.start, mark.end)):
        shown = block.text[mark.start : mark.end]
        start = mark.start + len(shown) - len(shown.lstrip())
        end = mark.end - (len(shown) - len(shown.rstrip()))
        if start >= end:
            continue
        if spans and start <= spans[-1].end:
            previous = spans.pop()
            start, end = previous.start, max(end, previous.end)
        spans.append(Span(start, end, "**", "**"))
    return tuple(spans)


def link_spans(document: Document, links: Links) -> dict[int, tuple[Span, ...]]:
    """Links by index of block: the first mention of each entity in it; none in headings.

    A name inside a longer name (a city in the name of a hospital) is part of that name and gets
    no link of its own.
    """
    here = document_path(document.id)
    by_block: dict[int, list[Mention]] = {}
    for mention in document.annotations.mentions:
        by_block.setdefault(mention.block, []).append(mention)
    spans: dict[int, tuple[Span, ...]] = {}
    for index, mentions in by_block.items():
        if document.blocks[index].kind in _LINKED_KINDS:
            spans[index] = _links_in(mentions, links, here)
    return spans


_LINKED_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
_NOT_A_NAME = frozenset({"pronoun"})
"""Rules whose mentions name nothing by themselves (\u6211\u5e02): a link would only be noise."""


def _links_in(mentions: Sequence[Mention], links: Links, here: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    seen: set[tuple[EntityKind, str]] = set()
    covered = 0
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.start < covered:
            continue
        covered = mention.end
        key = (mention.kind, mention.entity)
        path = links.get(key)
        if path is not None and key not in seen and mention.rule not in _NOT_A_NAME:
            seen.add(key)
            spans.append(Span(mention.start, mention.end, "[", f"]({relative(path, here)})"))
    return disjoint(spans)


def _table(block: Block) -> str:
    rows = block.rows or tuple(tuple(row.split("\t")) for row in block.text.split("\n"))
    cells = [[markdown.escape(cell.strip()) for cell in row] for row in rows]
    if block.header:
        return markdown.table(cells[0], cells[1:])
    return markdown.table([""] * len(cells[0]), cells)
