"""The work grows with the length of a page and not faster, whatever the page."""

from __future__ import annotations

import time
from functools import partial

import pytest

import wenku.prune  # noqa: F401  (registers its rules)
from tests.growth import Growth
from wenku.model import Page
from wenku.rules import rules_of, run_rules

PROSE = "全市养老床位达到三万张，比上年增长一成，其中护理型床位占到六成以上。\n"
GROWTH = Growth(size=20_000, tolerated=3, least=0.05, attempts=4)

PAGES = {
    "one_line": "康",
    "one_line_of_prose": PROSE.strip(),
    "short_lines": "康养\n",
    "lines_of_prose": PROSE,
    "menus": "首页\n新闻\n政务\n未知\n",
    "contacts": "地址：某某路\n",
    "headings_of_lists": "相关新闻\n康养\n",
    "ordinary_headings": "相关政策\n康养\n",
    "labels": "来源：",
    "label_lines": "来源：甲 作者：乙 点击：3 " * 12 + "\n",
    "blanks": " ",
    "letters_apart": "点 ",
    "spam": "无码人妻久久",
    "spam_with_bars": "无码| 人妻_",
    "tags": "<a ",
    "bars": "|",
    "dots": "…",
    "quotes": "“”",
    "empty_lines": "\n",
    "twice": PROSE + "下一步，各县区将继续改造社区养老设施，支持社会力量开办小型机构。\n",
    "disclaimers": "本站不对真实性负责转载侵权请联系删除版权归原作者所有，" * 12 + "\n",
    "names": "王丽,",
    "credits": "记者 " * 12 + "摄\n",
    "institutions": "（某大学某学院，某市 100",
    "arrows": "首页>",
    "colons": "：",
    "clauses": "一、转载请注明出处。\n二、床位按月公布。\n",
    "labels_of_lists": "服务对象：甲\n办理地点：乙\n",
    "speakers": "发布人：王丽\n王丽：大家下午好。\n",
    "names_and_contacts": "某某公寓\n电话：1\n",
    "greetings": "老师：\n您好！\n",
    "paragraphs_again": PROSE * 2 + "又一段。\n",
    "names_between_commas": "，亚博体育app官网下载",
    "names_in_lists": "凤凰城娱乐官网，",
    "lists_of_names": "凤凰城娱乐官网，好运彩票登录，某某\n",
    "attachments": "附件：目录\n附件下载：目录.doc\n",
    "credits_with_bars": "编辑丨王丽\n",
}


def _seconds(unit: str, size: int) -> float:
    text = PROSE + unit * (size // len(unit))
    start = time.process_time()
    run_rules(rules_of("prune"), Page(text))
    return time.process_time() - start


@pytest.mark.parametrize("unit", PAGES.values(), ids=PAGES)
def test_work_is_linear(unit: str) -> None:
    run_rules(rules_of("prune"), Page(PROSE))
    assert not GROWTH.is_too_fast(partial(_seconds, unit))
