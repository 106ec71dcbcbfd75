"""A large input cut into pieces, and the records of a piece.

An input is a table (``.jsonl``, ``.ndjson``, ``.parquet``) or a folder of tables and of page files.
A piece never crosses from one table to the next and is named after its table, so a table added
later leaves the pieces of the others as they were.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyarrow import ArrowException, parquet

from wenku.cluster.records import Columns, Record, record_of
from wenku.corpus.seeds import SIDECAR, Seed
from wenku.errors import SeedError, WenkuError

ROWS = 200
"""Records of a piece: some seconds of work, so that a piece done again costs little."""


class Kind(enum.StrEnum):
    """What a piece is cut from."""

    FILES = "files"
    LINES = "lines"
    ROWS = "rows"


SUFFIXES = {".jsonl": Kind.LINES, ".ndjson": Kind.LINES, ".parquet": Kind.ROWS}


@dataclass(frozen=True, slots=True)
class Partition:
    """One piece of an input."""

    input: str
    """Name of the table, or of the folder; with the folders below the input, joined by ``/``."""
    number: int
    """From 0 within its input."""
    kind: Kind
    path: str
    """The table, or the folder that page files are named from."""
    first: int
    """Number of its first record in the input, from 0."""
    start: int = 0
    """Lines: offset in bytes of its first line."""
    count: int = 0
    """Records in it."""
    files: tuple[str, ...] = ()
    """Files: paths below the folder."""

    @property
    def name(self) -> str:
        """What its output is called; sorts as the input does."""
        return f"{self.input.replace('/', '--')}-{self.number:05d}"


def find_partitions(inputs: Sequence[Path], rows: int = ROWS) -> tuple[Partition, ...]:
    """Cut inputs into pieces of ``rows`` records, in the order of their names.

    Raises:
        SeedError: an input is missing or not of a known kind, or two have the same name.
    """
    pieces: list[Partition] = []
    for path in inputs:
        if path.is_dir():
            pieces.extend(_of_folder(path, rows))
        elif path.is_file():
            pieces.extend(_of_table(path, path.name, rows))
        else:
            raise SeedError("is not there", where=str(path), remedy="check the path")
    names: dict[str, str] = {}
    for piece in pieces:
        if names.setdefault(piece.name, piece.path) != piece.path:
            raise SeedError(
                f"is called like {names[piece.name]}",
                where=piece.path,
                remedy="rename one, or give each an output of its own",
            )
    return tuple(sorted(pieces, key=lambda piece: piece.name))


def _of_folder(folder: Path, rows: int) -> Iterator[Partition]:
    name = folder.resolve().name or "files"
    pages: list[str] = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or path.is_dir():
            continue
        if path.suffix in SUFFIXES:
            yield from _of_table(path, f"{name}/{inside.as_posix()}", rows)
        else:
            pages.append(inside.as_posix())
    sidecars = {page for page in pages if page.endswith(SIDECAR)}
    pages = [page for page in pages if page not in sidecars]
    for number, first in enumerate(range(0, len(pages), rows)):
        files = tuple(pages[first : first + rows])
        yield Partition(name, number, Kind.FILES, str(folder), first, count=len(files), files=files)


def _of_table(path: Path, name: str, rows: int) -> Iterator[Partition]:
    kind = SUFFIXES.get(path.suffix)
    if kind is None:
        raise SeedError(
            "is neither JSON Lines nor Parquet",
            where=str(path),
            remedy="name a folder of pages, or a .jsonl, .ndjson or .parquet file, unpacked",
        )
    cut = _cut_lines(path, rows) if kind is Kind.LINES else _cut_rows(path, rows)
    for number, (first, start, count) in enumerate(cut):
        yield Partition(name, number, kind, str(path), first, start, count)


def _cut_lines(path: Path, rows: int) -> Iterator[tuple[int, int, int]]:
    """Number of the first line, its offset, and how many lines, piece by piece."""
    start = first = line_number = 0
    with path.open("rb") as lines:
        offset = 0
        for line in lines:
            offset += len(line)
            line_number += 1
            if line_number - first == rows:
                yield first, start, rows
                first, start = line_number, offset
    if line_number > first:
        yield first, start, line_number - first


def _cut_rows(path: Path, rows: int) -> Iterator[tuple[int, int, int]]:
    try:
        total = parquet.read_metadata(path).num_rows
    except (ArrowException, OSError) as error:
        raise SeedError(
            f"cannot be read as Parquet: {error}", where=str(path), remedy="check the file"
        ) from error
    for first in range(0, total, rows):
        yield first, 0, min(rows, total - first)


def records_of(piece: Partition, columns: Columns) -> Iterator[tuple[int, Record]]:
    """The records of a piece, each with its number in the input.

    Raises:
        SeedError: the input can no longer be read.
    """
    read = {Kind.FILES: _from_files, Kind.LINES: _from_lines, Kind.ROWS: _from_rows}[piece.kind]
    try:
        yield from enumerate(read(piece, columns), start=piece.first)
    except (ArrowException, OSError) as error:
        raise SeedError(
            f"cannot be read: {error}", where=piece.path, remedy="check the file"
        ) from error


def _from_files(piece: Partition, columns: Columns) -> Iterator[Record]:
    del columns
    folder = Path(piece.path)
    for name in piece.files:
        path = folder / name
        sidecar = path.with_suffix(SIDECAR)
        seed = Seed(path, sidecar if sidecar.is_file() else None)
        identity = name.encode("utf-8", "backslashreplace").decode()
        if not path.resolve().is_relative_to(folder.resolve()):
            yield Record(identity, identity, fault="leads out of the folder")
            continue
        try:
            corrections = seed.read_sidecar().decode("utf-8-sig")
            yield Record(identity, identity, seed.read(), corrections)
        except (WenkuError, UnicodeDecodeError) as error:
            yield Record(identity, identity, fault=str(error))


def _from_lines(piece: Partition, columns: Columns) -> Iterator[Record]:
    with Path(piece.path).open("rb") as lines:
        lines.seek(piece.start)
        for number in range(piece.first, piece.first + piece.count):
            yield _from_line(lines.readline(), columns, f"{piece.input}#{number}")


def _from_line(line: bytes, columns: Columns, place: str) -> Record:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Record(place, fault="is not a line of JSON")
    if not isinstance(row, dict):
        return Record(place, fault="is not a JSON object")
    return record_of(row, columns, place)


def _from_rows(piece: Partition, columns: Columns) -> Iterator[Record]:
    """Reads the row groups that hold the piece, and the columns that are known, nothing else."""
    with parquet.ParquetFile(piece.path) as file:
        present = [name for name in file.schema_arrow.names if name in columns.known]
        before = 0
        for group in range(file.num_row_groups):
            inside = file.metadata.row_group(group).num_rows
            start = max(piece.first - before, 0)
            stop = min(piece.first + piece.count - before, inside)
            if start < stop:
                table = file.read_row_group(group, columns=present).slice(start, stop - start)
                for index, row in enumerate(table.to_pylist(), start=before + start):
                    yield record_of(row, columns, f"{piece.input}#{index}")
            before += inside
