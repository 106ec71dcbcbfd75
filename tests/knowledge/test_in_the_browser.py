"""The pages that compare and filter, in Chromium: from disk, served, and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chromium import DESKTOP, PHONE
from tests.site.conftest import Published, published
from wenku import clean
from wenku.library import assemble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.chromium import Visitor


@pytest.fixture(scope="session")
def five(seeds: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The seeds, published."""
    library = assemble(clean(seed.read_bytes(), seed.name) for seed in seeds)
    return published(library, tmp_path_factory.mktemp("five"), frozenset({"data"}))


def address(five: Published, serve: Callable[..., str], where: str) -> str:
    """The site below a sub-path of this machine, or on disk."""
    return serve(five.site, "/repo") if where == "http" else five.site.as_uri()


PAGES = ("compare", "indicators", "timeline", "network", "cities/蚌埠市", "themes/中医药传承创新")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_pages_fit_the_screen(
    five: Published, visitor: Visitor, viewport: dict[str, int], *, script: bool
) -> None:
    page = visitor.page(viewport=viewport, java_script_enabled=script)
    for name in PAGES:
        page.goto(f"{five.site.as_uri()}/{name}.html", wait_until="load")
        assert page.locator("h1").count() == 1, name
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], name


@pytest.mark.parametrize("where", ["http", "disk"])
def test_a_cell_opens_the_passages_side_by_side(
    five: Published, visitor: Visitor, serve: Callable[..., str], where: str
) -> None:
    page = visitor.open(f"{address(five, serve, where)}/compare.html")
    page.wait_for_selector("#compare form")
    page.click("table.matrix a[data-city='蚌埠市'][data-theme='中医药传承创新']")
    page.wait_for_selector("table.columns")
    heads = page.locator("table.columns thead a").all_inner_texts()
    assert heads[0] == "蚌埠市"
    assert len(heads) == 3
    assert page.locator("table.columns tr.theme").all_inner_texts() == ["中医药传承创新"]
    again = visitor.open(page.url)
    again.wait_for_selector("table.columns")
    assert again.locator("table.columns thead a").all_inner_texts() == heads
    again.locator("table.columns li a").first.click()
    again.wait_for_selector(":target")
    assert "医" in again.locator(":target").inner_text()


def test_on_a_phone_what_is_compared_stands_under_one_another(
    five: Published, visitor: Visitor
) -> None:
    page = visitor.page(viewport=PHONE)
    page.goto(f"{five.site.as_uri()}/compare.html#city=蚌埠市&city=宣城市&city=济南市")
    page.wait_for_selector("table.columns td")
    region = page.locator(".side-by-side .scroll")
    assert region.evaluate("each => each.scrollWidth <= each.clientWidth")
    cells = page.locator("table.columns tbody tr:not(.theme)").first.locator("td")
    boxes = [cell.bounding_box() for cell in cells.all()]
    tops = [box["y"] for box in boxes if box]
    assert len(set(tops)) == 3
    assert tops == sorted(tops)
    names = cells.locator(".whose").all_inner_texts()
    assert names == ["蚌埠市", "宣城市", "济南市"]
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
    assert cells.locator(".whose").first.is_hidden()
    assert page.locator("table.columns thead th").count() == 3


def test_documents_are_compared_too(five: Published, visitor: Visitor) -> None:
    page = visitor.open(f"{five.site.as_uri()}/compare.html")
    page.click("#compare label:has-text('文献')")
    for typed in ("蚌埠市深度链接", "济南重磅打造"):
        page.fill("#compare-name", typed)
        page.click("#compare button:text-is('加入')")
        page.wait_for_selector(f"table.columns thead a:has-text('{typed}')")
    assert page.locator("table.columns thead th").count() == 2
    assert page.locator("table.columns td.gap").count() > 0
    assert "document=004_8fa8977178187575" in page.url


@pytest.mark.parametrize("where", ["http", "disk"])
def test_indicators_are_filtered_sorted_and_addressed(
    five: Published, visitor: Visitor, serve: Callable[..., str], where: str
) -> None:
    page = visitor.open(f"{address(five, serve, where)}/indicators.html")
    page.wait_for_selector("#by-city")
    total = sum(len(each.annotations.indicators) for each in five.library.documents)
    assert f"共{total}条" in page.locator(".found").inner_text()
    page.select_option("#by-city", "蚌埠市")
    page.select_option("#by-year", "2023")
    page.wait_for_function("document.querySelector('.found').textContent.startsWith('找到')")
    page.click("table.figures th button:has-text('数值')")
    page.click("table.figures th button:has-text('数值')")
    values = page.locator("table.figures tbody .value").all_inner_texts()
    assert values[0] == "2亿元"
    assert set(page.locator("table.figures tbody .year").all_inner_texts()) == {"2023"}
    again = visitor.open(page.url)
    again.wait_for_function("document.querySelector('.found').textContent.startsWith('找到')")
    assert again.locator("table.figures tbody .value").all_inner_texts() == values
    again.locator("table.figures tbody td a").last.click()
    again.wait_for_selector(":target")


def test_without_scripts_the_tables_are_there(five: Published, visitor: Visitor) -> None:
    page = visitor.page(java_script_enabled=False)
    page.goto(f"{five.site.as_uri()}/indicators.html")
    assert page.locator("table.figures tbody tr").count() > 50
    assert page.locator("a[download]").count() == 2
    page.goto(f"{five.site.as_uri()}/compare.html")
    page.click("table.matrix a[data-city='济南市'][data-theme='中医药传承创新']")
    assert page.locator(":target").inner_text().startswith("济南市")


def test_an_edge_of_the_network_leads_to_its_passage(five: Published, visitor: Visitor) -> None:
    page = visitor.open(f"{five.site.as_uri()}/network.html", viewport=PHONE)
    page.focus("svg a[aria-label^='宣城市与徐汇区']")
    page.keyboard.press("Enter")
    page.wait_for_selector(":target")
    assert "徐汇区签订" in page.locator(":target").inner_text()
