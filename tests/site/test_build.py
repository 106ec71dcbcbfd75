"""The built site: complete, whole, the same each time, and nothing in it but what belongs there."""

from __future__ import annotations

import dataclasses
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tests.site.conftest import ROOT, Published, published
from tests.site.example import SPAM, document, example_library, library_of
from tests.site.links import broken, look
from wenku.errors import BuildError
from wenku.model import Metadata
from wenku.publish.site import Settings, build_site
from wenku.render import ReadingCopies

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = Settings(ROOT / "mkdocs.yml")


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their path."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_every_link_and_anchor_leads_somewhere(example: Published) -> None:
    assert list(broken(example.site)) == []


def test_ids_are_unique(example: Published) -> None:
    for page in example.html:
        ids = look(page).ids
        assert sorted(set(ids)) == sorted(ids), page


def test_the_pages_of_the_contract_are_there(example: Published) -> None:
    pages = {page.relative_to(example.site).as_posix() for page in example.html}
    assert {
        "index.html",
        "documents/index.html",
        "documents/002_jinan.html",
        "documents/短 文（一）.html",
        "cities/index.html",
        "cities/jinan.html",
        "themes/index.html",
        "themes/中医药传承创新.html",
        "tags.html",
        "quality.html",
        "about.html",
        "404.html",
    } <= pages


def test_each_paragraph_has_its_id(example: Published) -> None:
    for each in example.library.documents:
        ids = set(look(example.site / "documents" / f"{each.id}.html").ids)
        assert {block.anchor for block in each.body} <= ids


def test_two_builds_give_the_same_bytes(example: Published, tmp_path: Path) -> None:
    again = published(example_library(), tmp_path)
    assert files(again.site) == files(example.site)


def test_nothing_is_loaded_or_run_from_elsewhere(example: Published) -> None:
    for page in example.html:
        for tag, attributes in look(page).tags:
            assert "style" not in attributes, page
            assert not [name for name in attributes if name.startswith("on")], page
            assert tag not in {"style", "iframe", "object", "embed", "base", "svg:script"}
            if tag == "script":
                assert "src" in attributes or attributes["type"] == "application/ld+json", page
        assert page.read_text(encoding="utf-8").count("Content-Security-Policy") == 1


def test_removed_wording_is_on_no_page(example: Published) -> None:
    assert [path for path, data in files(example.site).items() if SPAM.encode() in data] == []


def test_only_our_own_scripts_and_styles_are_there(example: Published) -> None:
    others = {path for path in files(example.site) if not path.endswith(".html")}
    static = {path for path in others if not path.startswith(("knowledge/", "static/search/"))}
    ours = files(ROOT / "scripts" / "wenku" / "publish" / "theme" / "static")
    assert static == {f"static/{name}" for name in ours if not name.startswith("search/")}
    assert {path for path in others - static if not path.endswith((".js", ".css"))} == set()


def test_a_page_is_small(example: Published) -> None:
    assert len((example.site / "index.html").read_bytes()) < 40_000
    for path in ("index.html", "documents/002_jinan.html"):
        page = example.site / path
        loaded = {a.get("src") or a.get("href", "") for _, a in look(page).tags}
        static = [page.parent / name for name in sorted(loaded) if "static/" in name]
        assert len(static) >= 3
        assert sum(len(file.read_bytes()) for file in static) < 80_000, path


