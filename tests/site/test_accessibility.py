"""axe-core on every kind of page, and what else a reader who sees or moves differently needs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.chromium import DESKTOP, PHONE
from tests.site.conftest import ROOT
from tests.site.test_in_the_browser import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.chromium import Visitor
    from tests.site.conftest import Published

PAGES = (*KINDS, "404.html", "seeds/002_jinan.html", "seeds/hostile.html")
AXE = Path("axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from ``node_modules`` here or from a folder in ``NODE_PATH``."""
    folders = [ROOT / "node_modules", *map(Path, os.environ.get("NODE_PATH", "").split(os.pathsep))]
    for folder in folders:
        if (folder / AXE).is_file():
            return (folder / AXE).read_text(encoding="utf-8")
    pytest.skip("axe-core is not there: npm install axe-core, or name its folder in NODE_PATH")


@pytest.fixture
def site(example: Published, serve: Callable[..., str]) -> str:
    """Over http from the root: the page for lost addresses names its style sheet from there."""
    return serve(example.site)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    site: str, visitor: Visitor, axe: str, viewport: dict[str, int], scheme: str
) -> None:
    page = visitor.page(
        viewport=viewport, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    found: list[str] = []
    for path in PAGES:
        page.goto(f"{site}/{quote(path)}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        page.evaluate(axe)
        result = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
        found += [
            f"{path}: {fault['id']}: {fault['nodes'][0]['target']}"
            for fault in result["violations"]
        ]
    assert found == []


def test_at_twice_the_size_nothing_is_cut_off(site: str, visitor: Visitor) -> None:
    half = {"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2}
    page = visitor.page(viewport=half, device_scale_factor=2)
    for path in PAGES:
        page.goto(f"{site}/{quote(path)}")
        assert page.evaluate("document.documentElement.scrollWidth") <= half["width"], path
        assert page.locator("h1").first.is_visible(), path


def test_nothing_moves_for_those_who_ask_for_rest(site: str, visitor: Visitor) -> None:
    page = visitor.page(reduced_motion="reduce")
    for path in PAGES:
        page.goto(f"{site}/{quote(path)}")
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter(each => {
                const style = getComputedStyle(each);
                return parseFloat(style.transitionDuration) || style.animationName !== "none";
            }).map(each => each.className || each.tagName)"""
        )
        assert moving == [], path
