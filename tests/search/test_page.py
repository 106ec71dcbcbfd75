"""The search page in Chromium: hits, filters, address, history, keyboard; served and from disk."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pytest

from tests.chromium import DESKTOP, PHONE
from tests.search.libraries import answered
from wenku.publish.search.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.chromium import Visitor
    from tests.site.conftest import Published

WHERE = pytest.mark.parametrize("where", ["http", "disk"])


def results(page: Page) -> tuple[int, int, list[str]]:
    """Documents found, occurrences, and the documents shown."""
    page.wait_for_selector("[data-total]")
    found = page.locator("[data-total]")
    shown = page.locator("[data-document]")
    return (
        int(found.get_attribute("data-total") or -1),
        int(found.get_attribute("data-occurrences") or -1),
        [str(each.get_attribute("data-document")) for each in shown.all()],
    )


def searched(page: Page, site: str, query: str, **filters: str) -> tuple[int, int, list[str]]:
    parameters = {"q": query, **filters}
    text = "&".join(f"{name}={quote(value)}" for name, value in parameters.items())
    page.goto(f"{site}/search.html?{text}")
    return results(page)


@WHERE
@pytest.mark.parametrize("query", ["医养结合", "上海", "，", "2025年", "醫養結合", "不在这里的话"])
def test_all_that_is_found_is_counted_and_shown(
    visitor: Visitor,
    searchable: Published,
    address: Callable[[str], str],
    where: str,
    query: str,
) -> None:
    total, occurrences, shown = searched(visitor.page(), address(where), query)
    expected = answered(searchable.library.documents, [fold(query)])
    assert (total, occurrences) == (len(expected), sum(expected.values()))
    assert sorted(shown) == sorted(expected)


@WHERE
def test_a_passage_leads_to_its_paragraph_where_the_hit_is_marked(
    visitor: Visitor, address: Callable[[str], str], where: str
) -> None:
    page = visitor.page()
    searched(page, address(where), "医养结合")
    link = page.locator("[data-document] .passages a").first
    assert link.locator("mark").first.inner_text() == "医养结合"
    text = link.evaluate("(link) => link.firstChild.data + link.querySelector('mark').textContent")
    link.click()
    page.wait_for_selector("mark.hit")
    target = page.locator(":target")
    assert target.locator("mark.hit").first.inner_text() == "医养结合"
    assert text.lstrip("…") in target.inner_text().replace("\n", "")
    assert "q=医养结合" in unquote(page.url)


def test_every_passage_with_a_hit_is_linked(visitor: Visitor, searchable: Published) -> None:
    page = visitor.page()
    _, _, shown = searched(page, searchable.site.as_uri(), "医疗")
    for each in searchable.library.documents:
        if each.id in shown:
            entry = page.locator(f'[data-document="{each.id}"]')
            links = [link.get_attribute("href") or "" for link in entry.locator("li a").all()]
            anchors = [link.rpartition("#")[2] for link in links]
            assert anchors == [block.anchor for block in each.body if "医疗" in fold(block.text)]
            assert all(unquote(link).startswith("file://") for link in links)


def test_several_words_and_words_that_must_not_occur(
    visitor: Visitor, searchable: Published
) -> None:
    page, site = visitor.page(), searchable.site.as_uri()
    documents = searchable.library.documents
    for query, wanted, unwanted in (
        ("上海 医疗", ["上海", "医疗"], []),
        ("医疗 -上海", ["医疗"], ["上海"]),
        ('"国际医疗康养名城"', ["国际医疗康养名城"], []),
    ):
        total, occurrences, _ = searched(page, site, query)
        expected = answered(documents, wanted, unwanted)
        assert expected
        assert (total, occurrences) == (len(expected), sum(expected.values())), query


def chosen(page: Page, count: int) -> None:
    """Wait until so many filters are shown as chosen."""
    page.wait_for_function(
        "(count) => document.querySelectorAll('.chosen [data-name]').length === count", arg=count
    )


class TestFilters:
    @pytest.fixture
    def page(self, visitor: Visitor, searchable: Published) -> Page:
        page = visitor.page()
        searched(page, searchable.site.as_uri(), "医疗")
        return page

    def numbers(self, page: Page, name: str) -> dict[str, int]:
        found = {}
        for label in page.locator(f".filters label:has([name={name}])").all():
            value = label.locator("input").get_attribute("value") or ""
            found[value] = int((label.locator(".number").text_content() or "").replace(",", ""))
        return found

    def test_numbers_are_those_of_the_documents_found(
        self, page: Page, searchable: Published
    ) -> None:
        held = answered(searchable.library.documents, ["医疗"])
        found = [each for each in searchable.library.documents if each.id in held]
        themes = Counter(theme.name for each in found for theme in each.annotations.themes)
        assert self.numbers(page, "theme") == themes
        years = Counter(each.metadata.date[:4] for each in found if each.metadata.date)
        assert self.numbers(page, "year") == years
        cities = Counter(city for each in found for city in each.annotations.cities)
        assert cities.items() <= self.numbers(page, "city").items()

    def test_provinces_count_the_documents_of_their_cities(
        self, page: Page, searchable: Published
    ) -> None:
        held = answered(searchable.library.documents, ["医疗"])
        anhui = [
            each.id
            for each in searchable.library.documents
            if each.id in held and {"蚌埠市", "宣城市"} & set(each.annotations.cities)
        ]
        assert self.numbers(page, "city")["安徽省"] == len(anhui)
        page.check("[name=city][value=安徽省]")
        assert sorted(results(page)[2]) == sorted(anhui)

    def test_a_choice_narrows_and_the_address_says_so(
        self, page: Page, searchable: Published
    ) -> None:
        number = self.numbers(page, "theme")["中医药传承创新"]
        before = self.numbers(page, "theme")
        page.check("[name=theme][value=中医药传承创新]")
        total, _, shown = results(page)
        assert total == number == len(shown)
        assert "theme=中医药传承创新" in unquote(page.url)
        # Other values of the same facet tell what they would add.
        assert self.numbers(page, "theme") == before
        by_id = {each.id: each for each in searchable.library.documents}
        for each in shown:
            names = {theme.name for theme in by_id[each].annotations.themes}
            assert "中医药传承创新" in names
        assert page.evaluate("document.activeElement.value") == "中医药传承创新"

    def test_choices_combine_and_are_taken_back(self, page: Page) -> None:
        every = results(page)
        page.check("[name=theme][value=中医药传承创新]")
        results(page)
        year = max(self.numbers(page, "year").items(), key=lambda entry: entry[1])[0]
        page.check(f"[name=year][value='{year}']")
        both = results(page)
        assert 0 < both[0] < every[0]
        page.go_back()
        chosen(page, 1)
        page.go_forward()
        chosen(page, 2)
        assert results(page) == both
        page.click(".chosen .all")
        chosen(page, 0)
        assert results(page) == every

    def test_an_address_carries_everything(self, page: Page, visitor: Visitor) -> None:
        page.check("[name=theme][value=中医药传承创新]")
        page.check("[name=sort][value=oldest]")
        page.wait_for_url("**sort=oldest")
        shown = results(page)
        other = visitor.open(page.url)
        assert results(other) == shown
        assert other.is_checked("[name=sort][value=oldest]")
        assert other.is_checked("[name=theme][value=中医药传承创新]")

    def test_a_value_that_does_not_exist_leaves_nothing(
        self, page: Page, searchable: Published
    ) -> None:
        site = searchable.site.as_uri()
        assert searched(page, site, "医疗", city="<b>没有市</b>")[0] == 0
        assert page.locator(".chosen b").count() == 0


def test_without_a_query_the_whole_library_is_listed(
    visitor: Visitor, searchable: Published
) -> None:
    page = visitor.page()
    total, _, shown = searched(page, searchable.site.as_uri(), "", city="上海市")
    named = [each for each in searchable.library.documents if "上海市" in each.annotations.cities]
    assert total == len(named)
    assert sorted(shown) == sorted(each.id for each in named)


def test_newest_and_oldest_first(visitor: Visitor, searchable: Published) -> None:
    page, site = visitor.page(), searchable.site.as_uri()
    dates = {each.id: each.metadata.date for each in searchable.library.documents}
    newest = [dates[each] for each in searched(page, site, "医疗", sort="newest")[2]]
    assert newest == sorted(newest, reverse=True)
    oldest = [dates[each] for each in searched(page, site, "医疗", sort="oldest")[2]]
    dated = [date for date in oldest if date]
    assert dated == sorted(dated)
    assert oldest[: len(dated)] == dated


@WHERE
def test_back_and_forward(visitor: Visitor, address: Callable[[str], str], where: str) -> None:
    page = visitor.page()
    first = searched(page, address(where), "上海")
    page.fill("[name=q]", "养老")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=%E5%85%BB%E8%80%81")
    second = results(page)
    assert first != second
    page.go_back()
    page.wait_for_function("() => document.title.startsWith('上海')")
    assert results(page) == first
    assert page.input_value("[name=q]") == "上海"
    page.go_forward()
    page.wait_for_function("() => document.title.startsWith('养老')")
    assert results(page) == second


def test_hostile_texts_stay_texts(visitor: Visitor, searchable: Published) -> None:
    page, site = visitor.page(), searchable.site.as_uri()
    for query in ("<script>", "onerror=", "alert(3)", "javascript:", "</code>", "*[缩写]"):
        total, _, shown = searched(page, site, query)
        assert total
        assert shown == ["hostile"]
        assert (
            page.locator(".results script, .results img, .results a[href^=javascript]").count() == 0
        )
        page.click("[data-document] a >> nth=0")
        page.wait_for_selector("mark.hit")


def test_a_hostile_query_stays_text(visitor: Visitor, searchable: Published) -> None:
    page = visitor.page()
    query = "<img src=x onerror=alert(1)>\"'&#"
    assert searched(page, searchable.site.as_uri(), f'"{query}')[0] == 0
    assert page.input_value("[name=q]") == f'"{query}'
    assert page.locator(".search-page img").count() == 0


def test_pinyin_that_finds_nothing_offers_what_it_may_mean(
    visitor: Visitor, searchable: Published
) -> None:
    page = visitor.page()
    assert searched(page, searchable.site.as_uri(), "yiyangjiehe")[0] == 0
    assert page.inner_text(".instead a >> nth=0") == "医养结合与养老服务"


class TestHitsInADocument:
    @pytest.fixture
    def page(self, visitor: Visitor, searchable: Published) -> Page:
        page = visitor.open(f"{(searchable.site / 'documents/002_jinan.html').as_uri()}?q=医疗")
        page.wait_for_selector("mark.hit")
        return page

    def test_all_are_marked(self, page: Page, searchable: Published) -> None:
        expected = answered(searchable.library.documents, ["医疗"])["002_jinan"]
        assert page.locator("mark.hit:not(.continued)").count() == expected
        assert set(page.locator("mark.hit").all_inner_texts()) <= {"医疗", "医", "疗"}
        assert page.inner_text(".hits [role=status]") == f"查到{expected}处"

    def test_one_can_go_from_one_to_the_next(self, page: Page) -> None:
        page.click("text=下一处")
        assert page.inner_text(".hits [role=status]").startswith("第1处")
        page.click("text=下一处")
        assert page.inner_text(".hits [role=status]").startswith("第2处")
        assert page.locator("mark.hit.now").count() == 1
        page.click("text=上一处")
        assert page.inner_text(".hits [role=status]").startswith("第1处")

    def test_those_who_read_traditional_characters_see_the_same_marks(self, page: Page) -> None:
        def places() -> object:
            return page.evaluate(
                """() => [...document.querySelectorAll("mark.hit")].map((hit) => {
                    const range = document.createRange();
                    range.selectNodeContents(hit.closest("[id]:not(mark)") || hit.parentElement);
                    range.setEndBefore(hit);
                    return [range.toString().length, hit.textContent.length];
                })"""
            )

        published = places()
        page.click("button.script")
        page.wait_for_selector("article[lang=zh-Hant]")
        assert places() == published
        # Converted before it is marked: the table is there when the page is opened again.
        page.reload()
        page.wait_for_selector("mark.hit")
        page.wait_for_selector("article[lang=zh-Hant]")
        assert places() == published
        assert set(page.locator("mark.hit").all_inner_texts()) <= {
            "\u91ab\u7642",
            "\u91ab",
            "\u7642",
        }
        page.click("button.script")
        assert set(page.locator("mark.hit").all_inner_texts()) <= {"医疗", "医", "疗"}

    def test_what_is_converted_first_is_marked_too(
        self, visitor: Visitor, searchable: Published
    ) -> None:
        page = visitor.page()
        page.add_init_script("localStorage.setItem('wenku-script', 'hant')")
        held: list[Any] = []

        def hold(route: Any) -> None:
            held.append(route)

        page.route("**/search/start.js", hold)
        address = (searchable.site / "documents/002_jinan.html").as_uri()
        page.goto(f"{address}?q=医疗 发展", wait_until="commit")
        page.wait_for_selector("article[lang=zh-Hant]")
        while not held:
            page.wait_for_timeout(20)
        held[0].continue_()
        page.wait_for_selector("mark.hit")
        expected = answered(searchable.library.documents, ["医疗", "发展"])["002_jinan"]
        assert page.locator("mark.hit:not(.continued)").count() == expected

    def test_marks_are_taken_back(self, page: Page) -> None:
        text = page.evaluate("document.querySelector('article.text').textContent")
        page.click("text=不再标出")
        assert page.locator("mark.hit").count() == 0
        assert page.evaluate("document.querySelector('article.text').textContent") == text


@WHERE
def test_what_is_said_to_those_who_listen(
    visitor: Visitor, address: Callable[[str], str], where: str
) -> None:
    page = visitor.page()
    total, occurrences, _ = searched(page, address(where), "上海")
    status = page.locator(".found")
    assert status.get_attribute("role") == "status"
    assert status.get_attribute("aria-live") == "polite"
    assert status.inner_text() == f"共{total}篇文献，{occurrences}处"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_the_screen(
    visitor: Visitor, searchable: Published, viewport: dict[str, int], scheme: str
) -> None:
    page = visitor.page(viewport=viewport, color_scheme=scheme)
    searched(page, searchable.site.as_uri(), "医疗", theme="中医药传承创新")
    page.click(".narrow summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.locator("h1").count() == 1


def test_without_scripts_there_is_an_explanation_and_a_way_on(
    visitor: Visitor, searchable: Published
) -> None:
    page = visitor.open((searchable.site / "search.html").as_uri(), java_script_enabled=False)
    assert "没有启用" in page.inner_text("noscript")
    assert not page.is_visible(".search-body")
    page.click("main a[href='cities/index.html'] >> nth=0")
    assert page.locator("h1").inner_text() == "城市"


def test_an_index_that_is_gone_is_reported(
    visitor: Visitor, searchable: Published, serve: Callable[..., str]
) -> None:
    page = visitor.page()
    page.route("**/documents.js", lambda route: route.abort())
    page.goto(f"{serve(searchable.site)}/search.html?q=医疗")
    page.wait_for_function("() => document.querySelector('.found').textContent.includes('请刷新')")
    page.unroute("**/documents.js")
    page.fill("[name=q]", "养老")
    page.keyboard.press("Enter")
    assert results(page)[0]
    visitor.errors = [error for error in visitor.errors if "ERR_FAILED" not in error]
