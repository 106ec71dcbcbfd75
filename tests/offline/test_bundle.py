"""The whole site published, its bundles unpacked and opened from disk as a reader would."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pypdfium2
import pytest

from tests.golden.references import STEMS, document
from tests.site.conftest import ROOT
from tests.site.links import broken, look
from wenku.corpus import write_tree
from wenku.library import assemble
from wenku.model import Library
from wenku.publish import publish
from wenku.publish.offline.bundle import BUNDLES, size_text
from wenku.render import OWNED, ReadingCopies, render_tree

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.chromium import Visitor

SITE_URL = "https://user.example/repo/"
PARTS = frozenset({"site", "search", "pdf", "offline", "data"})
WHOLE, LITE = (bundle.name for bundle in BUNDLES)


@pytest.fixture(scope="session")
def library() -> Library:
    return assemble([document(stem) for stem in STEMS])


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that is published."""
    folder = tmp_path_factory.mktemp("whole")
    docs = folder / "docs"
    write_tree(docs, render_tree(library), OWNED)
    for written in ("about.md", "download.md"):
        shutil.copy(ROOT / "docs" / written, docs)
    patch = pytest.MonkeyPatch()
    patch.setenv("SITE_URL", SITE_URL)
    patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    patch.chdir(ROOT)
    said = list(publish(library, docs, folder / "build", PARTS, ReadingCopies(library)))
    patch.undo()
    assert len(said) >= 5
    return folder / "build" / "site"


