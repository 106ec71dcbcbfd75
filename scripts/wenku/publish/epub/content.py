"""Documents as the HTML that pandoc makes a book of; all text is escaped here, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from wenku.model import Block, BlockKind, Document
from wenku.model.paragraphs import numbered
from wenku.publish.citation import ACCESSED, gbt_2025, reference_of
from wenku.text.calendar import in_chinese

# XML 1.0 has no place for these; a single one makes a book that no reader opens.
_NOT_XML = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), 0xFFFE, 0xFFFF])
for _kept in (0x09, 0x0A):
    del _NOT_XML[_kept]


def book_html(documents: Iterable[Document]) -> str:
    """One chapter a document, in the order given."""
    return "\n".join(line for document in documents for line in _chapter(document))


def _chapter(document: Document) -> Iterator[str]:
    title = document.metadata.title or document.id
    yield f'<h1 id="{_identifier(document.id)}">{_text(title)}</h1>'
    yield from _card(document)
    for _, number, block in numbered(document):
        yield _block(document, number, block)
    citation = gbt_2025(reference_of(document)).replace(ACCESSED, "")
    yield f'<div class="note"><p>引用格式：{_text(citation)}</p></div>'


def _card(document: Document) -> Iterator[str]:
    stated = document.metadata
    pairs = (
        ("来源", stated.source),
        ("日期", in_chinese(stated.date)),
        ("作者", stated.author),
        ("编辑", stated.editor),
        ("原址", stated.url),
    )
    shown = "　".join(f"{name}：{_text(value)}" for name, value in pairs if value)
    if shown:
        yield f'<div class="card"><p>{shown}</p></div>'


def _block(document: Document, number: int, block: Block) -> str:
    identifier = f"{_identifier(document.id)}-{block.anchor}"
    if block.kind is BlockKind.HEADING:
        return f'<h{block.level} id="{identifier}">{_text(block.text)}</h{block.level}>'
    if block.kind is BlockKind.TABLE:
        return _table(block, identifier)
    if block.kind is BlockKind.CODE:
        return f'<pre id="{identifier}">{_text(block.text)}</pre>'
    inner = f'<span class="number">{number}</span>{_marked(block)}'
    paragraph = f'<div class="{block.kind.value}" id="{identifier}"><p>{inner}</p></div>'
    return f"<blockquote>{paragraph}</blockquote>" if block.kind is BlockKind.QUOTE else paragraph


def _marked(block: Block) -> str:
    pieces: list[str] = []
    position = 0
    for mark in sorted(block.marks, key=lambda mark: mark.start):
        if mark.start >= position:
            pieces.append(_text(block.text[position : mark.start]))
            pieces.append(f"<strong>{_text(block.text[mark.start : mark.end])}</strong>")
            position = mark.end
    return "".join([*pieces, _text(block.text[position:])])


def _table(block: Block, identifier: str) -> str:
    def row(cells: tuple[str, ...], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{_text(cell)}</{tag}>" for cell in cells) + "</tr>"

    head = f"<thead>{row(block.rows[0], 'th')}</thead>" if block.header else ""
    body = "".join(row(cells, "td") for cells in block.rows[1 if block.header else 0 :])
    return f'<table id="{identifier}">{head}<tbody>{body}</tbody></table>'


def _text(content: str) -> str:
    return escape(content.translate(_NOT_XML))


def _identifier(stem: str) -> str:
    """An XML name that no other stem has: letters and digits stay, the rest is spelled out."""
    return "d-" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in stem)
