"""Places: which are named, which only seem so, and how fast that is told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.measure import Score, annotated, cases, listed, of_case
from tests.golden.references import STEMS, document, reference
from wenku.annotate.places import survey
from wenku.annotate.spots import spots_in
from wenku.annotate.wordbreaks import stands_alone
from wenku.model import EntityKind
from wenku.vocab.gazetteer import COUNTY, gazetteer, short_name

if TYPE_CHECKING:
    from wenku.model import Annotations

PLACE_KINDS = {EntityKind.CITY, EntityKind.DISTRICT, EntityKind.PROVINCE, EntityKind.REGION}


def named(found: Annotations, kind: EntityKind) -> list[str]:
    """Canonical names of the mentions of one kind, 我市 and the like left out."""
    mentions = (m for m in found.mentions if m.kind is kind and m.rule != "pronoun")
    return list(dict.fromkeys(mention.entity for mention in mentions))


def scores(part: str) -> dict[str, Score]:
    """Scores on the labelled sentences."""
    result = {key: Score() for key in ("cities", "districts", "provinces", "regions")}
    for case in cases("places", part):
        found = of_case(case)
        result["cities"].add(found.cities, case.get("cities", []))
        result["districts"].add(found.districts, case.get("districts", []))
        for key, kind in (("provinces", EntityKind.PROVINCE), ("regions", EntityKind.REGION)):
            if key in case:
                result[key].add(named(found, kind), case[key])
    return result


# ------------------------------------------------------------------ the five seeds


@pytest.mark.parametrize("stem", STEMS)
def test_the_seeds_name_their_cities_and_districts(stem: str) -> None:
    found, wanted = document(stem).annotations, reference(stem)
    assert list(found.cities) == wanted["cities"]
    assert list(found.districts) == [district["name"] for district in wanted["districts"]]


@pytest.mark.parametrize("stem", STEMS)
def test_the_seeds_name_their_provinces_and_regions(stem: str) -> None:
    found, wanted = document(stem).annotations, reference(stem)
    assert set(wanted["provinces_named"]) <= set(named(found, EntityKind.PROVINCE))
    assert set(named(found, EntityKind.REGION)) == set(wanted["regions_named"])


@pytest.mark.parametrize("stem", STEMS)
def test_the_subject_of_each_seed_is_told(stem: str) -> None:
    found, wanted = document(stem).annotations, reference(stem)
    told = (found.subject_city, found.province, found.district)
    assert told == (wanted["subject_city"], wanted["province"], wanted["district"] or "")


# ------------------------------------------------------------------ labelled sentences


@pytest.mark.parametrize("case", listed("places"))
def test_every_sentence_the_rules_were_made_with(case: dict[str, object]) -> None:
    found = of_case(case)
    assert list(found.cities) == case.get("cities", [])
    assert list(found.districts) == case.get("districts", [])


def test_places_of_sentences_not_looked_at() -> None:
    found = scores("held_out")
    assert found["cities"].precision >= 0.95, found["cities"]
    assert found["cities"].recall >= 0.95, found["cities"]
    assert found["districts"].precision >= 0.95, found["districts"]
    assert found["districts"].recall >= 0.90, found["districts"]
    assert found["provinces"].precision == found["provinces"].recall == 1.0
    assert found["regions"].precision == found["regions"].recall == 1.0


# ------------------------------------------------------------------ words around names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("引进普通化验设备", "通化"),
        ("建设新乡村", "新乡"),
        ("从上海南站出发", "海南"),
        ("推进西南通道建设", "南通"),
        ("医保定点医院", "保定"),
        ("利润扩大同比增幅", "大同"),
        ("重大庆祝活动", "大庆"),
        ("提高县域活力", "高县"),
        ("优化管理县城", "理县"),
        ("促进合作市场化", "合作市"),
        ("自信阳光的少年", "信阳"),
        ("长江门户", "江门"),
        ("幸福建设", "福建"),
        ("推广安全生产", "广安"),
        ("传达州委精神", "达州"),
        ("情怀化为行动", "怀化"),
        ("老周口中的变化", "周口"),
        ("２５４万山区人民", "万山区"),
        ("在深化改革中", "深"),
        ("总统苏哈托来访", "苏"),
    ],
)
def test_a_name_hidden_in_other_words_is_not_found(text: str, name: str) -> None:
    assert name not in {spot.surface for spot in spots_in(text, 0)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("江苏南通的企业", "南通"),
        ("湖北京山市", "京山市"),
        ("到海口调研", "海口"),
        ("宣城市民", "宣城市"),
        ("浙江山区", "浙江"),
        ("传达达州经验", "达州"),
        ("上海南翼", "上海"),
        ("北京大学", "北京"),
        ("济南市市中区", "市中区"),
        ("枣庄市中区", "市中区"),
    ],
)
def test_a_name_that_is_a_word_is_found(text: str, name: str) -> None:
    assert name in {spot.surface for spot in spots_in(text, 0)}


def test_a_name_at_the_very_end_has_the_right_end() -> None:
    for text in ("我在上", "去南京", "到上海浦", "在呼和浩"):
        for spot in spots_in(text, 0):
            assert spot.surface == text[spot.start : spot.end]


def test_what_stands_alone_does_not_depend_on_far_text() -> None:
    assert stands_alone("在安康调研" + "医" * 50, 1, 3) == stands_alone("在安康调研", 1, 3)


# ------------------------------------------------------------------ the whole table


def resolved(text: str) -> set[str]:
    """Codes of all places settled in a text."""
    return {found.place.code for found in survey([text]).ordered() if found.place}


def test_every_unit_is_found_by_its_full_path_and_nothing_else() -> None:
    places = gazetteer().places
    for code in places:
        place = places[code]
        path = "".join(places[parent].name for parent in reversed(place.parents)) + place.name
        wanted = {code, *place.parents}
        assert resolved(f"{path}召开会议部署工作。") == wanted, path


def test_every_prefecture_is_found_by_short_name_behind_its_province() -> None:
    places = gazetteer().places
    for place in places.values():
        short = short_name(place.name)
        if place.level == COUNTY - 1 and short:
            province = short_name(places[place.parents[0]].name)
            assert place.code in resolved(f"{province}{short}的客商来了。"), place.name


# ------------------------------------------------------------------ ambiguity and relation


@pytest.mark.parametrize(
    ("text", "cities", "districts"),
    [
        ("鼓楼区今年新增学位三千个。", [], []),
        ("徐州推进改造。鼓楼区率先完成。", ["徐州市"], ["鼓楼区"]),
        ("江苏省徐州市与福建省福州市签约，随后在鼓楼区座谈。", ["徐州市", "福州市"], ["鼓楼区"]),
        ("安徽广德与浙江长兴相邻。", ["宣城市", "湖州市"], ["广德市", "长兴县"]),
        ("汾阳、临县、中阳、兴县等地调整结构。", ["吕梁市"], ["汾阳市", "临县", "中阳县", "兴县"]),
        ("桥东区的居民", [], []),
    ],
)
def test_an_ambiguous_name_needs_a_reason(
    text: str, cities: list[str], districts: list[str]
) -> None:
    found = annotated(text)
    assert (list(found.cities), list(found.districts)) == (cities, districts)


def test_the_subject_settles_what_nothing_else_does() -> None:
    found = annotated("鼓楼区率先完成，全市跟进。", title="福州市推进旧城改造")
    mention = next(m for m in found.mentions if m.surface == "鼓楼区")
    assert (mention.entity, mention.city, mention.rule) == (
        "鼓楼区",
        "福州市",
        "parent named before",
    )


def test_every_mention_says_where_what_and_why() -> None:
    text = "我市与上海市松江区、浙江嘉兴签约，原莱芜市、沪苏浙皖代表参加。"
    found = annotated(text, title="宣城市深化合作")
    by_surface = {m.surface: m for m in found.mentions if m.kind in PLACE_KINDS}
    told = {
        surface: (mention.entity, mention.kind, mention.city, mention.rule)
        for surface, mention in by_surface.items()
    }
    assert told == {
        "宣城市": ("宣城市", "city", "宣城市", "full name"),
        "我市": ("宣城市", "city", "宣城市", "pronoun"),
        "上海市": ("上海市", "city", "上海市", "full name"),
        "松江区": ("松江区", "district", "上海市", "parent before"),
        "浙江": ("浙江省", "province", "", "short name"),
        "嘉兴": ("嘉兴市", "city", "嘉兴市", "parent before"),
        "莱芜市": ("莱芜区", "district", "济南市", "former name"),
        "沪苏浙皖": ("沪苏浙皖", "region", "", "region"),
    }


def test_the_subject_comes_first_and_then_the_order_of_mention() -> None:
    found = annotated("与南京、上海、杭州合作。", title="芜湖市深化区域合作")
    assert found.cities == ("芜湖市", "南京市", "上海市", "杭州市")


def test_a_county_under_its_province_alone_is_a_city() -> None:
    found = annotated("仙桃市与济源市、神农架林区交流。")
    assert found.cities == ("仙桃市", "济源市", "神农架林区")
    assert found.districts == ()


# ------------------------------------------------------------------ properties


FRAGMENTS = st.lists(
    st.one_of(
        st.sampled_from([*gazetteer().trusts][::7]),
        st.sampled_from([*gazetteer().not_places][::5]),
        st.text(
            alphabet="我全市区县省的在与和、，。：《》（）医院大学第一二三路a1\n\t", max_size=6
        ),
    ),
    max_size=12,
).map("".join)


@given(FRAGMENTS, FRAGMENTS)
def test_mentions_lie_in_their_blocks(title: str, text: str) -> None:
    found = annotated(text, title=title)
    texts = [title, text] if title else [text]
    for mention in found.mentions:
        assert texts[mention.block][mention.start : mention.end] == mention.surface
        assert mention.entity
    assert found == annotated(text, title=title)


@given(FRAGMENTS)
def test_spots_do_not_overlap(text: str) -> None:
    end = 0
    for spot in spots_in(text, 0):
        assert spot.start >= end
        end = spot.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "我市与上海市松江区、浙江省嘉兴市、徐汇区签订协议，市一、二、三院与南京鼓楼医院合作。",
        "南京",
        "市、",
        "第一、",
        "京津冀晋",
        "《《《",
        "鼓楼区、",
        "医院",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        annotated(text)
        return time.process_time() - start

    seconds(1000)
    short, long = seconds(10_000), seconds(80_000)
    assert long < 3 * 8 * short + 0.5, (short, long)


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("云海市东湖区人民法院判决如下。", ()),
        ("住云海市鼓楼区。鼓楼区法院受理。", ()),
        ("云海市鼓楼区与南京市鼓楼区结对。", ("鼓楼区",)),
        ("南昌市东湖区新建公园三座。", ("东湖区",)),
        ("全市东湖区、西湖区均已开工，南昌市要求加快。", ("东湖区", "西湖区")),
        ("华联超市海淀区门店开业。", ("海淀区",)),
        ("该市海淀区、朝阳区先行。", ("海淀区", "朝阳区")),
        ("枣庄市市中区召开会议。", ("市中区",)),
        ("海淀区的超市东城区也有。", ("海淀区", "东城区")),
    ],
)
def test_a_district_of_a_city_that_nobody_knows_stays_open(
    text: str, districts: tuple[str, ...]
) -> None:
    assert annotated(text).districts == districts


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("固原巷社区开展义诊。", ()),
        ("家住安康巷12号。", ()),
        ("安康里社区改造完成。", ()),
        ("福州小巷人家多。", ()),
        ("固原巷子深，酒香飘。", ("固原市",)),
        ("成都巷陌间飘着茶香。", ("成都市",)),
        ("北京胡同里的老人。", ("北京市",)),
        ("上海弄堂里的菜场。", ("上海市",)),
    ],
)
def test_a_lane_named_after_a_city_is_not_that_city(text: str, cities: tuple[str, ...]) -> None:
    assert annotated(text).cities == cities
