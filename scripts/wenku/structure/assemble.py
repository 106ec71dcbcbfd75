"""Blocks: every row of a page as a part of a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wenku.model import Block, BlockKind, HintKind, Mark, Page
from wenku.structure.bylines import closing_byline
from wenku.structure.head import Frame
from wenku.structure.headings import headings_of
from wenku.structure.levels import levels_of
from wenku.structure.markers import ITEM_KINDS, MarkerKind
from wenku.structure.rows import MOST, Row
from wenku.structure.tables import Table, tables_of
from wenku.text.anchor import Anchors

LONGEST_LISTED = 80
"""Characters of a line numbered （一） that is the item of a list and not a paragraph."""
LAST_ROWS = 5
"""Rows at the end in which a by-line may close a paragraph."""

_LISTING_KINDS = frozenset(
    {MarkerKind.CHINESE, MarkerKind.PAREN_CHINESE, MarkerKind.ORDINAL, MarkerKind.CAPTION}
)


def with_bylines_apart(page: Page, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows, with a by-line in parentheses at the end of the article on a row of its own."""
    return (*rows[:-LAST_ROWS], *_parted(page, rows[-LAST_ROWS:]))


def _parted(page: Page, rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        byline = closing_byline(row.text) if row.plain else None
        raw = page.text[row.start : row.end]
        cut = max(raw.rfind("\uff08"), raw.rfind("("))
        if byline is None or cut <= 0 or row.text[byline.start :] != " ".join(raw[cut:].split()):
            yield row
            continue
        kept = raw[:cut].rstrip()
        yield replace(row, end=row.start + len(kept), text=" ".join(kept.split()))
        yield Row(row.start + cut, row.end, row.text[byline.start :])


def blocks_of(page: Page, rows: Sequence[Row], frame: Frame) -> tuple[Block, ...]:
    """The blocks of a page, in order; each row belongs to exactly one."""
    around = {*frame.title_rows, *frame.metadata_rows}
    tables = {table.first: table for table in tables_of(page, rows)}
    inside = [index for index in range(len(rows)) if index not in around]
    article = [rows[index] for index in inside]
    standings = headings_of(_masked(article, inside, tables), 0, len(article))
    levels = levels_of(article, standings)
    by_row = {inside[index]: level for index, level in levels.items()}
    return tuple(_blocks(page, rows, frame, tables, by_row))


def _masked(
    article: Sequence[Row], inside: Sequence[int], tables: Mapping[int, Table]
) -> list[Row]:
    """The rows of the article, those of tables without markup marked as such too."""
    tabled = {row for table in tables.values() for row in range(table.first, table.last)}
    return [
        replace(row, table=max(row.table, 0)) if index in tabled else row
        for row, index in zip(article, inside, strict=True)
    ]


def _blocks(
    page: Page,
    rows: Sequence[Row],
    frame: Frame,
    tables: Mapping[int, Table],
    levels: Mapping[int, int],
) -> Iterator[Block]:
    anchors, depths, marks = Anchors(), _Depths(), _Marks(page)
    index = 0
    while index < len(rows):
        row, table = rows[index], tables.get(index)
        last = index + 1
        if index in frame.title_rows:
            yield Block(BlockKind.TITLE, row.start, row.end, row.text)
        elif index in frame.metadata_rows:
            yield Block(BlockKind.METADATA, row.start, row.end, row.text)
        elif table is not None:
            last = table.last
            yield _table(rows, table, anchors)
        elif row.code:
            last = _last_of_code(rows, index)
            yield _code(page, rows[index], rows[last - 1], anchors)
        elif index in levels:
            depths.reset()
            yield _heading(row, levels[index], anchors)
        else:
            yield _text(rows, index, anchors, depths, marks)
        index = last


def _heading(row: Row, level: int, anchors: Anchors) -> Block:
    anchor = anchors.give(row.text, "h")
    return Block(BlockKind.HEADING, row.start, row.end, row.text, level=level, anchor=anchor)


def _table(rows: Sequence[Row], table: Table, anchors: Anchors) -> Block:
    text = "\n".join("\t".join(cells) for cells in table.cells)
    start, end = rows[table.first].start, rows[table.last - 1].end
    return Block(
        BlockKind.TABLE,
        start,
        end,
        text,
        anchor=anchors.give(text),
        rows=table.cells,
        header=table.header,
    )


def _last_of_code(rows: Sequence[Row], index: int) -> int:
    while index < len(rows) and rows[index].code:
        index += 1
    return index


def _code(page: Page, first: Row, last: Row, anchors: Anchors) -> Block:
    raw = page.text[first.start - first.indent : last.end]
    text = "\n".join(line.rstrip() for line in raw.split("\n"))
    return Block(BlockKind.CODE, first.start, last.end, text, anchor=anchors.give(text))


def _text(
    rows: Sequence[Row], index: int, anchors: Anchors, depths: _Depths, marks: _Marks
) -> Block:
    row = rows[index]
    kind = BlockKind.QUOTE if row.quote else BlockKind.PARAGRAPH
    level = 0
    if kind is BlockKind.PARAGRAPH and _is_item(rows, index):
        kind, level = BlockKind.ITEM, depths.of(row)
    elif row.item == 0:
        depths.reset()
    return Block(
        kind,
        row.start,
        row.end,
        row.text,
        level=level,
        anchor=anchors.give(row.text),
        marks=marks.of(row),
    )


def _is_item(rows: Sequence[Row], index: int) -> bool:
    row = rows[index]
    if row.item:
        return True
    if row.marker is None or not row.marker.firm:
        return False
    if row.kind in ITEM_KINDS:
        return True
    if row.kind not in _LISTING_KINDS or len(row.text) > LONGEST_LISTED or not row.marker.ordinal:
        return False
    return any(
        0 <= other < len(rows) and _are_neighbours(row, rows[other], other - index)
        for other in (index - 1, index + 1)
    )


def _are_neighbours(row: Row, other: Row, step: int) -> bool:
    if row.marker is None or other.marker is None or other.kind is not row.kind:
        return False
    return other.marker.ordinal == row.marker.ordinal + step


class _Depths:
    """Depth of items that only their numbering tells."""

    __slots__ = ("_open",)

    def __init__(self) -> None:
        self._open: list[int] = []

    def reset(self) -> None:
        """A heading or a paragraph ends all lists."""
        self._open = []

    def of(self, row: Row) -> int:
        """Depth of the next item, from 1."""
        if row.marker is None or row.item > 1:
            return max(row.item, 1)
        while self._open and self._open[-1] >= row.marker.kind:
            self._open.pop()
        self._open.append(int(row.marker.kind))
        return max(len(self._open), row.item)


class _Marks:
    """Emphasis of the page, by row."""

    __slots__ = ("_hints", "_starts", "_text")

    def __init__(self, page: Page) -> None:
        self._text = page.text
        self._hints = sorted(page.hints_of(HintKind.STRONG))
        self._starts = [hint.start for hint in self._hints]

    def of(self, row: Row) -> tuple[Mark, ...]:
        """Emphasis inside a row, in offsets of its text; what is all bold stresses nothing."""
        if not self._hints or row.strong:
            return ()
        raw = self._text[row.start : row.end]
        marks: list[Mark] = []
        index = bisect_left(self._starts, row.start)
        while index < len(self._hints) and self._starts[index] < row.end:
            hint = self._hints[index]
            start, end = (
                self._place(raw, hint.start - row.start),
                self._place(raw, hint.end - row.start),
            )
            shown = row.text[start:end]
            start += len(shown) - len(shown.lstrip())
            end -= len(shown) - len(shown.rstrip())
            if start < end and (not marks or start >= marks[-1].end):
                marks.append(Mark(start, end))
            index += 1
        covered = sum(mark.end - mark.start for mark in marks)
        return tuple(marks) if covered < MOST * len(row.text) else ()

    @staticmethod
    def _place(raw: str, offset: int) -> int:
        """An offset in a raw row as an offset in its text, where runs of white space are one."""
        before = raw[: max(0, min(offset, len(raw)))]
        shown = " ".join(before.split())
        return len(shown) + (1 if shown and before[-1:].isspace() and offset < len(raw) else 0)
