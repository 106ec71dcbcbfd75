"""What is committed below ``docs/`` is what the seeds give, and it holds no leftover damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from wenku.corpus import Conversion, check_docs, convert, stale_files
from wenku.pipeline import rule_table
from wenku.render import OWNED, render_tree


@pytest.fixture(scope="module")
def conversion(root: Path) -> Conversion:
    return convert(root / "seeds")


def test_docs_are_what_the_seeds_give(conversion: Conversion, root: Path) -> None:
    assert conversion.faults == ()
    tree = render_tree(conversion.library, rule_table())
    assert stale_files(root / "docs", tree, OWNED) == [], "run `wenku convert` and read the diff"


def test_docs_hold_no_leftover_damage(root: Path) -> None:
    assert [str(finding) for finding in check_docs(root / "docs")] == []
