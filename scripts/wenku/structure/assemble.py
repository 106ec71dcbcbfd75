"""Blocks: every row of a page as a part of a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from wenku.model import Block, BlockKind, HintKind, Mark, Page
from wenku.structure.bylines import closing_byline
from wenku.structure.head import Frame
from wenku.structure.headings import outline_of, trusted
from wenku.structure.levels import levels_of
from wenku.structure.markers import ITEM_KINDS, MarkerKind
from wenku.structure.rows import MOST, Row
from wenku.structure.tables import Table, tables_of
from wenku.text.anchor import Anchors

LONGEST_LISTED = 80
"""Characters of a line numbered （一） that is the item of a list and not a paragraph."""
LAST_ROWS = 5
"""Rows at the end in which a by-line may close a paragraph."""


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
        yield row._replace(end=row.start + len(kept), text=" ".join(kept.split()))
        yield Row(row.start + cut, row.end, row.text[byline.start :])


def blocks_of(page: Page, rows: Sequence[Row], frame: Frame) -> tuple[Block, ...]:
    """The blocks of a page, in order; each row belongs to exactly one."""
    around = {*frame.title_rows, *frame.metadata_rows}
    tables = {table.first: table for table in tables_of(page, rows)}
    inside = [index for index in range(len(rows)) if index not in around]
    article = trusted(_masked([rows[index] for index in inside], inside, tables))
    outline = outline_of(article)
    levels = {
        inside[index]: level for index, level in levels_of(article, outline.standings).items()
    }
    listed = frozenset(inside[index] for index in outline.listed)
    return tuple(_Builder(page, rows, frame, tables, levels, listed).blocks())


def _masked(
    article: Sequence[Row], inside: Sequence[int], tables: Mapping[int, Table]
) -> list[Row]:
    """The rows of the article, those of tables without markup marked as such too."""
    tabled = {row for table in tables.values() for row in range(table.first, table.last)}
    return [
        row._replace(table=max(row.table, 0)) if index in tabled else row
        for row, index in zip(article, inside, strict=True)
    ]


class _Builder:
    """Makes the blocks of one page."""

    def __init__(
        self,
        page: Page,
        rows: Sequence[Row],
        frame: Frame,
        tables: Mapping[int, Table],
        levels: Mapping[int, int],
        listed: frozenset[int],
    ) -> None:
        self._page = page
        self._rows = rows
        self._titles = frozenset(frame.title_rows)
        self._metadata = frozenset(frame.metadata_rows)
        self._tables = tables
        self._levels = levels
        self._listed = listed
        self._anchors = Anchors()
        self._depths = _Depths()
        self._marks = _Marks(page)

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        index = 0
        while index < len(self._rows):
            block, index = self._next(index)
            yield block

    def _next(self, index: int) -> tuple[Block, int]:
        """The block that starts at a row, and the row after it."""
        row, table = self._rows[index], self._tables.get(index)
        if index in self._titles:
            return Block(BlockKind.TITLE, row.start, row.end, row.text), index + 1
        if index in self._metadata:
            return Block(BlockKind.METADATA, row.start, row.end, row.text), index + 1
        if table is not None:
            return self._table(table), table.last
        if row.code:
            return self._code(index)
        if index in self._levels:
            return self._heading(row, self._levels[index]), index + 1
        return self._text(index), index + 1

    def _heading(self, row: Row, level: int) -> Block:
        self._depths.reset()
        anchor = self._anchors.give(row.text, "h")
        return Block(BlockKind.HEADING, row.start, row.end, row.text, level=level, anchor=anchor)

    def _table(self, table: Table) -> Block:
        text = "\n".join("\t".join(cells) for cells in table.cells)
        return Block(
            BlockKind.TABLE,
            self._rows[table.first].start,
            self._rows[table.last - 1].end,
            text,
            anchor=self._anchors.give(text),
            rows=table.cells,
            header=table.header,
        )

    def _code(self, index: int) -> tuple[Block, int]:
        last = index
        while last < len(self._rows) and self._rows[last].code:
            last += 1
        start, end = self._rows[index].start, self._rows[last - 1].end
        raw = self._page.text[start - self._rows[index].indent : end]
        text = "\n".join(line.rstrip() for line in raw.split("\n"))
        return Block(BlockKind.CODE, start, end, text, anchor=self._anchors.give(text)), last

    def _text(self, index: int) -> Block:
        row = self._rows[index]
        kind, level = BlockKind.PARAGRAPH, 0
        if row.quote:
            kind = BlockKind.QUOTE
        elif index in self._listed or _is_item(row):
            kind, level = BlockKind.ITEM, self._depths.of(row)
        if kind is not BlockKind.ITEM:
            self._depths.reset()
        anchor, marks = self._anchors.give(row.text), self._marks.of(row)
        return Block(kind, row.start, row.end, row.text, level=level, anchor=anchor, marks=marks)


def _is_item(row: Row) -> bool:
    if row.item:
        return True
    if row.marker is None or not row.marker.firm:
        return False
    if row.kind in ITEM_KINDS:
        return True
    listed = row.kind is MarkerKind.PAREN_CHINESE and len(row.text) <= LONGEST_LISTED
    return listed and "\u3002" not in row.text[:-1]


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
        first = bisect_left(self._starts, row.start)
        last = bisect_left(self._starts, row.end)
        if first == last or row.strong:
            return ()
        places = _places(self._text[row.start : row.end])
        marks: list[Mark] = []
        for hint in self._hints[first:last]:
            start = places[hint.start - row.start]
            end = places[min(hint.end, row.end) - row.start]
            while end > start and row.text[end - 1] == " ":
                end -= 1
            if start < end and (not marks or start >= marks[-1].end):
                marks.append(Mark(start, end))
        covered = sum(mark.end - mark.start for mark in marks)
        return tuple(marks) if covered < MOST * len(row.text) else ()


def _places(raw: str) -> Sequence[int]:
    """For every offset of a raw row the offset in its text, where runs of white space are one."""
    if " ".join(raw.split()) == raw:
        return range(len(raw) + 1)
    places: list[int] = []
    place, blank = 0, False
    for char in raw:
        space = char.isspace()
        places.append(place)
        place += not (space and blank)
        blank = space
    return [*places, place]
