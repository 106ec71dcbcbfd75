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


@pytest.mark.parametrize(
    ("title", "text", "city"),
    [
        ("唐山大地震四十年：天津重建的街区", "天津市当年重建住房。", "天津市"),
        ("汶川地震十五周年：北川新城", "北川县城迁址重建。", "绵阳市"),
        ("遵义会议精神在南昌宣讲", "南昌市组织宣讲团。", "南昌市"),
        ("淮海战役旧址在徐州修缮", "徐州市投入资金。", "徐州市"),
        ("唐山地震纪念日", "唐山市举行活动，唐山市民参加。", "唐山市"),
        ("芦山地震灾区重建完成", "芦山县学校全部建成，芦山县医院投用。", "雅安市"),
        ("合肥地震应急演练举行，芜湖派员观摩", "演练在合肥市举行。", "合肥市"),
        ("宝鸡民俗节，西安游客多", "宝鸡市接待游客。", "宝鸡市"),
    ],
)
def test_an_event_named_after_a_place_does_not_make_it_the_subject(
    title: str, text: str, city: str
) -> None:
    assert annotated(text, title=title).subject_city == city
