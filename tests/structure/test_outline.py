"""Headings and levels: what one line alone does not tell."""

from __future__ import annotations

import pytest

from wenku.model import BlockKind, Page
from wenku.structure import structure
from wenku.trail import Trail

PROSE = "为深入推进各项工作，进一步提高服务水平，现就有关事项作出如下安排，请认真贯彻执行。"


def outline(*lines: str, prose: bool = True) -> list[tuple[int, str]]:
    """Level and text of the headings among lines; ``P`` stands for a paragraph."""
    shown = [PROSE, *lines] if prose else list(lines)
    text = "\n".join(PROSE if line == "P" else line for line in shown)
    _, blocks = structure(Page(text), Trail(text), "x")
    return [(block.level, block.text) for block in blocks if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (
            ("一、甲", "P", "（一）乙", "P", "1.丙", "P", "（1）丁", "P", "①戊", "P"),
            [2, 3, 4, 5, 6],
        ),
        (("（一）甲", "P", "（二）乙", "P"), [2, 2]),
        (("1.甲", "P", "（1）乙", "P", "（2）丙", "P", "2.丁", "P"), [2, 3, 3, 2]),
        (("一、甲", "P", "1.乙", "P", "2.丙", "P", "二、丁", "P", "1.戊", "P"), [2, 3, 3, 2, 3]),
        (("（七）甲", "P", "专栏13 乙", "P", "四、丙", "P", "（一）丁", "P"), [2, 3, 2, 3]),
        (("1.甲", "一、乙", "P", "二、丙", "P", "2.丁", "一、戊", "P"), [2, 3, 3, 2, 3]),
        (("第一章 甲", "P", "一、乙", "P", "第二章 丙", "P", "一、丁", "P"), [2, 3, 2, 3]),
        (("前言", "P", "一、甲", "P", "二、乙", "P", "结语", "P"), [2, 2, 2, 2]),
        (("一、甲", "P", "基本情况", "P", "存在问题", "P", "二、乙", "P"), [2, 3, 3, 2]),
    ],
)
def test_levels_follow_from_the_documents_own_hierarchy(
    lines: tuple[str, ...], levels: list[int]
) -> None:
    assert [level for level, _ in outline(*lines)] == levels


def test_the_same_lines_are_a_list_where_they_follow_each_other() -> None:
    lines = ("1.申请表", "2.身份证复印件", "3.学历证书复印件")
    assert outline(*lines, "P") == []
    assert [text for _, text in outline("1.申请表", "P", "2.身份证复印件", "P")] == [
        "1.申请表",
        "2.身份证复印件",
    ]


def test_a_run_in_head_among_headings_stays_a_paragraph() -> None:
    found = outline("（一）抓产业", "P", "（二）抓人才。" + PROSE, "（三）抓环境", "P")
    assert [text for _, text in found] == ["（一）抓产业", "（三）抓环境"]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、抓产业。" + PROSE, "二、抓人才。" + PROSE),
        ("一、抓产业；", "二、抓人才；", "三、抓环境。"),
        ("一、报名时间：2023年5月6日", "二、报名地点：市政务服务中心", "三、联系电话：5566778"),
        ("第一条 为了加强管理，制定本办法。", "第二条 本市行政区域内适用本办法。"),
        ("特此通知。", "青禾县人民政府", "2023年5月6日"),
        ("附件：1.申请表", "2.汇总表", "青禾县教育局"),
        ("各区县人民政府：", "P"),
        ("人闲桂花落", "夜静春山空", "月出惊山鸟", "时鸣春涧中", "P"),
        ("记者：您当了多少年医生？", "P", "医生：三十年。", "P", "记者：累不累？", "P"),
        ("图为村民采摘茶叶", "P", "图为游客体验炒茶", "P"),
        ("游客在村里参观", "P"),
        ("目录", "一、甲……1", "二、乙……3"),
        ("——摘自《乡村教师手记》", "P", "——本刊编者", "P"),
        ("3.5亿元投资", "P"),
        ("2023年", "P", "2024年1月2日", "P"),
        ("咨询电话：0377-6321456", "P", "邮箱：a@b.cn", "P"),
    ],
)
def test_no_false_heading(lines: tuple[str, ...]) -> None:
    assert outline(*lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("一、甲", "P", "二、乙"),
        ("一、什么是医养结合？", "P", "二、怎么申请？需要什么材料？", "P"),
        ("一是提高认识。", "P", "二是狠抓落实。", "P"),
        ("一、加快“两个中心”（一期、二期）建设，提升服务能力", "P"),
        ("打响品牌走出去", "P", "做优内涵入万家", "P"),
        ("总体要求", "P"),
        ("01 国产品牌崛起", "P", "02 线上渠道扩张", "P"),
        ("（一）抓产业。", "P", "（二）抓人才。", "P", "（三）抓环境。", "P"),
        ("【困局】", "P", "【破题】", "P"),
        ("第一章", "总则", "P"),
    ],
)
def test_a_heading_is_recognised(lines: tuple[str, ...]) -> None:
    wanted = " ".join(line for line in lines if line != "P")
    assert " ".join(text for _, text in outline(*lines)) == wanted


def test_a_table_of_contents_announces_and_heads_nothing() -> None:
    listed = ("第一章 甲", "第一节 乙", "第二节 丙", "第二章 丁")
    body = ("第一章 甲", "第一节 乙", "P", "第二节 丙", "P", "第二章 丁", "P")
    assert [level for level, _ in outline("目录", *listed, *body)] == [2, 3, 3, 2]


def test_a_line_set_apart_by_its_indent_is_a_heading() -> None:
    indented = f"\u3000\u3000{PROSE}\n"
    text = f"{indented * 3}让群众少跑腿\n{indented * 2}"
    _, blocks = structure(Page(text), Trail(text), "x")
    assert [block.text for block in blocks if block.kind is BlockKind.HEADING] == ["让群众少跑腿"]


def test_items_nest_as_their_numbers_do() -> None:
    text = f"{PROSE}\n1.甲；\n（1）乙；\n（2）丙；\n2.丁。\n{PROSE}\n（1）戊。"
    _, blocks = structure(Page(text), Trail(text), "x")
    assert [block.level for block in blocks if block.kind is BlockKind.ITEM] == [1, 2, 2, 1, 1]


def test_lines_between_pipes_and_between_tabs_are_tables() -> None:
    text = f"{PROSE}\n| 设施 | 数量 |\n|---|---|\n| 分类亭 | 36 |\n{PROSE}\n甲\t1\n乙\t2\n{PROSE}"
    _, blocks = structure(Page(text), Trail(text), "x")
    tables = [(block.rows, block.header) for block in blocks if block.kind is BlockKind.TABLE]
    assert tables == [
        ((("设施", "数量"), ("分类亭", "36")), True),
        ((("甲", "1"), ("乙", "2")), False),
    ]


@pytest.mark.parametrize("line", ["| 一格 |", "甲\t乙", "|", "||", f"{PROSE * 3}\t{PROSE}"])
def test_one_line_makes_no_table(line: str) -> None:
    _, blocks = structure(Page(f"{PROSE}\n{line}\n{PROSE}"), Trail(""), "x")
    assert BlockKind.TABLE not in {block.kind for block in blocks}
