"""Policies cited in 《》, and the short forms they are called by later."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.measure import Score, annotated, cases, listed, of_case
from tests.golden.references import STEMS, document, reference
from wenku.annotate.policies import find_policies


@pytest.mark.parametrize("case", listed("policies"))
def test_every_text_the_rules_were_made_with(case: dict[str, Any]) -> None:
    assert list(of_case(case).policies) == case["names"]


def test_policies_of_texts_not_looked_at() -> None:
    score = Score()
    for case in cases("policies", "held_out"):
        score.add(of_case(case).policies, case["names"])
    assert score.precision >= 0.9, score
    assert score.recall >= 0.9, score


@pytest.mark.parametrize("stem", STEMS)
def test_the_seeds_cite_their_policies(stem: str) -> None:
    found = document(stem).annotations
    assert list(found.policies) == [entry["name"] for entry in reference(stem)["policies"]]


def test_a_short_form_is_the_title_before_it() -> None:
    found = annotated(
        "印发《关于建设名城的意见》和《教育发展规划》。", "《意见》提出三项任务，《规划》提出目标。"
    )
    told = [(m.surface, m.entity, m.rule) for m in found.mentions]
    assert told == [
        ("《关于建设名城的意见》", "关于建设名城的意见", "title"),
        ("《教育发展规划》", "教育发展规划", "title"),
        ("《意见》", "关于建设名城的意见", "short form"),
        ("《规划》", "教育发展规划", "short form"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("《意见》指出。", ()),
        ("《实施方案》明确。", ()),
        ("按《国务院关于印发《纲要》的通知》办理。", ("国务院关于印发《纲要》的通知",)),
        ("未完的《关于加强管理的意见。下一句《条例》。", ()),
        ("《孙子兵法》《本草纲目》", ()),
        ("电影《营救计划》上映。", ()),
        ("《2023年工作要点》", ("2023年工作要点",)),
        ("《绿色产业指导目录（2019年版）》", ("绿色产业指导目录（2019年版）",)),
    ],
)
def test_what_a_title_is(text: str, names: tuple[str, ...]) -> None:
    assert annotated(text).policies == names


@given(st.text(alphabet="《》意见规划的a，\n（）", max_size=60))
def test_any_nesting_of_marks_is_survived(text: str) -> None:
    for mention in find_policies([text]):
        assert text[mention.start : mention.end].startswith("《")
        assert text[mention.start : mention.end].endswith("》")
