"""Titles, kinds of documents, derived titles, and what removed lines still tell."""

from __future__ import annotations

import time

import pytest

from wenku.model import Block, BlockKind, Metadata, Page
from wenku.structure import derive_title, structure
from wenku.structure.doctype import document_type
from wenku.structure.head import without_site
from wenku.trail import Certainty, Change, Edit, Trail

ASKING = "如何打造？权威发布来啦！快来一起看一看我们这座城市"
PROSE = "为深入推进各项工作，进一步提高服务水平，现就有关事项作出如下安排，请认真贯彻执行。"


def read(*lines: str, trail: Trail | None = None, name: str = "x.txt") -> Metadata:
    text = "\n".join(PROSE if line == "P" else line for line in lines)
    return structure(Page(text), trail or Trail(text), name)[0]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("我市召开会议", "P"), "我市召开会议"),
        (("我市召开会议", "我市召开会议", "P"), "我市召开会议"),
        (("通知公告", "我市召开会议", "P"), "我市召开会议"),
        (("2023-01-02 来源：新华网", "我市召开会议", "P"), "我市召开会议"),
        (("某某市人民政府", "关于加强管理的意见", "P"), "某某市人民政府关于加强管理的意见"),
        (("我市召开会议", "——以某县为例", "P"), "我市召开会议——以某县为例"),
        ((ASKING, "P"), ASKING),
        (("P", "我市召开会议", "P"), ""),
        (("一、总体要求", "P"), ""),
        (("各区县人民政府：", "P"), ""),
        (("背景介绍", "P"), ""),
        (("青政发〔2023〕5号", "P"), ""),
        (("（2023年5月6日）", "P"), ""),
        (("2023年5月6日", "P"), ""),
        (("问：外地老人可以申请吗？", "答：可以。", "P"), ""),
        (("| 甲 | 乙 |", "| 1 | 2 |", "P"), ""),
        (("某某市人民政府", "2023年5月6日"), ""),
        (("某县2023年5月6日举行赛龙舟", "P"), "某县2023年5月6日举行赛龙舟"),
        (("某部2023年5月6日公告", "P"), "某部2023年5月6日公告"),
        (("某县2023年5月6日举行赛龙舟", "2023-05-07 某报", "P"), "某县2023年5月6日举行赛龙舟"),
        (("某县举行赛龙舟活动 2023年5月6日", "P"), "某县举行赛龙舟活动 2023年5月6日"),
        (("某县举行赛龙舟活动", "南湖文旅局公众平台 2023年5月6日", "P"), "某县举行赛龙舟活动"),
        (("某县晚报 2023年5月6日", "P"), ""),
        (("行业资讯 2023年5月6日", "P"), ""),
        ((), ""),
    ],
)  # fmt: skip
def test_a_title_is_a_line_that_stands_for_the_article(lines: tuple[str, ...], title: str) -> None:
    assert read(*lines).title == title


def test_the_file_name_confirms_a_title_and_gives_none() -> None:
    assert (
        read("幸福食光", "平湖区社区食堂方案", "P", name="平湖区社区食堂方案.txt").title
        == "平湖区社区食堂方案"
    )
    assert read("P", name="平湖区社区食堂方案.txt").title == ""


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("我市召开会议_新闻频道_某某网", "我市召开会议"),
        ("我市召开会议 - 某某网", "我市召开会议"),
        ("我市召开会议|某某市人民政府", "我市召开会议"),
        ("中国—东盟博览会在我市举行-某某日报", "中国—东盟博览会在我市举行"),
        ("养老服务研究——以江州市为例", "养老服务研究——以江州市为例"),
        ("某某市人民政府门户网站", ""),
        ("政策文件", ""),
        ("2021-2025年发展规划", "2021-2025年发展规划"),
    ],
)
def test_names_of_sites_are_taken_off_titles(stated: str, title: str) -> None:
    assert without_site(stated) == title


