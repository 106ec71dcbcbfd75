"""The trail of each seed, as a person read it: any change of a rule shows here as a difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.golden.references import STEMS, document
from wenku.render import explain_document

FOLDER = Path(__file__).parent / "trails"


@pytest.mark.parametrize("stem", STEMS)
def test_trail(stem: str) -> None:
    """Set WENKU_UPDATE_GOLDEN to write the files anew, and read what differs before committing."""
    path = FOLDER / f"{stem}.txt"
    explained = explain_document(document(stem))
    if os.environ.get("WENKU_UPDATE_GOLDEN"):
        path.write_text(explained, encoding="utf-8", newline="\n")
    assert explained == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("stem", STEMS)
def test_every_character_of_the_article_has_its_place_in_the_seed(stem: str) -> None:
    """Where the text was not changed at a place, the seed shows the same character there."""
    restored = document(stem)
    original = restored.trail.original
    origins = restored.trail.origins_of(range(len(restored.text)))
    assert origins == sorted(origins)
    one_to_one = {
        pair
        for change in restored.trail.changes
        for edit in change.edits
        if len(edit.before) == len(edit.after)
        for pair in zip(edit.before, edit.after, strict=True)
    }
    same = sum(
        original[origin] == char or (original[origin], char) in one_to_one
        for char, origin in zip(restored.text, origins, strict=True)
    )
    assert same >= 0.99 * len(restored.text)
