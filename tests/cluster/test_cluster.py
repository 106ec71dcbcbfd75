"""Two workers against one process, byte for byte, with workers killed on the way."""

from __future__ import annotations

import base64
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from distributed import Client, WorkerPlugin

from tests.cluster.test_partition import tree
from wenku.cli import main
from wenku.cluster import Limits, Settings, clean_many
from wenku.cluster.engine import local_cluster

if TYPE_CHECKING:
    from distributed import Worker

pytestmark = [pytest.mark.xdist_group("cluster"), pytest.mark.slow]

SETTINGS = Settings(limits=Limits(seconds=20))


class Killer(WorkerPlugin):
    """Kills the worker, once, when it is in the midst of a piece: three documents are done."""

    def __init__(self, piece: str, out: Path) -> None:
        self.piece, self.out = piece, out

    def setup(self, worker: Worker) -> None:
        del worker

    def transition(self, key: Any, start: str, finish: str, **_: Any) -> None:
        del start
        if finish == "executing" and str(key).startswith(f"clean-{self.piece}-"):
            threading.Thread(target=self.kill, daemon=True).start()

    def kill(self) -> None:
        while not any(
            notes.read_bytes().count(b"\n") > 3
            for notes in (self.out / "journal").glob(f"{self.piece}.*")
        ):
            time.sleep(0.001)
        try:
            (self.out.parent / "killed").touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


def rows(pages: dict[str, str], poisons: dict[int, str]) -> list[dict[str, str]]:
    """Four times the pages, as text and as bytes, with poison at some places."""
    found: list[dict[str, str]] = []
    for turn in range(4):
        for name, text in pages.items():
            content = base64.b64encode(text.encode()).decode()
            key = {"text": text} if turn % 2 else {"content_base64": content}
            found.append({"id": f"{turn}/{name}", "name": name, **key})
    for place, poison in poisons.items():
        found.insert(place, {"id": poison, "name": f"poison-{poison}.txt", "text": "x"})
    return found


def written(path: Path, lines: list[dict[str, str]]) -> Path:
    """The rows as a table."""
    path.write_bytes("".join(f"{json.dumps(line)}\n" for line in lines).encode())
    return path


@pytest.fixture
def client(_poison: None) -> Iterator[Client]:
    with local_cluster(2) as client:
        yield client


def test_the_same_bytes_with_a_worker_killed_and_poison_on_the_way(
    tmp_path: Path, pages: dict[str, str], client: Client
) -> None:
    lines = rows(pages, {4: "exit", 15: "segfault", 20: "fault"})
    table = written(tmp_path / "crawl.jsonl", lines)
    alone, spread = tmp_path / "alone", tmp_path / "spread"
    client.register_plugin(Killer("crawl.jsonl-00001", spread))
    before = set(client.scheduler_info()["workers"])
    many = clean_many([table], spread, SETTINGS, client=client, rows=7)
    assert (tmp_path / "killed").exists()
    assert set(client.scheduler_info()["workers"]) != before
    one = clean_many([table], alone, SETTINGS, rows=7)
    assert many == one
    assert one.failures == {"died": 2, "fault": 1}
    assert one.documents == len(lines) - 3
    assert tree(spread) == tree(alone)
    again = clean_many([table], spread, SETTINGS, client=client, rows=7)
    assert again.kept == again.pieces == 4


def test_a_document_that_kills_its_worker_each_time_costs_itself(
    tmp_path: Path, pages: dict[str, str], client: Client
) -> None:
    table = written(tmp_path / "crawl.jsonl", rows(pages, {9: "worker"}))
    harmless = tmp_path / "harmless"
    harmless.mkdir()
    sound = written(harmless / "crawl.jsonl", rows(pages, {9: "exit"}))
    spread, alone = tmp_path / "spread", tmp_path / "alone"
    summary = clean_many([table], spread, SETTINGS, client=client, rows=7)
    clean_many([sound], alone, SETTINGS, rows=7)
    assert summary.unfinished == ()
    assert summary.failures == {"died": 1}
    assert tree(spread / "documents") == tree(alone / "documents")
    failed = b"".join(tree(spread / "failures").values()).splitlines()
    assert [json.loads(line)["number"] for line in failed] == [9]
    assert {json.loads(line)["reason"] for line in failed} == {"ended its worker 2 times"}
    assert tree(spread / "journal") == {}


def test_the_command_says_what_failed_and_where_the_rest_is(
    tmp_path: Path, pages: dict[str, str]
) -> None:
    table = written(tmp_path / "crawl.jsonl", [*rows(pages, {})[:3], {"id": "empty", "text": "x"}])
    command = ["clean-many", str(table), "--out", str(tmp_path / "out"), "--workers", "1"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "rejected: 1" in result.stderr
    assert "3 documents, 1 failures; 1 pieces, 0 of them kept" in result.stderr
    assert (tmp_path / "out" / "documents" / "crawl.jsonl-00000.parquet").is_file()


def test_without_the_extra_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    table = written(tmp_path / "t.jsonl", [])
    result = CliRunner().invoke(main, ["clean-many", str(table), "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "install the project with the extra `cluster`" in result.stderr
