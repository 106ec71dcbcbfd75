"""Characters that GBK lacks, which a site's conversion turned into question marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wenku.model.page import Page
from wenku.repair.chinese import holds
from wenku.rules import rule
from wenku.text.han import HAN_CLASS, OPENING
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Edit
from wenku.vocab.characters import variants

LEAST_LINES = 2
"""Lines that must begin with question marks for this to be the way of a page."""
MOST_LOST = 12
"""Question marks in a row that may be an indent."""
PROSE = 20
"""Characters of a line, ended as prose is, from which on it can be a paragraph."""

_INDENT = lazy(
    f"^[ \\t\\u3000\\u00a0]*(\\?{{1,{MOST_LOST}}})"
    f"(?=[{HAN_CLASS}0-9A-Za-z(\\uff08\\u2460-\\u2473{OPENING}])",
    re.MULTILINE,
)
_ALONE = lazy("^[ \\t\\u3000\\u00a0]*(\\?(?:[ \\u3000\\u00a0]*\\?){0,11})[ \\t]*$", re.MULTILINE)
_COPYRIGHT = lazy(r"(?i:copyright)(?: {1,3}(?i:right|rights))? {1,3}(\?)(?= {0,3}(?:19|20)\d\d)")
_BLANK = lazy(
    r"(?<=[0-9A-Z]) {0,2}(\?(?: ?\?){1,3} ?)(?=\[)"
    f"|(?<=[{HAN_CLASS}]) (\\?)(?=[1-9]\\d{{5}}[)\uff09;\uff1b])"
)
_BESIDE_BLANK = ("?[", "? [", " ?")
"""What any place that :data:`_BLANK` matches holds."""
_BETWEEN = lazy(f"(?<=[{HAN_CLASS}])\\?{{2,{MOST_LOST}}}(?=[{HAN_CLASS}])")
_CLOSED = "\u3002\uff01\uff1f\uff1b\uff1a!?;:\u201d"


def _passed_gbk(page: Page) -> bool:
    """Whether the page was converted, which on such sites means that it was held in GBK."""
    return page.fact(_is_converted)


def _is_converted(page: Page) -> bool:
    return variants().leaning(page.text) > 0


@rule(
    "REP401",
    stage="repair",
    family="lost",
    certainty=Certainty.INFERRED,
    repairs={
        "與滬蘇浙醫療機構合作。\n????深度融入長三角過程中,實現合作共贏。": (
            "與滬蘇浙醫療機構合作。\n深度融入長三角過程中,實現合作共贏。"
        ),
        "??一、总体要求\n??(一)指导思想\n健全机制。": "一、总体要求\n(一)指导思想\n健全机制。",
        "????近年来，全县坚持把耕地保护放在突出位置，粮食产量稳步提升。": (
            "近年来，全县坚持把耕地保护放在突出位置，粮食产量稳步提升。"
        ),
    },
    leaves_alone=(
        "???什么情况",
        "记者：这是什么？\n?看这里",
        "如何办理??请看下文",
    ),
)
def drop_lost_indent(page: Page) -> Iterable[Edit]:
    """Remove question marks that stand for the blanks of an indent.

    Pages indent with no-break or em spaces, which GBK lacks; on the way through GBK each became
    ``?``. No Chinese sentence begins with a question mark. They are removed on a page that was
    converted, on one where several lines begin so, or before a whole paragraph.
    """
    found = list(_INDENT.finditer(page.text)) if "?" in page.text else []
    if not found:
        return
    usual = len(found) >= LEAST_LINES or _passed_gbk(page)
    for match in found:
        if usual or (len(match[1]) > 1 and _is_paragraph(page.text, match.end())):
            yield Edit(match.start(1), match.end(1), match[1], "", "", "blanks that GBK lacks")


def _is_paragraph(text: str, start: int) -> bool:
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    return len(line) >= PROSE and line.endswith(tuple(_CLOSED))


@rule(
    "REP402",
    stage="repair",
    family="lost",
    certainty=Certainty.INFERRED,
    repairs={"行業資訊\n?\n養老服務體系建設": "行業資訊\n\n養老服務體系建設"},
    leaves_alone=("行业资讯\n?\n养老服务体系建设", "養老服務\n什麼?\n建設"),
)
def drop_lost_ornament(page: Page) -> Iterable[Edit]:
    """Remove lines of nothing but question marks from a converted page.

    A bullet, a blank or an ornament that GBK lacks stood there. On a page that shows no conversion
    such a line stays: somebody may have written it.
    """
    found = list(_ALONE.finditer(page.text)) if "?" in page.text else []
    if found and _passed_gbk(page):
        for match in found:
            note = "a sign that GBK lacks, alone on its line"
            yield Edit(match.start(1), match.end(1), match[1], "", "", note)


@rule(
    "REP404",
    stage="repair",
    family="lost",
    repairs={
        "Copyright Right ? 2020 www.example.com": "Copyright Right \u00a9 2020 www.example.com"
    },
    leaves_alone=("Is copyright free? 2020 was the year.",),
)
def restore_copyright_sign(page: Page) -> Iterable[Edit]:
    """Restore the copyright sign between the word and a year, where GBK left a question mark."""
    if "?" not in page.text:
        return
    for match in _COPYRIGHT.finditer(page.text):
        yield Edit(match.start(1), match.end(1), "?", "\u00a9", "", "the sign that GBK lacks")


@rule(
    "REP406",
    stage="repair",
    family="lost",
    certainty=Certainty.INFERRED,
    repairs={
        "中圖分類號:G717 ? ?[文獻標識碼]A": "中圖分類號:G717 [文獻標識碼]A",
        "(天津大学, 天津 ?300222)": "(天津大学, 天津 300222)",
    },
    leaves_alone=("在天津吗 ?3002室", "第几条?[1]"),
    respects_protected=False,
)
def restore_lost_blank(page: Page) -> Iterable[Edit]:
    """Restore the blank between a code and a bracket, or a city and its postal code.

    Journals set no-break or em spaces there, which GBK lacks. No question ends at such a place.
    """
    if not holds(page, _BESIDE_BLANK):
        return
    for match in _BLANK.finditer(page.text):
        group = 1 if match[1] else 2
        start, end = match.span(group)
        after = " " if group == 1 and page.text[start - 1] != " " else ""
        yield Edit(start, end, page.text[start:end], after, "", "blanks that GBK lacks")


@rule(
    "REP450",
    stage="repair",
    family="lost",
    certainty=Certainty.UNRESOLVED,
    repairs={"環境管理模式??破解園區綠色轉型堵點": "環境管理模式??破解園區綠色轉型堵點"},
    leaves_alone=("怎么办??看看专家怎么说", "建設服務?看這裡"),
)
def flag_lost_between(page: Page) -> Iterator[Edit]:
    """Flag two or more question marks between ideographs on a converted page.

    Characters that GBK lacks may have stood there, or somebody asked with emphasis; nothing tells.
    """
    found = list(_BETWEEN.finditer(page.text)) if "??" in page.text else []
    if found and _passed_gbk(page):
        note = "perhaps characters that GBK lacks"
        for match in found:
            yield Edit(match.start(), match.end(), match[0], match[0], "", note)
