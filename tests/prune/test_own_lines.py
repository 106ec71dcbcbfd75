"""Lines that read like wordings of a site: the article's own by what stands beside them, or not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import wenku.prune  # noqa: F401  (registers its rules)
from wenku.model import Page
from wenku.prune.series import series_of
from wenku.rules import rules_of, run_rules

FILES = ("own.yml", "around.yml")
SITES = "- "


def _cases(group: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in FILES:
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        found |= yaml.safe_load(text)[group]
    return found


STAYS, GOES = _cases("stays"), _cases("goes")


def _judged(text: str) -> tuple[list[str], list[str]]:
    """What stays of a page on which the site's lines are marked, and what should."""
    lines = text.splitlines()
    page, _ = run_rules(
        rules_of("prune"), Page("".join(f"{line.removeprefix(SITES)}\n" for line in lines))
    )
    return page.text.splitlines(), [line for line in lines if not line.startswith(SITES)]


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_the_articles_own_stay(text: str) -> None:
    left, wanted = _judged(text)
    assert left == wanted


@pytest.mark.parametrize("text", GOES.values(), ids=GOES)
def test_what_looks_alike_goes(text: str) -> None:
    left, wanted = _judged(text)
    assert left == wanted


@pytest.mark.parametrize("text", (STAYS | GOES).values(), ids=STAYS | GOES)
def test_blank_lines_between_say_nothing(text: str) -> None:
    spaced = text.replace("\n", "\n\n")
    left, wanted = _judged(spaced)
    assert [line for line in left if line] == [line for line in wanted if line]


@pytest.mark.parametrize(
    ("lines", "series"),
    [
        (["一、甲", "正文", "二、乙", "三、丙"], ((0, 2, 3),)),
        (["1.甲", "2.乙", "1.丙", "2.丁"], ((0, 1), (2, 3))),
        (["（一）甲", "1.乙", "2.丙", "（二）丁"], ((0, 3), (1, 2))),
        (["①甲", "②乙"], ((0, 1),)),
        (["第一步：甲", "第二步：乙", "第一章 丙"], ((0, 1),)),
        (["12.5万人", "13.5万人"], ()),
        (["2021年", "2022年"], ()),
        (["一、甲", "三、乙"], ()),
        (["一、甲"], ()),
        ([], ()),
    ],
)
def test_series_count_on(lines: list[str], series: tuple[tuple[int, ...], ...]) -> None:
    assert series_of(lines) == series
