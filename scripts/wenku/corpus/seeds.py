"""Which files of a folder are seeds, and what is wrong with those that are not."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wenku.curate import NO_CORRECTIONS, Corrections, read_corrections
from wenku.decode import read_file
from wenku.errors import SeedError, SidecarError, WenkuError

SIDECAR = ".yml"
RESERVED_STEMS = frozenset({"index", "readme", "library"})
"""Stems that would overwrite a page of the site or the book, in any case of their letters."""

MAX_NAME_BYTES = 240
"""Longest name of a seed: file systems end at 255, and reports lengthen it by a suffix."""

MAX_SIDECAR_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Seed:
    """A file to clean, with its sidecar where there is one."""

    path: Path
    sidecar: Path | None = None

    @property
    def name(self) -> str:
        """File name, which is also what reports call it."""
        return self.path.name

    def read(self) -> bytes:
        """The bytes as received.

        Raises:
            SeedError: the file cannot be read.
        """
        return read_file(self.path)

    def read_sidecar(self) -> bytes:
        """The bytes of the sidecar, empty when there is none.

        Raises:
            SidecarError: the sidecar cannot be read, or is larger than any correction needs.
        """
        if self.sidecar is None:
            return b""
        where = self.sidecar.name
        if misplaced := _misplaced(self.sidecar.parent, self.sidecar):
            raise SidecarError(misplaced, where=where, remedy="copy the file in")
        try:
            if self.sidecar.stat().st_size > MAX_SIDECAR_BYTES:
                raise SidecarError("is larger than 1 MB", where=where, remedy="make it shorter")
            return self.sidecar.read_bytes()
        except OSError as error:
            raise SidecarError(f"cannot be read: {error.strerror}", where=where) from error

    def corrections(self, sidecar: bytes | None = None) -> Corrections:
        """What the curator decided; nothing when there is no sidecar.

        Args:
            sidecar: its bytes where they have been read already.

        Raises:
            SidecarError: the sidecar cannot be read or says what it may not say.
        """
        if self.sidecar is None:
            return NO_CORRECTIONS
        content = self.read_sidecar() if sidecar is None else sidecar
        try:
            source = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SidecarError(
                "is not UTF-8 text", where=self.sidecar.name, remedy="save it as UTF-8"
            ) from error
        return read_corrections(source, self.sidecar.name)


def find_seeds(folder: Path) -> tuple[tuple[Seed, ...], tuple[WenkuError, ...]]:
    """The seeds of a folder in the order of their names, and what cannot be one.

    Hidden files are passed over; folders, links that lead out of the folder, reserved or doubled
    stems, names that not every disk takes, and sidecars without a seed are reported.

    Raises:
        SeedError: the folder itself is missing.
    """
    if not folder.is_dir():
        raise SeedError(
            "is not a folder", where=str(folder), remedy="name the seeds with --seeds DIR"
        )
    entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    sidecars = {path.stem: path for path in entries if path.suffix == SIDECAR}
    candidates = [path for path in entries if path.suffix != SIDECAR]
    seeds: list[Seed] = []
    faults: list[WenkuError] = []
    first: dict[str, str] = {}
    for path in candidates:
        if fault := _fault_of(folder, path, first):
            faults.append(fault)
        else:
            first[on_any_disk(path.stem)] = path.name
            seeds.append(Seed(path, sidecars.get(path.stem)))
    faults += _without_seed(sidecars, candidates)
    return tuple(seeds), tuple(faults)


def _without_seed(sidecars: dict[str, Path], candidates: Iterable[Path]) -> Iterator[WenkuError]:
    stems = {path.stem for path in candidates}
    for stem, sidecar in sorted(sidecars.items()):
        if stem not in stems:
            yield SidecarError(
                "belongs to no seed", where=sidecar.name, remedy="rename it after its seed"
            )


def _fault_of(folder: Path, path: Path, first: dict[str, str]) -> SeedError | None:
    if misplaced := _misplaced(folder, path):
        remedy = "put its files beside it" if path.is_dir() else "copy the file in"
        return SeedError(misplaced, where=path.name, remedy=remedy)
    if unfit := unfit_name(path):
        return SeedError(unfit, where=path.name, remedy="rename it")
    if other := first.get(on_any_disk(path.stem)):
        return SeedError(f"has the same stem as {other}", where=path.name, remedy="rename one")
    return None


def _misplaced(folder: Path, path: Path) -> str:
    """Why what stands in the folder is no file of it; empty where it is one."""
    if path.is_symlink() and _leads_out(folder, path):
        return "leads out of the folder"
    if path.is_dir():
        return "is a folder"
    return "" if path.is_file() else "is not a regular file"


def unfit_name(path: Path) -> str:
    """Why a document cannot be called after a file; empty where it can."""
    name = os.fsencode(path.name)
    if len(name) > MAX_NAME_BYTES:
        return f"has a name of more than {MAX_NAME_BYTES} bytes"
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return "has a name that is not UTF-8"
    return "has a reserved name" if on_any_disk(path.stem) in RESERVED_STEMS else ""


def on_any_disk(stem: str) -> str:
    """What is the same for two stems that are one file to some systems, git and archives too."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", stem).casefold())


def _leads_out(folder: Path, link: Path) -> bool:
    """Whether a link ends outside of the folder, or, leading to itself, nowhere."""
    try:
        return not link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop: RuntimeError before Python 3.13
        return True
