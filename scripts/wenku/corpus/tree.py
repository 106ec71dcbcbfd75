"""Write generated files below a folder, and only where they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from wenku.staging import BESIDE, write_whole


def write_tree(root: Path, tree: Mapping[str, str], owned: Collection[str]) -> list[str]:
    """Make ``root`` hold ``tree``; files below the ``owned`` folders that are not in it go.

    Each file is written beside its place and moved there, so that a kill leaves no half file.

    Args:
        root: folder to write to, made where missing.
        tree: text by path below ``root``.
        owned: folders below ``root`` that hold nothing but generated files.

    Returns:
        The paths that were written or removed, sorted.
    """
    for left in root.rglob(f".*{BESIDE}"):
        left.unlink()
    changed = stale_files(root, tree, owned)
    for path in changed:
        target = root / path
        if path in tree:
            write_whole(target, tree[path].encode("utf-8"))
        else:
            target.unlink()
    return changed


def stale_files(root: Path, tree: Mapping[str, str], owned: Collection[str]) -> list[str]:
    """Paths below ``root`` that differ from ``tree``, are missing, or should not be there."""
    differing = (path for path, text in tree.items() if _content(root / path) != text.encode())
    return sorted({*differing, *(set(_present(root, owned)) - set(tree))})


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _present(root: Path, owned: Collection[str]) -> Iterator[str]:
    for folder in sorted(owned):
        for path in sorted((root / folder).rglob("*.md")):
            yield path.relative_to(root).as_posix()
