"""The five seeds against restorations made by hand, character by character."""

from __future__ import annotations

import pytest

from tests.golden.references import STEMS, blocks_of, document, reference

STATED = ("date", "source", "author", "editor", "url", "doc_type")


@pytest.mark.parametrize("stem", STEMS)
def test_every_block_and_nothing_else(stem: str) -> None:
    got = [
        (block.kind.value, block.level if block.kind.value == "heading" else 0, block.text)
        for block in document(stem).body
    ]
    assert got == blocks_of(stem)


@pytest.mark.parametrize("stem", STEMS)
def test_what_is_stated_and_only_that(stem: str) -> None:
    wanted = {field: reference(stem)[field] or "" for field in STATED}
    stated = document(stem).metadata
    assert {field: getattr(stated, field) for field in STATED} == wanted
    assert stated.date_inferred == ""


@pytest.mark.parametrize("stem", STEMS)
def test_title(stem: str) -> None:
    wanted = reference(stem)
    stated = document(stem).metadata
    assert stated.title_derived == wanted["title_derived"]
    if wanted["title_derived"]:
        assert all(name in stated.title for name in wanted["title_must_name"])
        assert len(stated.title) <= 40
    else:
        assert stated.title == wanted["title"]


@pytest.mark.parametrize("stem", STEMS)
def test_places(stem: str) -> None:
    wanted = reference(stem)
    found = document(stem).annotations
    assert list(found.cities) == wanted["cities"]
    assert set(found.districts) == {district["name"] for district in wanted["districts"]}
    for field in ("subject_city", "province", "district"):
        assert getattr(found, field) == (wanted[field] or ""), field


@pytest.mark.parametrize("stem", STEMS)
def test_themes(stem: str) -> None:
    wanted = reference(stem)["themes"]
    found = {theme.name for theme in document(stem).annotations.themes}
    core = {theme["name"] for theme in wanted["core"]}
    possible = {theme["name"] for theme in wanted.get("possible", [])}
    assert core <= found
    assert found <= core | possible


@pytest.mark.parametrize("stem", STEMS)
def test_unresolved_places_are_flagged(stem: str) -> None:
    wanted = [place["text"] for place in reference(stem)["unresolved"]]
    restored = document(stem)
    around = [restored.text[flag.start - 3 : flag.end + 3] for flag in restored.trail.flags()]
    assert len(around) == len(wanted)
    for text, context in zip(wanted, around, strict=True):
        assert text in context or context in text