@pytest.mark.parametrize(
    ("title", "channels", "source", "body", "kind", "where"),
    [
        ("某县教育事业发展“十四五”规划", (), "", (), "规划", "title"),
        ("某县国土空间总体规划（2021—2035年）", (), "", (), "规划", "title"),
        ("关于印发《某县教育规划》的通知", (), "", (), "规划", "title"),
        ("关于印发某县节能实施方案的通知", (), "", (), "政策文件", "title"),
        ("关于加强管理的意见（试行）", (), "", (), "政策文件", "title"),
        ("某市水源保护条例", (), "", ("第一条 为了保护水源。",), "法规", "title"),
        ("读懂水源保护条例", (), "", ("记者走访了水库。",), "政策文件", "title"),
        ("《某办法》政策解读", (), "", (), "政策解读", "title"),
        ("一图读懂某办法", (), "", (), "政策解读", "title"),
        ("在全县大会上的讲话", (), "", (), "领导讲话", "title"),
        ("2022年政府工作报告", (), "", (), "工作报告", "title"),
        ("某县国民经济和社会发展统计公报", (), "", (), "统计公报", "title"),
        ("关于举办运动会的通知", (), "", (), "通知公告", "title"),
        ("公开招聘公告", (), "", (), "通知公告", "title"),
        ("某市深化合作", ("行业资讯",), "某市日报", (), "行业资讯", "channel"),
        ("某市深化合作", (), "生活日报", (), "新闻报道", "source"),
        ("某市深化合作", (), "某市卫健委", (), "政务信息", "source"),
        ("养老研究", (), "", ("摘要：本文", "关键词：养老"), "学术论文", "parts"),
        ("某市深化合作", (), "", ("本报讯 近日，我市开工。",), "新闻报道", "wording"),
        ("", (), "", ("我市充分发挥优势。",), "政务信息", "wording"),
        ("桂花树", (), "", ("老屋门前有一棵树。",), "", ""),
    ],
)
def test_the_kind_of_a_document_has_its_evidence(
    title: str,
    channels: tuple[str, ...],
    source: str,
    body: tuple[str, ...],
    kind: str,
    where: str,
) -> None:
    typed = document_type(title, channels, source, body)
    assert ((typed.name, typed.where) if typed else ("", "")) == (kind, where)


def removed(line: str, family: str = "boilerplate") -> Trail:
    edit = Edit(0, len(line), line, "", family=family)
    change = Change("prune", "PRU001", family, Certainty.DETERMINED, (edit,))
    return Trail(line, (change,))


def test_removed_lines_still_state_metadata_and_spam_never_does() -> None:
    line = "来源：青禾日报 责任编辑：徐玲"
    stated = read("P", trail=removed(line))
    assert (stated.source, stated.editor) == ("青禾日报", "徐玲")
    spam = read("P", trail=removed(line, "spam"))
    assert (spam.source, spam.editor) == ("", "")


def test_a_removed_address_counts_where_the_documents_own_title_stands_before_it() -> None:
    own = removed("网址：我市召开卫生会议 http://m.x.example/newsview1.html")
    assert read("我市召开卫生会议", "P", trail=own).url == "http://m.x.example/newsview1.html"
    assert read("另一篇文章的标题", "P", trail=own).url == ""


def test_bread_crumbs_tell_the_channel() -> None:
    crumbs = removed("首页 > 新闻动态 > 行业资讯")
    assert read("某市深化合作", "P", trail=crumbs).doc_type == "行业资讯"


def test_dates_keep_their_order_of_belief() -> None:
    assert read("标题在此处", "更新时间：2023-02-02 发布时间：2023-01-01", "P").date == "2023-01-01"
    assert read("标题在此处", "更新时间：2023-02-02", "P").date == "2023-02-02"
    assert read("标题在此处", "发布时间：2023-02-30", "P").date == ""
    written = read("标题在此处", "成文日期：2022-12-30", "P")
    assert (written.date, written.date_inferred) == ("", "2022-12-30")
    signed = read("标题在此处", "P", "青禾县教育局", "2023年5月6日")
    assert (signed.date, signed.date_inferred) == ("", "2023-05-06")
    assert read("标题在此处", "P", "活动于2023年5月6日举行。").date_inferred == ""


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, 0, len(text), text)


def test_a_derived_title_names_city_and_subject() -> None:
    blocks = (
        paragraph("我市充分发挥生态优势，从多方面入手，以优质服务为康养产业赋能，助力打响品牌。"),
        paragraph("做精服务。康养产业规模不断扩大，康养服务能力持续提升，产业体系基本形成。"),
    )
    assert derive_title(blocks, "宣城市") == "宣城市以优质服务为康养产业赋能"
    assert derive_title(blocks, "") == "以优质服务为康养产业赋能"


def test_a_derived_title_does_not_name_the_city_twice() -> None:
    blocks = (paragraph("济南市着力打造康养名城品牌，成效好。"),)
    assert derive_title(blocks, "济南市") == "济南市着力打造康养名城品牌"
    assert derive_title(
        (paragraph("着力打造康养名城，康养名城建设初见成效。"),), "济南市"
    ).startswith("济南市：")


def test_an_article_too_short_for_a_clause_is_named_by_its_beginning() -> None:
    assert derive_title((paragraph("开工了。"),), "") == "开工了。"
    assert derive_title((), "宣城市") == "宣城市："


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *("医", "（", "“", "《", "来源：", "2023-01-01 ", "a\t", "| a ", "（记者 ", "<a", "—— "),
        *("一、甲\n", "1. 甲\n", "甲乙丙丁\n", "《关于加强管理的意见》\n", "第一章 甲\n"),
        *("来源：新华网 作者：王丽\n", "| a | b |\n", "a\tb\n"),
    ],
)
def test_the_cost_grows_with_the_length_and_no_faster(unit: str) -> None:
    def cost(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        structure(Page(text), Trail(text), "x")
        return time.process_time() - start

    cost(1000)
    small, large = min(cost(20_000) for _ in range(3)), min(cost(160_000) for _ in range(2))
    assert large < 24 * small + 0.05
