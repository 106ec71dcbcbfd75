"""The same seeds give the same bytes on any machine: site, PDF, EPUB, archives, data.

A small library is built twice, by two copies of the program in different folders, and nothing about
the second process is as about the first: time zone, language, file mask, order of hashes and of
folders, number of processes, home, user name, terminal.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

EDITION = "1700000000"
SEEDS = 2
"""Fewest that give links between documents."""

ONE = {
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "1",
    "HOME": "home",
    "USER": "ann",
    "COLUMNS": "80",
}
OTHER = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "POSIX",
    "PYTHONHASHSEED": "4242",
    "HOME": "elsewhere/far/away",
    "USER": "bob",
    "COLUMNS": "213",
    "NO_COLOR": "1",
    "LANGUAGE": "de",
}


def project(root: Path, folder: Path, order: random.Random) -> Path:
    """A copy of the program with a small library, files made in an order of its own."""
    shutil.copytree(root / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("*.pyc"))
    (folder / "seeds").mkdir()
    (folder / "docs").mkdir()
    seeds = sorted((root / "seeds").glob("*.txt"))[:SEEDS]
    order.shuffle(seeds)
    for seed in seeds:
        shutil.copyfile(seed, folder / "seeds" / seed.name)
    for name in ("mkdocs.yml", "docs/about.md"):
        shutil.copyfile(root / name, folder / name)
    return folder


def build(folder: Path, jobs: int, mask: int, settings: dict[str, str]) -> None:
    """Build everything in a process that sees only what it is given."""
    home = folder / settings["HOME"]
    home.mkdir(parents=True)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(folder / "scripts"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": EDITION,
        "SITE_URL": "https://library.example/wenku/",
        **settings,
        "HOME": str(home),
    }
    run = subprocess.run(
        [sys.executable, "-m", "wenku", "build", "--jobs", str(jobs)],
        cwd=folder,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        umask=mask,
    )
    assert run.returncode == 0, run.stdout.decode("utf-8", "replace")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_two_builds_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    one = project(root, tmp_path / "one", random.Random(1))
    other = project(root, tmp_path / "another folder" / "deep" / "\u6587\u5e93", random.Random(2))
    build(one, jobs=1, mask=0o022, settings=ONE)
    build(other, jobs=3, mask=0o077, settings=OTHER)
    first, second = contents(one / "build" / "site"), contents(other / "build" / "site")
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []
    kinds = {Path(name).suffix for name in first}
    assert {".html", ".pdf", ".epub", ".zip", ".json", ".js", ".css", ".xml"} <= kinds
    written = contents(one / "docs")
    assert written == contents(other / "docs")
    assert len([name for name in written if name.startswith("documents/")]) > SEEDS
