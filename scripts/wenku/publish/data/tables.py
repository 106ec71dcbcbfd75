"""CSV that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the start of a formula (OWASP, CSV injection)."""
_STARTS = frozenset(FORMULA_STARTS)


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A table with a header, UTF-8 with a byte order mark so that spreadsheets read Chinese."""
    buffer = io.StringIO()
    write = row_writer(buffer, columns)
    for row in rows:
        write(row)
    return buffer.getvalue()


def row_writer(file: TextIO, columns: Sequence[str]) -> Callable[[Mapping[str, object]], None]:
    """Begin such a table in a file opened without translation of line ends.

    Returns:
        What writes a row more.
    """
    quoting = csv.writer(file, lineterminator=_END)

    def write(values: Iterable[object]) -> None:
        cells = [_cell(value) for value in values]
        line = ",".join(cells)
        # Few rows hold what must be quoted; the module looks at every character for it.
        if line and line.count(",") < len(cells) and not _QUOTED.search(line):
            file.write(line + _END)
        else:
            quoting.writerow(cells)

    file.write("\ufeff")
    write(columns)
    return lambda row: write(map(row.get, columns))


_NUMBER = (int, float)
_END = "\r\n"
_QUOTED = re.compile(r'["\r\n]')


def _cell(value: object) -> str:
    """Text that starts like a formula gets an apostrophe before it; numbers stay numbers."""
    if not isinstance(value, str):
        if value is None:
            return ""
        if isinstance(value, _NUMBER):
            return str(value)
        value = str(value)
    return f"'{value}" if value[:1] in _STARTS and len(value) > 1 else value
