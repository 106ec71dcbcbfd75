"""The simulator is judged by pages that exist: what they show must come out letter for letter."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from tests.corpus import SPLITS, CleanDocument, clean_documents
from tests.damage import annotation as pinyin
from tests.damage import furniture
from tests.damage.codepage import (
    COMMA,
    ENUMERATION,
    EXCLAMATION,
    QUESTION,
    SEMICOLON,
    STOP,
    Cut,
    encode,
)
from tests.damage.conversion import back, table, to_traditional
from tests.damage.paragraph import PRINTED_READING, Mechanism, damage_paragraph
from tests.damage.simulator import KINDS, DamagedPage, simulate
from tests.damage.truth import Certainty, DamagedLine, Kind

SEEDS = Path(__file__).parents[2] / "seeds"

CONVERTED = Mechanism(convert=True)
SEED_004 = Mechanism(
    convert=True,
    annotation=pinyin.prefix(pinyin.HALF),
    cut=Cut(boundaries=(STOP, ENUMERATION)),
)
HALF = Mechanism(convert=True, annotation=pinyin.prefix(pinyin.HALF))
FULL = Mechanism(convert=True, annotation=pinyin.prefix(pinyin.FULL))
ONLY_CUT = Mechanism(convert=True, cut=Cut())
HALF_CUT = replace(HALF, cut=Cut())
FULL_CUT = replace(FULL, cut=Cut())
# Pages whose readings somebody removed behind whole characters: 發 and 會 are bare there, while
# readings inside torn runs are still printed.
STRIPPED = replace(FULL, strip=True)

# (page, true text, bytes of the true text after conversion, what the page shows, mechanism)
EVIDENCE = [
    ("seed 004", "在专科建设、", "D4DA 8CA3 BFC6 BDA8 D44F A1A2", "在??平ㄔO(shè)、", SEED_004),
    ("seed 004", "重点专科。", "D6D8 FC63 8CA3 BFC6 A1A3", "重點(diǎn)???。", SEED_004),
    (
        "seed 004",
        "学科专科化、人",
        "8C57 BFC6 8CA3 BFC6 BBAF A1A2 C8CB",
        "學(xué)科??苹?、人",
        SEED_004,
    ),
    (
        "seed 004",
        "医院专科中心化发展",
        "E174 D4BA 8CA3 BFC6 D6D0 D0C4 BBAF B06C D5B9",
        "醫(yī)院??浦行幕l(fā)展",
        SEED_004,
    ),
    (
        "seed 004",
        "内专科诊疗影响力",
        "83C8 8CA3 BFC6 D45C AF9F D3B0 ED91 C1A6",
        "內(nèi)??圃\\療影響力",
        SEED_004,
    ),
    (
        "page 030",
        "污染现状。《2019年",
        "CEDB C8BE AC46 A0EE A1A3 A1B6 32 30 31 39 C4EA",
        "污染現狀?!?019年",
        ONLY_CUT,
    ),
    (
        "page 010",
        "行走了。”10月30日",
        "D0D0 D7DF C1CB A1A3 A1B1 31 30 D4C2 33 30 C8D5",
        "行走了?!?0月30日",
        FULL_CUT,
    ),
    (
        "page 010",
        "治疗。“这里的",
        "D6CE AF9F A1A3 A1B0 DF40 C0EF B5C4",
        "治療?!斑@里的",
        FULL_CUT,
    ),
    (
        "page 010",
        "有信心。”他说。",
        "D3D0 D0C5 D0C4 A1A3 A1B1 CBFB D566 A1A3",
        "有信心?!彼f(shuō)。",
        FULL_CUT,
    ),
    (
        "page 011",
        "占总人口比重21.1%",
        "D5BC BF82 C8CB BFDA B1C8 D6D8 32 31 2E 31 25",
        "占總?cè)丝诒戎?1.1%",
        FULL,
    ),
    (
        "page 018",
        "在总人口数量中",
        "D4DA BF82 C8CB BFDA 94B5 C1BF D6D0",
        "在總?cè)丝跀?shù)量中",
        FULL,
    ),
    (
        "page 014",
        "中专学校或国有企业技工",
        "D6D0 8CA3 8C57 D0A3 BBF2 87F8 D3D0 C6F3 9849 BCBC B9A4",
        "中專學(xué)?;驀衅髽I(yè)技工",
        HALF_CUT,
    ),
    (
        "page 016",
        "整改。现将整改",
        "D5FB B8C4 A1A3 AC46 8CA2 D5FB B8C4",
        "整改?,F(xiàn)將整改",
        FULL_CUT,
    ),
    (
        "page 019",
        "才完成。可见，我国老龄化发",
        "B2C5 CDEA B3C9 A1A3 BFC9 D28A A3AC CED2 87F8 C0CF FD67 BBAF B06C",
        "才完成??梢姡覈淆g化發(fā)",
        Mechanism(
            convert=True,
            annotation=pinyin.prefix(pinyin.WEAKEST),
            cut=Cut(marks=(QUESTION, EXCLAMATION, SEMICOLON)),
        ),
    ),
    (
        "page 025",
        "50%[3]。可见，增加",
        "35 30 25 5B 33 5D A1A3 BFC9 D28A A3AC D4F6 BCD3",
        "50%[3]??梢?,增加",
        HALF_CUT,
    ),
    (
        "page 025",
        "环节。“没有全民健康",
        "AD68 B99D A1A3 A1B0 9B5D D3D0 C8AB C3F1 BDA1 BFB5",
        "環節?!皼]有全民健康",
        replace(HALF_CUT, strip=True),
    ),
    (
        "page 060",
        "提供了可能。“十四五”时期，",
        "CCE1 B9A9 C1CB BFC9 C4DC A1A3 A1B0 CAAE CBC4 CEE5 A1B1 9572 C6DA A3AC",
        "提供了可能?!笆奈濉睍r期,",
        HALF_CUT,
    ),
    (
        "page 023",
        "在英国纽卡斯尔和伦敦接受了20天",
        "D4DA D3A2 87F8 BC7E BFA8 CBB9 A096 BACD 8290 B6D8 BDD3 CADC C1CB 32 30 CCEC",
        "在英國紐卡斯?fàn)柡蛡惗亟邮芰?0天",
        HALF,
    ),
    (
        "page 023",
        "纽卡斯尔大学教师",
        "BC7E BFA8 CBB9 A096 B4F3 8C57 BDCC 8E9F",
        "紐卡斯?fàn)柎髮W(xué)教師",
        HALF,
    ),
    (
        "page 061",
        "适当的教育和培训可以",
        "DF6D AE94 B5C4 BDCC D3FD BACD C5E0 D396 BFC9 D2D4",
        "適當(dāng)?shù)慕逃团嘤?xùn)可以",
        HALF,
    ),
    (
        "page 062",
        "发展满足社会",
        "B06C D5B9 9D4D D7E3 C9E7 95FE",
        "發展?jié)M足社會",
        STRIPPED,
    ),
    ("page 062", "人们越来越", "C8CB 8283 D4BD 81ED D4BD", "人們?cè)絹?lái)越", STRIPPED),
    (
        "page 062",
        "投入异常火爆。国家",
        "CDB6 C8EB AE90 B3A3 BBF0 B1AC A1A3 87F8 BCD2",
        "投入異?;鸨?guó)家",
        replace(STRIPPED, cut=Cut()),
    ),
    # Named beside the table, with the bytes that they stand for
    ("damage 3", "海口市", "BAA3 BFDA CAD0", "??谑", ONLY_CUT),
    ("damage 3", "规模化", "D28E C4A3 BBAF", "規?;", ONLY_CUT),
    ("damage 3", "专科联", "8CA3 BFC6 C293", "??坡?", ONLY_CUT),
]


def _chance() -> random.Random:
    return random.Random(0)


@pytest.mark.parametrize(
    ("page", "clean", "codes", "shown", "how"), EVIDENCE, ids=[f"{r[0]}: {r[1]}" for r in EVIDENCE]
)
def test_what_pages_show_comes_out(
    page: str, clean: str, codes: str, shown: str, how: Mechanism
) -> None:
    assert bytes(cell.byte for cell in encode(to_traditional(clean))) == bytes.fromhex(codes), page
    damaged = damage_paragraph(clean, how, _chance()).text
    assert damaged.removesuffix("?") == shown.removesuffix("?")
    if page != "damage 3":
        assert damaged == shown


class _Scripted(random.Random):
    """Chance that says beforehand which torn marks take effect."""

    def __init__(self, fires: Sequence[bool]) -> None:
        super().__init__(0)
        self._fires = iter(fires)

    def random(self) -> float:
        return 0.0 if next(self._fires) else 1.0


# Traditional paragraphs of the seeds, what their readings are a prefix of, and the places where the
# table of conversion cannot be asked (t2s made Simplified of 著 what the source had as 著 or 着).
WHOLE_SEEDS = [
    ("000_ee823dab10f1e2a2.txt", pinyin.FULL),
    ("003_e5cd4afb056e2583.txt", pinyin.NEARLY),
    ("004_8fa8977178187575.txt", pinyin.HALF),
]


def _simplified(line: str) -> str:
    line = OpenCC("t2s").convert(line)
    return line.replace("\u8457\u529b", "\u7740\u529b")


@pytest.mark.parametrize(("name", "length"), WHOLE_SEEDS, ids=[row[0][:3] for row in WHOLE_SEEDS])
def test_seeds_come_out_whole(name: str, length: int) -> None:
    """Strip the readings, go back to Simplified, damage again: every line as in the seed."""
    how = Mechanism(convert=True, annotation=pinyin.prefix(length, bytewise=True))
    lines = (SEEDS / name).read_text(encoding="utf-8").splitlines()
    converted = [line for line in lines if PRINTED_READING.search(line) and "??" not in line]
    assert len(converted) >= 8
    for line in converted:
        clean = _simplified(PRINTED_READING.sub("", line))
        shown = line.replace("\u00a0", "?")
        assert damage_paragraph(clean, how, _chance()).text == shown


TORN_SEED = [
    ("深度合作，在专科建设、人才培养、科研合作、综合管理等方面融合发展，", [True]),
    ("上海十院专家担任合作科室执行主任，优化专科人才队伍。", [False]),
    ("重实操推进重点专科建设。市一、二、三院", [True]),
    ("骨科、快速康复”品牌，获批省级临床重点专科。合作以来，", [True]),
    ("塑品牌力促专科中心化发展。引进", [False]),
    ("“学科专科化、专科中心化”理念，推进市属医院专科中心化发展。市一", [True, False, True]),
    ("区域内专科诊疗影响力辐射力显著增强。", [True]),
]


@pytest.mark.parametrize(("clean", "fires"), TORN_SEED)
def test_torn_places_of_seed_004(clean: str, fires: list[bool]) -> None:
    """Not every torn mark took effect there; those that did look exactly so."""
    cut = Cut(boundaries=(STOP, ENUMERATION), rate=0.5)
    how = replace(SEED_004, cut=cut)
    shown = damage_paragraph(clean, how, _Scripted(fires)).text
    assert shown in (SEEDS / "004_8fa8977178187575.txt").read_text(encoding="utf-8")


def test_known_neighbours_of_other_pages() -> None:
    """Everyday pairs that spell a listed character: the reading stands inside the word."""
    for clean, shown in [
        ("因为这些", "因?yàn)檫@些"),
        ("3年以内，", "3年以?xún)?nèi),"),
        ("当地的", "當(dāng)?shù)氐?"),
    ]:
        assert damage_paragraph(clean, FULL, _chance()).text == shown


# --- the table and the list ------------------------------------------------------------------

STAYS = "里后于并范采制系面占干游周征云托志咨岳筑升才表致么扎愿余谷松板家布只向回注核念修困"
CHANGES = {
    "着": "著", "症": "癥", "脏": "臟", "台": "臺", "复": "復", "准": "準", "冲": "沖", "挂": "掛",
    "墙": "墻", "净": "凈", "闲": "閑", "鉴": "鑒", "为": "為", "众": "眾", "却": "卻", "荐": "薦",
}  # fmt: skip


def test_table_is_the_one_of_the_pages() -> None:
    assert to_traditional(STAYS) == STAYS
    assert {source: to_traditional(source) for source in CHANGES} == CHANGES
    assert to_traditional("体系制定于", over_convert=True) == "體係製定於"


def test_table_leads_back_character_by_character() -> None:
    """Each Traditional character has one way back, so conversion is determined damage."""
    image = list(table().values())
    assert len(set(image)) == len(image)
    # Rare characters that OpenCC itself reads otherwise; none of them in GB 2312's first level
    lost = {s for s, t in table().items() if back().get(t, (s,))[0] != s} - {"着"}
    assert not {source for source in lost if _is_common(source)}


def _is_common(character: str) -> bool:
    code = character.encode("gb2312", errors="ignore")
    return bool(code) and 0xB0 <= code[0] < 0xD8


def test_master_list() -> None:
    assert len(set(pinyin.MASTER_LIST)) == len(pinyin.MASTER_LIST)
    everything = pinyin.prefix(pinyin.FULL)
    assert all(everything.insertion(character) for character in pinyin.MASTER_LIST)
    assert everything.insertion("長").decode("gbk") == "(zhǎng)"
    assert everything.insertion("調").decode("gbk") == "(diào)"
    spaced = pinyin.prefix(pinyin.FULL, inner_space=True)
    assert spaced.insertion("會").decode("gbk") == "(huì )"
    # 節 before 滿, 數 before 當: else pages 062 and 061 would look otherwise
    assert pinyin.MASTER_LIST.index("節") < pinyin.MASTER_LIST.index("滿")
    assert pinyin.MASTER_LIST.index("數") < pinyin.MASTER_LIST.index("當")


# --- ground truth ----------------------------------------------------------------------------


def _mended(line: DamagedLine) -> str:
    """The line with each span replaced by what it stands for."""
    text = line.text
    for span in sorted(line.spans, reverse=True):
        clean = line.clean[span.clean_start : span.clean_end]
        text = text[: span.start] + clean + text[span.end :]
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_ground_truth_mends_the_page(kind: str) -> None:
    for document in clean_documents():
        _check_truth(simulate(document, kind, seed=1))


def _check_truth(page: DamagedPage) -> None:
    document = page.document
    bodies = [line for line in page.lines if line.role == "body"]
    assert [line.paragraph for line in bodies] == list(range(len(document.paragraphs)))
    for line in bodies:
        assert line.damage is not None
        assert _mended(line.damage) == document.paragraphs[line.paragraph or 0]
    for span in page.spans:
        _check_certainty(page, span.kind, span.certainty)


def _check_certainty(page: DamagedPage, kind: Kind, certainty: Certainty) -> None:
    if kind in {Kind.PINYIN, Kind.WIDTH}:
        assert certainty is Certainty.DETERMINED
    if kind in {Kind.SHIFT, Kind.MISANNOTATION}:
        assert certainty is not Certainty.DETERMINED
        assert KINDS[page.kind].cut is not None or KINDS[page.kind].bytewise


@given(
    st.text(
        st.sampled_from("专科海口上、。“”《》，：？！；（）中国的总人当地因为2019年OK% 着"),
        max_size=60,
    ),
    st.sampled_from([CONVERTED, HALF_CUT, FULL, FULL_CUT, SEED_004, replace(FULL_CUT, strip=True)]),
)
def test_ground_truth_mends_any_text(clean: str, how: Mechanism) -> None:
    line = damage_paragraph(clean, how, _chance())
    assert _mended(line) == clean
    for span, later in zip(line.spans, line.spans[1:], strict=False):
        assert span.end <= later.start
        assert span.clean_end <= later.clean_start


def test_a_reading_before_a_torn_run_is_a_span_of_its_own() -> None:
    line = damage_paragraph("中小学、教育", replace(HALF, cut=Cut()), _chance())
    assert line.text == "中小學(xué)、教育"
    line = damage_paragraph("当地的，", FULL, _chance())
    kinds = [(line.text[span.start : span.end], span.kind) for span in line.spans]
    assert kinds[:3] == [
        ("當", Kind.SCRIPT),
        ("(dāng)", Kind.PINYIN),
        ("?shù)氐模?", Kind.MISANNOTATION),
    ]


def test_what_gbk_lacks_cannot_come_back() -> None:
    document = next(d for d in clean_documents() if "\u4dae" in d.body)
    page = simulate(document, "traditional")
    assert page.attainable == document.body.replace("\u4dae", "?").replace("\u207a", "?")
    assert simulate(document, "clean").attainable == document.body


def test_same_seed_same_page() -> None:
    document = clean_documents("dev")[0]
    first, second = (simulate(document, "everything", seed=7) for _ in range(2))
    assert first == second
    assert simulate(document, "everything", seed=8).text != first.text


def test_undamaged_is_the_article_under_its_title() -> None:
    for document in clean_documents():
        page = simulate(document, "clean")
        assert page.text == f"{document.title}\n{document.body}\n"
        assert not page.spans


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "clean"])
def test_every_kind_does_damage(kind: str) -> None:
    """No kind is a silent copy of the clean text."""
    changed = [simulate(d, kind).text != simulate(d, "clean").text for d in clean_documents("dev")]
    assert sum(changed) >= len(changed) - 1


def test_every_mechanism_fires_in_both_splits() -> None:
    for split in SPLITS:
        documents = clean_documents(split)
        shifted = [s for d in documents for s in simulate(d, "shift").spans if s.kind is Kind.SHIFT]
        inside = [
            span
            for document in documents
            for span in simulate(document, "misannotation").spans
            if span.kind is Kind.MISANNOTATION
        ]
        assert len(shifted) > 40
        assert len(inside) >= 3
        assert any(span.certainty is Certainty.UNKNOWABLE for span in shifted)
        marks = {mark for mark in "?!;" if any(mark in _shown(d) for d in documents)}
        assert marks == set("?!;")


def _shown(document: CleanDocument) -> str:
    page = simulate(document, "shift")
    return "".join(
        page.text[span.start : span.end] for span in page.spans if span.kind is Kind.SHIFT
    )


# --- furniture -------------------------------------------------------------------------------


def test_splits_share_no_wording() -> None:
    dev, held_out = (set(furniture.all_lines(split)) for split in SPLITS)
    shared = dev & held_out
    assert all(line.startswith("{") and line.endswith("}") for line in shared), shared


@pytest.mark.parametrize("split", SPLITS)
def test_wordings_can_all_be_filled(split: str) -> None:
    document = clean_documents(split)[0]
    filler = furniture.Filler(document, _chance())
    for line in furniture.all_lines(split):
        assert "{" not in filler.fill([line])[0]


def test_a_news_page_states_what_it_prints() -> None:
    for document in clean_documents():
        page = simulate(document, "news_page", seed=3)
        printed = "\n".join(line.text for line in page.lines if line.role == "meta")
        assert page.states["title"] == document.title
        for name in ("source", "author", "editor"):
            if name in page.states:
                assert page.states[name] in printed
        if "date" in page.states:
            assert document.date[:4] in printed


def test_marks_are_the_four_of_the_evidence() -> None:
    assert [mark.decode("gbk") for mark in (QUESTION, EXCLAMATION, SEMICOLON, COMMA)] == [
        "\uff1f",
        "\uff01",
        "\uff1b",
        "\uff0c",
    ]
