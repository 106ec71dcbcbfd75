"""Rows: the lines of a page that say something, each with what the markup said about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wenku.model import Hint, HintKind, Page
from wenku.structure.markers import Marker, MarkerKind, marker_of

MOST = 0.8
"""Share of a row that a hint must cover to speak for the whole row."""

_TITLED_LATER = frozenset({MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION})
_SENTENCE_MARKS = "\u3002\uff1b\uff0c\uff1a;:,"
_LONGEST_NAME = 30


class Row(NamedTuple):
    """A line with content; a heading printed on two lines is one row."""

    start: int
    end: int
    text: str
    """One line; runs of white space are one blank."""
    indent: int = 0
    """Characters of white space before it on its line."""
    marker: Marker | None = None
    heading: int = 0
    """Level that markup gave, 1 to 6; 0 where markup says nothing."""
    item: int = 0
    """Depth in a list of the markup; 0 outside of lists."""
    strong: bool = False
    """Whether the whole row is emphasised."""
    quote: bool = False
    code: bool = False
    table: int = -1
    """Number of the table of the markup that the row belongs to."""

    @property
    def content(self) -> str:
        """The words after the numbering."""
        return self.text[self.marker.end :].strip() if self.marker else self.text

    @property
    def kind(self) -> MarkerKind | None:
        """Kind of numbering, where there is any."""
        return self.marker.kind if self.marker else None

    @property
    def plain(self) -> bool:
        """Whether it is running text: no table, quotation or code."""
        return self.table < 0 and not self.quote and not self.code


def rows_of(page: Page) -> tuple[Row, ...]:
    """The rows of a page, in order; together they hold all that is not white space."""
    rows = [_row(line.start, line.text) for line in page.lines if line.text.strip()]
    rows = _hinted(rows, page)
    return tuple(_joined(rows))


def _row(start: int, line: str) -> Row:
    bare = line.strip()
    begin = start + line.index(bare[0])
    text = " ".join(bare.split())
    return Row(begin, begin + len(bare), text, begin - start, marker_of(text))


class Cover:
    """How much of a span the hints of one kind cover, and the value of the hint that does."""

    __slots__ = ("_ends", "_hints", "_starts")

    def __init__(self, hints: Sequence[Hint]) -> None:
        """Index ``hints``; of nested ones the outermost counts."""
        self._hints: list[Hint] = []
        for hint in sorted(hints, key=lambda hint: (hint.start, -hint.end)):
            if not self._hints or hint.start >= self._hints[-1].end:
                self._hints.append(hint)
        self._starts = [hint.start for hint in self._hints]
        self._ends = [hint.end for hint in self._hints]

    def over(self, start: int, end: int) -> Iterator[Hint]:
        """The hints that share a character with a span."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        yield from self._hints[first:last]

    def most(self, start: int, end: int) -> Hint | None:
        """The first hint over a span, where together they cover most of it."""
        found = list(self.over(start, end))
        shared = sum(min(hint.end, end) - max(hint.start, start) for hint in found)
        return found[0] if found and shared >= MOST * (end - start) else None


def _hinted(rows: list[Row], page: Page) -> list[Row]:
    if not page.hints:
        return rows
    kinds = (HintKind.HEADING, HintKind.STRONG, HintKind.QUOTE, HintKind.CODE, HintKind.CELL)
    covers = {kind: Cover(page.hints_of(kind)) for kind in kinds}
    depths = _item_depths(rows, page)
    return [_with_hints(row, covers, depths.get(row.start, 0)) for row in rows]


def _with_hints(row: Row, covers: dict[HintKind, Cover], depth: int) -> Row:
    heading = covers[HintKind.HEADING].most(row.start, row.end)
    cell = next(covers[HintKind.CELL].over(row.start, row.end), None)
    return row._replace(
        heading=number_of(heading.value if heading else "", 0),
        item=depth,
        strong=covers[HintKind.STRONG].most(row.start, row.end) is not None,
        quote=covers[HintKind.QUOTE].most(row.start, row.end) is not None,
        code=covers[HintKind.CODE].most(row.start, row.end) is not None,
        table=number_of(cell.value.split(":")[0], -1) if cell else -1,
    )


def _item_depths(rows: list[Row], page: Page) -> dict[int, int]:
    """Depth by start of row; an item of several lines gives its depth to its first."""
    starts = [row.start for row in rows]
    depths: dict[int, int] = {}
    for hint in page.hints_of(HintKind.ITEM):
        index = bisect_left(starts, hint.start)
        if index < len(rows) and rows[index].start < hint.end:
            depth = number_of(hint.value.split(":")[0], 1)
            depths[starts[index]] = max(depth, depths.get(starts[index], 0))
    return depths


def number_of(value: str, otherwise: int) -> int:
    """The number that a part of a hint's value is, or ``otherwise``."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else otherwise  # noqa: PLR2004


def _joined(rows: list[Row]) -> Iterator[Row]:
    """Rows, with numbering that stands alone on a line joined to the words below it."""
    index = 0
    while index < len(rows):
        row = rows[index]
        following = rows[index + 1] if index + 1 < len(rows) else None
        if following is not None and _belong_together(row, following):
            yield _merged(row, following)
            index += 2
        else:
            yield row
            index += 1


def _belong_together(row: Row, following: Row) -> bool:
    if row.marker is None or row.content or following.marker or not following.plain:
        return False
    if row.item or row.heading:
        return following.item == 0
    if row.marker.kind not in _TITLED_LATER or not row.plain:
        return False
    return len(following.text) <= _LONGEST_NAME and following.text[-1] not in _SENTENCE_MARKS


def _merged(row: Row, following: Row) -> Row:
    text = f"{row.text} {following.text}"
    return row._replace(end=following.end, text=text, marker=marker_of(text))
