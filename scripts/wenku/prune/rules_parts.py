"""Rules on parts of lines: widgets beside metadata, notices glued to the last paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.model import Page
from wenku.prune.closing import glued_end
from wenku.prune.cutting import line_edit, part_edit
from wenku.prune.journals import glued_authors, is_issue
from wenku.prune.reading import read
from wenku.prune.verdict import Kind
from wenku.prune.zones import zones_of
from wenku.rules import rule
from wenku.trail import Edit

_BODY = "滩涂湿地是蓝碳的重要组成部分，值得长期观测。\n"
_SAID = frozenset({"disclaimer", "qr", "advert"})
"""Families of sentences, which the last clause of an article may hold as its own."""
_STATED = "日期\uff1a2024-02-29 16:14 信息来源\uff1a某市卫健委"


@rule(
    "PRU410",
    stage="prune",
    family="metadata-widget",
    repairs={
        _STATED + " 点击\uff1a350次 字体\uff1a\u3010 大 中 小 \u3011 打印 关闭": _STATED,
        "2025-07-01 04:47:00 2次": "2025-07-01 04:47:00",
    },
    leaves_alone=(
        "2018-09-07 17:45:00来源\uff1a生活日报作者\uff1a王丽",
        "会议时间\uff1a2023年5月\uff1b地点\uff1a市政府",
        "公众号阅读量\uff1a较上年增长一成\u3002",
    ),
    deletes_han=True,
    respects_protected=False,
)
def cut_widgets(page: Page) -> Iterable[Edit]:
    """Take counters, type sizes and buttons out of a line that states date, source or author.

    The line must consist of labels with their values and of such widgets; what has a value
    that the document keeps stays for the next stage to read. Labels without value go.
    """
    for number, line in enumerate(page.lines):
        reading = read(line.text)
        if reading.kind is not Kind.STATES or not reading.cuts:
            continue
        spans = [(line.start + start, line.start + end, why) for start, end, why in reading.cuts]
        if not _rest(page.text, line.start, line.end, spans):
            yield line_edit(page, number, spans[0][2], "nothing is stated")
            continue
        for start, end, family in spans:
            yield part_edit(page, start, end, family, "widget beside metadata")


def _rest(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> bool:
    """Whether any letter remains on the line."""
    position, rest = start, ""
    for cut_start, cut_end, _ in spans:
        rest += text[position:cut_start]
        position = cut_end
    return any(char.isalnum() for char in rest + text[position:end])


@rule(
    "PRU240",
    stage="prune",
    family="journal",
    repairs={
        "2023-05-08 09:12程远孟青罗一帆\n海洋生态学报 2023年2期\n" + _BODY: (
            "2023-05-08 09:12\n海洋生态学报 2023年2期\n" + _BODY
        )
    },
    leaves_alone=("2023-05-08 市政府召开会议\n" + _BODY,),
    deletes_han=True,
    respects_protected=False,
)
def cut_glued_authors(page: Page) -> Iterable[Edit]:
    """Take authors and institutions off the line that states the date, on mirrors of journals.

    Such mirrors print date, authors and institutions without anything between. The page must
    have a line that only journals print: their name and issue, or a classification.
    """
    zones = zones_of(page)
    head = page.lines[: zones.first]
    printed = any(reading.family == "journal" for reading in zones.readings[: zones.first])
    if not printed and not any(is_issue(line.text) for line in head):
        return
    for line in head:
        span = glued_authors(line.text)
        if span is not None:
            start, end = line.start + span[0], line.start + span[1]
            yield part_edit(page, start, end, "journal", "authors glued to the date")


@rule(
    "PRU420",
    stage="prune",
    family="disclaimer",
    repairs={
        _BODY.strip() + "本文仅代表作者观点\uff0c不代表本站立场\u3002": _BODY.strip(),
        _BODY.strip() + "\u3010打印\u3011\u3010关闭\u3011": _BODY.strip(),
        _BODY.strip() + "上一篇\uff1a某县开镰 下一篇\uff1a某镇开学": _BODY.strip(),
    },
    leaves_alone=(
        _BODY.strip() + "\uff08记者 王丽\uff09",
        _BODY.strip() + "\u201d他说",
        _BODY.strip() + "未经批准\uff0c不得擅自占用湿地\u3002",
    ),
    deletes_han=True,
    respects_protected=False,
)
def cut_glued_notice(page: Page) -> Iterable[Edit]:
    """Take notices and buttons of the site off the end of the article's last paragraph.

    Where the line end between article and page was lost, they follow the last sentence. By-lines
    and everything that states a value stay.
    """
    zones = zones_of(page)
    if zones.last < 0:
        return
    line = page.lines[zones.last]
    start, family = glued_end(line.text)
    if family in _SAID and zones.beside.says_itself(zones.last, family):
        return
    if 0 < start < len(line.text.rstrip()):
        yield part_edit(page, line.start + start, line.end, family, "glued to the last paragraph")
