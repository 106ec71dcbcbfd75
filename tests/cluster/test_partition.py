"""Finished or not at all: runs broken off, files damaged, disks full, inputs that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from wenku.cluster import Limits, Settings, clean_many, find_partitions
from wenku.cluster import partition as room
from wenku.cluster.isolation import cleaner
from wenku.cluster.journal import DEATHS, Journal, barred
from wenku.errors import BuildError

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """Every file below a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


@pytest.fixture
def table(tmp_path: Path, pages: dict[str, str]) -> Path:
    path = tmp_path / "crawl.jsonl"
    rows: list[dict[str, Any]] = [{"name": name, "text": text} for name, text in pages.items()]
    rows.insert(1, {"name": "empty.txt", "text": "x"})
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were cleaned, not kept."""
    names: list[str] = []

    class Watched:
        def __init__(self, child: Any) -> None:
            self.child = child

        def clean(self, record: Any) -> Any:
            names.append(record.name)
            return self.child.clean(record)

    @contextmanager
    def watched(limits: Limits) -> Iterator[Watched]:
        with cleaner(limits) as child:
            yield Watched(child)

    monkeypatch.setattr(room, "cleaner", watched)
    return names


def test_what_is_written(tmp_path: Path, table: Path, pages: dict[str, str]) -> None:
    out = tmp_path / "out"
    summary = clean_many([table], out, rows=3)
    assert (summary.pieces, summary.kept, summary.documents) == (3, 0, len(pages))
    assert summary.failures == {"rejected": 1}
    assert summary.unfinished == ()
    assert pq.read_table(out / "documents").column("name").to_pylist() == list(pages)
    (line,) = (out / "failures" / "crawl.jsonl-00000.jsonl").read_bytes().splitlines()
    failure = json.loads(line)
    assert failure.pop("reason").startswith("empty.txt: ")
    assert failure == {
        "input": "crawl.jsonl",
        "number": 1,
        "id": "empty.txt",
        "name": "empty.txt",
        "failure": "rejected",
    }
    assert not list((out / "journal").iterdir())


def test_a_second_run_cleans_nothing(tmp_path: Path, table: Path, cleaned: list[str]) -> None:
    clean_many([table], tmp_path / "out", rows=3)
    before = tree(tmp_path / "out")
    cleaned.clear()
    summary = clean_many([table], tmp_path / "out", rows=3)
    assert summary.kept == summary.pieces == 3
    assert cleaned == []
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("documents/crawl.jsonl-00001.parquet", b"PAR1"),
        ("documents/crawl.jsonl-00001.parquet", None),
        ("finished/crawl.jsonl-00001.json", b'{"key": '),
        ("finished/crawl.jsonl-00001.json", b"[]"),
        ("finished/crawl.jsonl-00001.json", None),
        ("failures/crawl.jsonl-00001.jsonl", b"{}\n"),
    ],
)
def test_a_damaged_piece_is_made_again_and_no_other(
    tmp_path: Path, table: Path, cleaned: list[str], file: str, content: bytes | None
) -> None:
    out = tmp_path / "out"
    clean_many([table], out, rows=3)
    before = tree(out)
    cleaned.clear()
    if content is None:
        (out / file).unlink()
    else:
        (out / file).write_bytes(content)
    assert clean_many([table], out, rows=3).kept == 2
    assert len(cleaned) == 3
    assert tree(out) == before


def test_a_row_that_changed_costs_its_piece(
    tmp_path: Path, table: Path, cleaned: list[str]
) -> None:
    out = tmp_path / "out"
    clean_many([table], out, rows=3)
    cleaned.clear()
    lines = table.read_bytes().splitlines(keepends=True)
    table.write_bytes(b"".join([*lines[:-1], lines[-1].replace(b'"text": "', b'"text": "\\u3000')]))
    assert clean_many([table], out, rows=3).kept == 2
    assert len(cleaned) == 1
    clean_many([table], tmp_path / "anew", rows=3)
    assert tree(out) == tree(tmp_path / "anew")


def test_what_an_input_no_longer_gives_goes_and_other_inputs_stay(
    tmp_path: Path, table: Path
) -> None:
    out, other = tmp_path / "out", tmp_path / "other.jsonl"
    other.write_bytes(table.read_bytes().splitlines(keepends=True)[0])
    clean_many([other], out)
    clean_many([table], out, rows=2)
    table.write_bytes(b"".join(table.read_bytes().splitlines(keepends=True)[:2]))
    clean_many([table], out, rows=2)
    assert sorted(tree(out / "documents")) == [
        "crawl.jsonl-00000.parquet",
        "other.jsonl-00000.parquet",
    ]


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, write = tmp_path / "out", Path.write_bytes
    written: list[Path] = []

    def full(path: Path, content: Any) -> int:
        if path.parent.name == "documents":
            written.append(path)
        if len(written) == 2 and path == written[1]:  # of the second piece
            write(path, content[: len(content) // 2])
            raise OSError(28, "No space left on device")
        return write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        summary = clean_many([table], out, rows=3)
    (fault,) = summary.unfinished
    assert "No space left" in str(fault)
    assert fault.where == "crawl.jsonl-00001"
    assert not any("00001" in name for name in tree(out))
    assert clean_many([table], out, rows=3).kept == 2
    clean_many([table], tmp_path / "anew", rows=3)
    assert tree(out) == tree(tmp_path / "anew")


def test_settings_and_code_are_part_of_what_was_made(tmp_path: Path, table: Path) -> None:
    out = tmp_path / "out"
    clean_many([table], out)
    assert clean_many([table], out, Settings(limits=Limits(seconds=59))).kept == 0
    (piece,) = find_partitions([table])
    other = replace(Settings(), code="of another version")
    with pytest.raises(BuildError, match="another version") as raised:
        room.clean_partition(piece, out, other)
    assert raised.value.remedy


def test_a_document_that_workers_died_of_is_not_tried_again(tmp_path: Path, table: Path) -> None:
    out = tmp_path / "out"
    notes = out / "journal"
    for deaths in range(DEATHS):
        assert barred(notes, "crawl.jsonl-00000") == frozenset()
        died = Journal(notes, "crawl.jsonl-00000")
        for number in range(3 + deaths):
            died.take(number)
        died.take(2)
    assert barred(notes, "crawl.jsonl-00000") == {2}
    assert barred(notes, "crawl.jsonl-00001") == frozenset()
    (piece,) = find_partitions([table])
    report = room.clean_partition(piece, out, Settings())
    assert report.failures == {"died": 1, "rejected": 1}
    assert not list(notes.iterdir())


def test_a_run_broken_off_twice_at_a_document_does_not_blame_it(
    tmp_path: Path, table: Path
) -> None:
    out = tmp_path / "out"
    for _ in range(DEATHS):
        Journal(out / "journal", "crawl.jsonl-00000").take(2)
    assert barred(out / "journal", "crawl.jsonl-00000") == {2}
    assert clean_many([table], out).failures == {"rejected": 1}


def test_notes_of_an_attempt_that_ended_are_taken_away(tmp_path: Path) -> None:
    def attempt() -> None:
        with Journal(tmp_path, "piece") as notes:
            notes.take(7)
            raise KeyError

    with pytest.raises(KeyError):
        attempt()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("moment", range(6))
def test_a_run_broken_off_at_any_move_of_a_file_goes_on(
    tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    out, replace_file, moves = tmp_path / "out", Path.replace, iter(range(100))

    def broken_off(path: Path, target: Path) -> Path:
        if next(moves) == moment:
            raise KeyboardInterrupt
        return replace_file(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", broken_off)
        with pytest.raises(KeyboardInterrupt):
            clean_many([table], out, rows=3)
    for name in sorted(path.name for path in (out / "finished").glob("[!.]*")):
        marker = json.loads((out / "finished" / name).read_bytes())
        assert (out / "documents" / f"{Path(name).stem}.parquet").is_file()
        assert marker["documents"] + sum(marker["failures"].values()) > 0
    clean_many([table], out, rows=3)
    clean_many([table], tmp_path / "anew", rows=3)
    assert tree(out) == tree(tmp_path / "anew")
