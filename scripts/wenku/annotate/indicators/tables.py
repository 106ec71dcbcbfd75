"""Tables of figures: what is measured stands in the row, the year in the head of the column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenku.annotate.indicators.block import Context
from wenku.annotate.indicators.numbers import folded, next_number
from wenku.annotate.indicators.quantities import Reading, is_unit, read_cell
from wenku.annotate.indicators.times import ACHIEVEMENT, TARGET
from wenku.model import Block, Indicator
from wenku.text.patterns import lazy
from wenku.vocab.statements import wordings

_YEAR = lazy("(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_IN_BRACKETS = lazy("[\uff08(]([^\uff08\uff09()]{1,12})[\uff09)]")
_LEAD = lazy(
    "^(?:\\s|其中[:\uff1a]?|[0-9]{1,2}[.\uff0e\u3001]|[\uff08(][0-9一二三四五六七八九十]{1,2}[\uff09)])+"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of values."""

    index: int
    year: int | None
    kind: str
    unit: str
    """From the head of the column, if it names one."""


@dataclass(frozen=True, slots=True)
class _Heads:
    """What the first row says about the columns."""

    name: int
    unit: int | None
    values: tuple[_Column, ...]


def table_indicators(number: int, block: Block, context: Context) -> Iterator[Indicator]:
    """The figures of a table whose head tells years or values; nothing for any other table.

    Args:
        number: index of the block.
        block: a table.
        context: what the document tells.
    """
    heads = _heads(block.rows, context) if block.rows else None
    if heads is None:
        return
    place = len("\t".join(block.rows[0])) + 1
    for row in block.rows[1:]:
        line = "\t".join(row)
        for column in heads.values:
            reading = _reading(row, column, heads)
            if reading is not None:
                yield Indicator(
                    block=number,
                    start=place,
                    end=place + len(line),
                    quote=line,
                    metric=_metric(row[heads.name]),
                    value=reading.value,
                    value_max=reading.value_max,
                    unit=reading.unit,
                    comparator=reading.comparator,
                    year=column.year or context.year,
                    kind=column.kind,
                    city=context.subject,
                )
        place += len(line) + 1


def read_columns(block: Block) -> frozenset[int]:
    """The columns that hold labels, units and figures, and are not to be read as prose."""
    heads = _heads(block.rows, Context()) if block.rows else None
    if heads is None:
        return frozenset()
    labels = {heads.name} if heads.unit is None else {heads.name, heads.unit}
    return frozenset((*labels, *(column.index for column in heads.values)))


def _heads(rows: Sequence[Sequence[str]], context: Context) -> _Heads | None:
    head = [folded(cell) for cell in rows[0]]
    years = [_year_of(cell) for cell in head]
    values = [
        index
        for index, cell in enumerate(head)
        if (years[index] or _says(cell, "values")) and _mostly_figures(rows, index)
    ]
    if not values:
        return None
    unit = next(
        (
            i
            for i, cell in enumerate(head)
            if cell.strip("\uff08\uff09() ") in wordings().heads["units"]
        ),
        None,
    )
    name = _name_column(rows, head, {*values, -1 if unit is None else unit})
    if name is None:
        return None
    latest = max((years[index] or 0 for index in values), default=0)
    columns = tuple(
        _Column(
            index,
            years[index],
            _kind(head[index], years[index], latest, context),
            _bracketed(head[index]),
        )
        for index in values
    )
    return _Heads(name, unit, columns)


def _says(head: str, kind: str) -> bool:
    return any(word in head for word in wordings().heads[kind])


def _year_of(head: str) -> int | None:
    found = _YEAR.findall(head)
    return int(found[-1]) if found else None


def _mostly_figures(rows: Sequence[Sequence[str]], index: int) -> bool:
    cells = [row[index] for row in rows[1:] if index < len(row) and row[index].strip()]
    figures = sum(1 for cell in cells if read_cell(folded(cell), "") is not None)
    return bool(cells) and 2 * figures >= len(cells)


def _name_column(rows: Sequence[Sequence[str]], head: Sequence[str], taken: set[int]) -> int | None:
    free = [i for i in range(len(head)) if i not in taken and not _says(head[i], "numbers")]
    named = [i for i in free if _says(head[i], "names")]
    for index in (*reversed([i for i in named if "指标" in head[i]]), *named, *free):
        cells = [row[index] for row in rows[1:] if index < len(row)]
        if any(cell.strip() and next_number(folded(cell.strip()), 0) is None for cell in cells):
            return index
    return None


def _kind(head: str, year: int | None, latest: int, context: Context) -> str:
    if _says(head, "reached"):
        return ACHIEVEMENT
    if _says(head, "aimed") or (year and year > (context.published.year or year)):
        return TARGET
    if year and (context.published.year or year < latest):
        return ACHIEVEMENT
    return context.assumed or ACHIEVEMENT


def _bracketed(text: str) -> str:
    found = _IN_BRACKETS.findall(text)
    return found[-1] if found and not _YEAR.search(found[-1]) else ""


def _reading(row: Sequence[str], column: _Column, heads: _Heads) -> Reading | None:
    if max(column.index, heads.name) >= len(row) or not _metric(row[heads.name]):
        return None
    stated = row[heads.unit] if heads.unit is not None and heads.unit < len(row) else ""
    unit = stated.strip() or _bracketed(row[heads.name]) or column.unit
    return read_cell(folded(row[column.index]), folded(unit))


def _metric(label: str) -> str:
    """The label of a row without its number and without the unit in brackets."""
    name = _LEAD.sub("", label.strip())
    bracket = _bracketed(name)
    if bracket and name.endswith(("\uff09", ")")) and is_unit(folded(bracket)):
        name = name[: -len(bracket) - 2]
    return name.strip(" \u3001\uff1a:")
