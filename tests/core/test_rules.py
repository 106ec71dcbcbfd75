"""How rules are held: examples of both kinds for every rule, and what the runner refuses."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from wenku import rules
from wenku.decode.html import read_html
from wenku.errors import TrailError
from wenku.model import Hint, HintKind, Page
from wenku.pipeline import rule_table
from wenku.rules import Rule, after, rule, run_rule
from wenku.trail import Certainty, Edit, apply


def repairs() -> list[object]:
    return [
        pytest.param(each, before, wanted, id=f"{each.id}-{number}")
        for each in rule_table()
        for number, (before, wanted) in enumerate(each.repairs.items())
    ]


def sound() -> list[object]:
    return [
        pytest.param(each, text, id=f"{each.id}-{number}")
        for each in rule_table()
        for number, text in enumerate(each.leaves_alone)
    ]


def page_of(each: Rule, example: str) -> Page:
    return Page(*read_html(example)) if each.markup else Page(example)


def outcome(each: Rule, page: Page) -> str:
    change = run_rule(each, page)
    return apply(page.text, change.edits) if change else page.text


@pytest.mark.parametrize(("each", "before", "wanted"), repairs())
def test_a_rule_repairs_what_it_says(each: Rule, before: str, wanted: str) -> None:
    page = page_of(each, before)
    assert outcome(each, page) == wanted
    assert page.text != wanted or each.certainty is Certainty.UNRESOLVED


@pytest.mark.parametrize(("each", "before", "wanted"), repairs())
def test_a_rule_leaves_its_own_result_alone(each: Rule, before: str, wanted: str) -> None:
    page = page_of(each, before)
    change = run_rule(each, page)
    rested = after(page, change.edits) if change else page
    assert outcome(each, rested) == rested.text == wanted


@pytest.mark.parametrize(("each", "text"), sound())
def test_a_rule_leaves_sound_text_alone(each: Rule, text: str) -> None:
    assert run_rule(each, page_of(each, text)) is None


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_REGISTRY", {})


def make(propose: rules.Propose, **options: object) -> Rule:
    settings: dict[str, object] = {
        "stage": "repair",
        "family": "x",
        "repairs": {"a": "b"},
        "leaves_alone": ("c",),
    }
    rule("TST100", **(settings | options))(propose)  # type: ignore[arg-type]
    return rules.rules_of("repair")[0]


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"repairs": {}}, id="no example of damage"),
        pytest.param({"leaves_alone": ()}, id="no example of sound text"),
        pytest.param({"stage": "wash"}, id="unknown stage"),
    ],
)
def test_a_rule_without_its_parts_is_refused(options: dict[str, object]) -> None:
    def propose(page: Page) -> Iterable[Edit]:
        """Change nothing."""
        return [Edit(0, 0, "", page.text)][:0]

    with pytest.raises(ValueError, match="TST100"):
        make(propose, **options)


@pytest.mark.usefixtures("registry")
def test_ideographs_go_only_where_the_rule_declares_it() -> None:
    def propose(page: Page) -> Iterable[Edit]:
        """Delete the first character."""
        yield Edit(0, 1, page.text[0], "")

    with pytest.raises(TrailError, match="ideographs"):
        run_rule(make(propose), Page("甲乙"))


@pytest.mark.usefixtures("registry")
def test_a_rule_that_declares_it_may_delete_ideographs() -> None:
    def propose(page: Page) -> Iterable[Edit]:
        """Delete the first character."""
        yield Edit(0, 1, page.text[0], "")

    assert run_rule(make(propose, deletes_han=True), Page("甲乙")) is not None


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    "text",
    ["1,000", "17:45:00", "3.14", "http://a.b/c,d", "a.b@c.de", "\u30142014\u30157\u53f7,"],
)
def test_protected_spans_are_refused(text: str) -> None:
    def propose(page: Page) -> Iterable[Edit]:
        """Widen every comma, colon and stop."""
        return [Edit(i, i + 1, c, "\uff0c") for i, c in enumerate(page.text[:-1]) if c in ",:."]

    assert run_rule(make(propose), Page(text)) is None


def test_hints_travel_with_the_text_and_vanish_with_it() -> None:
    page = Page("甲乙丙", (Hint(0, 1, HintKind.LINK), Hint(2, 3, HintKind.STRONG)))
    moved = after(page, (Edit(0, 1, "甲", ""),))
    assert moved.hints == (Hint(1, 2, HintKind.STRONG),)


def test_every_rule_explains_itself() -> None:
    for each in rule_table():
        assert each.summary
        assert each.id[:3].isupper()
        assert each.id[3:].isdigit()
