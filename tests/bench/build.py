"""Builds, each in a process of its own, so that its processor time and memory can be told apart."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.library import library
from wenku.model import Library

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took."""

    seconds: float
    """Of processor time, with its children."""
    megabytes: float
    """At its peak."""


def measured(command: list[str], **environment: str) -> Cost:
    """Run a command in the project's folder and tell what it took.

    Raises:
        RuntimeError: it failed; its last words are in the message.
    """
    run = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = run.stdout.read() if run.stdout else ""
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        raise RuntimeError(f"{command[:4]} failed: {said[-600:]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def held_library(folder: Path, count: int) -> tuple[Path, Library]:
    """A synthetic library, kept in a file for the processes that build from it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"library-{count}.pickle"
    if not path.is_file():
        path.write_bytes(pickle.dumps(library(count)))
    return path, pickle.loads(path.read_bytes())  # noqa: S301  (our own file)


def pages(path: Path, out: Path) -> None:
    """Publish the pages of the library in a file, with a search box, without an index."""
    from wenku.corpus import write_tree
    from wenku.publish.site import Settings, build_site
    from wenku.render import OWNED, ReadingCopies, render_tree

    held = pickle.loads(path.read_bytes())  # noqa: S301
    docs = out / "docs"
    write_tree(docs, render_tree(held), OWNED)
    shutil.copy(ROOT / "docs" / "about.md", docs)
    settings = Settings(parts=frozenset({"search"}))
    build_site(held, docs, out, ReadingCopies(held), settings=settings)


def index(path: Path, out: Path) -> None:
    """Index the library in a file beside the pages."""
    from wenku.publish.search import write_search

    write_search(pickle.loads(path.read_bytes()), out / "site")  # noqa: S301


def nothing(path: Path, out: Path) -> None:
    """Read the library only: what the other two take beyond their own work."""
    del out
    pickle.loads(path.read_bytes())  # noqa: S301


if __name__ == "__main__":
    {"pages": pages, "index": index, "nothing": nothing}[sys.argv[1]](
        Path(sys.argv[2]), Path(sys.argv[3])
    )
