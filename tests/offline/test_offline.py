"""The bundle, the feeds and the plain copies."""

from __future__ import annotations

import hashlib
import html
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from tests.golden.references import STEMS, document
from wenku.library import assemble
from wenku.model import Library
from wenku.publish.offline import BUNDLES, list_downloads, write_bundles, write_feeds, write_plain
from wenku.publish.offline.bundle import IN_THE_BUNDLE

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def library() -> Library:
    return assemble([document(stem) for stem in STEMS])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    marks = "".join(f"<td>{b.mark('size')}</td><td>{b.mark('sha256')}</td>" for b in BUNDLES)
    files = {
        "index.html": "<html>首页</html>",
        "download.html": f"<html>{marks}</html>",
        "documents/中 文.html": "<html>文</html>",
        "pdf/a.pdf": "%PDF",
        "epub/a.epub": "PK",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    return tmp_path


def test_bundles_hold_the_site_and_their_figures_stand_on_the_page(site: Path) -> None:
    whole, lite = write_bundles(site)
    with zipfile.ZipFile(whole) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        page = archive.read("wenku/download.html").decode()
    assert "wenku/documents/中 文.html" in names
    assert "wenku/pdf/a.pdf" in names
    assert not any(name.endswith(".zip") for name in names)
    assert IN_THE_BUNDLE in page
    assert "@@" not in page
    with zipfile.ZipFile(lite) as archive:
        assert not [n for n in archive.namelist() if n.startswith(("wenku/pdf", "wenku/epub"))]
    shown = (site / "download.html").read_text(encoding="utf-8")
    assert "@@" not in shown
    for path in (whole, lite):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in shown


def test_the_same_site_gives_the_same_bundle(site: Path) -> None:
    page = (site / "download.html").read_bytes()
    first = [path.read_bytes() for path in write_bundles(site)]
    (site / "download.html").write_bytes(page)
    for path in site.rglob("*.html"):
        path.touch()
    assert [path.read_bytes() for path in write_bundles(site)] == first


def test_the_feed_names_dated_documents_only(library: Library, tmp_path: Path) -> None:
    write_feeds(library, tmp_path, "https://user.example/repo/")
    feed = ET.parse(tmp_path / "feed.xml").getroot()  # noqa: S314
    dated = [found for found in library.documents if found.metadata.date]
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == len(dated)
    updated = [entry.findtext("a:updated", namespaces=ATOM) for entry in entries]
    assert updated == sorted(updated, key=str, reverse=True)
    for entry in entries:
        link = entry.find("a:link", ATOM)
        assert link is not None
        assert str(link.get("href")).startswith("https://user.example/repo/documents/")
    search = ET.parse(tmp_path / "opensearch.xml").getroot()  # noqa: S314
    assert "{searchTerms}" in str(search[-1].get("template"))


def test_without_an_address_there_is_no_feed(library: Library, tmp_path: Path) -> None:
    assert write_feeds(library, tmp_path, "") == []
    assert list(tmp_path.iterdir()) == []


def test_plain_copies_are_the_reviewed_files(library: Library, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "documents").mkdir(parents=True)
    for found in library.documents:
        path = docs / "documents" / f"{found.id}.md"
        path.write_text(found.body_text, encoding="utf-8", newline="\n")
    written = write_plain(library, docs, tmp_path / "site")
    listing = (tmp_path / "site/llms.txt").read_text(encoding="utf-8")
    for found in library.documents:
        copy = tmp_path / "site/documents" / f"{found.id}.md"
        assert copy.read_text(encoding="utf-8") == found.body_text
        assert f"(documents/{found.id}.md)" in listing
    assert len(written) == len(library.documents) + 1


def test_the_dataset_description_is_safe_in_a_script(library: Library, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/indicators.csv").write_text("a", encoding="utf-8", newline="\n")
    record = list_downloads(library, tmp_path, frozenset({"data"}))
    assert not re.search(r"[<&]", str(record["dataset"]))
    groups = record["groups"]
    assert isinstance(groups, list)
    assert [group["title"] for group in groups] == ["开放数据"]
    assert html.escape(groups[0]["rows"][0]["path"]) == "data/indicators.csv"
