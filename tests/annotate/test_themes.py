"""Themes: on the seeds, on short passages, on documents of other subjects."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.seed_reference import SEEDS, paragraph, restored
from wenku.annotate.themes import find_themes
from wenku.model import Block, BlockKind, Metadata
from wenku.vocab.themes import theme_vocabulary

FOLDER = Path(__file__).resolve().parent / "passages"


def names_in(text: str, title: str = "") -> list[str]:
    return [theme.name for theme in find_themes(Metadata(title=title), paragraph(text))]


# --- the seeds ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SEEDS)
def test_the_core_themes_of_a_seed_are_found_and_no_false_ones(name: str) -> None:
    seed = restored(name)
    found = {theme.name for theme in find_themes(seed.metadata, seed.blocks)}
    core = {row["name"] for row in seed.facts["themes"]["core"]}
    possible = {row["name"] for row in seed.facts["themes"]["possible"]}
    assert core - found == set()
    assert found - core - possible == set()


@pytest.mark.parametrize("name", SEEDS)
def test_the_leading_theme_of_a_seed_is_found_among_the_strongest(name: str) -> None:
    seed = restored(name)
    found = [theme.name for theme in find_themes(seed.metadata, seed.blocks)]
    assert seed.facts["themes"]["core"][0]["name"] in found[:3]


@pytest.mark.parametrize("name", SEEDS)
def test_a_core_theme_rests_on_the_paragraphs_that_a_reader_names(name: str) -> None:
    seed = restored(name)
    passages = {
        theme.name: {seed.lines[passage.block] for passage in theme.passages}
        for theme in find_themes(seed.metadata, seed.blocks)
    }
    for row in seed.facts["themes"]["core"]:
        assert passages[row["name"]] & set(row["seed_lines"])


# --- short passages -------------------------------------------------------------------------------


def judged(name: str) -> tuple[Counter[str], list[str]]:
    """Hits, misses and false alarms of a file of passages."""
    counts: Counter[str] = Counter()
    notes: list[str] = []
    for row in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")):
        found, core = set(names_in(row["text"])), set(row["core"])
        missing, false = core - found, found - core - set(row["possible"])
        counts["hit"] += len(core & found)
        counts["miss"] += len(missing)
        counts["false"] += len(false)
        notes.extend(f"missed {one} in {row['text']}" for one in sorted(missing))
        notes.extend(f"false {one} in {row['text']}" for one in sorted(false))
    return counts, notes


@pytest.mark.parametrize("name", ["dev.yml", "held_out.yml"])
def test_the_threshold_holds_on_passages(name: str) -> None:
    counts, notes = judged(name)
    assert counts["hit"] >= 0.9 * (counts["hit"] + counts["miss"]), notes
    assert counts["hit"] >= 0.9 * (counts["hit"] + counts["false"]), notes


def test_every_theme_is_tried_in_both_halves() -> None:
    for name in ("dev.yml", "held_out.yml"):
        rows = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
        assert {theme for row in rows for theme in row["core"]} == set(theme_vocabulary().names)


EDUCATION = (
    "推进义务教育优质均衡发展，深化集团化办学，组建教育联合体，城区学校与乡镇学校结对帮扶。",
    "加强教师队伍建设，实施名师培养工程，落实编制和职称倾斜政策，招聘紧缺学科教师120名。",
    "健全学生体质健康监测制度，开齐开足体育课，关注学生心理健康，严格校园食品安全监管。",
    "加大财政投入，争取专项债券支持，新建改扩建学校12所，推进智慧校园和教育大数据平台建设。",
    "加强组织领导，成立工作专班，强化督导考核，营造全社会尊师重教的良好氛围。",
)
FARMING = (
    "推广优良品种和测土配方施肥，建设高标准农田，提升粮食综合生产能力。",
    "加强动物疫病防控，落实强制免疫，完善兽医社会化服务体系。",
    "培育龙头企业，延伸产业链条，打造区域公用品牌，办好农产品博览会。",
    "引进农业科技人才，与科研院校合作共建实验站，加快成果转化。",
    "整治农村人居环境，推进厕所革命，发展乡村旅游和民宿产业。",
)
TRAFFIC = (
    "加快高速公路和城际铁路建设，推进长三角交通一体化，打通省际断头路。",
    "优化公交线网，推广一卡通和移动支付，建设智慧交通大数据平台。",
    "完善道路交通应急处置机制，开展专项整治，加强执法监管。",
    "争取中央预算内投资和地方政府专项债券，保障重大项目建设资金。",
)


@pytest.mark.parametrize("paragraphs", [EDUCATION, FARMING, TRAFFIC])
def test_a_document_of_another_subject_has_no_theme(paragraphs: tuple[str, ...]) -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, 0, len(text), text) for text in paragraphs)
    assert [theme.name for theme in find_themes(Metadata(), blocks)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "提高基本养老保险待遇，按时足额发放养老金，健全养老保险关系转移办法。",
            "医养结合与养老服务",
        ),
        ("完善四大区域医联体，推动区域医联体内部分工。", "区域协作与一体化"),
        ("开展校内课后托管，课后托管服务全覆盖，规范托管班。", "医联体与优质资源下沉"),
        ("推进病虫害绿色防治和森林防火，加强动物疫病防控。", "健康管理与公共卫生"),
        ("加强基层党组织建设，提升基层治理水平，为基层减负。", "基层与社区卫生"),
        ("推进数据治理与污染治理，加强环境治理。", "治理监管与绩效"),
    ],
)
def test_words_that_mean_something_else_are_no_evidence(text: str, name: str) -> None:
    assert name not in names_in(text)


def test_words_of_every_field_count_only_in_a_text_on_health() -> None:
    general = "优化营商环境，吸引社会资本，简化审批流程。"
    assert names_in(general) == []
    assert "社会办医与营商环境" in names_in(f"发展民营医院。{general}")


def test_one_clause_in_passing_is_not_enough() -> None:
    assert names_in("会议还研究了分级诊疗有关事项。") == []


def test_a_title_and_a_heading_count_more_than_a_sentence() -> None:
    text = "会议研究了分级诊疗有关事项。"
    assert names_in(text, "关于推进医联体建设的通知") == ["医联体与优质资源下沉"]
    heading = Block(BlockKind.HEADING, 0, 0, "推进医联体和分级诊疗", level=2)
    (theme,) = find_themes(Metadata(), (heading,))
    assert theme.name == "医联体与优质资源下沉"


def test_a_theme_of_the_title_alone_has_no_passage_and_is_not_given() -> None:
    assert names_in("请认真贯彻执行。", "关于推进医联体建设和分级诊疗的通知") == []


def test_what_is_outside_the_body_is_not_read() -> None:
    title = Block(BlockKind.TITLE, 0, 0, "推进医联体建设和分级诊疗，优质医疗资源下沉")
    assert find_themes(Metadata(), (title,)) == ()


# --- properties ----------------------------------------------------------------------------------

WORDS = sorted({word for theme in theme_vocabulary().themes for word in theme.words})
TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from([*"，。；、的和与中医康养", "\n", " "])),
    max_size=40,
).map("".join)


@given(TEXTS, TEXTS)
def test_every_theme_shows_its_evidence(text: str, title: str) -> None:
    themes = find_themes(Metadata(title=title), paragraph(text))
    assert [theme.strength for theme in themes] == sorted(
        (theme.strength for theme in themes), reverse=True
    )
    for theme in themes:
        assert 0 < theme.strength <= 1
        assert theme.passages
        for passage in theme.passages:
            assert passage.terms
            assert all(term in text[passage.start : passage.end] for term in passage.terms)


@given(TEXTS)
def test_the_same_text_gives_the_same_themes(text: str) -> None:
    assert find_themes(Metadata(), paragraph(text)) == find_themes(Metadata(), paragraph(text))


@pytest.mark.parametrize("text", ["", "。", "123", "abc", "\u3000" * 50])
def test_text_without_words_has_no_theme(text: str) -> None:
    assert names_in(text) == []
