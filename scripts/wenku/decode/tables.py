"""Tables of HTML: which hold data, and their cells row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import CData, Tag
from bs4.element import NavigableString

from wenku.text.patterns import lazy

_SPACE = lazy(r"\s+")
LONGEST_CELL = 400
"""Characters; a longer cell holds an article, and its table is there for the layout."""

MAX_SPAN = 100
MAX_CELLS = 50_000
"""Of one table, with those that spans add: a hundred rows of a few bytes can ask for thousands."""

_LAYOUT = frozenset(["table", "form", "script", "input"])
_TEXTS = frozenset([NavigableString, CData])
"""Not their kinds: comments, styles, readings printed over a character."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a cell that spans columns is followed by empty ones."""

    text: str
    head: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a data table, row by row, all rows of one width."""

    rows: tuple[tuple[Cell, ...], ...]


def grid_of(table: Tag) -> Grid | None:
    """The cells of a data table; None for a table that only lays out a page.

    A layout table nests tables or forms, has a single column, or holds long cells. A table whose
    spans make more cells than any page holds is read as lines of text.
    """
    rows = _rows(table)
    if rows is None:
        return None
    rows = [row for row in rows if any(cell.text for cell in row)]
    width = max(map(len, rows), default=0)
    if width < 2 or width * len(rows) > MAX_CELLS:  # noqa: PLR2004
        return None
    if any(len(cell.text) > LONGEST_CELL for row in rows for cell in row):
        return None
    empty = Cell("", head=False)
    return Grid(tuple((*row, *([empty] * (width - len(row)))) for row in rows))


@dataclass(slots=True)
class _Open:
    """An element of a table whose children are being walked."""

    tag: Tag
    children: Iterator[object]
    cell: list[str]
    """Texts of the cell it stands in; nobody reads those outside of cells."""


def _rows(table: Tag) -> list[list[Cell]] | None:
    """The cells of each row in one walk; None where the table nests another or a form.

    End tags may be left out: a cell goes as far as the next one begins, however the parser nests
    them.
    """
    rows: list[list[tuple[Tag, list[str]]]] = []
    stack = [_Open(table, iter(table.children), [])]
    while stack:
        child = next(stack[-1].children, None)
        if child is None:
            stack.pop()
        elif isinstance(child, Tag):
            if child.name in _LAYOUT:
                return None
            cell = stack[-1].cell
            if child.name == "tr":
                rows.append([])
            elif child.name in {"td", "th"} and rows:
                cell = []
                rows[-1].append((child, cell))
            stack.append(_Open(child, iter(child.children), cell))
        elif type(child) in _TEXTS:
            stack[-1].cell.append(str(child))
    return [_cells(row) for row in rows]


def _cells(row: list[tuple[Tag, list[str]]]) -> list[Cell]:
    cells: list[Cell] = []
    for tag, texts in row:
        head = tag.name == "th"
        cells.append(Cell(_SPACE.sub(" ", " ".join(texts)).strip(), head))
        if len(cells) < MAX_CELLS:
            cells.extend([Cell("", head)] * (_span(tag) - 1))
    return cells


def _span(tag: Tag) -> int:
    stated = str(tag.get("colspan") or "1")
    if not (stated.isascii() and stated.isdigit()):
        return 1
    return max(1, min(int(stated[:4]), MAX_SPAN))
