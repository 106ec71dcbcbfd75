"""Text with a blank after every character, and what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.corpus import CleanDocument, clean_documents
from tests.repair.stage import repaired

COMMA, STOP, COLON = "\uff0c", "\u3002", "\uff1a"
WHOLE = re.compile(r"[0-9A-Za-z.%]+|.")
"""What recognition of scans leaves together: figures and Latin words."""


def spaced(text: str, blank: str = " ") -> str:
    return blank.join(text)


def spaced_words(text: str, blank: str = " ") -> str:
    return blank.join(WHOLE.findall(text))


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n")]


@pytest.mark.parametrize("space", [spaced, spaced_words])
@pytest.mark.parametrize("blank", [" ", "  ", "\u3000"])
@pytest.mark.parametrize("document", clean_documents(), ids=lambda document: str(document.id))
def test_what_was_spaced_is_as_it_was(
    document: CleanDocument, blank: str, space: Callable[[str, str], str]
) -> None:
    text = "\n".join(space(line, blank) for line in document.paragraphs)
    assert lines_of(repaired(text)) == lines_of(repaired("\n".join(document.paragraphs)))


SOUND = f"全县共有林场12处{COMMA}森林覆盖率为67.5%{COMMA}比上年提高1.2个百分点{STOP}"

DAMAGED = [
    pytest.param(
        f"{spaced(SOUND)}\n{spaced('第一章总则')}", f"{SOUND}\n第一章总则", id="a heading"
    ),
    pytest.param(f"林业简报\n{spaced(SOUND)}", f"林业简报\n{SOUND}", id="a sound line before"),
    pytest.param(f"{spaced(SOUND)}\n{spaced('2021年3月')}", f"{SOUND}\n2021年3月", id="a date"),
    pytest.param(
        spaced(f"全县林场采用GIS和5G技术{COMMA}护林员每日9:30巡护{STOP}"),
        f"全县林场采用GIS和5G技术{COMMA}护林员每日9:30巡护{STOP}",
        id="letters and times",
    ),
    pytest.param(
        f"{spaced('全县林场引进的')} {spaced('North')}   {spaced('Star')} "
        f"{spaced(f'管理系统{COMMA}全年正常运行{STOP}')}",
        f"全县林场引进的North Star管理系统{COMMA}全年正常运行{STOP}",
        id="a wider gap between Latin words",
    ),
    pytest.param(
        f"{spaced('全县完成造林任务')}   {spaced(f'群众植树热情高{COMMA}共栽种九万株{STOP}')}",
        f"全县完成造林任务 群众植树热情高{COMMA}共栽种九万株{STOP}",
        id="a wider gap between words",
    ),
    pytest.param(
        f"林 场 引 进 North Star 系 统 {COMMA} 巡 护 效 率 提 高 30% {STOP}",
        f"林场引进North Star系统{COMMA}巡护效率提高30%{STOP}",
        id="Latin words left whole",
    ),
]


@pytest.mark.parametrize(("damaged", "right"), DAMAGED)
def test_spaced_text_is_closed(damaged: str, right: str) -> None:
    assert repaired(damaged) == right


UNTOUCHED = [
    pytest.param(
        f"百家姓{COLON}赵 钱 孙 李{COMMA}周 吴 郑 王{COMMA}冯 陈 褚 卫{STOP}", id="surnames"
    ),
    pytest.param("天 地 人 你 我 他 日 月 水 火 山 石 田 禾", id="characters to learn"),
    pytest.param("甲 乙 丙 丁 戊 己 庚 辛 壬 癸", id="the ten stems"),
    pytest.param(
        f"参加座谈的有 周兰 孙浩 钱进 冯雪 褚明{COMMA}会后参观了苗圃{STOP}",
        id="names in a sentence",
    ),
    pytest.param("姓 名  性 别  年 龄  职 务  单 位", id="cells of a table"),
    pytest.param("在 2018 年的 3 个林场，约 60 名职工参加了培训", id="figures set off"),
    pytest.param(
        "护林员 巡山 防火 育苗 抚育，样样都会，是乡亲们公认的多面手。", id="words set off"
    ),
    pytest.param("A B C D E F\n1 2 3 4 5 6 7 8", id="letters and figures alone"),
    pytest.param("笔顺：横 竖 撇 捺 点 折 提 钩，写字时注意。", id="strokes"),
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repaired(text) == text


def test_names_on_a_page_with_one_spaced_paragraph_stay() -> None:
    body = f"全县护林员培训班开班{COMMA}来自十二个乡镇的学员参加学习{STOP}" * 3
    page = f"{body}\n{spaced(SOUND)}\n周 兰 孙 浩"
    assert repaired(page) == f"{body}\n{SOUND}\n周 兰 孙 浩"
