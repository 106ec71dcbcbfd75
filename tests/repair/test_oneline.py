"""Pages on one line: what is certain is parted, and nothing else is touched."""

from __future__ import annotations

import pytest

import wenku.repair  # noqa: F401  (registers its rules)
from wenku.model import Page
from wenku.rules import rules_of, run_rule
from wenku.trail import apply

BODY = (
    "各乡镇人民政府： 为做好秋粮收购工作，经县政府同意，现通知如下。 "
    "一、敞开收购，不得拒收符合标准的粮食。 二、及时结算，不得向农民打白条。 "
    "三、加强监督，县市场监管局要检查计量器具。 请各乡镇于十月底前上报落实情况。"
)
TITLE = "关于做好秋粮收购工作的通知"
PATH = "首页 > 政务公开 > 通知公告 > 正文"
STATED = "发布日期：2020-09-18 来源：县政府办"
COUNTED = f"{STATED} 浏览次数：31 字号：[大] [中] [小]"
HOST = "主办：某县人民政府 浙ICP备05000001号"
PARTED = {
    "path of single steps, counters and sizes": (
        f"{PATH} {TITLE} {COUNTED} {BODY}",
        [PATH, TITLE, COUNTED, BODY],
    ),
    "path in one word, bare date, half-width colons": (
        f"首页>县政要闻>通知 {TITLE} 2020-09-18 08:30 来源:县政府办 {BODY}",
        [
            "首页>县政要闻>通知",
            TITLE,
            "2020-09-18 08:30 来源:县政府办",
            BODY,
        ],
    ),
    "no path, values behind a blank, buttons at the end": (
        f"{TITLE} 来源： 县政府办 时间： 2020-09-18 {BODY} 【打印本页】【关闭窗口】",
        [
            TITLE,
            "来源： 县政府办 时间： 2020-09-18",
            BODY,
            "【打印本页】【关闭窗口】",
        ],
    ),
    "editors and a notice at the end": (
        f"{TITLE} 2020-09-18 作者：林立 {BODY} 责编：陈明 校对：孙倩 版权声明：不得转载。",
        [
            TITLE,
            "2020-09-18 作者：林立",
            BODY,
            "责编：陈明 校对：孙倩",
            "版权声明：不得转载。",
        ],
    ),
    "the host of the site behind the buttons": (
        f"{TITLE} 2020-09-18 阅读：12 {BODY} [关闭] {HOST}",
        [
            TITLE,
            "2020-09-18 阅读：12",
            BODY,
            "[关闭]",
            HOST,
        ],
    ),
}
WHOLE = {
    "no metadata": f"{TITLE} {BODY}",
    "a date alone": f"{TITLE} 2020-09-18 {BODY}",
    "a source alone": f"{TITLE} 来源：县政府办 {BODY}",
    "a sentence before the labels": f"全县秋粮丰收，收购全面展开。 {STATED} {BODY}",
    "labels of a table": f"样品记录 来源：稻谷 用途：制种 时间：秋季 {BODY}",
    "no body": f"{TITLE} {STATED} " + "稻谷 小麦 玉米 " * 12,
    "lines that were kept": f"首页 > 要闻\n{TITLE}\n2020-09-18 来源：县政府办\n{BODY}",
    "metadata far below the beginning": f"{BODY * 4} {STATED} {BODY}",
    "buttons named in a sentence": f"办事人员按 【打印】 键即可取号。 {BODY}",
}


def _parted(text: str) -> list[str]:
    rule = next(rule for rule in rules_of("repair") if rule.id == "REP750")
    change = run_rule(rule, Page(text))
    edits = change.edits if change is not None else ()
    assert all(edit.before.isspace() and edit.after == "\n" for edit in edits)
    return apply(text, edits).split("\n")


@pytest.mark.parametrize(("text", "lines"), PARTED.values(), ids=PARTED)
def test_a_page_on_one_line_is_parted(text: str, lines: list[str]) -> None:
    assert _parted(text) == lines
    assert _parted("\n".join(lines)) == lines


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_line_without_the_evidence_stays(text: str) -> None:
    assert _parted(text) == text.split("\n")
