"""Which place a document is about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.annotate.measure import Score, annotated, cases, listed, of_case

FIELDS = ("subject_city", "district", "province")


@pytest.mark.parametrize("case", listed("subjects"))
def test_every_document_the_rules_were_made_with(case: dict[str, Any]) -> None:
    found = of_case(case)
    told = {field: getattr(found, field) for field in FIELDS}
    assert told == {field: case[field] for field in FIELDS}


def test_subjects_of_documents_not_looked_at() -> None:
    score = Score()
    for case in cases("subjects", "held_out"):
        found = of_case(case)
        told = [getattr(found, field) for field in FIELDS]
        score.add(filter(None, told), filter(None, (case[field] for field in FIELDS)))
    assert score.precision >= 0.85, score
    assert score.recall >= 0.85, score


def test_a_partner_is_no_subject() -> None:
    text = "我市与上海市松江区、浙江省嘉兴市签约，面向上海、南京推介，挖掘宣城特色。"
    assert annotated(text).subject_city == "宣城市"


@pytest.mark.parametrize(
    "text",
    [
        "要坚持以人民为中心的发展思想，办好人民满意的教育。",
        "北京、上海、广州、深圳四地先行先试。",
        "如浙江省杭州市推出了便民举措。",
    ],
)
def test_without_a_winner_there_is_no_subject(text: str) -> None:
    found = annotated(text)
    assert (found.subject_city, found.district, found.province) == ("", "", "")


@pytest.mark.parametrize(
    ("title", "spoken", "entity"),
    [
        ("杭州市拱墅区教育规划", "我区", "拱墅区"),
        ("杭州市拱墅区教育规划", "全市", "杭州市"),
        ("怀远县农业工作综述", "我县", "怀远县"),
        ("安徽省水利规划", "全省", "安徽省"),
        ("宣城市水利规划", "我省", "安徽省"),
        ("广西壮族自治区林业规划", "全区", "广西壮族自治区"),
    ],
)
def test_the_rank_of_the_pronoun_chooses_the_unit(title: str, spoken: str, entity: str) -> None:
    found = annotated(f"{spoken}上下齐心。", title=title)
    mention = next(m for m in found.mentions if m.surface == spoken)
    assert (mention.entity, mention.rule) == (entity, "pronoun")


def test_a_pronoun_without_a_subject_is_no_mention() -> None:
    assert annotated("我市上下齐心。").mentions == ()
