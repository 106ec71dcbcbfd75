"""A document that is deadly costs itself: each way to die, and the next document after it."""

from __future__ import annotations

import os
import signal

import pytest

from wenku.cluster.isolation import Cleaner, Limits
from wenku.cluster.records import Record

LIMITS = Limits(seconds=2)


@pytest.mark.usefixtures("_poison")
@pytest.mark.parametrize(
    ("poison", "kind", "reason"),
    [
        ("exit", "died", "ended its process twice (status 3)"),
        ("segfault", "died", "ended its process twice (SIGSEGV)"),
        ("loop", "time", "took longer than 2 seconds"),
        ("memory", "memory", "needed more memory than the limit"),
        ("fault", "fault", "KeyError: 'a fault of the program'"),
    ],
)
def test_a_deadly_document_costs_itself(
    pages: dict[str, str], poison: str, kind: str, reason: str
) -> None:
    child = Cleaner(LIMITS)
    name, text = next(iter(pages.items()))
    try:
        bad = child.clean(Record("bad", f"poison-{poison}.txt", text))
        good = child.clean(Record("good", name, text))
    finally:
        child.close()
    assert bad == {
        "id": "bad",
        "name": f"poison-{poison}.txt",
        "failure": kind,
        "reason": reason,
    }
    assert good["failure"] is None
    assert good["text"]


@pytest.mark.usefixtures("_poison")
def test_a_document_that_only_waits_is_ended_by_the_clock() -> None:
    child = Cleaner(Limits(seconds=0.2))
    try:
        outcome = child.clean(Record("bad", "poison-sleep.txt", "x"))
    finally:
        child.close()
    assert outcome["failure"] == "time"


def test_a_child_killed_between_documents_is_replaced_unnoticed(pages: dict[str, str]) -> None:
    child = Cleaner(Limits())
    name, text = next(iter(pages.items()))
    try:
        first = child.clean(Record("a", name, text))
        assert child._process is not None
        os.kill(child._process.pid, signal.SIGKILL)
        assert child.clean(Record("a", name, text)) == first
        assert first["failure"] is None
    finally:
        child.close()


def test_a_child_ends_with_its_parent() -> None:
    child = Cleaner(Limits())
    child.clean(Record("a", "a.txt", "x"))
    process, requests = child._process, child._requests
    assert process is not None
    assert requests is not None
    requests.close()  # what the kernel does for a parent that was killed
    assert process.wait(timeout=10) == 0
    child.close()