@pytest.fixture(scope="session")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Where each bundle was unpacked, in a folder whose name a path must spell out."""
    folders = {}
    for name in (WHOLE, LITE):
        target = tmp_path_factory.mktemp("优盘 #1")
        with zipfile.ZipFile(site / name) as archive:
            archive.extractall(target)
        folders[name] = target / "wenku"
    return folders


def results(page: Page) -> list[str]:
    page.wait_for_selector("[data-total]")
    return [
        str(each.get_attribute("data-document")) for each in page.locator("[data-document]").all()
    ]


@pytest.mark.parametrize("name", [WHOLE, LITE])
def test_a_reader_without_a_network(
    unpacked: dict[str, Path], library: Library, visitor: Visitor, name: str
) -> None:
    home = (unpacked[name] / "index.html").as_uri()
    page = visitor.open(home)
    page.fill("main input[name=q]", "中医药")
    page.keyboard.press("Enter")
    every = results(page)
    assert len(every) > 1
    page.check("[name=city][value=济南市]")
    page.wait_for_function("document.querySelectorAll('.chosen [data-name]').length === 1")
    narrowed = results(page)
    assert 0 < len(narrowed) < len(every)
    page.locator(f'[data-document="{narrowed[0]}"] .passages a').first.click()
    page.wait_for_selector("mark.hit")
    assert page.url.startswith(home.removesuffix("index.html"))
    titles = {found.id: found.metadata.title for found in library.documents}
    assert page.locator("h1").inner_text() == titles[narrowed[0]]
    page.click(".jumps a[href='#cite']")
    assert titles[narrowed[0]] in page.locator("#cite-gbt2025").inner_text()
    page.goto(f"{home.removesuffix('index.html')}compare.html")
    page.click("table.matrix a[data-city='蚌埠市'][data-theme='中医药传承创新']")
    page.wait_for_selector("table.columns")
    page.goto(f"{home.removesuffix('index.html')}indicators.html")
    page.wait_for_selector("#by-city")
    page.select_option("#by-city", "蚌埠市")
    page.wait_for_function("document.querySelector('.found').textContent.startsWith('找到')")


def test_pdf_links_of_the_whole_bundle_open_and_of_the_lite_one_are_gone(
    unpacked: dict[str, Path], visitor: Visitor
) -> None:
    for name, count in ((WHOLE, 1), (LITE, 0)):
        page = visitor.open((unpacked[name] / f"documents/{STEMS[0]}.html").as_uri())
        links = page.locator(".card a[href*='pdf/']")
        assert links.count() == count
        if count:
            address = urljoin(page.url, links.first.get_attribute("href") or "")
            with pypdfium2.PdfDocument(Path(unquote(urlsplit(address).path))) as pdf:
                assert len(pdf) > 1
        assert "PDF" in page.locator(".card").inner_text()


@pytest.mark.parametrize("name", [WHOLE, LITE])
def test_no_link_of_a_bundle_leads_to_what_it_does_not_hold(
    unpacked: dict[str, Path], name: str
) -> None:
    faults = [line for line in broken(unpacked[name]) if f"<link> {SITE_URL}" not in line]
    assert faults == []
    held = {path.suffix for path in unpacked[name].rglob("*")}
    assert ({".pdf", ".epub"} <= held) == (name == WHOLE)
    assert ".zip" not in held


def test_the_download_page_states_what_the_files_are(site: Path) -> None:
    page = (site / "download.html").read_text(encoding="utf-8")
    rows = re.findall(
        r'<tr>\s*<td><a href="([^"]+)"[^>]*>[^<]*</a><br><small class="digest">SHA-256 '
        r"([0-9a-f]{64})</small></td>\s*<td>[^<]*</td>\s*<td>([^<]*)</td>",
        page,
    )
    named = {unquote(unescape(href)): (digest, size) for href, digest, size in rows}
    assert {WHOLE, LITE, "pdf/library.pdf", "epub/library.epub", "data/indicators.csv"} <= set(
        named
    )
    epubs = {path.relative_to(site).as_posix() for path in (site / "epub").iterdir()}
    assert epubs <= set(named)
    for path, (digest, size) in named.items():
        content = (site / path).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), size_text(len(content))) == (digest, size)
    for needed in ("权利", "撤下", "引用", "CITATION.cff"):
        assert needed in page


def test_the_dataset_is_described_where_searches_for_data_look(
    site: Path, library: Library
) -> None:
    page = (site / "download.html").read_text(encoding="utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    described = json.loads(script)
    assert (described["@type"], described["name"]) == ("Dataset", "康养文库")
    assert 50 <= len(described["description"]) <= 5000
    assert described["url"] == f"{SITE_URL}download.html"
    dates = sorted(found.metadata.date for found in library.documents if found.metadata.date)
    assert described["temporalCoverage"] == f"{dates[0]}/{dates[-1]}"
    assert described["distribution"]
    for file in described["distribution"]:
        content = (site / unquote(file["contentUrl"].removeprefix(SITE_URL))).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"
        assert "/" in file["encodingFormat"]


def test_cities_and_themes_link_their_books(site: Path, library: Library) -> None:
    linked = 0
    for kind, folder in (("city", "cities"), ("theme", "themes")):
        for entity in library.entities_of(kind):
            page = site / folder / f"{entity.slug}.html"
            targets = {unquote(target) for tag, target in look(page).targets if tag == "a"}
            book = f"{kind}-{entity.slug}.epub"
            held = (site / "epub" / book).is_file()
            assert (f"../epub/{book}" in targets) == held
            linked += held
    assert linked == len(list((site / "epub").iterdir())) - 1


def test_every_page_names_the_feed_and_the_search(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue
        kinds = {
            found.get("type", ""): (page.parent / found["href"]).resolve()
            for tag, found in look(page).tags
            if tag == "link" and found.get("rel") in {"alternate", "search"}
        }
        assert kinds == {
            "application/atom+xml": (site / "feed.xml").resolve(),
            "application/opensearchdescription+xml": (site / "opensearch.xml").resolve(),
        }
    for name, root in (
        ("feed.xml", "{http://www.w3.org/2005/Atom}feed"),
        ("opensearch.xml", "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"),
        ("sitemap.xml", "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"),
    ):
        assert ET.parse(site / name).getroot().tag == root  # noqa: S314


def test_markdown_stands_at_the_address_of_each_document(site: Path, library: Library) -> None:
    for found in library.documents:
        text = (site / "documents" / f"{found.id}.md").read_text(encoding="utf-8")
        assert text.startswith("---\ntitle: ")
        assert (site / "documents" / f"{found.id}.html").is_file()


@pytest.mark.parametrize("width", [1280, 640, 390])
def test_the_download_page_is_as_wide_as_the_screen(
    site: Path, visitor: Visitor, width: int
) -> None:
    page = visitor.page(viewport={"width": width, "height": 800})
    page.goto((site / "download.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
