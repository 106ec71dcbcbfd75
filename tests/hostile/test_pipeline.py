"""The table of payloads through everything that is published: all of it stays text."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pypdfium2
import pytest
import yaml

from tests.chromium import Visitor
from tests.hostile.corpus import NAMES, PAYLOADS, ROOT, fragments, write_seeds
from tests.site.links import broken, look
from wenku.corpus import find_seeds
from wenku.model import Document
from wenku.model.fields import fields_of
from wenku.pipeline import clean
from wenku.publish.data.tables import FORMULA_STARTS, csv_table

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

SITE_URL = "https://user.example/repo/"
ACTING = re.compile(r"\s*(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)
ABSOLUTE = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)
LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TAGS = frozenset(
    """
    a article aside blockquote body br button caption circle code dd del details div dl dt em
    figure figcaption footer form g h1 h2 h3 h4 h5 h6 head header hr html input ins label li line
    link main mark meta nav noscript ol option p path polyline pre rect ruby rp rt script section
    select small span strong summary svg table tbody td text th thead time title tr ul
    """.split()  # noqa: SIM905  (fifty names are read easier so)
)
REFUSED = {
    "html.txt: the file holds too little text for an article": "an open script swallows the rest",
    "control.txt: is not text in any known encoding": "control characters are most of it",
}
"""Seeds of the table that are no article, and why that is right."""


@dataclass(frozen=True, slots=True)
class Built:
    """Where the payloads went."""

    seeds: Path
    docs: Path
    out: Path
    said: str

    @property
    def site(self) -> Path:
        return self.out / "site"

    @property
    def documents(self) -> Iterator[Document]:
        """What the cleaner makes of each seed that is published."""
        for seed in find_seeds(self.seeds)[0]:
            if (self.docs / "documents" / f"{seed.path.stem}.md").is_file():
                yield clean(seed.read(), seed.name, seed.corrections())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    seeds, docs, out = (folder / name for name in ("seeds", "docs", "out"))
    write_seeds(seeds)
    docs.mkdir()
    for written in ("about.md", "download.md"):
        shutil.copy(ROOT / "docs" / written, docs / written)
    command = [sys.executable, "-m", "wenku", "build"]
    command += ["--seeds", str(seeds), "--docs", str(docs), "--out", str(out)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "SITE_URL": SITE_URL},
        capture_output=True,
        check=False,
    )
    assert sorted(path.name for path in folder.iterdir()) == ["docs", "out", "seeds"]
    return Built(seeds, docs, out, done.stderr.decode())


def test_what_is_refused_is_named_and_the_rest_goes_on(built: Built) -> None:
    assert f" documents, {len(REFUSED)} problems" in built.said
    named = [
        line for line in built.said.splitlines() if re.match(r"[^ ]*\.(?:txt|html|yml): ", line)
    ]
    assert len(named) == len(REFUSED), built.said
    for line in named:
        assert line.startswith(tuple(REFUSED)), line
    stems = {Path(name).stem for name in NAMES}
    assert stems <= {path.stem for path in (built.docs / "documents").iterdir()}


def test_front_matter_holds_the_fields_and_nothing_else(built: Built) -> None:
    for document in built.documents:
        text = (built.docs / "documents" / f"{document.id}.md").read_text(encoding="utf-8")
        found = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
        assert found, document.id
        assert yaml.safe_load(found[1]) == fields_of(document)


def test_pages_hold_no_element_and_no_target_of_a_payload(built: Built) -> None:
    for page in sorted(built.site.rglob("*.html")):
        for tag, attributes in look(page).tags:
            assert tag in TAGS, (page, tag)
            if tag == "script":
                assert "src" in attributes or attributes["type"] == "application/ld+json"
            for name, value in attributes.items():
                assert re.fullmatch(r"[a-z][a-z0-9:-]*", name), (page, tag, name)
                assert not name.startswith("on"), (page, tag, name)
                assert name not in {"style", "srcdoc", "srcset", "formaction"}, (page, tag, name)
                if name in {"href", "src", "action"}:
                    assert not ACTING.match(value), (page, value)
                    assert not ABSOLUTE.match(value) or value.startswith(SITE_URL), (page, value)


def test_every_link_leads_to_a_page(built: Built) -> None:
    assert [each for each in broken(built.site) if SITE_URL not in str(each)] == []


def test_data_for_scripts_ends_no_element(built: Built) -> None:
    for page in sorted((built.site / "documents").glob("*.html")):
        text = page.read_text(encoding="utf-8")
        for block in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL
        ):
            json.loads(block)


def test_tables_calculate_nothing_and_lose_nothing(built: Built) -> None:
    for path in sorted((built.out / "data").glob("*.csv")):
        text = path.read_text(encoding="utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [c for c in row if c.startswith(FORMULA_STARTS) and len(c) > 1], path
    records = (built.out / "data" / "documents.jsonl").read_text(encoding="utf-8")
    titles = {json.loads(line)["title"] for line in records.split("\n") if line}
    for document in built.documents:
        assert document.metadata.title in titles


@pytest.mark.parametrize("payload", [p for each in PAYLOADS.values() for p in each])
def test_a_cell_of_any_payload(payload: str) -> None:
    table = csv_table(["a", "b"], [{"a": payload, "b": 1}])
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert rows[0] == ["a", "b"]
    ((cell, number),) = rows[1:]
    assert number == "1"
    assert cell in {payload, f"'{payload}"}
    assert not cell.startswith(FORMULA_STARTS) or len(cell) == 1


def test_bibliographies_have_an_entry_for_each_document(built: Built) -> None:
    number = len(list(built.documents))
    bib = (built.out / "data" / "library.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@\w+\{", bib, re.MULTILINE)) == number
    for entry in bib.strip().split("\n\n"):
        bare = re.sub(r"\\.", "", entry)
        assert bare.count("{") == bare.count("}"), entry
    ris = (built.out / "data" / "library.ris").read_text(encoding="utf-8")
    lines = [line for line in ris.splitlines() if line]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert sum(line.startswith("ER  - ") for line in lines) == number
    assert len(json.loads((built.out / "data" / "library.csl.json").read_bytes())) == number


def test_feeds_are_xml_with_an_entry_for_each_date(built: Built) -> None:
    feed = ET.parse(built.site / "feed.xml").getroot()  # noqa: S314  (our own file)
    entries = feed.findall("{*}entry")
    assert len(entries) == sum(len(each.metadata.date) == 10 for each in built.documents)
    for link in feed.iter("{http://www.w3.org/2005/Atom}link"):
        assert link.attrib["href"].startswith(SITE_URL)
    ET.parse(built.site / "opensearch.xml")  # noqa: S314
    ET.parse(built.site / "sitemap.xml")  # noqa: S314


def test_books_hold_no_script_and_no_foreign_target(built: Built) -> None:
    books = sorted((built.out / "epub").glob("*.epub"))
    assert books
    for book in books:
        with zipfile.ZipFile(book) as archive:
            for name in archive.namelist():
                assert not name.startswith("/")
                assert ".." not in name.split("/")
                if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                    root = ET.fromstring(archive.read(name))  # noqa: S314
                    assert list(acting(root)) == [], name


def acting(root: ET.Element) -> Iterator[str]:
    """Elements of XHTML that could act."""
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        target = element.get("href") or element.get("src") or ""
        handlers = [name for name in element.attrib if name.startswith("on")]
        foreign = ABSOLUTE.match(target) and not target.startswith(SITE_URL)
        if tag in {"script", "iframe", "object", "form", "base"} or handlers:
            yield tag
        elif foreign or ACTING.match(target):
            yield target


def test_printed_pages_show_the_payloads_and_do_nothing(built: Built) -> None:
    for path in sorted((built.out / "pdf").glob("*.pdf")):
        with pikepdf.open(path) as pdf:
            assert "/OpenAction" not in pdf.Root
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary) and "/S" in each:
                    assert str(each["/S"]) not in {"/JavaScript", "/Launch", "/SubmitForm"}
                    target = str(each.get("/URI", SITE_URL))
                    assert target.startswith(SITE_URL), (path.name, target)
    assert '#eval("1+1")' in printed(built, "typst")
    assert "{{ 7*7 }}" in printed(built, "template")


def printed(built: Built, stem: str) -> str:
    """The text of a PDF, its lines joined."""
    with pypdfium2.PdfDocument(built.out / "pdf" / f"{stem}.pdf") as pdf:
        return "".join(pdf[at].get_textpage().get_text_bounded() for at in range(len(pdf)))


def test_pages_open_and_nothing_runs(
    built: Built, visitor: Visitor, serve: Callable[..., str]
) -> None:
    site = serve(built.site, "/repo")
    page = visitor.page()
    drawn = [*built.site.glob("*.html"), *(built.site / "documents").glob("*.html")]
    drawn += [*(built.site / "seeds").glob("*_set.html"), *built.site.glob("*/index.html")]
    for path in sorted(drawn):
        address = path.relative_to(built.site).as_posix()
        page.goto(f"{site}/{quote(address)}", wait_until="load")
        assert page.locator("h1").count() == 1, address
        assert page.locator("main img, main iframe, main object, main base").count() == 0


def test_payloads_are_looked_for_and_found(
    built: Built, visitor: Visitor, serve: Callable[..., str]
) -> None:
    site = serve(built.site, "/repo")
    page = visitor.page()
    found = 0
    for query in fragments():
        page.goto(f"{site}/search.html?q={quote(query)}")
        page.wait_for_selector("[data-total]")
        found += page.locator("[data-document]").count() > 0
        assert page.locator(".results img, .results svg, .results script").count() == 0, query
        assert page.locator(".results a[href^='javascript' i]").count() == 0, query
    assert found > len(PAYLOADS)


def test_payloads_are_typed_and_suggested(built: Built, visitor: Visitor) -> None:
    page = visitor.open((built.site / "documents" / "html_page.html").as_uri())
    for query in ("济南", "<img", "{{", "=HYP", "evil", "../"):
        page.keyboard.press("Control+k")
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(query)
        page.wait_for_timeout(150)
        assert page.locator("[role=option] img, [role=option] script").count() == 0, query
        page.keyboard.press("Escape")


def test_documents_are_compared(built: Built, visitor: Visitor, serve: Callable[..., str]) -> None:
    page = visitor.open(f"{serve(built.site)}/compare.html")
    page.wait_for_selector("#compare form")
    assert page.locator("main img, main iframe").count() == 0
    for asked in ("#city=济南市&city=<img src=x onerror=alert(1)>", "#document=html_page"):
        page.goto(f"{page.url.split('#')[0]}{asked}")
        page.reload(wait_until="load")
    assert page.locator("main img, main iframe").count() == 0
