"""Write generated files below a folder, and only where they differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from wenku.staging import BESIDE, write_whole


def write_tree(root: Path, tree: Mapping[str, str], owned: Collection[str]) -> list[str]:
    """Make ``root`` hold ``tree``; files below the ``owned`` folders that are not in it go.

    The texts are asked for one by one. Each file is written beside its place and moved there, so
    that a kill leaves no half file.

    Args:
        root: folder to write to, made where missing.
        tree: text by path below ``root``.
        owned: folders below ``root`` that hold nothing but generated files.

    Returns:
        The paths that were written or removed, sorted.
    """
    for left in root.rglob(f".*{BESIDE}"):
        left.unlink()
    changed: list[str] = []
    for path, text in tree.items():
        content = text.encode("utf-8")
        if _content(root / path) != content:
            write_whole(root / path, content)
            changed.append(path)
    for path in _left_over(root, tree, owned):
        (root / path).unlink()
        changed.append(path)
    return sorted(changed)


def stale_files(root: Path, tree: Mapping[str, str], owned: Collection[str]) -> list[str]:
    """Paths below ``root`` that differ from ``tree``, are missing, or should not be there."""
    differing = (path for path, text in tree.items() if _content(root / path) != text.encode())
    return sorted({*differing, *_left_over(root, tree, owned)})


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _left_over(root: Path, tree: Mapping[str, str], owned: Collection[str]) -> list[str]:
    """Generated files that are there and not in the tree."""
    present = (path for folder in sorted(owned) for path in (root / folder).rglob("*.md"))
    names = {path.relative_to(root).as_posix() for path in present}
    return sorted(names - set(tree))
