"""Why nothing is left of a page."""

from __future__ import annotations

import pytest

import wenku.prune
from wenku.model import Page
from wenku.rules import rules_of, run_rules
from wenku.trail import Trail

SPAM = "无码人妻_亚洲精品久久_国产在线\n"
FURNITURE = "首页 > 新闻动态\n相关新闻\nCopyright © 2020 某网 沪ICP备12345号\n"


def _why(text: str) -> str:
    _, changes = run_rules(rules_of("prune"), Page(text))
    return wenku.prune.why_nothing_left(Trail(text, changes))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("……\n***\n", "no text"),
        (SPAM, "only spam"),
        (FURNITURE, "only boilerplate ("),
        (SPAM + FURNITURE * 3, "only spam and boilerplate"),
        ("二〇二〇年\n", "too little text"),
    ],
)
def test_says_why(text: str, said: str) -> None:
    why = _why(text)
    assert said in why
    assert why[0].islower()
    assert "无码" not in why, "spam is never repeated"


@pytest.mark.parametrize("text", [SPAM, FURNITURE, SPAM + FURNITURE])
def test_nothing_is_left_of_such_pages(text: str) -> None:
    page, _ = run_rules(rules_of("prune"), Page(text))
    assert not any(char.isalnum() for char in page.text)