def hostile_values(tags: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    """Targets and attributes that could act."""
    for _, attributes in tags:
        for name, value in attributes.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"{name}={value}"


def test_hostile_text_is_only_text(example: Published) -> None:
    page = example.site / "documents" / "hostile.html"
    own = {"scheme.js", "site.js", "reading.js"}
    scripts = [a["src"] for tag, a in look(page).tags if tag == "script" and "src" in a]
    assert {source.rsplit("/", 1)[-1] for source in scripts} == own
    for each in example.html:
        assert list(hostile_values(look(each).tags)) == []
    text = page.read_text(encoding="utf-8")
    for live in ("<script>", "<img", "<iframe", "<b>", "<svg onload", "<a href='javascript"):
        assert live not in text
    shown = unescape(text)
    assert "{{ 7*7 }}" in shown
    assert "{{ config.site_name }} {% include 'x' %}" in shown
    assert ">49<" not in text


def test_an_address_that_a_document_states_is_never_a_link(example: Published) -> None:
    page = example.site / "documents" / "004_bengbu.html"
    assert "http://m.example.cn/newsview374601.html" in page.read_text(encoding="utf-8")
    assert not [target for _, target in look(page).targets if "m.example.cn" in target]


def test_without_an_address_there_is_no_sitemap(example: Published) -> None:
    assert not (example.site / "sitemap.xml").exists()
    assert "canonical" not in (example.site / "index.html").read_text(encoding="utf-8")


def test_with_an_address_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://user.example/repo/")
    made = published(example_library(), tmp_path)
    sitemap = (made.site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://user.example/repo/documents/002_jinan.html</loc>" in sitemap
    assert "lastmod" not in sitemap
    page = (made.site / "documents" / "001_gongshu.html").read_text(encoding="utf-8")
    assert 'href="https://user.example/repo/documents/001_gongshu.html"' in page
    assert "https://user.example/repo/documents/001_gongshu.html." in page  # in the citation
    lost = (made.site / "404.html").read_text(encoding="utf-8")
    assert 'href="/repo/static/site.css"' in lost


def test_the_header_leads_to_what_is_there_only(example: Published, tmp_path: Path) -> None:
    page = "documents/002_jinan.html"
    assert 'role="search"' not in (example.site / page).read_text(encoding="utf-8")
    parts = frozenset({"search"})
    made = published(library_of(example_library().documents[:1]), tmp_path, parts)
    text = (made.site / "quality.html").read_text(encoding="utf-8")
    assert 'role="search" action="search.html"' in text


def test_downloads_are_offered_where_they_are_made(example: Published, tmp_path: Path) -> None:
    assert "downloads" not in look(example.site / "index.html").ids
    parts = frozenset({"pdf", "data"})
    made = published(library_of(example_library().documents[-1:]), tmp_path, parts)
    offered = {target for _, target in look(made.site / "index.html").targets}
    assert {"pdf/library.pdf", "data/documents.jsonl", "data/library.bib"} <= offered
    assert not offered & {"wenku-offline.zip", "epub/library.epub"}
    page = look(made.site / "documents" / "短 文（一）.html")
    hrefs = [target for _, target in page.targets if target.startswith("../pdf/")]
    assert [unquote(href) for href in hrefs] == ["../pdf/短 文（一）.pdf"]


def test_copies_of_an_article_lead_to_each_other(tmp_path: Path) -> None:
    texts = [document(name, ["正文。"], Metadata(title=f"题{name}")) for name in "ab"]
    library = dataclasses.replace(library_of(texts), duplicates=(("b", "a"),))
    made = published(library, tmp_path)
    for page, other in (("a", "b"), ("b", "a")):
        text = (made.site / "documents" / f"{page}.html").read_text(encoding="utf-8")
        copies = text.split('id="copies"')[1].split("</section>")[0]
        assert f'href="{other}.html"' in copies


def test_fields_that_the_engine_obeys_do_nothing(tmp_path: Path) -> None:
    made = document("a", ["正文。"], Metadata(title="题"))
    library = library_of([made])
    made_site = published(library, tmp_path)
    target = made_site.docs / "documents" / "a.md"
    text = target.read_text(encoding="utf-8")
    obeyed = "---\ntemplate: 404.html\nhide: [toc]\nicon: x\nstatus: new\n"
    target.write_text(text.replace("---\n", obeyed, 1), encoding="utf-8", newline="\n")
    about = made_site.docs / "about.md"
    text = about.read_text(encoding="utf-8")
    front = "" if text.startswith("---\n") else "---\n\n"
    about.write_text(
        f"---\n{front}{text}".replace("---\n", obeyed, 1), encoding="utf-8", newline="\n"
    )
    drawn = (made_site.site / "about.html").read_bytes()
    copies = ReadingCopies(library)
    build_site(library, made_site.docs, made_site.build, copies, settings=SETTINGS)
    assert (made_site.site / "about.html").read_bytes() == drawn
    assert "本文如何整理" in (made_site.site / "documents" / "a.html").read_text(encoding="utf-8")


class TestComplaints:
    def test_a_link_to_nowhere_stops_the_build(self, example: Published, tmp_path: Path) -> None:
        copies = dict(ReadingCopies(example.library))
        copies["002_jinan"] += "\n[x](../cities/nowhere.md)\n"
        with pytest.raises(BuildError, match=r"nowhere\.md"):
            build_site(example.library, example.docs, tmp_path, copies, settings=SETTINGS)

    def test_an_anchor_that_is_not_there_stops_it_too(
        self, example: Published, tmp_path: Path
    ) -> None:
        copies = dict(ReadingCopies(example.library))
        copies["002_jinan"] += "\n[x](001_gongshu.md#nowhere)\n"
        with pytest.raises(BuildError, match="nowhere"):
            build_site(example.library, example.docs, tmp_path, copies, settings=SETTINGS)

    def test_docs_out_of_step_are_refused(self, example: Published, tmp_path: Path) -> None:
        fewer = dataclasses.replace(example.library, documents=example.library.documents[1:])
        with pytest.raises(BuildError, match="no seed"):
            build_site(fewer, example.docs, tmp_path, ReadingCopies(fewer), settings=SETTINGS)
        more = library_of([*example.library.documents, document("z", ["文"], Metadata(title="题"))])
        with pytest.raises(BuildError, match=r"z\.md is missing"):
            build_site(more, example.docs, tmp_path, ReadingCopies(more), settings=SETTINGS)
