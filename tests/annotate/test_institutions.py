"""Institutions: where their names begin and end, and which names are one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.annotate.measure import Score, annotated, cases, listed
from tests.golden.references import STEMS, document, reference
from wenku.model import EntityKind


def found_in(case: dict[str, Any]) -> tuple[str, ...]:
    """Canonical names in a labelled sentence, its subject stated by a title."""
    title = f"{case['subject']}工作综述" if case.get("subject") else ""
    return annotated(case["text"], title=title).institutions


def compare(score: Score, found: tuple[str, ...], wanted: list[list[str]]) -> None:
    """Count names, any of the accepted forms of each counting as one."""
    matched = [next((name for name in found if name in names), "") for names in wanted]
    hits = [name for name in matched if name]
    score.hits += len(hits)
    score.missed += len(matched) - len(hits)
    score.false += len(set(found) - set(hits))


@pytest.mark.parametrize("case", listed("institutions"))
def test_every_sentence_the_rules_were_made_with(case: dict[str, Any]) -> None:
    score = Score()
    compare(score, found_in(case), case["names"])
    assert (score.false, score.missed) == (0, 0), found_in(case)


def test_institutions_of_sentences_not_looked_at() -> None:
    score = Score()
    for case in cases("institutions", "held_out"):
        compare(score, found_in(case), case["names"])
    assert score.precision >= 0.9, score
    assert score.recall >= 0.9, score


@pytest.mark.parametrize("stem", STEMS)
def test_the_seeds_name_their_institutions(stem: str) -> None:
    mentions = document(stem).annotations.mentions
    surfaces: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind is EntityKind.INSTITUTION:
            surfaces.setdefault(mention.entity, set()).add(mention.surface)
    wanted = reference(stem)["institutions"]
    possible = {surface for entry in wanted["possible"] for surface in entry["surfaces"]}
    right: set[str] = set()
    for entry in wanted["core"]:
        entities = {name for name, used in surfaces.items() if used & set(entry["surfaces"])}
        assert entities, entry["name"]
        right |= entities
    assert {name for name in set(surfaces) - right if not surfaces[name] & possible} == set()


@pytest.mark.parametrize("stem", STEMS)
def test_canonical_names_of_the_seeds_are_stated_or_stand_on_the_subject(stem: str) -> None:
    found = document(stem)
    text = found.body_text + found.metadata.title
    city, province = found.annotations.subject_city, found.annotations.province
    for mention in found.annotations.mentions:
        if mention.kind is EntityKind.INSTITUTION and mention.rule == "rank of the subject":
            assert mention.entity.startswith((city[:-1], province[:-1]))
        elif mention.kind is EntityKind.INSTITUTION and mention.rule == "name":
            assert mention.entity in text


def test_a_bare_hospital_belongs_to_the_city_of_its_document() -> None:
    one = annotated("市中医院投入使用。", title="蚌埠市卫生工作")
    other = annotated("市中医院投入使用。", title="宣城市卫生工作")
    assert one.institutions == ("蚌埠市中医院",)
    assert other.institutions == ("宣城市中医院",)
    assert annotated("市中医院投入使用。").institutions == ()


def test_a_branch_at_the_very_end_of_a_text_ends_with_it() -> None:
    text = "记者走访了蚌埠市第一人民医院东院"
    found = annotated(text).mentions
    assert [(m.surface, m.end) for m in found if m.kind is EntityKind.INSTITUTION] == [
        ("蚌埠市第一人民医院东院", len(text))
    ]


def test_an_abbreviation_is_resolved_inside_its_document_only() -> None:
    both = annotated("上海市第十人民医院来访。上海十院专家坐诊。")
    assert both.institutions == ("上海市第十人民医院",)
    assert [m.rule for m in both.mentions if m.kind is EntityKind.INSTITUTION] == [
        "name",
        "short form",
    ]
    assert annotated("上海十院专家坐诊。").institutions == ("上海十院",)


@pytest.mark.parametrize(
    "text",
    [
        "蚌埠市人民医院与蚌埠市第一人民医院不是一家。",
        "山东大学与山东第一医科大学合作。",
        "宁波市第一医院、宁波市第二医院参加。",
        "安徽医科大学与安徽医科大学第一附属医院参加。",
    ],
)
def test_names_that_only_look_alike_stay_apart(text: str) -> None:
    assert len(annotated(text).institutions) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市一、二、三院合作。", ("蚌埠市一院", "蚌埠市二院", "蚌埠市三院")),
        ("市第一、第二人民医院合作。", ("蚌埠市第一人民医院", "蚌埠市第二人民医院")),
        ("市教育局、财政局、人社局印发通知。", ("蚌埠市教育局", "蚌埠市财政局", "蚌埠市人社局")),
    ],
)
def test_a_list_that_shares_its_words_names_each(text: str, names: tuple[str, ...]) -> None:
    assert annotated(text, title="蚌埠市卫生工作").institutions == names


def test_part_of_a_long_name_is_that_name() -> None:
    found = annotated(
        "加快推进国家健康医疗大数据北方中心建设。依托北方中心发展。", title="济南市工作"
    )
    assert found.institutions == ("国家健康医疗大数据北方中心",)


def test_hospitals_listed_by_name_only() -> None:
    found = annotated(
        "龙华医院、岳阳医院、曙光医院牵头。骨干被龙华，岳阳，曙光聘用。", title="上海市工作"
    )
    assert found.institutions == ("龙华医院", "岳阳医院", "曙光医院")
    assert found.cities == ("上海市",)
    assert sum(m.rule == "list of names" for m in found.mentions) == 3


@pytest.mark.parametrize(
    "text",
    [
        "属地生态环境部门应当报告。",
        "大学生要到基层去，银行业服务实体。",
        "第一次来学校，印象很深。",
        "乡镇学校离医院远。",
        "建成2个国家临床医学研究中心。",
        "各县区教育局要成立专班。",
        "打造皖北医疗中心。",
        "综合医院和专科医院分工协作。",
        "《安徽省教育厅关于课后服务的通知》印发。",
    ],
)
def test_descriptions_are_no_names(text: str) -> None:
    assert annotated(text).institutions == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "原告赵某与被告云溪市远山农业科技有限公司买卖合同纠纷一案。",
            "云溪市远山农业科技有限公司",
        ),
        ("被申请人云溪市远山农业科技有限公司未到庭。", "云溪市远山农业科技有限公司"),
        ("上诉人云溪市远山农业科技有限公司不服。", "云溪市远山农业科技有限公司"),
        ("原告合肥市第一人民医院诉称。", "合肥市第一人民医院"),
        ("荒坡变银行，叶子变票子。", ""),
        ("昔日荒山变学校，孩子们有了操场。", ""),
        ("让沙地变医院，让戈壁变花园。", ""),
        ("变电站旁的华山医院今日开诊。", "华山医院"),
    ],
)
def test_a_party_to_a_suit_and_a_verb_are_no_part_of_a_name(text: str, names: str) -> None:
    assert annotated(text).institutions == ((names,) if names else ())
