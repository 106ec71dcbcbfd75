"""Watch a command while it runs: when it says what, and what it took until then."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PERIOD = 0.2
"""Seconds between two looks at the memory."""
FINISHED = (0, 1)
"""Exit statuses of a build that came to its end; 1 says that a seed could not be cleaned."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Step:
    """What a command took from one line that it said to the next."""

    said: str
    wall: float
    """Seconds."""
    processor: float
    """Seconds of processor time, of all processes together; of those still running up to now."""
    megabytes: float
    """Most memory at a time, of all processes together, shared pages counted once."""


def watched(command: Sequence[str], folder: Path, log: Path) -> list[Step]:
    """Run a command and tell each of its steps.

    Args:
        command: what to run; its lines on standard error end the steps.
        folder: where to run it.
        log: what it said is kept here.

    Raises:
        RuntimeError: it failed.
    """
    run = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    memory = _Memory(run.pid)
    steps, lines = [], []
    wall, processor = time.monotonic(), 0.0
    for line in run.stderr or ():
        lines.append(line)
        now, used = time.monotonic(), _processor(run.pid)
        steps.append(Step(line.strip(), now - wall, used - processor, memory.most()))
        wall, processor = now, used
    status = run.wait()
    memory.stop()
    log.write_text("".join(lines), encoding="utf-8", newline="\n")
    if status not in FINISHED:
        raise RuntimeError(f"{' '.join(command)} ended with {status}: {''.join(lines[-3:])}")
    return steps


class _Memory:
    """The most memory of a process and its children since it was asked last."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def most(self) -> float:
        self._most, most = 0.0, max(self._most, self._now())
        return most

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(PERIOD):
            self._most = max(self._most, self._now())

    def _now(self) -> float:
        return sum(_proportional(pid) for pid in _family(self._pid)) / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in _children(pid):
        yield from _family(child)


def _children(pid: int) -> list[int]:
    """Child processes of all threads of a process; none of those that have just ended."""
    found: list[int] = []
    with suppress(OSError):
        for thread in os.scandir(f"/proc/{pid}/task"):
            with suppress(OSError):
                text = Path(thread.path, "children").read_text(encoding="utf-8")
                found += map(int, text.split())
    return found


def _proportional(pid: int) -> int:
    """Kibibytes of a process, its part of what it shares with others."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def _processor(pid: int) -> float:
    """Seconds of processor time of a process, its ended children and those that run."""
    total = 0.0
    for each in _family(pid):
        try:
            fields = (
                Path(f"/proc/{each}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            )
        except OSError:
            continue
        total += sum(map(int, fields[11:15])) / _TICKS
    return total
