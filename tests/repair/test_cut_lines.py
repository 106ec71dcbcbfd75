"""Lines cut at any width, by programs that count and break in different ways, are joined again."""

from __future__ import annotations

import re

import pytest

from tests.corpus import CleanDocument, clean_documents
from tests.repair.cutting import CUTTERS, INDENT, Cutter, in_bytes
from tests.repair.stage import repaired

WIDTHS = range(20, 61)
PAGES = 3
"""Articles that are cut to each width by each program; the next width takes the next ones."""


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def taken(width: int) -> list[CleanDocument]:
    documents = clean_documents()
    first = width * PAGES
    return [documents[(first + number) % len(documents)] for number in range(PAGES)]


def is_told(paragraphs: list[str], cutter: Cutter, width: int) -> bool:
    """Whether lines are cut, and the last line of each paragraph shows that it is the last."""
    cuts = sum(len(cutter.cut(text, width)) - 1 for text in paragraphs)
    return cuts > 3 and not any(cutter.ends_full(text, width) for text in paragraphs)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("cutter", CUTTERS, ids=lambda cutter: str(cutter.name))
def test_what_was_cut_is_as_it_was(cutter: Cutter, width: int) -> None:
    for document in taken(width):
        for indent in ("", INDENT):
            own = [indent if text not in document.headings else "" for text in document.paragraphs]
            texts = [lead + text for lead, text in zip(own, document.paragraphs, strict=True)]
            if not indent and not is_told(texts, cutter, width):
                continue
            cut = "\n".join(line for text in texts for line in cutter.cut(text, width))
            expected = lines_of(repaired("\n".join(document.paragraphs)))
            assert lines_of(repaired(cut)) == expected, (document.id, indent)


NOTICE = (
    "关于开展秋季渔业资源增殖放流活动的公告",
    "各县（区）农业农村局，各渔业协会：",
    (
        "为养护天然水域的渔业资源，修复受损的水生生态，按照《水生生物增殖放流管理规定》的要求，市农业农村局"
        "决定于9月中旬在青川湖、白鹭江等8处水域开展放流，共投放鲢、鳙、草鱼等鱼苗620万尾。"
    ),
    "一、放流安排",
    (
        "1.青川湖：9月12日上午9时在东码头投放鲢、鳙鱼苗300万尾，苗种全长不小于8厘米，由县渔政执法大队现场"
        "验收；水质、水温同时测定，溶解氧低于每升5毫克的，推迟投放。"
    ),
    (
        "2.白鹭江：9月14日投放草鱼、鳊鱼鱼苗320万尾，由市水产研究所提供技术指导，并在放流后第30天、第90天"
        "各采样一次，评估成活率和生长情况。"
    ),
    "二、注意事项",
    (
        "放流水域自放流之日起30天内禁止一切捕捞活动。市民个人放生的，请到指定地点登记，不得投放外来物种，"
        "尤其是巴西龟、鳄雀鳝等凶猛鱼类；已经购买的，可以交给渔政部门处理，工作人员不收取任何费用。"
    ),
    "渔歌有云：",
    "春放一尾苗",
    "秋收十斤鱼",
    "江湖养得住",
    "子孙有得食",
    "记者：市民想参加志愿服务，应当怎么报名？",
    (
        "沈工程师：可以在“青川渔政”小程序里报名，每场50人，额满为止。参加的市民要穿防滑鞋，听从现场人员的"
        "安排，带孩子的家庭请全程看护，岸边有3处警示线，任何人不要越过去。"
    ),
    "水域    鱼种    数量（万尾）",
    "青川湖  鲢鳙    300",
    "白鹭江  草鳊    320",
    "特此公告。",
    "青川市农业农村局",
    "2023年8月30日",
)


TOLD = [
    pytest.param(cutter, width, id=f"{cutter.name}-{width}")
    for cutter in CUTTERS
    for width in WIDTHS
    if is_told(list(NOTICE), cutter, width)
]


@pytest.mark.parametrize(("cutter", "width"), TOLD)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_headings_items_verse_speech_tables_and_signatures_stay(
    cutter: Cutter, width: int, between: str
) -> None:
    cut = between.join(line for text in NOTICE for line in cutter.cut(text, width))
    assert lines_of(repaired(cut)) == list(NOTICE)


