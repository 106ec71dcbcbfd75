"""A document as the data that the templates set: strings, numbers, lists; never markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenku.model import Block, BlockKind, Document
from wenku.model.address import address, document_path
from wenku.model.doubts import Doubt, doubts_of
from wenku.model.paragraphs import numbered
from wenku.model.tally import counts
from wenku.publish.citation import ACCESSED, gbt_2025, reference_of
from wenku.publish.pdf.fonts import Setter
from wenku.publish.pdf.titles import title_lines
from wenku.text.calendar import in_chinese

Data = dict[str, object]
Run = list[str]

LIBRARY = "康养文库"
RUNNING_LENGTH = 24
"""Characters of a running title."""
TITLE_MEASURE = 17.5
"""Ideographs of a title's size in the width of the type area; ``style.typ`` sets both."""

COLUMNS = 8
"""Columns of a table that stay legible side by side."""

_MIDDLE_DOT = "\u00b7"


def document_data(document: Document, setter: Setter, site_url: str = "") -> Data:
    """Everything the templates need to set one document."""
    stated = document.metadata
    title = setter.text(stated.title or document.id)
    parts = list(_parts(document, setter))
    again = Setter()  # what fonts lack is counted once, where it stands
    return {
        "title": title,
        "lines": title_lines(title, TITLE_MEASURE),
        "running": title if len(title) <= RUNNING_LENGTH else f"{title[:RUNNING_LENGTH]}…",
        "library": LIBRARY,
        "authors": [setter.text(stated.author)] if stated.author else [],
        "keywords": [setter.text(theme.name) for theme in document.annotations.themes],
        "description": again.text(_description(document)),
        "card": [[name, setter.text(value)] for name, value in _card(document) if value],
        "parts": parts,
        "notes": [again.text(line) for line in _notes(document, site_url)],
    }


def _card(document: Document) -> Iterator[tuple[str, str]]:
    stated, known = document.metadata, document.annotations
    yield "来源", stated.source
    yield "日期", in_chinese(stated.date)
    yield "作者", stated.author
    yield "编辑", stated.editor
    yield "体裁", stated.doc_type
    province = known.province if known.province != known.subject_city else ""
    yield "地方", f"{province}{known.subject_city}{known.district}"
    yield "主题", "、".join(theme.name for theme in known.themes)
    yield "原址", stated.url


def _description(document: Document) -> str:
    first = next((block.text for block in document.body if block.kind is BlockKind.PARAGRAPH), "")
    return first[:100]


def _notes(document: Document, site_url: str) -> Iterator[str]:
    own = f"{site_url.rstrip('/')}/{address(document_path(document.id))}" if site_url else ""
    if document.metadata.title_derived:
        yield "标题为编者所拟，原文未载。"
    citation = gbt_2025(reference_of(document, own)).replace(ACCESSED, "")
    yield f"引用格式（GB/T 7714—2025）：{citation}"
    done = counts(document.trail)
    mended = sum(done.by_family().values())
    removed = sum(count for _, count in done.removed)
    yield (
        f"据种子文件 {document.source.file} 整理：修复 {mended} 处，删去文外文字 {removed} 行，"
        f"存疑 {done.unresolved} 处。"
    )
    yield f"SHA-256 {document.source.sha256}"
    for doubt in doubts_of(document):
        yield f"存疑 {doubt.number}：“{doubt.surface}”"


def _parts(document: Document, setter: Setter) -> Iterator[Data]:
    doubts: dict[int, list[Doubt]] = {}
    for doubt in doubts_of(document):
        doubts.setdefault(doubt.block, []).append(doubt)
    above = 1
    for index, number, block in numbered(document):
        part = _part(block, number, doubts.get(index, ()), setter)
        if block.kind is BlockKind.HEADING:
            # PDF/UA knows no level below one that is not there
            above = part["level"] = min(max(block.level, 2), above + 1)
        yield part


def _part(block: Block, number: int, doubts: Sequence[Doubt], setter: Setter) -> Data:
    data: Data = {"kind": block.kind.value, "number": number}
    if block.kind is BlockKind.ITEM:
        data["depth"] = block.level
    if block.kind is BlockKind.TABLE:
        data["tables"] = list(_tables(block, setter))
        data["header"] = block.header
    elif block.kind is BlockKind.CODE:
        data["lines"] = [setter.text(line) for line in block.text.split("\n")]
    else:
        data["runs"] = list(_runs(block, doubts, setter))
    return data


def _tables(block: Block, setter: Setter) -> Iterator[list[list[str]]]:
    """The rows of a table; one too wide for a page in several, each with the first column."""
    width = max(map(len, block.rows), default=0)
    if not width:
        return
    rows = [[setter.text(cell) for cell in row] + [""] * (width - len(row)) for row in block.rows]
    if width <= COLUMNS:
        yield rows
        return
    for start in range(1, width, COLUMNS - 1):
        yield [[row[0], *row[start : start + COLUMNS - 1]] for row in rows]


def _runs(block: Block, doubts: Sequence[Doubt], setter: Setter) -> Iterator[Run]:
    """Pieces of a block's text by how they are set, in order and complete."""
    styles = [""] * len(block.text)
    for mark in block.marks:
        styles[mark.start : mark.end] = ["strong"] * (mark.end - mark.start)
    for doubt in doubts:
        styles[doubt.start : doubt.end] = ["doubt"] * (doubt.end - doubt.start)
    start = 0
    for end in range(1, len(styles) + 1):
        if end == len(styles) or styles[end] != styles[start]:
            content = setter.text(block.text[start:end])
            if styles[start]:
                yield [styles[start], content]
            else:
                yield from _bound(content)
            start = end


def _bound(content: str) -> Iterator[Run]:
    """A middle dot keeps to the character before it: it may not begin a line."""
    start = 0
    position = content.find(_MIDDLE_DOT, 1)
    while position > 0:
        if position - 1 > start:
            yield ["plain", content[start : position - 1]]
        if position - 1 >= start:
            yield ["bound", content[position - 1 : position + 1]]
            start = position + 1
        position = content.find(_MIDDLE_DOT, position + 1)
    if start < len(content):
        yield ["plain", content[start:]]
