"""Traditional to Simplified: as the library does, where the page shows that it was converted."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from tests.damage.conversion import table, to_traditional
from tests.repair.stage import repaired, run
from wenku.repair.script import in_gb2312, script_of
from wenku.repair.simplified import (
    CHARACTERS,
    PHRASES,
    dictionary,
    phrases_of,
    to_simplified,
)
from wenku.trail import OffsetMap

ARTICLE = (
    "为进一步推进医养结合，市政府印发了实施方案，明确了后续任务。各县区采取有力措施，"
    "着力提升服务能力，取得了显著成效。随着老龄化加快，养老服务体系正在完善。"
)
CONVERTED = to_traditional(ARTICLE)


@cache
def library() -> OpenCC:
    return OpenCC("t2s")


PHRASE_KEYS = sorted(dictionary(PHRASES))
CHARACTER_KEYS = sorted(dictionary(CHARACTERS))
PIECES = st.one_of(
    st.sampled_from(PHRASE_KEYS),
    st.sampled_from(PHRASE_KEYS).flatmap(lambda phrase: st.sampled_from(list(phrase))),
    st.sampled_from(PHRASE_KEYS).map(lambda phrase: phrase[:-1]),
    st.sampled_from(CHARACTER_KEYS),
    st.sampled_from(list("的国际\u3002\uff0c ,.-\n\u3000ab1")),
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_conversion_equals_the_library(text: str) -> None:
    assert to_simplified(text) == library().convert(text)


@given(st.text(max_size=50))
def test_conversion_equals_the_library_on_any_text(text: str) -> None:
    assert to_simplified(text) == library().convert(text)


def test_conversion_equals_the_library_on_every_entry() -> None:
    for text in ("\n".join(PHRASE_KEYS), "".join(PHRASE_KEYS), "".join(CHARACTER_KEYS)):
        assert to_simplified(text) == library().convert(text)


def test_conversion_keeps_every_length() -> None:
    for name in (PHRASES, CHARACTERS):
        assert all(len(key) == len(values[0]) for key, values in dictionary(name).items())


def test_phrases_that_change_their_length_are_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        phrases_of({"甲": "乙丙"})


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", "simplified"),
        ("2024-02-29 16:14", "simplified"),
        (ARTICLE, "simplified"),
        (CONVERTED, "traditional"),
        (f"{CONVERTED}\n国产精品| 亚洲欧美| 久久电影| 视频在线观看| 专区\n" * 3, "traditional"),
        (f"{ARTICLE}\n「學而時習之，不亦說乎」", "simplified"),
        ("首頁 > 新聞動態", "traditional"),
    ],
)
def test_script_is_that_of_the_prose(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        pytest.param(CONVERTED, ARTICLE, id="converted by a table"),
        pytest.param(to_traditional(ARTICLE, over_convert=True), ARTICLE, id="over-converted"),
        pytest.param(
            f"首页 > 新闻动态\n{CONVERTED}\n本文仅代表作者观点，不代表本站立场。",
            f"首页 > 新闻动态\n{ARTICLE}\n本文仅代表作者观点，不代表本站立场。",
            id="Simplified boilerplate around it",
        ),
        pytest.param(
            CONVERTED + "\n" + "本网站发布的资讯内容仅供参考，不对您构成任何建议。" * 6,
            ARTICLE + "\n" + "本网站发布的资讯内容仅供参考，不对您构成任何建议。" * 6,
            id="more Simplified boilerplate than article",
        ),
        pytest.param(
            "製定體係，對於重癥患者纔有效，瞭解裏面的情況",
            "制定体系，对于重症患者才有效，了解里面的情况",
            id="too far",
        ),
        pytest.param(
            "為瞭健康，衹有努力，瞭望塔", "为了健康，只有努力，瞭望塔", id="single characters"
        ),
        pytest.param(
            "吉林省乾安縣、陝西乾縣的發展，位于北方",
            "吉林省乾安县、陕西乾县的发展，位于北方",
            id="乾 in names",
        ),
        pytest.param(
            "環境乾淨，乾燥的糧食，乾隆年間，扭轉乾坤",
            "环境干净，干燥的粮食，乾隆年间，扭转乾坤",
            id="乾 dry",
        ),
        pytest.param(
            "宮商角徵羽于此，糖醣類，這個問題",
            "宫商角徵羽于此，糖醣类，这个问题",
            id="kept by the table",
        ),
        pytest.param(
            "毕昇與畢昇，於潛鎮位于杭州，發展", "毕昇与毕昇，於潜镇位于杭州，发展", id="names"
        ),
    ],
)
def test_converted_text_comes_back(damaged: str, right: str) -> None:
    assert repaired(damaged) == right


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("乾县、乾安县和於潜镇的瞭望塔，宫商角徵羽。", id="Simplified"),
        pytest.param(f"{ARTICLE}\n孔子说：「學而時習之，不亦說乎」，流传很广。", id="quotation"),
        pytest.param(f"{ARTICLE}\n「臺上笑啼皆假面」\n「眼前富貴盡浮雲」", id="quoted lines"),
        pytest.param(f"{ARTICLE}\n牀前明月光，疑是地上霜。舉頭望明月，低頭思故鄉。", id="verse"),
        pytest.param(
            "访问团参观了香港仁濟醫院、東華三院和聖雅各福群會，交流长者照护经验。", id="names"
        ),
        pytest.param("毕昇发明活字，朱鎔基曾任总理，陶喆、李昇基演出。", id="persons"),
        pytest.param(f"题为《文學概論》（台北：藝文印書館，1976年）的著作。{ARTICLE}", id="book"),
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repaired(text) == text


def test_a_genuine_quotation_on_a_mapped_page_stays() -> None:
    page = to_traditional("他于会后引用论语，并采取措施，这里的人都记得：")
    quotation = "「學而時習之，不亦說乎？於是樂」"
    assert repaired(page + quotation).endswith(quotation)


def test_every_character_of_the_table_comes_back() -> None:
    # What no Simplified text needs: several Simplified characters share one Traditional one.
    shared = {"昵", "渖", "稆", "谘", "钜", "锺", "镟", "馀", "麽", "着"}
    wrong = {
        simple
        for simple, traditional in table().items()
        if in_gb2312(simple) and to_simplified(traditional) != simple
    }
    assert wrong == shared


def test_each_changed_character_maps_to_the_one_it_came_from() -> None:
    page, changes = run(CONVERTED)
    offsets = list(range(len(page.text)))
    for change in reversed(changes):
        across = OffsetMap(change.edits)
        offsets = [across.backward(offset) for offset in offsets]
    assert offsets == list(range(len(CONVERTED)))


@given(
    st.lists(
        st.sampled_from([*ARTICLE, *CONVERTED, "「", "」", "\n", "乾", "於", "著"]), max_size=80
    )
)
def test_conversion_comes_to_rest(pieces: list[str]) -> None:
    once = repaired("".join(pieces))
    assert repaired(once) == once


def test_radicals_of_pdf_files_become_characters() -> None:
    assert (
        repaired("\u2f63态⽂明建设\uff0c\u2ed3期坚持\u3002") == "生态文明建设\uff0c长期坚持\u3002"
    )
    about_radicals = "部首\u2f00、\u2f01、\u2f02共三个\u3002"
    assert repaired(about_radicals) == about_radicals


@pytest.mark.xfail(reason="the page says nothing of which one the table had", strict=True)
@pytest.mark.parametrize("text", ["谘询公司位于此，于后", "钜惠活动位于此，于后"])
def test_rare_characters_that_share_a_traditional_form(text: str) -> None:
    assert repaired(to_traditional(text)) == text
