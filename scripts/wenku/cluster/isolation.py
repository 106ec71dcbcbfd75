"""Cleaning in a child process with limits, so that a deadly document costs itself only.

The child is a program of its own, started anew and not forked: an engine's workers have threads,
and many of them may not have children of the kind that ``multiprocessing`` makes. It is kept from
one document to the next. Its limits are the kernel's, so they hold where Python code does not get
a turn: in a pattern that runs away, in a parser written in C, and after its parent was killed.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

from wenku.cluster.outcome import Outcome, failed
from wenku.cluster.records import Record

TRIES = 2
"""A child may be killed from outside, so a document is tried once more before it is blamed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    seconds: float = 60.0
    """Of processor time, so that the outcome does not depend on what else the machine does; ten
    times as much by the clock. A page of ordinary length needs some hundredths."""
    megabytes: int = 4096
    """Of address space for the child. Libraries reserve some 1,500 of it, most of it never used."""


class Cleaner:
    """A child that cleans one record after another, and is replaced when it dies."""

    def __init__(self, limits: Limits) -> None:
        """Start nothing yet."""
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: Connection | None = None
        self._answers: Connection | None = None

    def clean(self, record: Record) -> Outcome:
        """The outcome of a record, whatever it does to the child."""
        status = 0
        for _ in range(TRIES):
            try:
                return self._ask(record)
            except (EOFError, OSError):
                status = self._status()
                self.close()
            if status in (-signal.SIGPROF, -signal.SIGALRM):
                reason = f"took longer than {self._limits.seconds:g} seconds"
                return failed(record, "time", reason)
        return failed(record, "died", f"ended its process twice ({_named(status)})")

    def close(self) -> None:
        """End the child."""
        for end in (self._requests, self._answers):
            if end is not None:
                end.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._requests = self._answers = None

    def _ask(self, record: Record) -> Outcome:
        if self._process is None:
            self._start()
        assert self._requests is not None  # noqa: S101  (for the type checker)
        assert self._answers is not None  # noqa: S101
        self._requests.send(record)
        answer: Outcome = self._answers.recv()
        return answer

    def _start(self) -> None:
        reading, self_writing = os.pipe()
        self_reading, writing = os.pipe()
        limits = (str(self._limits.seconds), str(self._limits.megabytes))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "wenku.cluster.child", str(reading), str(writing), *limits],
            pass_fds=(reading, writing),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(reading)
        os.close(writing)
        self._requests = Connection(self_writing, readable=False)
        self._answers = Connection(self_reading, writable=False)

    def _status(self) -> int:
        return self._process.wait() if self._process is not None else 0


def _named(status: int) -> str:
    if status >= 0:
        return f"status {status}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-status).name
    return f"signal {-status}"


_idle: dict[tuple[int, Limits], list[Cleaner]] = {}
"""Cleaners at rest, by the process that started them."""


@contextlib.contextmanager
def cleaner(limits: Limits) -> Iterator[Cleaner]:
    """A cleaner for this thread; it is kept for the next that asks."""
    kept = _idle.setdefault((os.getpid(), limits), [])
    try:
        mine = kept.pop()
    except IndexError:
        mine = Cleaner(limits)
    try:
        yield mine
    except BaseException:
        mine.close()
        raise
    kept.append(mine)


@atexit.register
def close_idle() -> None:
    """End the children at rest."""
    for (owner, _), kept in _idle.items():
        while kept and owner == os.getpid():
            kept.pop().close()
