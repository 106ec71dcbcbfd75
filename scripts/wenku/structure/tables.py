"""Tables: cells of the markup, lines between pipes, columns parted by tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wenku.model import HintKind, Page
from wenku.structure.rows import Row, number_of
from wenku.text.patterns import lazy

LEAST_ROWS = 2
LEAST_COLUMNS = 2
LONGEST_TABBED = 80
"""Characters of a cell in a table without any markup; a longer one is a paragraph with a tab."""

_RULE = lazy(r"\|?[\s:|-]{3,}\|?")


class Table(NamedTuple):
    """The rows ``[first, last)`` of a page as a table."""

    first: int
    last: int
    cells: tuple[tuple[str, ...], ...]
    header: bool


def tables_of(page: Page, rows: Sequence[Row]) -> tuple[Table, ...]:
    """The tables of a page, in order and disjoint."""
    marked = _marked_cells(page)
    tables: list[Table] = []
    index = 0
    while index < len(rows):
        table = (
            _from_markup(rows, index, marked)
            or _from_pipes(rows, index)
            or _from_tabs(page, rows, index)
        )
        if table is None:
            index += 1
        else:
            tables.append(table)
            index = table.last
    return tuple(tables)


def without_pipes(text: str) -> str:
    """The characters of a piped line that are not syntax."""
    return "" if _is_rule(text) else text.replace("|", "")


def _marked_cells(page: Page) -> dict[int, list[tuple[int, int, str, bool]]]:
    """Row, column, text and head of the cells of each table of the markup."""
    cells: dict[int, list[tuple[int, int, str, bool]]] = {}
    for hint in page.hints_of(HintKind.CELL):
        parts = hint.value.split(":")
        number, row, column = (number_of(part, -1) for part in (*parts, "", "", "")[:3])
        if min(number, row, column) < 0:
            continue
        text = " ".join(page.text[hint.start : hint.end].split())
        cells.setdefault(number, []).append((row, column, text, parts[3:] == ["h"]))
    return cells


def _from_markup(
    rows: Sequence[Row], first: int, marked: dict[int, list[tuple[int, int, str, bool]]]
) -> Table | None:
    number = rows[first].table
    if number < 0 or number not in marked:
        return None
    last = first
    while last < len(rows) and rows[last].table == number:
        last += 1
    grid = _grid(marked[number])
    shown = "".join("".join(cell.split()) for cells in grid for cell in cells)
    held = "".join("".join(row.text.split()) for row in rows[first:last])
    if max(map(len, grid), default=0) < LEAST_COLUMNS or shown != held:
        return None
    heads = {head for row, _, text, head in marked[number] if row == 0 and text}
    return Table(first, last, grid, header=heads == {True})


def _grid(cells: list[tuple[int, int, str, bool]]) -> tuple[tuple[str, ...], ...]:
    lines: dict[int, dict[int, str]] = {}
    for row, column, text, _ in cells:
        lines.setdefault(row, {})[column] = text
    width = min(max(max(line) for line in lines.values()) + 1, len(cells))
    filled = (
        tuple(line.get(column, "") for column in range(width)) for _, line in sorted(lines.items())
    )
    return tuple(line for line in filled if any(line))


def _from_pipes(rows: Sequence[Row], first: int) -> Table | None:
    last = first
    while last < len(rows) and _is_piped(rows[last]):
        last += 1
    if last - first < LEAST_ROWS:
        return None
    lines = [_piped_cells(row.text) for row in rows[first:last]]
    ruled = _is_rule(rows[first + 1].text)
    grid = [
        cells for row, cells in zip(rows[first:last], lines, strict=True) if not _is_rule(row.text)
    ]
    if not grid or max(map(len, grid)) < LEAST_COLUMNS:
        return None
    return Table(first, last, _squared(grid), header=ruled)


def _is_piped(row: Row) -> bool:
    text = row.text
    return row.plain and len(text) > 1 and text[0] == "|" == text[-1]


def _is_rule(text: str) -> bool:
    return "-" in text and _RULE.fullmatch(text) is not None


def _piped_cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text[1:-1].split("|"))


def _squared(grid: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    width = max(map(len, grid))
    return tuple((*cells, *[""] * (width - len(cells))) for cells in grid)


def _from_tabs(page: Page, rows: Sequence[Row], first: int) -> Table | None:
    grid: list[tuple[str, ...]] = []
    last = first
    while last < len(rows):
        cells = _tabbed_cells(page, rows[last])
        if not cells or (grid and len(cells) != len(grid[0])):
            break
        grid.append(cells)
        last += 1
    return Table(first, last, tuple(grid), header=False) if len(grid) >= LEAST_ROWS else None


def _tabbed_cells(page: Page, row: Row) -> tuple[str, ...]:
    if not row.plain or row.heading or row.end - row.start > 2000:  # noqa: PLR2004
        return ()
    raw = page.text[row.start : row.end]
    if "\t" not in raw or "\n" in raw:
        return ()
    cells = tuple(" ".join(cell.split()) for cell in raw.split("\t"))
    fits = len(cells) >= LEAST_COLUMNS and all(len(cell) <= LONGEST_TABBED for cell in cells)
    return cells if fits and sum(map(bool, cells)) >= LEAST_COLUMNS else ()
