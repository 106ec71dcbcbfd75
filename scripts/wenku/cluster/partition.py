"""One piece of the input: read, cleaned, written; finished or not at all.

What a piece gives lies in four folders of the output: ``documents/`` (Parquet), ``failures/`` (JSON
Lines), ``finished/`` (what it was made from and what was made of it) and, while it is under way,
``journal/``. Files are written beside their place and moved there, ``finished/`` last. A piece
counts as finished when that file is there, was made from the same content by the same code with the
same settings, and both files are as it says; so a kill, a full disk or a damaged file costs the
piece done again and never a wrong output.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from wenku.cluster import journal
from wenku.cluster.inputs import Partition, records_of
from wenku.cluster.isolation import Limits, cleaner
from wenku.cluster.outcome import Outcome, failed
from wenku.cluster.records import Columns, Record, digest_of
from wenku.cluster.schema import DOCUMENTS
from wenku.corpus.dependencies import code_digest
from wenku.errors import BuildError
from wenku.staging import write_whole

DOCUMENTS_FOLDER = "documents"
FAILURES_FOLDER = "failures"
FINISHED_FOLDER = "finished"
JOURNAL_FOLDER = "journal"
FOLDERS = (FINISHED_FOLDER, DOCUMENTS_FOLDER, FAILURES_FOLDER)
"""The mark first: without it a piece counts as not there."""

WITHOUT_EFFECT = frozenset({"__init__.py", "engine.py", "journal.py", "run.py"})
"""Modules that decide where and when a piece is cleaned, not what comes of it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the output depends on beside the input."""

    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)
    code: str = ""
    """`version` of the code that must clean; empty for whatever there is."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one piece."""

    name: str
    documents: int
    failures: dict[str, int]
    """How many of each kind."""
    kept: bool = False
    """Whether an earlier run had finished it."""


def clean_partition(piece: Partition, out: Path, settings: Settings) -> Report:
    """Clean a piece and write what it gives below ``out``, unless that is there already.

    ``out`` and the input have to be the same folders on every machine.

    Raises:
        BuildError: this process runs other code than the one that asked.
        SeedError: the input can no longer be read.
        OSError: the output cannot be written.
    """
    if settings.code and settings.code != version():
        raise BuildError(
            "a worker runs another version of the program, of its libraries or of Python",
            where=piece.name,
            remedy="install the same lock file on every machine",
        )
    records = list(records_of(piece, settings.columns))
    key = _key(piece, (record for _, record in records), settings)
    report = _finished(out, piece.name, key)
    if report is None:
        report = _write(piece, out, key, _outcomes(records, piece.name, out, settings.limits))
    journal.forget(out / JOURNAL_FOLDER, piece.name)
    return report


@cache
def version() -> str:
    """Digest of all code and vocabularies, libraries and Python that an output depends on."""
    digest = hashlib.sha256(f"{code_digest('wenku.pipeline')} {pa.__version__}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name not in WITHOUT_EFFECT:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _key(piece: Partition, records: Iterable[Record], settings: Settings) -> str:
    parts = [version(), piece.input, piece.first, asdict(settings.columns)]
    parts += [asdict(settings.limits), digest_of(records).hex()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _outcomes(
    records: Sequence[tuple[int, Record]], piece: str, out: Path, limits: Limits
) -> list[tuple[int, Outcome]]:
    notes = out / JOURNAL_FOLDER
    deadly = journal.barred(notes, piece)
    outcomes: list[tuple[int, Outcome]] = []
    with journal.Journal(notes, piece) as diary, cleaner(limits) as child:
        for number, record in records:
            if number in deadly:
                outcome = failed(record, "died", f"ended its worker {journal.DEATHS} times")
            else:
                diary.take(number)
                outcome = child.clean(record)
            outcomes.append((number, outcome))
    return outcomes


def _write(
    piece: Partition, out: Path, key: str, outcomes: Sequence[tuple[int, Outcome]]
) -> Report:
    documents = [row for _, row in outcomes if row["failure"] is None]
    failures = [
        {"input": piece.input, "number": number} | outcome
        for number, outcome in outcomes
        if outcome["failure"] is not None
    ]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(documents, DOCUMENTS), sink, compression="zstd")
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in failures)
    contents = {
        DOCUMENTS_FOLDER: sink.getvalue().to_pybytes(),
        FAILURES_FOLDER: lines.encode(),
    }
    kinds = dict(sorted(Counter(str(row["failure"]) for row in failures).items()))
    for folder, content in contents.items():
        if folder == FAILURES_FOLDER and not content:
            _path(out, folder, piece.name).unlink(missing_ok=True)
        else:
            write_whole(_path(out, folder, piece.name), content)
    finished = {
        "key": key,
        "input": piece.input,
        "documents": len(documents),
        "failures": kinds,
        "sha256": {folder: _digest(content) for folder, content in contents.items()},
    }
    marker = f"{json.dumps(finished, ensure_ascii=False, indent=1, sort_keys=True)}\n"
    write_whole(_path(out, FINISHED_FOLDER, piece.name), marker.encode())
    return Report(piece.name, len(documents), kinds)


def _finished(out: Path, name: str, key: str) -> Report | None:
    marker = read_marker(_path(out, FINISHED_FOLDER, name))
    if marker is None or marker.get("key") != key:
        return None
    for folder in (DOCUMENTS_FOLDER, FAILURES_FOLDER):
        path = _path(out, folder, name)
        content = path.read_bytes() if path.is_file() else b""
        if _digest(content) != marker["sha256"][folder]:
            return None
    return Report(name, marker["documents"], marker["failures"], kept=True)


def read_marker(path: Path) -> dict[str, Any] | None:
    """What stands in a file of ``finished/``; None where that is missing or damaged."""
    try:
        marker = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return marker if isinstance(marker, dict) and "input" in marker else None


def remove(out: Path, name: str) -> None:
    """Take away what a piece gave, its mark first."""
    for folder in FOLDERS:
        _path(out, folder, name).unlink(missing_ok=True)


def _path(out: Path, folder: str, name: str) -> Path:
    suffix = {DOCUMENTS_FOLDER: "parquet", FAILURES_FOLDER: "jsonl", FINISHED_FOLDER: "json"}
    return out / folder / f"{name}.{suffix[folder]}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
