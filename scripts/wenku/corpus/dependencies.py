"""What a stage's result depends on: its modules, those they import, and the data files they name.

Read from the source and not from what happens to be loaded, so it does not depend on what ran
before. A string that is the name of a data file (or of a folder of them) below ``vocab`` counts as
use of it; so a change of the themes reaches what reads the themes.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wenku.digests import of_files, versions

PACKAGE = Path(__file__).parent.parent

_LIBRARIES = (
    "beautifulsoup4",
    "mammoth",
    "markdown",
    "opencc-python-reimplemented",
    "pypdfium2",
    "pyyaml",
    "rensa",
)


# Read by pattern and not parsed: a second faster for each build. What only looks like an import or
# a name, in a docstring, makes a result depend on too much, never on too little.
_IMPORT = re.compile(
    r"^\s*(?:from\s+(?P<module>wenku[\w.]*)\s+import\s+(?P<names>\([^)]*\)|[^\n]*))", re.MULTILINE
)
_NAME = re.compile(r"\w+")
_STRING = re.compile(r'"([\w.-]{1,60})"')


@dataclass(frozen=True, slots=True)
class Cut:
    """An import that carries nothing into the result in question."""

    importer: str
    imported: str
    """A module or a package, with all below it."""

    def covers(self, importer: str, imported: str) -> bool:
        """Whether an import is this one."""
        below = imported == self.imported or imported.startswith(f"{self.imported}.")
        return importer == self.importer and below


PREPARED = (
    Cut("wenku.pipeline", "wenku.annotate"),
    # Whether a curator's field names a theme or a place that exists is asked again each time.
    Cut("wenku.curate", "wenku.vocab"),
)
"""What the text, its trail and its blocks do not depend on, though the whole document does."""

FEATURES = (Cut("wenku.library", "wenku.library"),)
"""The rest of its package, which is loaded around what works out the features of a document."""


@cache
def code_digest(module: str, cuts: tuple[Cut, ...] = ()) -> str:
    """Digest of all code, data files and libraries that a module's results depend on.

    Args:
        module: name of the module, such as ``wenku.pipeline``.
        cuts: imports that are not followed.
    """
    told = (sys.version, versions(_LIBRARIES), of_files(PACKAGE, files_of(module, cuts)))
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def files_of(module: str, cuts: tuple[Cut, ...] = ()) -> tuple[Path, ...]:
    """Source and data files that a module's results depend on, sorted."""
    waiting, known, data = [module], {module}, set[Path]()
    while waiting:
        name = waiting.pop()
        imported, named = _read(name)
        data |= named
        for other in imported - known:
            if not any(cut.covers(name, other) for cut in cuts):
                known.add(other)
                waiting.append(other)
    return tuple(sorted({*map(_path, known), *data}))


def _path(module: str) -> Path:
    place = PACKAGE.joinpath(*module.split(".")[1:])
    return place / "__init__.py" if place.is_dir() else place.with_name(f"{place.name}.py")


@cache
def _read(module: str) -> tuple[frozenset[str], frozenset[Path]]:
    """Modules of ours that a module imports, and data files that it names."""
    source = _path(module).read_text(encoding="utf-8")
    return frozenset(_imports(source)), frozenset(_data_files(source))


def _imports(source: str) -> Iterator[str]:
    for match in _IMPORT.finditer(source):
        names = _NAME.findall(match["names"] or "")
        for name in (match["module"], *(f"{match['module']}.{each}" for each in names)):
            if _path(name).is_file():
                # The packages around a module run before it does.
                parts = name.split(".")
                yield from (".".join(parts[: at + 1]) for at in range(1, len(parts)))


def _data_files(source: str) -> Iterator[Path]:
    for name in set(_STRING.findall(source)):
        path = PACKAGE / "vocab" / name
        if path.is_file() and path.suffix != ".py":
            yield path
        elif path.is_dir() and not (path / "__init__.py").is_file():
            yield from (inside for inside in path.iterdir() if inside.is_file())
