"""The files of the index: the same bytes each time, nothing live in them, none too large."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.bench.library import library as synthetic
from tests.search.libraries import library
from tests.site.example import HOSTILE, example_library
from wenku.publish.search import grams, intersect, levels, texts, write_search
from wenku.publish.search.levels import Limits
from wenku.publish.search.write import script

if TYPE_CHECKING:
    from pathlib import Path

    from wenku.model import Library

PUT = re.compile(r'wenkuSearch\.put\("(?P<name>[a-z]+(?:/\d+)?)",(?P<content>.*)\);\n', re.DOTALL)


def files(site: Path) -> dict[str, bytes]:
    """All files below ``site/search`` by their paths."""
    folder = site / "search"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def large() -> Library:
    """Large enough for files of every kind."""
    return synthetic(150, length=1500)


def test_two_builds_give_the_same_bytes(large: Library, tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_search(large, tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "other")


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_portions_do_not_show(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = "".join(map(chr, range(0x4E00, 0x4E00 + 40)))
    held = library(
        [f"\u9898{number}", shared[: 3 + number], shared[number:], f"{shared[5:9]}{number}" * 3]
        for number in range(30)
    )
    write_search(held, tmp_path / "whole", Limits(few=2))
    for module in (texts, grams, levels, intersect):
        monkeypatch.setattr(module, "AT_ONCE", at_once)
    write_search(held, tmp_path / "parts", Limits(few=2))
    assert files(tmp_path / "whole") == files(tmp_path / "parts")


def test_a_new_build_leaves_nothing_of_the_old_one(large: Library, tmp_path: Path) -> None:
    write_search(large, tmp_path)
    write_search(example_library(), tmp_path)
    write_search(example_library(), tmp_path / "fresh")
    assert files(tmp_path) == files(tmp_path / "fresh")


def test_the_folder_is_named_by_what_it_holds(tmp_path: Path) -> None:
    folders = []
    for name, lines in (("a", ["题", "医养"]), ("b", ["题", "医养"]), ("c", ["题", "养医"])):
        write_search(library([lines]), tmp_path / name)
        folders.append({path.split("/")[0] for path in files(tmp_path / name)} - {"start.js"})
    assert folders[0] == folders[1] != folders[2]


def test_files_hand_over_data_and_do_nothing_else(tmp_path: Path) -> None:
    report = write_search(library([[HOSTILE[0], *HOSTILE], ["题", *HOSTILE]]), tmp_path)
    made = files(tmp_path)
    assert len(made) == report.files
    assert sum(map(len, made.values())) == report.index + report.texts
    for path, data in made.items():
        found = PUT.fullmatch(data.decode("utf-8"))
        assert found is not None, path
        assert path.endswith(f"{found['name']}.js")
        json.loads(found["content"])


def test_line_separators_are_escaped() -> None:
    assert script("x", "a\u2028b\u2029c") == b'wenkuSearch.put("x","a\\u2028b\\u2029c");\n'


def test_no_file_is_large(large: Library, tmp_path: Path) -> None:
    write_search(large, tmp_path)
    sizes = {path: len(gzip.compress(data)) for path, data in files(tmp_path).items()}
    assert max(size for path, size in sizes.items() if "/g/" in path) < 13_000
    assert max(size for path, size in sizes.items() if "/k/" in path) < 13_000
    assert len([path for path in sizes if "/t/" in path]) == len(large.documents)


def test_fewer_texts_to_look_at_cost_a_larger_index(large: Library, tmp_path: Path) -> None:
    sizes = [write_search(large, tmp_path / str(few), Limits(few=few)).index for few in (2, 8, 32)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]
