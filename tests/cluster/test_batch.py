"""The step for engines of one's own: Arrow in, Arrow out, and trails that replay."""

from __future__ import annotations

from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenku import clean
from wenku.cluster import RESULTS, Limits, clean_batch, trail_of
from wenku.trail import Edit


@pytest.fixture(scope="module")
def batch(pages: dict[str, str]) -> pa.RecordBatch:
    rows: list[dict[str, object]] = [
        {"id": f"id of {name}", "name": name, "content": text.encode(), "score": 1}
        for name, text in pages.items()
    ]
    rows.insert(2, {"id": "none", "name": "none.txt", "content": b"\xff\xfe\x00\x00\x01"})
    return pa.RecordBatch.from_pylist(rows)


@pytest.fixture(scope="module")
def result(batch: pa.RecordBatch) -> pa.RecordBatch:
    return clean_batch(batch)


def test_a_row_is_what_cleaning_gives(pages: dict[str, str], result: pa.RecordBatch) -> None:
    rows = {row["name"]: row for row in result.to_pylist()}
    for name, text in pages.items():
        document, row = clean(text.encode(), name), rows[name]
        assert row["id"] == f"id of {name}"
        assert row["text"] == document.body_text
        assert row["title"] == document.metadata.title
        assert row["cleaned"] == document.text
        assert row["themes"] == [theme.name for theme in document.annotations.themes]
        assert [block["text"] for block in row["blocks"]] == [b.text for b in document.blocks]
        assert row["unresolved"] == len(document.trail.flags())
        assert row["failure"] is None


def test_trails_come_back_whole_and_replay(pages: dict[str, str], result: pa.RecordBatch) -> None:
    edits: list[Edit] = []
    for row in result.to_pylist():
        if row["failure"] is None:
            trail = trail_of(row)
            assert trail == clean(pages[row["name"]].encode(), row["name"]).trail
            assert trail.replay() == row["cleaned"]
            assert trail.undo(row["cleaned"]) == row["original"]
            edits += [edit for change in trail.changes for edit in change.edits]
    assert len(edits) > 100


def test_rows_keep_their_order_and_failures_their_reason(
    batch: pa.RecordBatch, result: pa.RecordBatch
) -> None:
    assert result.schema == RESULTS
    assert result.column("id").to_pylist() == batch.column("id").to_pylist()
    bad = result.to_pylist()[2]
    assert bad["failure"] in {"unreadable", "rejected"}
    assert bad["reason"].startswith("none.txt: ")
    assert bad["text"] is None


def test_a_child_with_limits_gives_the_same(batch: pa.RecordBatch, result: pa.RecordBatch) -> None:
    assert clean_batch(batch, limits=Limits(30)).equals(result)


def test_a_table_gives_a_table(batch: pa.RecordBatch, result: pa.RecordBatch) -> None:
    table = clean_batch(pa.table(batch))
    assert isinstance(table, pa.Table)
    assert table.equals(pa.table(result))


@settings(max_examples=3)
@given(cuts=st.sets(st.integers(1, 6), max_size=3))
def test_how_batches_are_cut_makes_no_difference(
    batch: pa.RecordBatch, result: pa.RecordBatch, cuts: set[int]
) -> None:
    ends = [0, *sorted(cuts), batch.num_rows]
    parts = [batch.slice(start, stop - start) for start, stop in pairwise(ends)]
    cleaned = pa.Table.from_batches([clean_batch(part) for part in parts], RESULTS)
    assert cleaned.combine_chunks().equals(pa.table(result).combine_chunks())


def test_no_rows_give_no_rows() -> None:
    empty = pa.RecordBatch.from_pylist([], pa.schema([("id", pa.string())]))
    assert clean_batch(empty).num_rows == 0
    assert clean_batch(empty).schema == RESULTS
