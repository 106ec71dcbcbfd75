"""The five seeds with all parts of their site: axe, and the width, of what needs search or data."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.chromium import DESKTOP, PHONE
from tests.site.conftest import Published, published
from tests.site.test_accessibility import RULES, axe
from wenku import clean
from wenku.library import assemble
from wenku.publish.search import write_search

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.chromium import Visitor

__all__ = ["axe"]

PAGES = (
    "search.html?q=医养结合&theme=中医药传承创新",
    "search.html",
    "documents/002_b38e004318912ec6.html?q=医疗",
    "compare.html#city=济南市&city=宣城市&city=蚌埠市",
    "indicators.html",
    "timeline.html",
    "network.html",
    "rules.html",
    "institutions/index.html",
    "policies/index.html",
    "cities/济南市.html",
)
DRAWN = {"search": "[data-total]", "documents": "mark.hit", "compare": "table.columns"}
"""What a page draws later than it is loaded, by the first word of its address."""


@pytest.fixture(scope="session")
def whole(seeds: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The seeds, published with search."""
    library = assemble(clean(seed.read_bytes(), seed.name) for seed in seeds)
    made = published(library, tmp_path_factory.mktemp("whole"), frozenset({"data", "search"}))
    write_search(made.library, made.site)
    return made


def drawn(page: Page, site: str, path: str) -> None:
    """Open a page, wait for what it draws, and open what it folds."""
    page.goto("about:blank")
    page.goto(f"{site}/{quote(path, safe='/?=&#')}")
    later = DRAWN.get(path.replace("/", ".").split(".")[0])
    if later:
        page.wait_for_selector(later)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [(DESKTOP, "light"), (PHONE, "dark")],
    ids=["desktop-light", "phone-dark"],
)
def test_axe_finds_nothing_where_scripts_draw(
    whole: Published,
    visitor: Visitor,
    serve: Callable[..., str],
    axe: str,
    viewport: dict[str, int],
    scheme: str,
) -> None:
    # Over http: from disk, axe may not read the style sheets, and the browser complains of that.
    site = serve(whole.site)
    page = visitor.page(
        viewport=viewport, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    found: list[str] = []
    for path in PAGES:
        drawn(page, site, path)
        page.evaluate(axe)
        result = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
        found += [
            f"{path}: {fault['id']}: {fault['nodes'][0]['target']}"
            for fault in result["violations"]
        ]
    assert found == []


@pytest.mark.parametrize("width", [1280, 640, 390])
def test_nothing_is_wider_than_the_screen(whole: Published, visitor: Visitor, width: int) -> None:
    page = visitor.page(viewport={"width": width, "height": 800})
    for path in PAGES:
        drawn(page, whole.site.as_uri(), path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_results_push_nothing_down(
    whole: Published, visitor: Visitor, serve: Callable[..., str]
) -> None:
    page = visitor.page(viewport=PHONE)
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(f"{serve(whole.site)}/search.html?q={quote('医养结合')}")
    page.wait_for_selector("[data-total]")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") < 0.1
