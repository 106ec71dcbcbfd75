"""The pages in Chromium, served and from disk: they ask nothing of other hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.chromium import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.chromium import Visitor
    from tests.site.conftest import Published

KINDS = (
    "index.html",
    "documents/index.html",
    "documents/002_jinan.html",
    "documents/001_gongshu.html",
    "documents/004_bengbu.html",
    "documents/hostile.html",
    "documents/短 文（一）.html",
    "cities/index.html",
    "cities/shanghai.html",
    "themes/index.html",
    "themes/中医药传承创新.html",
    "tags.html",
    "quality.html",
    "about.html",
)
"""One page of each kind, and those that are hard."""


def address(example: Published, serve: Callable[..., str], where: str) -> str:
    """The site below a sub-path of this machine, or on disk."""
    return serve(example.site, "/repo") if where == "http" else example.site.as_uri()


@pytest.mark.parametrize("where", ["http", "disk"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_quietly(
    example: Published,
    visitor: Visitor,
    serve: Callable[..., str],
    where: str,
    viewport: dict[str, int],
    scheme: str,
) -> None:
    site = address(example, serve, where)
    page = visitor.page(viewport=viewport, color_scheme=scheme)
    for kind in KINDS:
        page.goto(f"{site}/{quote(kind)}", wait_until="load")
        assert page.locator("h1").count() == 1, kind
        assert page.locator("main").count() == 1, kind
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], f"{kind} is wider than the screen"
        background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert (background == "rgb(250, 248, 243)") == (scheme == "light"), kind


@pytest.mark.parametrize("where", ["http", "disk"])
def test_one_can_walk_through_the_library(
    example: Published, visitor: Visitor, serve: Callable[..., str], where: str
) -> None:
    page = visitor.open(f"{address(example, serve, where)}/index.html")
    page.click("#cities + ul a:text-is('上海市')")
    assert page.locator("h1").inner_text() == "上海市"
    page.click("article >> text=第2段")
    target = page.locator(":target")
    assert "上海市第十人民医院" in target.inner_text()
    page.click("text=区域协作与一体化")
    assert page.locator("h1").inner_text() == "区域协作与一体化"
    page.click("header >> text=文献")
    page.click("text=济南重磅打造")
    page.click("nav.contents >> text=发展特色康养")
    assert "发展特色康养" in page.locator(":target").inner_text()


class TestReading:
    @pytest.fixture
    def page(self, example: Published, visitor: Visitor) -> Page:
        return visitor.open((example.site / "documents" / "002_jinan.html").as_uri())

    def test_a_number_gives_the_link_and_the_citation_of_its_paragraph(self, page: Page) -> None:
        number = page.locator("a.num").nth(2)
        anchor = number.get_attribute("href") or ""
        number.click()
        assert page.url.endswith(anchor)
        copied = spy_on_copying(page)
        page.click(".tools >> text=复制链接")
        assert copied()[-1].endswith(anchor)
        number.click()
        page.click(".tools >> text=复制引文")
        assert "王丽. 济南重磅打造" in copied()[-1]
        assert "第3段" in copied()[-1]
        assert copied()[-1].endswith(f"{anchor}.")

    def test_the_keyboard_is_enough(self, page: Page) -> None:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.locator("a.num").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.textContent === '复制链接'")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "复制引文"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.className") == "num"
        assert page.locator(".tools").count() == 0

    def test_a_citation_is_copied_whole(self, page: Page) -> None:
        copied = spy_on_copying(page)
        page.locator("#cite .copy").first.click()
        (citation,) = copied()
        assert citation.startswith("王丽. 济南重磅打造“国际医疗康养名城”，如何打造？")
        assert citation.endswith("[N]. 生活日报，2018-09-07.")
        assert page.locator(".said").inner_text() == "已复制"

    def test_light_and_dark_are_remembered(self, page: Page) -> None:
        page.click("button.scheme")
        assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
        page.reload()
        assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
        page.click("button.scheme")
        assert page.evaluate("document.documentElement.dataset.scheme") == "light"

    def test_the_text_itself_holds_no_numbers(self, page: Page) -> None:
        first = page.locator("article.text p").first
        assert first.evaluate("element => element.textContent").startswith("为深入实施")


def spy_on_copying(page: Page) -> Callable[[], list[str]]:
    """What the page puts on the clipboard from now on."""
    page.evaluate(
        """() => {
            window.copied = [];
            document.addEventListener("copy", () => {
                copied.push(document.activeElement.value || String(getSelection()));
            });
            navigator.clipboard && (navigator.clipboard.writeText = async text => {
                copied.push(text);
            });
        }"""
    )
    return lambda: list(page.evaluate("copied"))


def test_without_scripts_nothing_is_missing(example: Published, visitor: Visitor) -> None:
    page = visitor.open(
        (example.site / "documents" / "004_bengbu.html").as_uri(), java_script_enabled=False
    )
    page.click("a.num >> nth=1")
    assert "多点发力" in page.locator(":target").inner_text()
    page.click("mark + a >> nth=0")
    assert "直腸癌" in page.locator(":target").inner_text()
    page.click(":target a")
    page.wait_for_url("**#place-1")
    assert page.locator(":target").inner_text() == "直腸癌"
    page.click("summary >> text=夹注的拼音")
    assert page.locator("details[open] del").first.is_visible()
    assert page.locator("button.scheme").is_hidden()
    assert page.locator(".copy").count() == 0


def test_what_is_touched_is_large_enough(example: Published, visitor: Visitor) -> None:
    page = visitor.page(viewport=PHONE, has_touch=True, is_mobile=True)
    for kind in ("index.html", "documents/004_bengbu.html", "documents/001_gongshu.html"):
        page.goto(f"{example.site.as_uri()}/{kind}")
        small = page.evaluate(
            """() => [...document.querySelectorAll("header a, button, a.num, summary")]
                .filter(each => each.getClientRects().length)
                .map(each => [each.textContent || each.dataset.n, each.getBoundingClientRect()])
                .filter(([, box]) => box.height < 44 || box.width < 24)
                .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
        )
        assert small == [], kind


def test_hostile_text_does_nothing(example: Published, visitor: Visitor) -> None:
    page = visitor.open((example.site / "documents" / "hostile.html").as_uri())
    assert page.title() == "</title><script>alert(20)</script> {{ 7*7 }} \"'> # 标题 · 康养文库"
    assert page.locator("main script, main img, main iframe, main svg, main b").count() == 0
    assert page.locator("[onclick], [onload], [onerror]").count() == 0


def test_print_leaves_the_article_and_its_citation(example: Published, visitor: Visitor) -> None:
    page = visitor.open((example.site / "documents" / "002_jinan.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    for gone in ("header.top", "nav.contents", "footer.bottom", "#related", ".neighbours"):
        assert page.locator(gone).is_hidden(), gone
    for kept in ("h1", "article.text", ".card dl", "#cite-gbt2025"):
        assert page.locator(kept).first.is_visible(), kept
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
    number = page.evaluate("getComputedStyle(document.querySelector('.num'), '::before').content")
    assert number in {'"1"', "attr(data-n)"}
