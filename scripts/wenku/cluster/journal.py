"""Which document a worker had in hand when it died, so that the next one does not die of it too.

`isolation` keeps a document from killing the worker that cleans it. It cannot keep the machine from
killing worker and child together, say for want of memory. So before each document its number is
written down; an attempt that ends takes its notes away, and what stands last in notes that were
left is what was in hand. A document that was so twice is not tried again.
"""

from __future__ import annotations

import os
from collections import Counter
from glob import escape
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

DEATHS = 2
"""Deaths of workers that a document is blamed for; one may be chance."""


class Journal:
    """The notes of one attempt at a piece."""

    def __init__(self, folder: Path, piece: str) -> None:
        """Open notes in ``folder``, which is made where missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{piece}.{uuid4().hex}"
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    def take(self, number: int) -> None:
        """Say that the document of this number is in hand from now on."""
        os.write(self._file, b"%d\n" % number)

    def __enter__(self) -> Self:
        """The notes themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take the notes away: this attempt did not die."""
        os.close(self._file)
        self._path.unlink(missing_ok=True)


def barred(folder: Path, piece: str) -> frozenset[int]:
    """Numbers of the documents of a piece that workers died of, so often that it is no chance."""
    deaths = Counter(_last(path) for path in folder.glob(f"{escape(piece)}.*"))
    return frozenset(number for number, times in deaths.items() if times >= DEATHS and number >= 0)


def forget(folder: Path, piece: str) -> None:
    """Remove all notes of a piece that is finished."""
    for path in folder.glob(f"{escape(piece)}.*"):
        path.unlink(missing_ok=True)


def _last(path: Path) -> int:
    """The last whole number in notes; -1 where there is none."""
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return -1
    return int(lines[-1]) if lines else -1
