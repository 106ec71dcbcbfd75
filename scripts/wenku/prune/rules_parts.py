"""Rules on parts of lines: widgets beside metadata, notices glued to the last paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.model import Page
from wenku.prune.cutting import line_edit, part_edit
from wenku.prune.journals import glued_authors, is_issue
from wenku.prune.reading import read
from wenku.prune.verdict import Kind
from wenku.prune.zones import zones_of
from wenku.rules import rule
from wenku.trail import Edit


@rule(
    "PRU410",
    stage="prune",
    family="metadata-widget",
    repairs={
        "\u65e5\u671f\uff1a2024-02-29 16:14 \u4fe1\u606f\u6765\u6e90\uff1a\u67d0\u5e02\u536b\u5065\u59d4 \u70b9\u51fb\uff1a350\u6b21 \u5b57\u4f53\uff1a\u3010 \u5927 \u4e2d \u5c0f \u3011 \u6253\u5370 \u5173\u95ed": "\u65e5\u671f\uff1a2024-02-29 16:14 \u4fe1\u606f\u6765\u6e90\uff1a\u67d0\u5e02\u536b\u5065\u59d4",
        "2025-07-01 04:47:00 2\u6b21": "2025-07-01 04:47:00",
    },
    leaves_alone=(
        "2018-09-07 17:45:00\u6765\u6e90\uff1a\u751f\u6d3b\u65e5\u62a5\u4f5c\u8005\uff1a\u738b\u4e3d",
        "\u4f1a\u8bae\u65f6\u95f4\uff1a2023\u5e745\u6708\uff1b\u5730\u70b9\uff1a\u5e02\u653f\u5e9c",
        "\u516c\u4f17\u53f7\u9605\u8bfb\u91cf\uff1a\u8f83\u4e0a\u5e74\u589e\u957f\u4e00\u6210\u3002",
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
        "湿地碳汇研究\n2023-05-08 09:12程远孟青罗一帆\n海洋生态学报 2023年2期\n滩涂湿地是蓝碳的重要组成部分，值得长期观测。\n": "湿地碳汇研究\n2023-05-08 09:12\n海洋生态学报 2023年2期\n滩涂湿地是蓝碳的重要组成部分，值得长期观测。\n"
    },
    leaves_alone=("2023-05-08 市政府召开会议\n滩涂湿地是蓝碳的重要组成部分，值得长期观测。\n",),
    deletes_han=True,
    respects_protected=False,
)
def cut_glued_authors(page: Page) -> Iterable[Edit]:
    """Take authors and institutions off the line that states the date, on mirrors of journals.

    Such mirrors print date, authors and institutions without anything between. The page must
    have the line that names the journal and its issue.
    """
    zones = zones_of(page)
    head = page.lines[: zones.first]
    if not any(is_issue(line.text) for line in head):
        return
    for line in head:
        span = glued_authors(line.text)
        if span is not None:
            start, end = line.start + span[0], line.start + span[1]
            yield part_edit(page, start, end, "journal", "authors glued to the date")
