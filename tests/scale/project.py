"""A project of its own in a folder, with its own copy of the code, to edit and to build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit
from signal import SIGINT, default_int_handler, signal

from wenku.corpus.dependencies import PACKAGE

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "wenku")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with ``mkdocs.yml``, ``seeds/``, ``docs/`` and ``scripts/``."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Project:
        """A project with two of the seeds and the written pages."""
        shutil.copytree(
            PACKAGE, folder / "scripts" / "wenku", ignore=shutil.ignore_patterns("__pycache__")
        )
        for name in ("mkdocs.yml", "docs/about.md", "docs/download.md"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
        (folder / "seeds").mkdir()
        for path in sorted((ROOT / "seeds").glob("*.txt"))[:2]:
            shutil.copyfile(path, folder / "seeds" / path.name)
        return cls(folder)

    def copied(self, folder: Path) -> Project:
        """The same project without anything that was built."""
        left_out = shutil.ignore_patterns("__pycache__", "build")
        shutil.copytree(self.folder, folder, ignore=left_out)
        for path in sorted((folder / "docs").iterdir()):
            if path.name not in {"about.md", "download.md"}:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        return Project(folder)

    @property
    def environment(self) -> dict[str, str]:
        """In which its own code is run."""
        kept = {key: value for key, value in os.environ.items() if key != "SITE_URL"}
        return {**kept, "PYTHONPATH": str(self.folder / "scripts")}

    def start(self, *arguments: str, most: int = 0) -> subprocess.Popen[str]:
        """Run ``wenku`` in it, in a process group of its own, as a terminal does.

        No file that it writes may have more bytes than ``most``, if that is given.
        """
        return subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=partial(_as_in_a_terminal, most),  # noqa: PLW1509  (no other threads here)
        )

    def run(self, *arguments: str, status: int = 0, most: int = 0) -> str:
        """Run ``wenku`` in it to its end; what it said."""
        with self.start(*arguments, most=most) as process:
            said, _ = process.communicate(timeout=300)
        assert process.returncode == status, said
        return said

    def seed(self, name: str) -> Path:
        """A file of ``seeds/``."""
        return self.folder / "seeds" / name

    def write(self, name: str, text: str) -> None:
        """Write a file below the project's folder."""
        (self.folder / name).write_text(text, encoding="utf-8", newline="\n")

    def published(self) -> dict[str, bytes]:
        """Everything that a reader or a review gets, by its path."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for name in ("docs", "build/site", "build/data")
            for path in sorted((self.folder / name).rglob("*"))
            if path.is_file()
        }


def _as_in_a_terminal(most: int) -> None:
    """Ctrl-C ends a process, which it does not below a shell that runs its jobs behind it."""
    signal(SIGINT, default_int_handler)
    if most:
        setrlimit(RLIMIT_FSIZE, (most, most))
