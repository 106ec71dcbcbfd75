"""The article as the site shows it: an id for each block, a number in the margin, doubtful places.

Everything here is text of ours around text that is escaped; tables are written as HTML because
Markdown cannot give them an id or leave out their header.
"""

from __future__ import annotations

from collections.abc import Sequence

from wenku.model import Block, BlockKind, Document
from wenku.model.doubts import doubts_of
from wenku.model.paragraphs import numbered
from wenku.render import markdown
from wenku.render.article import Links, block_markdown, bullet_of, link_spans, mark_spans
from wenku.render.spans import Span


def reading_blocks(document: Document, links: Links) -> list[str]:
    """Blocks of Markdown with ids, numbers and doubtful places marked."""
    linked = link_spans(document, links)
    doubtful = doubt_spans(document)
    return [
        _reading_block(
            block, number, (doubtful.get(index, ()), mark_spans(block), linked.get(index, ()))
        )
        for index, number, block in numbered(document)
    ]


def _reading_block(block: Block, number: int, layers: Sequence[Sequence[Span]]) -> str:
    if block.kind is BlockKind.HEADING:
        text = block_markdown(block, ())
        return f"{text} {{: #{block.anchor} }}" if block.anchor else text
    if block.kind in (BlockKind.TABLE, BlockKind.CODE):
        return _as_html(block, number)
    margin = _margin(block.anchor, number)
    text = block_markdown(block, layers)
    lead = _lead(block)
    indent = " " * len(lead) if lead.startswith(("-", " ")) else lead
    attributes = _attributes(block)
    below = f"\n{indent}{attributes}" if attributes else ""
    return f"{lead}{margin}{text[len(lead) :]}{below}"


def _lead(block: Block) -> str:
    return "> " if block.kind is BlockKind.QUOTE else bullet_of(block)


def _attributes(block: Block) -> str:
    names = [f"#{block.anchor}"] if block.anchor else []
    if block.kind is BlockKind.ITEM:
        names.extend([".item", f".depth-{min(max(block.level, 1), 6)}"])
    return f"{{: {' '.join(names)} }}" if names else ""


def _margin(anchor: str, number: int) -> str:
    """The number in the margin; drawn by the style sheet, so that it is no part of the text."""
    if not anchor:
        return ""
    return f'<a class="num" href="#{anchor}" data-n="{number}" aria-label="第{number}段"></a>'


def _as_html(block: Block, number: int) -> str:
    identity = f' id="{block.anchor}"' if block.anchor else ""
    margin = _margin(block.anchor, number)
    if block.kind is BlockKind.CODE:
        inner = f'<pre tabindex="0"><code>{markdown.literal(block.text)}</code></pre>'
    else:
        label = f'role="region" aria-label="表格，第{number}段" tabindex="0"'
        inner = f'<div class="scroll" {label}><table>{_table(block)}</table></div>'
    return f'<div class="figure"{identity}>{margin}{inner}</div>'


def _table(block: Block) -> str:
    rows = block.rows or tuple(tuple(row.split("\t")) for row in block.text.split("\n"))
    width = max(map(len, rows), default=0)
    head = [_row(row, width, '<th scope="col">', "</th>") for row in rows[: int(block.header)]]
    body = [_row(row, width, "<td>", "</td>") for row in rows[int(block.header) :]]
    return f"<thead>{''.join(head)}</thead>" * bool(head) + f"<tbody>{''.join(body)}</tbody>"


def _row(cells: Sequence[str], width: int, opening: str, closing: str) -> str:
    filled = (*cells, *[""] * (width - len(cells)))
    texts = (markdown.literal(cell.strip()) for cell in filled)
    return f"<tr>{''.join(f'{opening}{text}{closing}' for text in texts)}</tr>"


def doubt_spans(document: Document) -> dict[int, tuple[Span, ...]]:
    """Spans that mark unresolved places, by index of block, numbered as in the explanation."""
    spans: dict[int, list[Span]] = {}
    for doubt in doubts_of(document):
        if doubt.block >= 0:
            span = _doubt_span(doubt.start, doubt.end, doubt.number)
            spans.setdefault(doubt.block, []).append(span)
    return {index: tuple(found) for index, found in spans.items()}


def _doubt_span(start: int, end: int, number: int) -> Span:
    reference = (
        f'<a class="doubt-ref" href="#doubt-{number}" data-n="{number}"'
        f' aria-label="存疑{number}，见说明"></a>'
    )
    return Span(start, end, f'<mark class="doubt" id="place-{number}">', f"</mark>{reference}")
