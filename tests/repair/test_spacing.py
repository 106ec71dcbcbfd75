"""Blanks, invisible characters and lines that were cut."""

from __future__ import annotations

import pytest

from tests.repair.stage import repaired
from wenku.model import Hint, HintKind
from wenku.repair.cut_lines import columns
from wenku.repair.wrap import WORD, gain

COMMA, STOP, COLON = "\uff0c", "\u3002", "\uff1a"
BLANK, NO_BREAK = "\u3000", "\u00a0"

IN_THE_WILD = [
    ("健全交通枢纽 、村镇公交", "健全交通枢纽、村镇公交"),
    ("培训学员1 235名", "培训学员1235名"),
    ("凡年满60 岁的老年人", "凡年满60岁的老年人"),
    ("壮大新健康产业群体, 5年内引进", f"壮大新健康产业群体{COMMA}5年内引进"),
    ("如何打造 ?权威发布", "如何打造\uff1f权威发布"),
    (f"本站立场{STOP} 凡注明为原创作品的", f"本站立场{STOP}凡注明为原创作品的"),
    (f"图片来源 {COLON}视觉中国", f"图片来源{COLON}视觉中国"),
]

SYNTHETIC = [
    ("\ufeff医\u200b疗卫\u00ad生\u2060服务\u200e体系", "医疗卫生服务体系"),
    (f"记者{NO_BREAK}王丽{NO_BREAK}{NO_BREAK}通讯员", "记者 王丽  通讯员"),
    (f"共投入12 345 678元{STOP}", f"共投入12345678元{STOP}"),
    (f"打造“ 健康城市 ”品牌《 意见 》{STOP}", f"打造“健康城市”品牌《意见》{STOP}"),
    (f"比重达35 %以上{COMMA}增长3 个百分点", f"比重达35%以上{COMMA}增长3个百分点"),
    (
        f"会议听取了汇报{COMMA}高质 量发展取得成效{STOP}",
        f"会议听取了汇报{COMMA}高质量发展取得成效{STOP}",
    ),
    (f"会议听取了汇报{COMMA}权 威发布了安排{STOP}", f"会议听取了汇报{COMMA}权威发布了安排{STOP}"),
]

SYNTHETIC += [
    (
        f"关 于 印 发 养 老 服 务 方 案 的 通 知\n各县区{COLON}",
        f"关于印发养老服务方案的通知\n各县区{COLON}",
    ),
    ("招 标 公 告", "招标公告"),
]

SYNTHETIC += [
    (
        f"入园1 250人次{COMMA}其中周末320 415人次{STOP}",
        f"入园1250人次{COMMA}其中周末320415人次{STOP}",
    ),
    (f"铺设管网8 600米{COMMA}投资2 350万元{STOP}", f"铺设管网8600米{COMMA}投资2350万元{STOP}"),
]

UNTOUCHED = [
    pytest.param(f"三个泵站日供水320 415 286吨{STOP}", id="figures of three digits in a row"),
    pytest.param(f"两地林地面积分别为95 120公顷{STOP}", id="announced figures"),
    pytest.param(f"依次栽种12 350株{COMMA}3 200株{STOP}", id="figures in turn"),
    pytest.param(f"外贸出口212 305万元{STOP}", id="figures of millions"),
    pytest.param(
        f"铺设管网8 600米{COMMA}去年和今年投资235 480万元{STOP}".replace("8 600", "8600"),
        id="no habit of gaps",
    ),
    pytest.param("姓 名  性 别  年 龄  职 务", id="cells spaced out"),
    pytest.param("东 南 西 北 中\n大 中 小\n甲 乙 丙 丁\n王 丽 李 明", id="single letters"),
    pytest.param("一、 总则\n（一） 目标\n1. 加强领导\n第一章 总则", id="numbers of headings"),
    pytest.param("专栏12 中医药服务能力提升工程\n表1 年度指标\n附件2 名单", id="labels"),
    pytest.param("安徽省印发实施方案 全力推动公立医院高质量发展", id="title of two clauses"),
    pytest.param(f"记者 王 丽 通讯员 高 峰{COMMA}本报讯{STOP}", id="names"),
    pytest.param("在 2018 年的 3 个城市，约 60 岁的老人有 1 235 人", id="house style of blanks"),
    pytest.param(f"{BLANK}{BLANK}近年来{COMMA}成效明显{STOP}", id="indent"),
    pytest.param(f"第一章{BLANK}总则", id="ideographic blank"),
    pytest.param("字体：【大 中 小】", id="sizes"),
    pytest.param("电话021 648 980 25，邮编 230001", id="telephone"),
    pytest.param("名称   规格   数量\n床单   中号   35", id="columns"),
    pytest.param("春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少", id="verse"),
    pytest.param("一家人\U0001f468\u200d\U0001f469\u200d\U0001f467出游", id="emoji"),
    pytest.param("参加2020 100米比赛", id="numbers in a row"),
    pytest.param("推进计划3 个人账户；版本2 项目管理", id="labels before words"),
    pytest.param("买了VX600 多个型号", id="model number"),
]


