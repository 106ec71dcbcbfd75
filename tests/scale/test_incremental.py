"""A build that reuses what it can gives the bytes of a build from nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import clean_documents
from tests.damage import simulate
from tests.scale.project import ROOT, Project
from wenku.corpus import convert, write_tree
from wenku.pipeline import rule_table
from wenku.publish.data import write_data
from wenku.render import OWNED, render_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = ("clean", "traditional", "pinyin_half", "news_page")
PARTS = ("build", "--only", "site,search,data")

TEXTS = tuple(
    simulate(document, kind, 1).text
    for document, kind in zip(clean_documents("dev"), KINDS, strict=False)
)
SIDECARS = (
    "author: 王丽\n",
    "publish: false\n",
    "themes: [中医药传承创新]\n",
    "date: 2020-13-01\n",
)

edits = st.lists(
    st.one_of(
        st.tuples(st.just("seed"), st.integers(0, 3), st.integers(0, len(TEXTS) - 1)),
        st.tuples(st.just("sidecar"), st.integers(0, 3), st.integers(0, len(SIDECARS) - 1)),
        st.tuples(st.just("no seed"), st.integers(0, 3), st.just(0)),
        st.tuples(st.just("no sidecar"), st.integers(0, 3), st.just(0)),
    ),
    min_size=1,
    max_size=6,
)


def carry_out(edit: tuple[str, int, int], seeds: Path) -> None:
    what, number, which = edit
    suffix = "yml" if "sidecar" in what else "txt"
    path = seeds / f"{number}.{suffix}"
    if what.startswith("no "):
        path.unlink(missing_ok=True)
    else:
        text = SIDECARS[which] if suffix == "yml" else TEXTS[which]
        path.write_text(text, encoding="utf-8", newline="\n")


def converted(seeds: Path, folder: Path, cache: Path | None) -> Mapping[str, bytes]:
    """The committed Markdown and the data files, written below ``folder``, and what was refused."""
    conversion = convert(seeds, jobs=1, cache=cache)
    write_tree(folder / "docs", render_tree(conversion.library, rule_table()), OWNED)
    shutil.rmtree(folder / "data", ignore_errors=True)
    write_data(conversion.library, folder / "data", "")
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {**found, "faults": "\n".join(map(str, conversion.faults)).encode()}


@settings(max_examples=15, deadline=None)
@given(edits)
def test_any_edits_of_seeds_and_sidecars(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = folder / "seeds"
        seeds.mkdir()
        for number, text in enumerate(TEXTS[:3]):
            (seeds / f"{number}.txt").write_text(text, encoding="utf-8", newline="\n")
        for step in steps:
            kept = converted(seeds, folder / "kept", folder / "cache")
            carry_out(step, seeds)
        kept = converted(seeds, folder / "kept", folder / "cache")
        assert kept == converted(seeds, folder / "anew", None)


def test_a_whole_site_after_edits_of_everything(tmp_path: Path) -> None:
    project = Project.made(tmp_path / "kept")
    project.run(*PARTS)
    first = project.published()
    assert "nothing has changed" in project.run(*PARTS)
    assert project.published() == first

    third = sorted((ROOT / "seeds").glob("*.txt"))[3]
    shutil.copyfile(third, project.seed(third.name))
    project.run(*PARTS)
    first_seed = min(project.folder.glob("seeds/*.txt"))
    project.write(f"seeds/{first_seed.stem}.yml", "author: 王丽\n")
    project.run(*PARTS)
    themes = project.folder / "scripts/wenku/vocab/themes.yml"
    vocabulary = themes.read_text(encoding="utf-8")
    themes.write_text(
        vocabulary.replace("name: 中医药传承创新", "name: 中医药守正创新"),
        encoding="utf-8",
        newline="\n",
    )
    project.run(*PARTS)
    template = project.folder / "scripts/wenku/publish/theme/partials/footer.html"
    template.write_text(
        template.read_text(encoding="utf-8").replace("</p>", " ·</p>", 1),
        encoding="utf-8",
        newline="\n",
    )
    project.run(*PARTS)
    max(project.folder.glob("seeds/*.txt")).unlink()
    project.write("docs/about.md", "# 关于\n\n另一种说法。\n")
    # Edited by hand, which nobody should: the next build puts it right
    project.write("docs/cities/index.md", "# 别的\n")
    (project.folder / "build/site/index.html").write_text("", encoding="utf-8", newline="\n")
    project.run(*PARTS)

    anew = project.copied(tmp_path / "anew")
    anew.run(*PARTS)
    assert project.published() == anew.published()
    assert project.published() != first


def test_faults_are_told_again_when_nothing_has_changed(tmp_path: Path) -> None:
    project = Project.made(tmp_path)
    project.write("seeds/empty.txt", "")
    said = project.run(*PARTS, status=1)
    again = project.run(*PARTS, status=1)
    assert "nothing has changed" in again
    (fault,) = [line for line in said.splitlines() if "empty.txt" in line]
    assert fault in again.splitlines()