UNTOUCHED = [
    pytest.param(
        "6月12日上午9:00，在市图书馆一楼报告厅举行开幕式\n6月12日下午2:30，在市博物馆二楼会议室举办座谈会\n"
        "6月13日上午9:30，在市文化馆三楼展览厅开展体验课\n6月13日下午3:00，在市体育馆四号训练馆组织表演赛",
        id="programme",
    ),
    pytest.param(
        "组长：王建国，市政府副市长，主持全面工作\n副组长：李明，市民政局局长，负责日常工作\n"
        "成员：张伟，市财政局副局长，负责资金保障\n成员：刘洋，市卫健委副主任，负责医疗服务",
        id="members of a group",
    ),
    pytest.param(
        "2019年实现增加值1256亿元，比上年增长6.1%\n2020年实现增加值1302亿元，比上年增长3.7%\n"
        "2021年实现增加值1345亿元，比上年增长8.2%\n2022年实现增加值1398亿元，比上年增长3.9%",
        id="figures year by year",
    ),
    pytest.param(
        "新生儿如何参加城乡居民医保，有哪些规定呢\n外地户籍老人可以办理优待证，去哪里申请呢\n"
        "想提取公积金，要准备材料吗，多久能够到账\n社保断缴，怎么补，补缴的标准一个月是多少",
        id="titles of one length with pauses at unlike places",
    ),
    pytest.param(
        "市教育局召开全市中小学幼儿园安全工作部署会议\n"
        "为切实做好新学期的校园安全工作，日前市教育局召开全市中小学校园安全工作\n"
        "全市耕地质量监测网络全面建成并且投入使用\n"
        "记者从市农业农村局获悉，经过三年建设，覆盖全市十二个县区的耕地质量监\n"
        "湖区禁捕退捕三周年成效显著江豚频频出没\n"
        "自全面禁捕以来，湖区水生生物资源逐步恢复，江豚出没频率明显上升，渔民\n"
        "城区新增五条公交微循环线路方便沿线居民\n"
        "为方便沿线居民出行，市公交集团经过调研论证，自下月起新开五条微循环线",
        id="teasers cut off at one length",
    ),
    pytest.param(
        "市教育局召开会议，部署新学期的校园安全\n农业农村局举办培训，三百名种粮大户参加\n"
        "湖区开展增殖放流，投放各类鱼苗五百万尾\n公交集团优化线路，新增五条微循环的线路\n"
        "环保局开展督查，十二家企业被责令整改了\n图书馆延长开放，周末夜间也能够借书阅览",
        id="digest of one length",
    ),
    pytest.param(
        "绿水青山就是金山银山，保护环境人人有责任\n节约资源反对铺张浪费，低碳生活从我做起来\n"
        "爱护花草树木美化家园，共建美丽生态新农村\n垃圾分类利国又利人民，文明新风吹遍千万家",
        id="slogans",
    ),
    pytest.param(
        "城关镇便民服务中心，地址：人民路12号\n河东镇便民服务中心，地址：解放路35号\n"
        "柳林镇便民服务中心，地址：建设路46号\n石桥镇便民服务中心，地址：迎宾路78号",
        id="addresses",
    ),
    pytest.param(
        "指标名称        二〇二一年      二〇二二年      二〇二三年\n"
        "粮食总产量      1256            1302            1345万吨整\n"
        "油料总产量      1356            1372            1385万吨整\n"
        "蔬菜总产量      2256            2302            2345万吨整",
        id="rows of one width",
    ),
    pytest.param(
        "远看山有色，近听水无声\n春去花还在，人来鸟不惊\n红豆生南国，春来发几枝\n愿君多采撷，此物最相思",
        id="verse, two clauses a line",
    ),
    pytest.param(
        "一、居民身份证原件及复印件一式两份须加盖公章\n二、不动产权证原件及复印件一式一份须现场核验\n"
        "三、近期二寸免冠彩色照片一式四张须是蓝色背景\n四、申请人与代办人的关系证明材料须有村委盖章",
        id="items of one length",
    ),
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_lines_of_one_length_are_not_cut_lines(text: str) -> None:
    assert repaired(text) == text


def test_latin_words_keep_their_blank_and_torn_ones_get_none() -> None:
    text = (
        "本次评估采用 Water Quality Index 方法，由市环境监测站会同 River Care 团队完成，"
        "数据全部公开。采样点设在上游、中游、下游共36处，每月采样一次，样品送实验室分析，结果由 "
        "Zhang Wei 复核，邮箱是water.lab@example.org，欢迎来信索取原始记录，一并接受社会监督。"
    )
    words = CUTTERS[1].cut(text, 24)
    assert repaired("\n".join(words)) == text


def test_a_blank_parts_latin_sentences_that_a_cut_parted() -> None:
    text = (
        "课题组在国际期刊发表论文，题为 Soil of the Valley，摘要写道：The cover of plants rose. "
        "The rivers run clear again. Birds return every spring. 论文第一作者是县林业站的周兰，"
        "通讯作者是省林业科学院研究员孙浩，数据来自1998年以来的野外观测，共有样地36处，"
        "每处每年调查两次，从未中断。"
    )
    lines, line = [], ""
    for token in re.findall("[A-Za-z.]+ ?|.", text):
        if in_bytes((line + token).rstrip()) > 40:
            lines.append(line.rstrip())
            line = ""
        line += token
    assert repaired("\n".join([*lines, line])) == text


@pytest.mark.parametrize("cited", ["第十条规定", "第九条第二款", "第八条、第九条"])
def test_an_article_that_is_cited_begins_no_line(cited: str) -> None:
    text = (
        f"县林业局接到举报以后，立即派人到现场勘查，认定当事人毁坏幼树三百余株，违反了《县山林保护办法》{cited}，"
        "应当依法承担相应的责任，并在原地补种三倍的树木，由乡林业站验收合格后方可结案，逾期不补的由他人代为"
        "补种，费用由当事人承担；当事人表示接受处理，已经在今年春季补种完毕，成活率超过九成。县林业局提醒，进入"
        "林区不得带火种，发现毁林、盗伐和病虫害，请拨打乡林业站的值班电话，或者直接告诉身边的护林员，查实以后"
        "给予奖励，举报人的姓名、住址一律保密。"
    )
    width = text.index("第")
    assert repaired("\n".join(CUTTERS[0].cut(text, width))) == text


def test_an_article_that_begins_is_no_cut_line() -> None:
    text = (
        "第一条 为了保护山林，制定本办法，本县行政区域内的单位和个人都应当遵守\n"
        "第二条 本办法所称山林\n"
        "第三条 县林业局主管全县的山林保护工作，乡镇人民政府负责本辖区内的山林\n"
        "第四条 护林员由乡镇聘任"
    )
    assert repaired(text) == text


@pytest.mark.parametrize("end", ["’", "》", "】", "‰", "℃", "％", "万"])
def test_a_comma_below_an_open_line_is_no_stray_one(end: str) -> None:
    text = f"全市有中小学校图书馆三百余座，藏书达到{end}\n，比上一年度有所增长。"
    assert "，比上一年" in repaired(text)


def test_a_comma_below_a_sentence_is_a_stray_one() -> None:
    assert repaired("藏书达到三百万册。\n，比上年增长") == "藏书达到三百万册。\n比上年增长"


@pytest.mark.parametrize("length", [18, 20, 24, 30])
def test_sentences_without_stops_are_not_joined_because_they_are_as_long(length: int) -> None:
    """As of a list of titles or of a digest: cut nowhere, each a whole."""
    whole = re.compile("[\u3002\uff01\uff1f\uff1b\u201c\u201d\u2018\u2019]")
    sentences = [
        sentence
        for document in clean_documents()
        for text in document.paragraphs
        for sentence in whole.split(text)
        if len(sentence) == length and sentence[0].isalnum()
    ]
    assert len(sentences) > 8
    assert lines_of(repaired("\n".join(sentences))) == [
        line for sentence in sentences for line in lines_of(repaired(sentence))
    ]