@pytest.mark.parametrize(("damaged", "right"), IN_THE_WILD + SYNTHETIC)
def test_blanks_go(damaged: str, right: str) -> None:
    assert repaired(damaged) == right


@pytest.mark.parametrize("text", UNTOUCHED)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.xfail(reason="no word of the list runs across the blank", strict=True)
def test_blank_between_two_words() -> None:
    assert repaired(f"操作者可以 将该产品装入{COMMA}再加热{STOP}") == (
        f"操作者可以将该产品装入{COMMA}再加热{STOP}"
    )


FIRST = (
    "近日，市民政局会同市卫生健康委、市财政局、市医保局联合印发通知，部署在全市范围内开展居家"
    "和社区基本养老服务提升行动，通过新建和改造相结合的办法，两年内为经济困难的失能、部分失能"
    "老年人建成家庭养老床位3000张，上门服务60000人次，让老年人在熟悉的环境里得到专业的照护。"
)
SECOND = (
    "通知提出，各县区要摸清底数，建立台账，对符合条件的老年人逐户评估，一户一案制定改造方案，"
    "改造费用由中央专项彩票公益金和地方财政共同承担，老年人及其家庭不出钱或者少出钱。评估由"
    "第三方机构承担，结果在社区公示七天。"
)
THIRD = (
    "市民政局负责人说，下一步还将培训护理员2000名，建立服务质量回访制度，群众不满意的，"
    "扣减机构的补贴。"
)
PARAGRAPHS = (FIRST, SECOND, THIRD)


def wrapped(paragraph: str, width: int, indent: str = "") -> list[str]:
    """Cut as an editor does: marks hang over, nothing begins with one."""
    lines, line = [], indent
    for char in paragraph:
        if columns(line + char) > width and char not in "，。、；：！？”）》":
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


@pytest.mark.parametrize("width", [40, 56, 60, 76])
@pytest.mark.parametrize("indent", ["", BLANK * 2])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \n"])
def test_cut_lines_are_joined(width: int, indent: str, between: str) -> None:
    cut = between.join(line for text in PARAGRAPHS for line in wrapped(text, width, indent))
    lines = [line.strip() for line in repaired(cut).split("\n") if line.strip()]
    assert lines == list(PARAGRAPHS)


def test_paragraphs_are_not_joined() -> None:
    text = "\n".join(PARAGRAPHS)
    assert repaired(text) == text


def test_lists_of_titles_of_one_length_are_not_joined() -> None:
    titles = (
        "市民政局召开养老服务提升行动工作推进会议",
        "市卫生健康委员会开展家庭医生签约服务活动",
        "市医疗保障局印发长期护理保险制度试点方案",
        "市财政局下达今年第一批养老服务补助的资金",
        "市人力资源和社会保障局举办护理员技能大赛",
    )
    text = "\n".join(f"{title}现场" for title in titles)
    assert repaired(text) == text


def test_lines_that_markup_makes_are_not_joined() -> None:
    lines = wrapped(PARAGRAPHS[0], 40)
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    hints = tuple(Hint(start, start + 5, HintKind.ITEM, "1") for start in starts)
    assert repaired(text, hints) == text
    assert repaired(text) == PARAGRAPHS[0]


def test_blanks_at_one_distance_are_line_ends() -> None:
    cut = " ".join(wrapped(PARAGRAPHS[1], 56))
    assert repaired(cut) == PARAGRAPHS[1]


def test_a_word_across_a_gap_is_cheaper_whole() -> None:
    assert gain("推动高质", "量发展") > WORD
    assert gain("实施方案", "全力推动") < WORD
    assert gain("2024", "年") == 0.0
