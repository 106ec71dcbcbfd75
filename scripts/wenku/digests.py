"""What files hold, told by digests (SHA-256, in hexadecimal digits)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path


def of_file(path: Path) -> str:
    """Digest of a file's bytes, read piece by piece.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def of_files(root: Path, paths: Iterable[Path]) -> str:
    """One digest of files in their order, by path below ``root`` and content; folders by path."""
    digest = hashlib.sha256()
    for path in paths:
        content = of_file(path) if path.is_file() else "-"
        line = f"{path.relative_to(root).as_posix()} {content}\n"
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def of_folder(folder: Path) -> str:
    """One digest of everything below a folder, but what Python compiled."""
    return of_files(folder, (path for _, path in below(folder)))


def below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Path below a folder and full path of everything in it, in order, folders among them.

    What Python compiled is passed over.
    """
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted([*folders, *files]):
            path = Path(place, name)
            yield path.relative_to(folder).as_posix(), path


def versions(packages: Iterable[str]) -> str:
    """The installed version of each package, a line each."""
    return "".join(f"{name} {metadata.version(name)}\n" for name in packages)
