"""Tables of HTML: which hold data, and their cells row by row."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag

from wenku.text.patterns import lazy

_SPACE = lazy(r"\s+")
LONGEST_CELL = 400
"""Characters; a longer cell holds an article, and its table is there for the layout."""

MAX_SPAN = 100


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

    A layout table nests tables or forms, has a single column, or holds long cells.
    """
    if table.find(["table", "form", "script", "input"]) is not None:
        return None
    rows = [_row(row) for row in table.find_all("tr")]
    rows = [row for row in rows if any(cell.text for cell in row)]
    width = max(map(len, rows), default=0)
    if width < 2 or any(len(cell.text) > LONGEST_CELL for row in rows for cell in row):  # noqa: PLR2004
        return None
    empty = Cell("", head=False)
    return Grid(tuple((*row, *([empty] * (width - len(row)))) for row in rows))


def _row(row: Tag) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for tag in row.find_all(["td", "th"]):
        head = tag.name == "th"
        cells.append(Cell(_SPACE.sub(" ", tag.get_text(" ")).strip(), head))
        cells.extend([Cell("", head)] * (_span(tag) - 1))
    return tuple(cells)


def _span(tag: Tag) -> int:
    stated = str(tag.get("colspan") or "1")
    if not (stated.isascii() and stated.isdigit()):
        return 1
    return max(1, min(int(stated[:4]), MAX_SPAN))
