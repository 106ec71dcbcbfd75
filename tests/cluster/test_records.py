"""Rows as they come: what is a record, what is a fault, and that no row is lost between pieces."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.cluster import Columns, find_partitions
from wenku.cluster.inputs import records_of
from wenku.cluster.records import Record, digest_of, record_of
from wenku.errors import SeedError

PLAIN = Columns()


@pytest.mark.parametrize(
    ("row", "record"),
    [
        ({"id": "a", "content": "x"}, Record("a", "a", "x")),
        ({"id": 7, "name": "p.html", "content": b"x"}, Record("7", "p.html", b"x")),
        ({"name": "p.html", "text": "x"}, Record("p.html", "p.html", "x")),
        ({"id": "a", "content_base64": "eA=="}, Record("a", "a", b"x")),
        ({"id": "a", "content": None, "text": "x"}, Record("a", "a", "x")),
        ({"id": "a", "content": b"", "text": "x"}, Record("a", "a", b"")),
        ({"id": "a", "text": "x", "corrections": "title: y"}, Record("a", "a", "x", "title: y")),
        ({"id": "a", "text": "x", "corrections": None, "other": 3}, Record("a", "a", "x")),
    ],
)
def test_a_sound_row(row: dict[str, Any], record: Record) -> None:
    assert record_of(row, PLAIN, "place") == record


@pytest.mark.parametrize(
    ("row", "identity", "fault"),
    [
        ({}, "place", "has neither id nor name"),
        ({"id": "", "text": "x"}, "place", "has neither id nor name"),
        ({"id": float("nan"), "text": "x"}, "place", "has neither id nor name"),
        ({"id": "a"}, "a", "has none of content, content_base64, text"),
        ({"id": "a", "content": 3}, "a", "content is neither bytes nor text"),
        ({"id": "a", "content": ["x"]}, "a", "content is neither bytes nor text"),
        ({"id": "a", "content_base64": "?"}, "a", "content_base64 is not Base64"),
        ({"id": "a", "text": "\ud800"}, "a", "text is not valid Unicode"),
        ({"id": "\udc80", "text": 1}, "\\udc80", "text is neither bytes nor text"),
        ({"id": "a", "text": "x", "corrections": {}}, "a", None),
        ({"id": "a", "text": "x", "corrections": {"title": "y"}}, "a", "corrections is not text"),
    ],
)
def test_a_row_that_is_none(row: dict[str, Any], identity: str, fault: str | None) -> None:
    record = record_of(row, PLAIN, "place")
    assert record.id == identity
    assert record.fault == (fault or "")


def test_columns_may_be_called_otherwise() -> None:
    columns = Columns(id="url", content="html")
    record = record_of({"url": "u", "html": "x", "content": "y"}, columns, "")
    assert record == Record("u", "u", "x")


@given(st.lists(st.tuples(st.text(), st.text() | st.binary()), max_size=4))
def test_another_content_has_another_digest(rows: list[tuple[str, str | bytes]]) -> None:
    records = [Record(name, name, content) for name, content in rows]
    others = [*records, Record("", "", "")]
    assert digest_of(records) != digest_of(others)
    if records:
        content = records[0].content
        turned = content.encode() if isinstance(content, str) else content.decode("latin-1")
        assert digest_of([Record(rows[0][0], rows[0][0], turned), *records[1:]]) != digest_of(
            records
        )


def table(path: Path, ids: list[str]) -> Path:
    """A table of one row an id, of the kind that the suffix says."""
    rows = [{"id": name, "content": f"text of {name}"} for name in ids]
    if path.suffix == ".parquet":
        pa.parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=3)
    else:
        path.write_bytes("".join(f"{json.dumps(row)}\n" for row in rows).encode())
    return path


@pytest.mark.parametrize("rows", [1, 2, 3, 5, 7, 100])
@pytest.mark.parametrize("suffix", ["jsonl", "ndjson", "parquet"])
def test_pieces_hold_every_row_once_and_in_order(tmp_path: Path, suffix: str, rows: int) -> None:
    ids = [f"d{number}" for number in range(7)]
    pieces = find_partitions([table(tmp_path / f"t.{suffix}", ids)], rows)
    found = [pair for piece in pieces for pair in records_of(piece, PLAIN)]
    assert [(number, record.id) for number, record in found] == list(enumerate(ids))
    assert all(record.content == f"text of {record.id}" for _, record in found)
    assert len(pieces) == -(-7 // rows)
    assert [piece.name for piece in pieces] == sorted({piece.name for piece in pieces})


def test_a_last_line_without_its_end_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(b'{"id":"a","text":"x"}\n{"id":"b","text":"y"}')
    pieces = find_partitions([path], 1)
    assert [r.id for piece in pieces for _, r in records_of(piece, PLAIN)] == ["a", "b"]


def test_torn_lines_are_faults_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(b'{"id":\n[1]\n\xff\n' + b"[" * 100_000 + b"\n")
    (piece,) = find_partitions([path])
    found = [(record.id, record.fault) for _, record in records_of(piece, PLAIN)]
    assert found == [
        ("t.jsonl#0", "is not a line of JSON"),
        ("t.jsonl#1", "is not a JSON object"),
        ("t.jsonl#2", "is not a line of JSON"),
        ("t.jsonl#3", "is not a line of JSON"),
    ]


def test_a_folder_gives_pages_with_their_corrections_and_tables(tmp_path: Path) -> None:
    folder = tmp_path / "crawl"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.html").write_bytes(b"b")
    (folder / "a.txt").write_bytes(b"a")
    (folder / "a.yml").write_bytes(b"title: x\n")
    (folder / "deep" / "a.txt").write_bytes(b"deep")
    (folder / ".hidden").write_bytes(b"no")
    (tmp_path / "secret").write_bytes(b"no")
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    table(folder / "deep" / "t.parquet", ["p"])
    pieces = find_partitions([folder], 3)
    assert [piece.name for piece in pieces] == [
        "crawl--deep--t.parquet-00000",
        "crawl-00000",
        "crawl-00001",
    ]
    found = {r.id: r for piece in pieces for _, r in records_of(piece, PLAIN)}
    assert sorted(found) == ["a.txt", "b.html", "deep/a.txt", "link.txt", "p"]
    assert found["a.txt"] == Record("a.txt", "a.txt", b"a", "title: x\n")
    assert found["deep/a.txt"].content == b"deep"
    assert found["link.txt"] == Record("link.txt", "link.txt", fault="leads out of the folder")


def test_a_table_added_leaves_the_pieces_of_others_as_they_were(tmp_path: Path) -> None:
    table(tmp_path / "b.jsonl", ["b1", "b2"])
    before = find_partitions([tmp_path], 1)
    table(tmp_path / "a.jsonl", ["a1"])
    assert set(before) < set(find_partitions([tmp_path], 1))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.parquet", b"PAR1", "cannot be read as Parquet"),
        ("t.jsonl.gz", b"", "is neither JSON Lines nor Parquet"),
        ("missing.jsonl", None, "is not there"),
    ],
)
def test_an_input_of_no_use_is_an_error_that_names_it(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SeedError, match=message) as raised:
        find_partitions([tmp_path / name])
    assert name in str(raised.value)
    assert raised.value.remedy


def test_two_inputs_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        table(tmp_path / folder / "t.jsonl", ["a"])
    with pytest.raises(SeedError, match="is called like"):
        find_partitions([tmp_path / "x" / "t.jsonl", tmp_path / "y" / "t.jsonl"])
