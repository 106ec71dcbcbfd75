"""Whether a build would give what is there already: then nothing is done at all.

What goes in is read whole (seeds, sidecars, ``docs/``, code and templates, the engine's
configuration, the names of the installed packages with their versions, the environment); what came
out is told by size and time of change, since nobody changes a built file and sets its time back.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from wenku.corpus.dependencies import PACKAGE
from wenku.digests import below, of_file, of_folder
from wenku.publish.edition import VARIABLES
from wenku.staging import write_whole

CONFIG = Path("mkdocs.yml")
RECORD = Path("cache") / "build.json"
OUTPUTS = ("site", "data", "pdf", "epub", "rejected")
"""Folders below the one for everything disposable that a build leaves for others."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a build that was finished said at its end."""

    documents: int
    faults: tuple[str, ...]


class LastBuild:
    """The record of the last finished build in a folder.

    Each part is read when the build has yet to read it, so what changes under a running build is a
    difference to the next one.
    """

    def __init__(self, seeds: Path, docs: Path, out: Path, parts: Collection[str]) -> None:
        """Know what is to be built from what; read what goes in."""
        self._docs = docs
        self._out = out
        self._known = {"inputs": _inputs(seeds, parts)}

    def finished(self) -> Finished | None:
        """What the last build said, if another one would give the same; None if it may differ."""
        try:
            kept = json.loads((self._out / RECORD).read_text(encoding="utf-8"))
            now = {**self._known, "docs": of_folder(self._docs), "outputs": self._outputs()}
            if all(kept[name] == value for name, value in now.items()):
                return Finished(kept["documents"], tuple(kept["faults"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def begin(self) -> None:
        """Forget the last build before anything is touched: until its end a build was none."""
        (self._out / RECORD).unlink(missing_ok=True)

    def docs_written(self) -> None:
        """Read ``docs/``, which is from now on what the site is made from."""
        self._known["docs"] = of_folder(self._docs)

    def keep(self, documents: int, faults: Sequence[str]) -> None:
        """Keep the record of a build that has come to its end."""
        content = {
            **self._known,
            "outputs": self._outputs(),
            "documents": documents,
            "faults": list(faults),
        }
        write_whole(self._out / RECORD, json.dumps(content, ensure_ascii=False).encode("utf-8"))

    def _outputs(self) -> str:
        digest = hashlib.sha256()
        for name in OUTPUTS:
            for inside, path in below(self._out / name):
                stat = path.stat()
                # A folder's time changes when something is laid into it and taken out again.
                told = "" if path.is_dir() else f"{stat.st_size} {stat.st_mtime_ns}"
                digest.update(f"{name}/{inside} {told}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()


def _inputs(seeds: Path, parts: Collection[str]) -> str:
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    told = [
        str(sorted(parts)),
        sys.version,
        *(f"{name}={os.environ.get(name, '')}" for name in VARIABLES),
        *sorted(path.name for path in packages),
        *map(of_folder, (seeds, PACKAGE)),
        of_file(CONFIG) if CONFIG.is_file() else "",
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
