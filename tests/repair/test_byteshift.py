"""Shifted bytes: in the wild, synthetic, untouched, known failures, and properties."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.damage.conversion import to_traditional
from tests.repair.bytes import MECHANISMS, changes, damaged, folded, mended, sentences
from wenku.trail import Certainty

# What stands around the snippets on their pages, in the words of such pages.
AROUND = (
    "為進一步提升醫療服務能力,全市加強專科建設,打造重點專科。各醫院推進專科化發展,"
    "規模化養殖得到推廣,學校教育質量穩步提高。\n"
)

# Source, the page, and what it must read afterwards (readings removed). Every row was worked out
# byte by byte; ``?`` stays where a byte below 0x40 was swallowed.
WILD = [
    ("seed 004", "在??平ㄔO(shè)、人才培養等方面", "在專科建設、人才培養等方面"),
    ("seed 004", "獲批省級臨床重點(diǎn)???。合作以來", "獲批省級臨床重點專科。合作以來"),
    ("seed 004", "引進“學(xué)科??苹?、專科中心化”理念", "引進“學科專科化、專科中心化”理念"),
    ("seed 004", "推進市屬醫(yī)院??浦行幕l(fā)展。", "推進市屬醫院專科中心化發展。"),
    ("seed 004", "區域內(nèi)??圃\\療影響力顯著增強", "區域內專科診療影響力顯著增強"),
    ("030", "流域水污染現狀?!?019年環境公報》顯示", "流域水污染現狀。《?019年環境公報》顯示"),
    ("010", "記者說“他行走了?!?0月30日上午", "記者說“他行走了。”?0月30日上午"),
    ("010", "病人得到了治療?!斑@里的醫生很好", "病人得到了治療。“這里的醫生很好"),
    ("010", "“我們對此有信心?!彼f(shuō)。", "“我們對此有信心。”他說。"),
    ("011", "老年人口占總?cè)丝诒戎?1.1%", "老年人口占總人口比重?1.1%"),
    ("018", "在總?cè)丝跀?shù)量中,老年人占兩成", "在總人口數量中,老年人占兩成"),
    ("014", "中專學(xué)?;驀衅髽I(yè)技工", "中專學校或國有企業技工"),
    ("016", "按要求認真整改?,F(xiàn)將整改情況公布", "按要求認真整改。現將整改情況公布"),
    ("019", "任務才完成??梢姡覈淆g化發(fā)展快", "任務才完成。可見，我國老齡化發展快"),
    ("025", "抓好每一個環節?!皼]有全民健康", "抓好每一個環節。“沒有全民健康"),
    ("060", "發展提供了可能?！笆奈濉睍r期,", "發展提供了可能。“十四五”時期,"),
    ("023", "在英國紐卡斯?fàn)柡蛡惗亟邮芰?0天培訓", "在英國紐卡斯爾和倫敦接受了?0天培訓"),
    ("023", "紐卡斯?fàn)柎髮W(xué)教師", "紐卡斯爾大學教師"),
    ("061", "通過適當(dāng)?shù)慕逃团嘤?xùn)可以", "通過適當的教育和培訓可以"),
    ("062", "以發展?jié)M足社會需要", "以發展滿足社會需要"),
    ("062", "人們?cè)絹?lái)越關注健康", "人們越來越關注健康"),
    ("another site", "產業轉移?,F(xiàn)代農業發展示范", "產業轉移。現代農業發展示范"),
]

# The bytes leave two readings, and the wrong one is the more usual Chinese; or two pairs in a row
# print as nothing, and more text fits than can be told apart.
UNDECIDED = [
    ("025", "占比達到50%[3]??梢?,增加投入", "占比達到50%[3]。可見,增加投入"),
    ("062", "今年投入異?；鸨?guó)家支持", "今年投入異常火爆。國家支持"),
]


@pytest.mark.parametrize(("page", "seen", "true"), WILD)
def test_runs_of_real_pages_read_as_they_were_written(page: str, seen: str, true: str) -> None:
    assert page
    assert folded(mended(AROUND + seen)[len(AROUND) :]) == folded(true)


@pytest.mark.xfail(strict=True, reason="two readings, the wrong one more usual")
@pytest.mark.parametrize(("page", "seen", "true"), UNDECIDED)
def test_runs_that_the_evidence_does_not_decide(page: str, seen: str, true: str) -> None:
    assert page
    assert folded(mended(AROUND + seen)[len(AROUND) :]) == folded(true)


def test_cut_at_a_stop_that_was_none() -> None:
    """An indent and an opening bracket hold A1A3 between them, as 小 and a colon do."""
    page = "關(guān)于印發要求的通知\n一、努力促進經濟發展\n?。ǘ┩七M(jìn)東部石化基地建設\n"
    assert "二\uff09推進東部石化基地" in mended(page)
    named = (
        "人民一小開展書法教學,人民一小教師參加培訓。\n上一篇:人民一?。簭?qiáng)化書法提升教師基本功"
    )
    assert mended(named).endswith("人民一小\uff1a強化書法提升教師基本功")


SOUND = [
    "优化专科人才队伍，推进生猪规模化养殖。",
    "什么是健康中国??看看专家怎么说!!",
    "真的吗?!我们来看一看;可见,事在人为。",
    "為什麼??快來看看,現在報名還來得及嗎?,答案是可以。",
    "環境管理模式??破解園區綠色轉型堵點,推動高質量發展。",
    "他問:“怎么辦???”大家都不說話。",
    "if (a ?? b) { return c ?. d ?: e }",
    "SELECT * FROM t WHERE a = ?, b = ?; -- ??",
    "What?!Really??Yes!",
    "價格表:?,?;?!",
    "“好!”“是嗎?”“可以。”",
    "一、總體要求?\n二、基本原則??\n三、保障措施?!",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays(text: str) -> None:
    assert changes(text) == ()
    assert changes(AROUND + text) == ()


@pytest.mark.parametrize("name", MECHANISMS)
def test_sentences_of_other_subjects_come_back(name: str) -> None:
    """At least six of seven damaged sentences are exact; the page is all they have as context."""
    texts = [to_traditional(line) for line in sentences()]
    seen = [damaged(line, MECHANISMS[name]) for line in sentences()]
    got = mended("\n".join(seen)).split("\n")
    torn = [at for at, line in enumerate(seen) if "?" in line and folded(line) != folded(texts[at])]
    exact = [at for at in torn if folded(got[at]) == folded(texts[at])]
    assert len(torn) > 15
    assert len(exact) >= 0.55 * len(torn)
    sound = set(range(len(seen))) - set(torn)
    assert [folded(got[at]) for at in sound] == [folded(texts[at]) for at in sound]


def test_what_cannot_be_known_is_flagged_in_its_place() -> None:
    page = AROUND + "老年人口占總?cè)丝诒戎?1.1%,比上年提高"
    flagged = [
        edit
        for change in changes(page)
        for edit in change.edits
        if change.certainty_of(edit) is Certainty.UNRESOLVED
    ]
    assert [(edit.before, edit.after) for edit in flagged] == [("?", "?")]
    assert page[flagged[0].end :].startswith("1.1%")


def test_every_repair_says_what_chose() -> None:
    page = AROUND + "圍繞建設健康城市,在??平ㄔO(shè)、人才培養等方面融合發展"
    (change,) = changes(page)
    assert change.rule == "REP101"
    assert all("nats" in edit.note for edit in change.edits if not edit.flags_only)
    assert {change.certainty_of(edit) for edit in change.edits} == {Certainty.INFERRED}


FRAGMENTS = st.sampled_from(sentences())


@given(st.lists(FRAGMENTS, min_size=1, max_size=4), st.sampled_from(sorted(MECHANISMS)))
@settings(max_examples=25, deadline=None)
def test_nothing_outside_the_damage_changes(lines: list[str], name: str) -> None:
    """Text before the first mark of damage and behind the last one stays letter for letter."""
    before, after = "全市召開工作會議,部署下一步任務。\n", "\n會議要求,各部門要落實責任。"
    torn = "\n".join(damaged(line, MECHANISMS[name]) for line in lines)
    got = mended(before + torn + after)
    assert got.startswith(before)
    assert got.endswith(after)


@given(st.lists(FRAGMENTS, min_size=1, max_size=3), st.sampled_from(sorted(MECHANISMS)))
@settings(max_examples=25, deadline=None)
def test_a_second_pass_changes_nothing(lines: list[str], name: str) -> None:
    once = mended("\n".join(damaged(line, MECHANISMS[name]) for line in lines))
    assert mended(once) == once


ANYTHING = st.text(
    st.sampled_from("??!;,。、專科海口規模化發(fā)ā)(ēO\\l坡?苹浦行幕F\n 0鸨驀“”Ａ，（"),
    max_size=60,
)


@given(st.one_of(st.text(max_size=60), ANYTHING))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    mended(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("?" * 1_000_000, id="question marks"),
        pytest.param("??\n" * 330_000, id="lines of them"),
        pytest.param("??科" * 330_000, id="openings without end"),
        pytest.param("在??坡?。" * 140_000, id="runs without end"),
        pytest.param("專" + "(zhuān)" * 140_000, id="readings"),
        pytest.param("展?jié)M" * 140_000, id="readings without host"),
    ],
)
def test_a_hostile_megabyte_takes_seconds(text: str) -> None:
    start = time.process_time()
    changes(text)
    assert time.process_time() - start < 20
