"""The small readers: numerals, dates, numbering, anchors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.structure.dates import compact_date_of, date_of, dates_in
from wenku.structure.markers import MarkerKind, marker_of
from wenku.text.anchor import Anchors, anchor_of
from wenku.text.numerals import value_of

K = MarkerKind


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("〇", 0), ("零", 0), ("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23),
        ("廿三", 23), ("一百零五", 105), ("一百一十", 110), ("三千二百", 3200), ("两万三千", 23000),
        ("一亿二千万", 120_000_000), ("一万亿", 1_000_000_000_000), ("二〇二三", 2023),
        ("二○二三", 2023), ("一九九八", 1998), ("贰拾叁", 23), ("12", 12), ("１２", 12),
        ("二三", None), ("两三", None), ("", None), ("医", None), ("十医", None), ("一二百", None),
        ("一" * 30, None),
    ],
)  # fmt: skip
def test_numerals_are_read(numeral: str, value: int | None) -> None:
    assert value_of(numeral) == value


@given(st.text(alphabet="〇零一二三四五六七八九十百千万亿两0123x", max_size=30))
def test_a_numeral_is_a_number_or_none(numeral: str) -> None:
    value = value_of(numeral)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018-09-07 17:45:00来源", "2018-09-07"),
        ("2018年9月7日", "2018-09-07"),
        ("2018 年 9 月 7 日", "2018-09-07"),
        ("2018年9月7号", "2018-09-07"),
        ("二〇二三年五月六日", "2023-05-06"),
        ("二○二三年十二月二十六日", "2023-12-26"),
        ("二〇二〇年十月十日", "2020-10-10"),
        ("2024/2/29", "2024-02-29"),
        ("2024.02.29", "2024-02-29"),
        ("2025-03-01T08:00:00+08:00", "2025-03-01"),
        ("2023年5月", "2023-05"),
        ("2023年", "2023"),
        ("2023-02-30", ""),
        ("2023-13-01", ""),
        ("0000-00-00", ""),
        ("1900-01-01", ""),
        ("3124-01-01", ""),
        ("12024-01-01", ""),
        ("2024-01-015", ""),
        ("电话2023-5566778", ""),
        ("5月6日", ""),
        ("2023-30 与 2024-01-02", "2024-01-02"),
        ("2023-05.06", ""),
    ],
)
def test_dates_are_read(text: str, date: str) -> None:
    assert date_of(text) == date


def test_the_time_of_day_belongs_to_its_date() -> None:
    text = "2024-02-29 16:14 信息来源"
    (date,) = dates_in(text)
    assert text[date.start : date.end] == "2024-02-29 16:14"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("20240229", "2024-02-29"),
        ("20240229101500", ""),
        ("20241399", ""),
        ("2024-01-02", "2024-01-02"),
    ],
)
def test_only_meta_tags_may_write_a_date_without_marks(text: str, date: str) -> None:
    assert compact_date_of(text) == date
    assert "-" in text or date_of(text) == ""


@pytest.mark.parametrize(
    ("line", "kind", "ordinal", "words"),
    [
        ("第一编 总则", K.PART, 1, "总则"),
        ("第三部分 存在问题", K.PART, 3, "存在问题"),
        ("第十二章 附则", K.CHAPTER, 12, "附则"),
        ("第 二 章　监督管理", K.CHAPTER, 2, "监督管理"),
        ("第一节 发展基础", K.SECTION, 1, "发展基础"),
        ("第十条 本办法", K.ARTICLE, 10, "本办法"),
        ("一、总体要求", K.CHINESE, 1, "总体要求"),
        ("二十三、附则", K.CHINESE, 23, "附则"),
        ("三．保障措施", K.CHINESE, 3, "保障措施"),
        ("（七）高定位推动", K.PAREN_CHINESE, 7, "高定位推动"),
        ("(十一)其他", K.PAREN_CHINESE, 11, "其他"),
        ("第一，产业基础", K.ORDINAL, 1, "产业基础"),
        ("其二、人才", K.ORDINAL, 2, "人才"),
        ("一是市委高度重视。", K.FIRST_IS, 1, "市委高度重视。"),
        ("三要狠抓落实", K.FIRST_IS, 3, "狠抓落实"),
        ("任务一：提升", K.STEP, 1, "提升"),
        ("案例2 社区食堂", K.STEP, 2, "社区食堂"),
        ("专栏12 中医药服务", K.BOX, 12, "中医药服务"),
        ("专栏 3：重点工程", K.BOX, 3, "：重点工程"),
        ("1. 加强建设", K.DIGIT, 1, "加强建设"),
        ("2.加强“看中医到拱墅”", K.DIGIT, 2, "加强“看中医到拱墅”"),
        ("3、培育", K.DIGIT, 3, "培育"),
        ("4．完善", K.DIGIT, 4, "完善"),
        ("5. 2023年完成", K.DIGIT, 5, "2023年完成"),
        ("1.2023年完成", K.DIGIT, 1, "2023年完成"),
        ("1.1 编制目的", K.DECIMAL_2, 1, "编制目的"),
        ("2.3.1 指挥部", K.DECIMAL_3, 3, "指挥部"),
        ("（3）开展", K.PAREN_DIGIT, 3, "开展"),
        ("2）组织", K.PAREN_DIGIT, 2, "组织"),
        ("③终端更新", K.CIRCLED, 3, "终端更新"),
        ("㉑其他", K.CIRCLED, 21, "其他"),
        ("Ⅳ、结论", K.ROMAN, 4, "结论"),
        ("B. 选项", K.LETTER, 2, "选项"),
        ("• 条目", K.BULLET, 0, "条目"),
        ("- 条目", K.BULLET, 0, "条目"),
        ("附件1：申请表", K.CAPTION, 1, "申请表"),
        ("表2 主要指标", K.CAPTION, 2, "主要指标"),
    ],
)
def test_numbering_is_read(line: str, kind: MarkerKind, ordinal: int, words: str) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.kind, marker.ordinal, line[marker.end :].strip()) == (kind, ordinal, words)


@pytest.mark.parametrize(
    "line",
    [
        "3.5亿元投资到位", "2023年", "15分钟康养圈", "3-5个专科", "1,200名", "5:30开始", "98.6%",
        "1.15万余人次", "12个乡镇", "24小时服务", "一些地方", "一、二、三院合作", "十二五期间",
        "百年大计", "千万不要", "是否可以", "一是否定", "第一是非题", "第三篇文章", "第二节课上",
        "第一章程", "第三部分的内容", "图书馆", "表示满意", "附件是", "-5℃", "A区", "Apple",
        "（中）", "三七", "10月1日", "1.", "", "2.1万名学生",
    ],
)  # fmt: skip
def test_what_only_looks_like_numbering_is_none(line: str) -> None:
    marker = marker_of(line)
    assert marker is None or not marker.firm


@given(st.text(max_size=60))
def test_any_line_has_at_most_one_numbering(line: str) -> None:
    marker = marker_of(line)
    assert marker is None or 0 < marker.end <= len(line)


def test_an_anchor_follows_from_the_words_alone() -> None:
    assert anchor_of("加强组织领导，完善机制。") == anchor_of("  加强组织领导 完善机制 ")
    assert anchor_of("ＡＢＣ") == anchor_of("abc")
    assert anchor_of("加强组织领导") != anchor_of("加强组织建设")
    assert anchor_of("……") != anchor_of("！！")
    assert anchor_of("加强", "h")[0] == "h"
    assert len(anchor_of("加强")) == 11


def test_what_a_page_says_twice_is_told_apart() -> None:
    anchors = Anchors()
    first, second, third = (anchors.give("同上。") for _ in range(3))
    assert second == f"{first}-2"
    assert third == f"{first}-3"


def test_an_anchor_is_the_same_for_ever() -> None:
    """Published links depend on it: a change of the folding is a change of the contract."""
    assert anchor_of("一、总体要求", "h") == "h" + anchor_of("一、总体要求")[1:]
    assert anchor_of("一、总体要求") == PINNED


PINNED = "p967b5af6c5"
