"""Single lines, by origin: in the wild, synthetic, metadata, untouched, known failures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import wenku.prune  # noqa: F401  (registers its rules)
from wenku.model import Page
from wenku.rules import rules_of, run_rules

CASES: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).with_name("lines.yml")).read_text(encoding="utf-8")
)
TITLE = "某市养老服务体系建设"
BODY = (
    "近年来，某市大力发展养老服务，全市养老床位达到三万张，比上年增长一成。",
    "一、夯实基础",
    "下一步，各县区将继续改造社区养老设施，支持社会力量开办小型机构，年底前全部完工。",
)


def _below(line: str) -> list[str]:
    return [TITLE, *BODY, line]


def _above(line: str) -> list[str]:
    return [line, TITLE, *BODY]


def _inside(line: str) -> list[str]:
    return [TITLE, *BODY[:2], line, BODY[2]]


def _pruned(lines: list[str]) -> tuple[list[str], set[str]]:
    page, changes = run_rules(rules_of("prune"), Page("\n".join(lines) + "\n"))
    families = {change.family_of(edit) for change in changes for edit in change.edits}
    return [line.bare for line in page.lines if line.bare], families


def _params(*groups: str) -> list[Any]:
    params = []
    for case in (case for group in groups for case in CASES[group]):
        failure = case.get("known_failure")
        marks = [pytest.mark.xfail(reason=failure, strict=True)] if failure else []
        params.append(pytest.param(case["line"], case.get("family"), id=case["line"], marks=marks))
    return params


@pytest.mark.parametrize(("line", "family"), _params("in_the_wild_below", "synthetic_below"))
def test_goes_below_an_article(line: str, family: str) -> None:
    assert _pruned(_below(line)) == ([TITLE, *BODY], {family})


@pytest.mark.parametrize(("line", "family"), _params("in_the_wild_above"))
def test_goes_above_an_article(line: str, family: str) -> None:
    assert _pruned(_above(line)) == ([TITLE, *BODY], {family})


@pytest.mark.parametrize("case", CASES["states"], ids=lambda case: case["line"])
def test_what_states_something_stays(case: dict[str, str]) -> None:
    wanted = [TITLE, case["left"], *BODY]
    assert _pruned([TITLE, case["line"], *BODY])[0] == wanted


@pytest.mark.parametrize("line", CASES["untouched"])
@pytest.mark.parametrize("place", [_below, _inside], ids=["below", "inside"])
def test_stays(line: str, place: Any) -> None:
    lines = place(line)
    assert _pruned(lines) == (lines, set())
