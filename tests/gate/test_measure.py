"""The measures measure: known distances, lines, harm, floors; each can fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus import clean_documents, sound_texts
from tests.damage import KINDS, simulate
from tests.gate import floors
from tests.gate.cases import SEED, carried, measured, sound_changes
from tests.gate.measure import Outcome, Score, compare_lines, distance, folded, score, unexcused

DOCUMENT = clean_documents("dev")[0]
PERFECT = Outcome(
    DOCUMENT.paragraphs,
    DOCUMENT.headings,
    {"title": DOCUMENT.title, "date": DOCUMENT.date, "source": DOCUMENT.source},
)


def _slow_distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


@given(st.text("专科海口，。", max_size=30), st.text("专科海口，。", max_size=30))
def test_distance_is_levenshtein(left: str, right: str) -> None:
    assert distance(left, right) == _slow_distance(left, right)


def test_folding_knows_width_and_quotes_only() -> None:
    assert folded("（甲）， “乙”\u3000：Ａ") == '(甲),"乙":A'
    assert folded("、。《》") == "、。《》"


def test_blanks_count_where_marks_do() -> None:
    page = simulate(DOCUMENT, "clean")
    first, *others = DOCUMENT.paragraphs
    blank = Outcome((first[:9] + " " + first[9:], *others), DOCUMENT.headings, PERFECT.metadata)
    assert score(page, blank).errors == 0
    assert score(page, blank).strict_errors == 1


def test_perfect_outcome_scores_nothing() -> None:
    page = simulate(DOCUMENT, "clean")
    rates = score(page, PERFECT).rates
    assert set(rates.values()) == {0.0}


def test_each_fault_is_seen_by_its_own_measure() -> None:
    page = simulate(DOCUMENT, "clean")
    body = DOCUMENT.paragraphs
    cases = {
        "leaked": (*body, "上一篇：这里是别的文章的标题"),
        "lost": body[:-1],
        "cer": (body[0][:-2], *body[1:]),
        "cer_strict": tuple(line.replace("，", ",") for line in body),
    }
    for name, blocks in cases.items():
        faulty = Outcome(blocks, DOCUMENT.headings, PERFECT.metadata)
        assert score(page, faulty).rates[name] > 0, name
    narrow = Outcome(cases["cer_strict"], DOCUMENT.headings, {})
    assert score(page, narrow).rates["cer"] == 0
    assert score(page, narrow).rates["facts_wrong"] > 0
    headless = Outcome(body, ("不是标题",), {})
    assert score(page, headless).rates["headings_missed"] == 1
    assert score(page, headless).rates["headings_false"] == 1


def test_a_second_copy_leaks_and_a_split_paragraph_does_not() -> None:
    paragraphs = ["全县投入两千万元改造农村饮水工程，惠及群众三万人。", "工程将于年底完工。"]
    doubled = compare_lines(paragraphs, [*paragraphs, *paragraphs])
    assert len(doubled.leaked) == 2
    split = compare_lines(paragraphs, [paragraphs[0][:12], paragraphs[0][12:], paragraphs[1]])
    assert not split.leaked
    assert not split.lost


def test_harm_is_what_nothing_excuses() -> None:
    page = simulate(DOCUMENT, "shift_pinyin")
    assert not unexcused(page, page.clean)
    untouched = "\n".join(line.text for line in page.lines if line.role == "body")
    assert unexcused(page, untouched), "determined damage left in place is harm"
    torn = next(span for span in page.spans if span.kind == "shift")
    excused = page.clean[: torn.clean_start] + "\u2047" + page.clean[torn.clean_end :]
    assert not unexcused(page, excused), "a torn run may come back wrong"
    harmed = page.clean.replace("生态屏障", "生态门户", 1)
    assert harmed != page.clean
    assert unexcused(page, harmed)


def test_sound_texts_are_compared_whole() -> None:
    assert not sound_changes(lambda text: text)
    lossy = sound_changes(lambda text: text.replace("\u8457", "\u7740"))
    caught = {change.sound.id for change in lossy}
    assert caught == {"names/famous", "traditional/book_title_original"}
    assert all(sound.text in carried(sound) for sound in sound_texts())


def test_doing_nothing_scores_badly() -> None:
    """The gate can fail: a cleaner that returns its input breaks every row but the clean one."""

    def idle(text: str) -> Outcome:
        lines = tuple(text.splitlines())
        return Outcome(lines[1:], (), {"title": lines[0]})

    for kind in KINDS:
        page = simulate(DOCUMENT, kind, SEED)
        rates = score(page, idle(page.text)).rates
        assert (rates["cer_strict"] > 0) == (kind != "clean"), kind


def test_scores_of_a_kind_are_added_up() -> None:
    scores = measured(["clean"], ["dev"], lambda _: PERFECT)
    assert scores["clean", "dev"].pages == len(clean_documents("dev"))
    assert 0 < scores["clean", "dev"].rates["cer"] < 1


# --- floors ----------------------------------------------------------------------------------


def test_floors_refuse_to_go_down_silently(tmp_path: Path) -> None:
    good = floors.Floors("a", {"shift/dev": {"cer": 0.002}})
    bad = {"shift/dev": {"cer": 0.003}}
    assert floors.worse(good.rates, bad) == ["shift/dev: cer was 0.2000%, is 0.3000%"]
    assert floors.worse(good.rates, {}) == ["shift/dev: cer is no longer measured"]
    with pytest.raises(ValueError, match="--because"):
        floors.pinned_anew(good, "a", bad, "")
    with pytest.raises(ValueError, match="data set"):
        floors.pinned_anew(good, "b", good.rates, "")
    lowered = floors.pinned_anew(good, "a", bad, "a harder reading of the evidence")
    assert lowered.lowered == ("a harder reading of the evidence",)
    floors.write(lowered, tmp_path / "floors.json")
    assert floors.read(tmp_path / "floors.json") == lowered
    assert floors.read(tmp_path / "none.json") is None


def test_better_floors_need_no_reason() -> None:
    old = floors.Floors("a", {"shift/dev": {"cer": 0.002}})
    assert floors.pinned_anew(old, "a", {"shift/dev": {"cer": 0.001}}, "").lowered == ()


def test_reach_is_checked_by_group() -> None:
    poor = {("pinyin", "held_out"): Score(pages=1, characters=1000, errors=1)}
    assert any("pinyin/held_out: cer" in complaint for complaint in floors.beyond_reach(poor))
    assert not floors.beyond_reach({("pinyin", "held_out"): Score(pages=1, characters=1000)})
    assert set(floors.REACH) <= {damage.group for damage in KINDS.values()}
