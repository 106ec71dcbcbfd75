"""All pieces of an input: in this process, or on the workers of a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wenku.cluster.inputs import ROWS, Partition, find_partitions
from wenku.cluster.partition import (
    FINISHED_FOLDER,
    FOLDERS,
    JOURNAL_FOLDER,
    Report,
    Settings,
    clean_partition,
    read_marker,
    remove,
    version,
)
from wenku.errors import BuildError, WenkuError

if TYPE_CHECKING:
    from distributed import Client

Progress = Callable[[int, int, int], None]
"""Called with pieces done, pieces in all, documents that failed so far."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run gave."""

    pieces: int
    kept: int
    """Pieces that an earlier run had finished."""
    documents: int
    failures: dict[str, int]
    """Documents that could not be cleaned, by kind."""
    unfinished: tuple[WenkuError, ...]
    """Pieces that could not be finished, and why; another run takes them up."""


def clean_many(
    inputs: Sequence[Path],
    out: Path,
    settings: Settings | None = None,
    *,
    client: Client | None = None,
    rows: int = ROWS,
    progress: Progress | None = None,
) -> Summary:
    """Clean inputs and write documents with their trails, and failures, below ``out``.

    What ``out`` holds of other inputs stays; what it holds of these and no longer belongs goes.

    Args:
        inputs: tables (``.jsonl``, ``.ndjson``, ``.parquet``) and folders of tables and pages.
        out: folder to write to, made where missing; the same folder on every machine.
        settings: names of columns, and limits.
        client: a Dask client; None cleans one piece after another in this process.
        rows: records of a piece.
        progress: told after each piece.

    Raises:
        SeedError: an input is missing, or is of no known kind.
    """
    pieces = find_partitions([path.absolute() for path in inputs], rows)
    asked = replace(settings or Settings(), code=version())
    out = out.absolute()
    _remove_remains(out)
    done: list[Report] = []
    unfinished: list[WenkuError] = []
    for outcome in _reports(pieces, out, asked, client):
        if isinstance(outcome, Report):
            done.append(outcome)
        else:
            unfinished.append(outcome)
        if progress is not None:
            failed = sum(sum(report.failures.values()) for report in done)
            progress(len(done) + len(unfinished), len(pieces), failed + len(unfinished))
    _remove_superseded(out, pieces)
    failures = sum((Counter(report.failures) for report in done), Counter[str]())
    return Summary(
        pieces=len(pieces),
        kept=sum(report.kept for report in done),
        documents=sum(report.documents for report in done),
        failures=dict(sorted(failures.items())),
        unfinished=tuple(sorted(unfinished, key=str)),
    )


def _reports(
    pieces: Sequence[Partition], out: Path, settings: Settings, client: Client | None
) -> Iterator[Report | WenkuError]:
    if client is not None:
        from wenku.cluster.engine import reports

        yield from reports(client, pieces, out, settings)
        return
    for piece in pieces:
        try:
            yield clean_partition(piece, out, settings)
        except WenkuError as error:
            yield error
        except OSError as error:
            yield BuildError(
                f"was not finished: {error}", where=piece.name, remedy="run the command again"
            )


def _remove_remains(out: Path) -> None:
    """What an earlier run left that was killed: half-written files, and notes.

    Notes count deaths within one run; who breaks off a run twice at a slow document must not have
    it blamed.
    """
    for folder in FOLDERS:
        for path in sorted((out / folder).glob(".*")):
            path.unlink(missing_ok=True)
    for path in sorted((out / JOURNAL_FOLDER).glob("*")):
        path.unlink(missing_ok=True)


def _remove_superseded(out: Path, pieces: Sequence[Partition]) -> None:
    """Pieces of these inputs that there were when the inputs were longer, or cut otherwise."""
    names, inputs = {piece.name for piece in pieces}, {piece.input for piece in pieces}
    for path in sorted((out / FINISHED_FOLDER).glob("*.json")):
        marker = read_marker(path)
        if path.stem not in names and marker is not None and marker["input"] in inputs:
            remove(out, path.stem)
