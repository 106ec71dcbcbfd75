"""What files hold, told by digests (SHA-256, in hexadecimal digits)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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


def versions(packages: Iterable[str]) -> str:
    """The installed version of each package, a line each."""
    return "".join(f"{name} {metadata.version(name)}\n" for name in packages)
