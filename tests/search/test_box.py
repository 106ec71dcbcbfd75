"""The search box of every page: shortcuts, suggestions, and what they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.chromium import Visitor
    from tests.search.conftest import Engine
    from tests.site.conftest import Published

WHERE = pytest.mark.parametrize("where", ["http", "disk"])


@pytest.fixture
def page(visitor: Visitor, searchable: Published) -> Page:
    return visitor.open((searchable.site / "documents" / "002_jinan.html").as_uri())


def options(page: Page) -> list[str]:
    """Suggestions as they are read out."""
    page.wait_for_selector("[role=option]")
    return [" ".join(text.split()) for text in page.locator("[role=option]").all_inner_texts()]


def typed(page: Page, text: str) -> list[str]:
    page.keyboard.press("Control+k")
    page.keyboard.type(text)
    page.wait_for_function("() => document.activeElement.getAttribute('aria-expanded') === 'true'")
    return options(page)


@pytest.mark.parametrize("shortcut", ["/", "Control+k", "Meta+k"])
@pytest.mark.parametrize(
    "kind", ["index.html", "documents/002_jinan.html", "tags.html", "search.html"]
)
def test_a_key_leads_to_the_box(
    visitor: Visitor, searchable: Published, kind: str, shortcut: str
) -> None:
    page = visitor.open((searchable.site / kind).as_uri())
    page.keyboard.press(shortcut)
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.evaluate("document.activeElement.value") == ""
    page.keyboard.type("1/2")
    assert page.evaluate("document.activeElement.value") == "1/2"


@WHERE
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("xuancheng", "宣城市 城市"),
        ("xuanc", "宣城市 城市"),
        ("xc", "宣城市 城市"),
        ("yiyangjiehe", "医养结合与养老服务 主题"),
        ("yyjh", "医养结合与养老服务 主题"),
        ("yiyjieh", "医养结合与养老服务 主题"),
        ("zhongyiyao", "中医药传承创新 主题"),
        ("养老", "医养结合与养老服务 主题"),
        ("醫養", "医养结合与养老服务 主题"),
        ("沪", ""),
    ],
)
def test_suggestions(
    visitor: Visitor, address: Callable[[str], str], where: str, text: str, first: str
) -> None:
    page = visitor.open(f"{address(where)}/documents/002_jinan.html")
    if first:
        assert typed(page, text)[0] == first
    else:
        page.keyboard.press("Control+k")
        page.keyboard.type(text)
        page.wait_for_timeout(400)
        assert page.locator("[role=option]").count() == 0


def test_titles_are_suggested_also_by_words_inside(page: Page) -> None:
    assert any(text.startswith("济南重磅打造") for text in typed(page, "kymc"))
    page.keyboard.press("Control+a")
    assert any(text.startswith("济南重磅打造") for text in typed(page, "医疗康养名城"))


def test_a_suggestion_is_chosen_by_keyboard(page: Page) -> None:
    box = page.locator("[name=q]")
    assert box.get_attribute("role") == "combobox"
    assert typed(page, "xuan")[0] == "宣城市 城市"
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cities/xuancheng.html")


def test_a_suggestion_is_chosen_by_pointer(page: Page) -> None:
    typed(page, "xuan")
    page.click("[role=option] >> nth=0")
    page.wait_for_url("**/cities/xuancheng.html")


def test_escape_closes_the_list_and_leaves_the_text(page: Page) -> None:
    typed(page, "xuan")
    page.keyboard.press("Escape")
    assert page.locator("[role=option]").count() == 0
    assert page.input_value("[name=q]") == "xuan"
    assert page.get_attribute("[name=q]", "aria-expanded") == "false"


@WHERE
def test_enter_searches_for_what_was_typed(
    visitor: Visitor, address: Callable[[str], str], where: str
) -> None:
    page = visitor.open(f"{address(where)}/cities/index.html")
    typed(page, "养老")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-total]")
    assert unquote(page.url).endswith("/search.html?q=养老")
    assert page.input_value("[name=q]") == "养老"


def test_the_number_of_suggestions_is_told(page: Page) -> None:
    count = len(typed(page, "shanghai"))
    assert page.inner_text("header [role=status]") == f"{count}条提示"


SUGGEST = "([text, most]) => wenkuSearch.suggest(text, most).then((all) => all.map((n) => n.label))"


def test_many_titles_are_found_by_pinyin_and_characters(engine: Engine) -> None:
    from tests.bench.library import library

    held = library(400, length=200)
    engine.open(held)
    titles = [each.metadata.title for each in held.documents]
    chosen = [title for title in titles[::40] if title.isalpha() and len(title) > 5]
    assert len(chosen) > 4
    from pypinyin import lazy_pinyin

    for title in chosen:
        syllables = lazy_pinyin(title)
        ways = (
            title[2:5],
            "".join(syllables[2:5]),
            "".join(syllable[0] for syllable in syllables[1:6]),
            "".join(syllables[1:4])[:-1],
        )
        for way in ways:
            assert title in engine.evaluate(SUGGEST, [way, 60]), way
