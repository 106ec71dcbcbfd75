"""Characters that became question marks, and places that are flagged."""

from __future__ import annotations

import pytest

from wenku import repair
from wenku.model import Page
from wenku.rules import rules_of, run_rules
from wenku.trail import Certainty

RULES = tuple(rule for rule in rules_of(repair.STAGE) if "REP4" <= rule.id < "REP5")
CONVERTED = "醫療衛生事業發展,學校教育質量提高。\n"


def outcome(text: str) -> str:
    return run_rules(RULES, Page(text))[0].text


def flagged(text: str) -> list[str]:
    found = run_rules(RULES, Page(text))[1]
    return [
        edit.after
        for change in found
        for edit in change.edits
        if change.certainty_of(edit) is Certainty.UNRESOLVED
    ]


@pytest.mark.parametrize(
    ("seen", "true"),
    [
        (CONVERTED + "????深度融入長三角", CONVERTED + "深度融入長三角"),
        (CONVERTED + "?“水從這里來”", CONVERTED + "“水從這里來”"),
        (CONVERTED + "?\n正文", CONVERTED + "\n正文"),
        ("一、总则\n??(一)目标\n??(二)任务", "一、总则\n(一)目标\n(二)任务"),
        ("Copyright ? 2006-2020 某某网", "Copyright \u00a9 2006-2020 某某网"),
        ("G717 ? ?[文献标识码]A", "G717 [文献标识码]A"),
        ("G717??[文献标识码]A", "G717 [文献标识码]A"),
    ],
)
def test_what_stood_there_comes_back(seen: str, true: str) -> None:
    assert outcome(seen) == true


@pytest.mark.parametrize(
    "text",
    [
        "你说什么??这不可能!",
        "???什么情况",
        "?\n",
        "为什么?\n?\n因为",
        "第1部分?[注]",
        "Is this copyright? 2020 it was.",
        "下沉到社区?让群众在家门口看病?",
    ],
)
def test_sound_question_marks_stay(text: str) -> None:
    assert outcome(text) == text
    assert flagged(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (CONVERTED + "環境管理模式??破解園區難題", ["??"]),
        ("实现了.真正形成合力", ["."]),
        ("由-性健康服务和非-性健康服务组成", ["-", "-"]),
        (CONVERTED + "在平O(shè)、人才", ["O(shè)"]),
        (CONVERTED + "要點?guó)家支持", ["?guó)"]),
    ],
)
def test_what_cannot_be_known_is_flagged_and_stays(text: str, places: list[str]) -> None:
    assert flagged(text) == places
    assert outcome(text) == text


@pytest.mark.parametrize(
    "text",
    ["一.总体要求\n二.主要任务", "增长3.5%", "生态-康养-文旅融合", "高-性能", "见图1.2所示"],
)
def test_sound_marks_are_not_flagged(text: str) -> None:
    assert flagged(text) == []


def test_spun_text_is_flagged_only_where_much_of_it_is() -> None:
    spun = "年夜力扶植州里卫生病院，黉舍教诲踊跃性进步，可以或许让屯子白叟受益"
    assert len(flagged(spun)) > 5
    assert flagged("他今朝在精神病院接洽工作，住民踊跃性很高") == []
