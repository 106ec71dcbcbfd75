"""What the cache takes a document to depend on: everything it does, and no more."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conversion.test_seeds_folder import ARTICLE
from wenku.corpus.dependencies import FEATURES, PACKAGE, PREPARED, files_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def named(module: str, *, prepared: bool = False) -> set[str]:
    """Paths of the files that a module depends on."""
    found = files_of(module, PREPARED if prepared else ())
    return {path.relative_to(PACKAGE).as_posix() for path in found}


def imports(path: Path) -> Iterator[str]:
    """Modules and names that a file imports from the package, read by Python's own parser."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("wenku."):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("wenku."))


def file_of(module: str) -> str:
    place = "/".join(module.split(".")[1:])
    return f"{place}/__init__.py" if (PACKAGE / place).is_dir() else f"{place}.py"


def test_every_import_is_followed() -> None:
    known = named("wenku.pipeline")
    for name in sorted(known):
        if name.endswith(".py"):
            files = {file_of(module) for module in imports(PACKAGE / name)}
            missing = {each for each in files if (PACKAGE / each).is_file()} - known
            assert not missing, name


def test_every_data_file_that_cleaning_opens_is_known() -> None:
    """Python tells of each file it opens; a page of many kinds of damage has all of them read."""
    script = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) "
        "if event == 'open' else None)\n"
        "from tests.corpus import clean_documents\n"
        "from tests.damage import simulate\n"
        "from wenku.pipeline import clean\n"
        "for kind in ('everything', 'document_page', 'spam', 'forum_noise'):\n"
        "    for each in clean_documents('dev'): clean(simulate(each, kind, 1).text)\n"
        "print('\\n'.join(opened))\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    inside = {Path(line) for line in done.stdout.splitlines() if line.startswith(str(PACKAGE))}
    opened = {
        path.relative_to(PACKAGE).as_posix() for path in inside if "__pycache__" not in path.parts
    }
    data = {name for name in opened if not name.endswith(".py")}
    assert len(data) >= 20
    assert data <= named("wenku.pipeline")


@pytest.mark.parametrize(
    ("file", "prepared", "described"),
    [
        ("vocab/themes.yml", False, True),
        ("vocab/places.tsv", False, True),
        ("annotate/themes.py", False, True),
        ("vocab/readings.txt", True, True),
        ("vocab/printed/labels.toml", True, True),
        ("repair/width.py", True, True),
        ("trail.py", True, True),
        ("vocab/cooperation_words.tsv", False, False),
        ("render/article.py", False, False),
        ("publish/theme/base.html", False, False),
        ("cli.py", False, False),
    ],
)
def test_what_a_change_reaches(file: str, prepared: bool, described: bool) -> None:
    assert (PACKAGE / file).is_file()
    assert (file in named("wenku.pipeline", prepared=True)) == prepared
    assert (file in named("wenku.pipeline")) == described


@pytest.mark.parametrize(
    ("file", "reached"),
    [
        ("vocab/cooperation_words.tsv", True),
        ("library/cooperation.py", True),
        ("library/shingles.py", True),
        ("library/similarity.py", False),
        ("library/assemble.py", False),
        ("vocab/themes.yml", False),
    ],
)
def test_what_a_change_reaches_of_the_features(file: str, reached: bool) -> None:
    found = files_of("wenku.library.features", FEATURES)
    assert (PACKAGE / file in found) == reached


def test_a_changed_theme_has_documents_annotated_again_and_not_cleaned_again(
    tmp_path: Path,
) -> None:
    code = tmp_path / "code"
    shutil.copytree(PACKAGE, code / "wenku", ignore=shutil.ignore_patterns("__pycache__"))
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    text = f"{ARTICLE}\n全县推进中医药传承创新，建设中医馆12家，中医医院牵头组建医联体。\n"
    (seeds / "a.txt").write_text(text, encoding="utf-8", newline="\n")

    def convert(docs: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(code)}
        command = [sys.executable, "-m", "wenku", "convert", "--docs", f"{docs}/docs"]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        return (tmp_path / docs / "docs" / "documents" / "a.md").read_text(encoding="utf-8")

    def kept(part: str) -> set[str]:
        return {path.name for path in (tmp_path / "p/build/cache/documents" / part).iterdir()}

    before = convert("p")
    assert "themes:\n- 中医药传承创新\n" in before
    themes = code / "wenku" / "vocab" / "themes.yml"
    vocabulary = themes.read_text(encoding="utf-8")
    changed = vocabulary.replace("name: 中医药传承创新", "name: 中医药守正创新")
    assert changed != vocabulary
    themes.write_text(changed, encoding="utf-8", newline="\n")
    prepared = kept("prepared")
    after = convert("p")
    assert kept("prepared") == prepared
    assert len(kept("described")) == 2
    assert "themes:\n- 中医药守正创新\n" in after
    assert after == convert("anew")
