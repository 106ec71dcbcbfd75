"""Which files of a folder are seeds; what is wrong with the others is said, and stops nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from wenku.corpus import convert, find_seeds, write_tree
from wenku.corpus import pool as pool_module
from wenku.corpus.pool import clean_seeds
from wenku.corpus.seeds import Seed
from wenku.errors import SeedError
from wenku.model import Document

ARTICLE = (
    "全县推进农村道路建设\n\n"
    "今年以来，全县新建改建农村公路120公里，完成投资2亿元，群众出行更加方便。\n\n"
    "下一步，县交通运输局将继续实施危桥改造，力争年底前全面完成任务。\n"
)


def test_every_kind_of_misplaced_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8", newline="\n")
    (tmp_path / "good.html").write_text("x", encoding="utf-8", newline="\n")
    (tmp_path / "index.txt").write_text("x", encoding="utf-8", newline="\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / ".hidden").write_text("x", encoding="utf-8", newline="\n")
    (tmp_path / "orphan.yml").write_text("title: x", encoding="utf-8", newline="\n")
    (tmp_path / "leak.txt").symlink_to("/etc/hostname")
    seeds, faults = find_seeds(tmp_path)
    assert [seed.name for seed in seeds] == ["good.html"]
    assert {fault.where: fault.message for fault in faults} == {
        "folder": "is a folder",
        "good.txt": "has the same stem as good.html",
        "index.txt": "has a reserved name",
        "leak.txt": "leads out of the folder",
        "orphan.yml": "belongs to no seed",
    }
    assert all(fault.remedy for fault in faults)


NAMES = {
    "a byte of another encoding": (os.fsdecode(b"bad\xff.txt"), "name that is not UTF-8"),
    "too long": (f"{'a' * 240}.txt", "more than 240 bytes"),
    "too long in bytes": (f"{'长' * 80}.txt", "more than 240 bytes"),
    "reserved in another case": ("Readme.txt", "reserved name"),
    "another case": ("CASE.txt", "same stem as"),
    "composed otherwise": ("Cafe\u0301.txt", "same stem as"),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_name_that_not_every_disk_takes_costs_its_seed_only(tmp_path: Path, case: str) -> None:
    name, says = NAMES[case]
    for each in ("case.txt", "Caf\u00e9.txt", name):
        (tmp_path / "seeds").mkdir(exist_ok=True)
        (tmp_path / "seeds" / each).write_text(f"{ARTICLE}{each!a}\n", "utf-8", newline="\n")
    conversion = convert(tmp_path / "seeds", rejected=tmp_path / "rejected")
    assert len(conversion.library.documents) == 2
    told = [str(fault) for fault in conversion.faults]
    assert len(told) == 1
    assert says in told[0]
    assert told[0].encode("utf-8")


def test_the_longest_name_that_is_taken_can_be_written(tmp_path: Path) -> None:
    name = f"{'长' * 78}aa.txt"
    assert len(name.encode()) == 240
    (tmp_path / name).write_text(ARTICLE, encoding="utf-8", newline="\n")
    assert convert(tmp_path).faults == ()
    write_tree(tmp_path / "docs", {f"documents/{name.removesuffix('.txt')}.md": "x"}, ())


@pytest.mark.parametrize(
    ("lay", "says"),
    [
        (os.mkfifo, "is not a regular file"),
        (lambda path: path.symlink_to("/etc/hostname"), "leads out of the folder"),
        (Path.mkdir, "is a folder"),
        (lambda path: path.write_text('title: "\\ud800"', "utf-8"), "is not YAML"),
        (lambda path: path.write_text('replacements: ["\\udfff"]', "utf-8"), "is not YAML"),
    ],
)
def test_a_sidecar_that_cannot_be_read_costs_its_document_only(
    tmp_path: Path, lay: Callable[[Path], object], says: str
) -> None:
    for stem in "ab":
        (tmp_path / f"{stem}.txt").write_text(f"{ARTICLE}{stem}\n", "utf-8", newline="\n")
    lay(tmp_path / "a.yml")
    conversion = convert(tmp_path)
    assert [document.id for document in conversion.library.documents] == ["b"]
    assert [fault.where for fault in conversion.faults] == ["a.yml"]
    assert says in str(conversion.faults[0])


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(SeedError, match="nowhere"):
        find_seeds(Path("nowhere"))


@pytest.mark.parametrize("name", ["有 空格 的 名字.txt", "中文名.txt", "-dash.txt", "a#b?c%d.txt"])
def test_odd_names_are_seeds_like_others(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ARTICLE, encoding="utf-8", newline="\n")
    conversion = convert(tmp_path)
    assert conversion.faults == ()
    assert [document.source.file for document in conversion.library.documents] == [name]


def test_a_failed_seed_is_kept_whole_with_its_reason(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(ARTICLE, encoding="utf-8", newline="\n")
    (seeds / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    conversion = convert(seeds, rejected=tmp_path / "rejected")
    assert [document.id for document in conversion.library.documents] == ["a"]
    assert [fault.where for fault in conversion.faults] == ["b.txt"]
    assert (tmp_path / "rejected/b.txt").read_bytes() == b"\x89PNG\r\n\x1a\n"
    reason = (tmp_path / "rejected/b.txt.reason.txt").read_text(encoding="utf-8")
    assert "PNG" in reason


def test_processes_give_what_one_process_gives_in_order(tmp_path: Path) -> None:
    for number in range(9):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"第{number}号\n{ARTICLE}", encoding="utf-8", newline="\n")
    seeds, _ = find_seeds(tmp_path)
    alone = [outcome.document for outcome in clean_seeds(seeds, jobs=1)]
    together = [outcome.document for outcome in clean_seeds(seeds, jobs=2)]
    assert together == alone
    assert None not in alone


def _die_hang_or_eat(data: bytes, name: str, _: object) -> Document:
    if name.startswith("die"):
        os._exit(7)
    while name.startswith("hang"):
        pass
    if name.startswith("eat"):
        bytearray(8 * 2**30)
    raise ValueError(data.decode())


def test_a_worker_that_dies_or_hangs_or_eats_costs_its_own_seed_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a.txt", "die.txt", "b.txt", "hang.txt", "eat.txt"]
    for name in names:
        (tmp_path / name).write_text(name, encoding="utf-8", newline="\n")
    monkeypatch.setattr(pool_module, "clean", _die_hang_or_eat)
    outcomes = list(clean_seeds([Seed(tmp_path / n) for n in names], jobs=2, time_limit=1.0))
    said = [str(outcome.error) for outcome in outcomes]
    assert [outcome.seed.name for outcome in outcomes] == names
    assert "status 7" in said[1]
    assert "longer than 1 seconds" in said[3]
    assert "more memory" in said[4]
    assert all("ValueError" in said[index] for index in (0, 2))
