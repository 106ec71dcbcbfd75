"""Dated statements without a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.annotate.seed_reference import SEEDS, Restored, of_seed, paragraph, restored
from wenku.annotate.indicators import find_indicators
from wenku.model import Annotations, Metadata, Milestone

ROWS = yaml.safe_load(
    (Path(__file__).resolve().parent / "statements" / "milestones.yml").read_text(encoding="utf-8")
)


def found_in(text: str, date: str = "") -> tuple[Milestone, ...]:
    return find_indicators(Metadata(date=date), paragraph(text), Annotations())[1]


def seed_milestones(seed: Restored) -> list[Milestone]:
    return list(find_indicators(seed.metadata, seed.blocks, seed.annotations)[1])


@pytest.mark.parametrize("name", SEEDS)
def test_every_dated_goal_of_a_seed_is_found_with_its_words(name: str) -> None:
    seed = restored(name)
    found = {(seed.lines[one.block], one.year, one.quote) for one in seed_milestones(seed)}
    for row in of_seed("milestones", seed):
        assert (row["seed_line"], row["year"], row["quote"]) in found


@pytest.mark.parametrize("name", SEEDS)
def test_what_else_is_found_in_a_seed_is_a_dated_event(name: str) -> None:
    seed = restored(name)
    goals = {row["quote"] for row in of_seed("milestones", seed)}
    events = [(row["seed_line"], row["year"]) for row in of_seed("events", seed)]
    for one in seed_milestones(seed):
        if one.quote not in goals:
            assert (seed.lines[one.block], one.year) in events
            assert one.kind == "achievement"


@pytest.mark.parametrize("row", [*ROWS["dev"], *ROWS["held_out"]], ids=lambda row: row["text"][:12])
def test_milestones_of_other_subjects(row: dict[str, Any]) -> None:
    indicators, milestones = find_indicators(Metadata(), paragraph(row["text"]), Annotations())
    assert len(milestones) == len(row["expect"])
    for one, (year, kind, words) in zip(milestones, row["expect"], strict=True):
        assert one.year == year
        assert kind in {"*", one.kind}
        assert words in one.quote
    figures = [[one.value, one.unit] for one in indicators]
    assert figures == row.get("indicators", [])


@pytest.mark.parametrize(
    ("text", "date", "year", "kind"),
    [
        ("9月6日上午，该市举行新闻发布会。", "2018-09-07", 2018, "achievement"),
        ("今年底，一期工程建成投入使用。", "2018-09-07", 2018, "target"),
        ("到2020年，一期工程建成投入使用。", "2018-09-07", 2020, "target"),
        ("到2020年，一期工程已建成投入使用。", "2021-09-07", 2020, "achievement"),
        ("2021年将进一步扩大试点范围。", "", 2021, "target"),
    ],
)
def test_the_date_of_publication_dates_what_is_said(
    text: str, date: str, year: int, kind: str
) -> None:
    (one,) = found_in(text, date)
    assert (one.year, one.kind) == (year, kind)


@pytest.mark.parametrize(
    "text",
    [
        "9月6日上午，该市举行新闻发布会。",
        "目前，一期工程建成投入使用。",
        "比2020年有了明显进步。",
        "按照2019年印发的方案推进落实。",
        "从2024年全国会议获悉，工作进展顺利。",
        "到2025年，床位达到200张。",
    ],
)
def test_what_is_not_dated_or_has_a_figure_is_no_milestone(text: str) -> None:
    assert found_in(text) == ()
