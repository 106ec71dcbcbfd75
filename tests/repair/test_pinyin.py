"""Injected readings: in the wild, synthetic, untouched, and what a gloss is."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.damage.annotation import MASTER_LIST, another_list, prefix, readings, toneless_everywhere
from tests.damage.conversion import to_traditional
from tests.damage.paragraph import Mechanism, damage_paragraph
from tests.repair.bytes import RULES, folded, mended, sentences
from wenku.model import Page
from wenku.rules import run_rule

PINYIN = next(rule for rule in RULES if rule.id == "REP301")
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
READING = re.compile("[(\uff08][a-z\u00e0-\u01dc]{1,6}\\s?[)\uff09]")


def stripped(text: str) -> str:
    change = run_rule(PINYIN, Page(text))
    return text if change is None else "".join(_kept(text, change.edits))


def _kept(text: str, edits: object) -> list[str]:
    pieces, position = [], 0
    for edit in edits:  # type: ignore[attr-defined]
        pieces.append(text[position : edit.start])
        position = edit.end
    return [*pieces, text[position:]]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_no_reading_is_left_in_a_seed(seed: Path) -> None:
    text = mended(seed.read_text(encoding="utf-8", errors="replace"))
    toned = [found for found in READING.findall(text) if not found.isascii()]
    assert toned == []


@pytest.mark.parametrize(
    ("seen", "true"),
    [
        pytest.param("發(fā)展經(jīng)濟(jì)", "發展經濟", id="toned"),
        pytest.param("長(zhǎng)三角調(diào)整", "長三角調整", id="not the reading of the context"),
        pytest.param("會(huì )有服務(wù )", "會有服務", id="inner blank"),
        pytest.param("發\uff08fā\uff09展", "發展", id="full-width parentheses"),
        pytest.param("國(ɡuó)家", "國家", id="other letter g"),
        pytest.param("國(guo\u0301)家", "國家", id="tone mark apart"),
        pytest.param("國(guo)家電(dian)(dian)(dian)網", "國家電網", id="toneless and repeated"),
        pytest.param("農(nóng)村婦女(nu)就業(ye)", "農村婦女就業", id="dotted u as u"),
        pytest.param("中(zhōng)國群體(tǐ)在中(zhōng)部", "中國群體在中部", id="unchanged host"),
        pytest.param("發(fā)展", "發展", id="a title with one reading"),
        pytest.param("發(fā)展亳(bó)州、六(lù)安", "發展亳(bó)州、六(lù)安", id="glosses beside"),
        pytest.param(
            "發(fā)展大業(yè),說(yuè)同悅", "發展大業,說(yuè)同悅", id="gloss on a changed one"
        ),
    ],
)
def test_injected_readings_go(seen: str, true: str) -> None:
    assert stripped(seen) == true


@pytest.mark.parametrize(
    "text",
    [
        "安徽亳(bó)州、六(lù)安,河南濮(pú)阳,浙江丽(lí)水,江西铅(yán)山",
        "遂(宁)广(安)高速公路与成(都)渝(重庆)地区",
        "学而时习之,不亦说(yuè)乎?人不知而不愠(yùn)",
        "床(chuáng)前(qián)明(míng)月(yuè)光(guāng)",
        "人工智能(ai)、元素钙(ca)、函数f(x)与面积(mu)",
        "生僻字:歙(shè)县、黟(yī)县、婺(wù)源、鄱(pó)阳",
        "重(chóng)庆,不读重(zhòng)",
        "《現代漢語詞典》收錄“長”(zhǎng)與“长”(cháng)",
    ],
)
def test_what_an_author_wrote_stays(text: str) -> None:
    assert run_rule(PINYIN, Page(text)) is None


def test_only_readings_of_the_character_go() -> None:
    assert stripped("發(fā)展(dǎ)經(jīng)濟(méng)") == "發展(dǎ)經濟(méng)"


@pytest.mark.parametrize("length", [6, 20, 60, len(MASTER_LIST)])
@pytest.mark.parametrize("space", [False, True])
def test_pages_of_every_strength_come_back(length: int, *, space: bool) -> None:
    how = Mechanism(
        convert=True, annotation=prefix(length, bytewise=False, inner_space=space), fold=False
    )
    lines = [damage_paragraph(line, how, random.Random(3)).text for line in sentences()]
    assert stripped("\n".join(lines)).split("\n") == [to_traditional(line) for line in sentences()]


@pytest.mark.parametrize("seed", range(4))
def test_other_lists_come_back(seed: int) -> None:
    text = to_traditional("\n".join(sentences()))
    chance = random.Random(seed)
    for listed in (another_list(text, chance), toneless_everywhere(text, chance)):
        seen = text
        for char in listed.listed:
            seen = seen.replace(char, char + listed.insertion(char).decode("gbk"))
        assert seen != text
        assert stripped(seen) == text


COMMON = sorted(char for char in MASTER_LIST if char in readings())


@given(st.lists(st.sampled_from(COMMON), min_size=1, max_size=30), st.randoms())
@settings(max_examples=60, deadline=None)
def test_any_mixture_of_listed_characters_comes_back(
    chars: list[str], chance: random.Random
) -> None:
    plain = "".join(char + chance.choice(("的", "。", "和", "")) for char in chars)
    listed = set(chars)
    seen = "".join(f"{c}({readings()[c]})" if c in listed else c for c in plain)
    assert stripped(seen) == plain


@given(st.text(st.sampled_from("發業(fāyè)(fa) (é)亳bó（）\n展a"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_it_only_ever_removes_and_comes_to_rest(text: str) -> None:
    once = stripped(text)
    assert [char for char in once if "\u4e00" <= char <= "\u9fff"] == [
        char for char in text if "\u4e00" <= char <= "\u9fff"
    ]
    assert stripped(once) == once


def test_folding_is_what_the_tests_think() -> None:
    assert folded("\uff0c\u3002") == ",\u3002"
