"""Sound documents of many kinds, full of words that sites use too: nothing of them may change."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import wenku.prune  # noqa: F401  (registers its rules)
from tests.corpus import clean_documents, sound_texts
from wenku.model import Page
from wenku.rules import rules_of, run_rules

CLEAN = tuple(sorted((Path(__file__).parent / "clean").glob("*.txt")))
REFERENCES = tuple(sorted((Path(__file__).parents[1] / "golden" / "reference").glob("[0-9]*.yml")))


def _left(text: str) -> str:
    return run_rules(rules_of("prune"), Page(text))[0].text


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_sound_document_stays(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _left(text) == text


@pytest.mark.parametrize("document", clean_documents(), ids=lambda document: document.id)
def test_a_clean_article_stays_with_and_without_title(document: object) -> None:
    body = str(getattr(document, "body", ""))
    title = str(getattr(document, "title", ""))
    assert _left(body) == body
    assert _left(f"{title}\n{body}\n") == f"{title}\n{body}\n"


@pytest.mark.parametrize("sound", sound_texts(), ids=lambda sound: sound.id)
def test_a_text_that_looks_damaged_stays(sound: object) -> None:
    text = str(getattr(sound, "text", ""))
    assert _left(text) == text


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_a_restored_seed_stays(path: Path) -> None:
    reference = yaml.safe_load(path.read_text(encoding="utf-8"))
    blocks = [str(block["text"]) for block in reference["blocks"]]
    text = "\n".join(blocks) + "\n"
    assert _left(text) == text


def test_the_sound_documents_could_fail() -> None:
    """A furniture line put into each of them is seen, so that the set can fail."""
    for path in CLEAN:
        text = path.read_text(encoding="utf-8")
        assert _left(text + "主站蜘蛛池模板：甲| 乙\n") == text
