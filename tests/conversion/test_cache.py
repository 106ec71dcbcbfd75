"""The cache of cleaned documents: saves time, and never changes what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversion.test_seeds_folder import ARTICLE
from wenku.corpus import convert
from wenku.corpus import pool as pool_module
from wenku.curate import Corrections
from wenku.model import Prepared
from wenku.pipeline import prepare


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"{name}地{ARTICLE}", encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the seeds that were cleaned, and not taken from the cache."""
    names: list[str] = []

    def counted(data: bytes, name: str, corrections: Corrections) -> Prepared:
        names.append(name)
        return prepare(data, name, corrections)

    monkeypatch.setattr(pool_module, "prepare", counted)
    return names


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_only_what_changed_is_cleaned_again(
    seeds: Path, tmp_path: Path, cleaned: list[str]
) -> None:
    cache = tmp_path / "cache"
    first = convert(seeds, cache=cache)
    assert cleaned == ["a.txt", "b.txt"]
    assert convert(seeds, cache=cache) == first
    assert cleaned == ["a.txt", "b.txt"]
    (seeds / "b.yml").write_text("author: 王丽", encoding="utf-8", newline="\n")
    corrected = convert(seeds, cache=cache)
    assert cleaned == ["a.txt", "b.txt", "b.txt"]
    assert corrected.library.documents[1].metadata.author == "王丽"
    assert corrected == convert(seeds)


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_damaged_entry_is_passed_over(
    seeds: Path, tmp_path: Path, cleaned: list[str], damage: bytes | None
) -> None:
    cache = tmp_path / "cache"
    first = convert(seeds, cache=cache)
    for path in entries(cache):
        content = path.read_bytes()
        path.write_bytes(content[:-1] if damage is None else damage)
    assert convert(seeds, cache=cache) == first
    assert len(cleaned) == 4


def test_a_cache_that_cannot_be_written_is_done_without(seeds: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where a folder should be", encoding="utf-8", newline="\n")
    assert convert(seeds, cache=blocked) == convert(seeds)
