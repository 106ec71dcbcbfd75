"""The generated pages: what they list, in which order, and that every link of theirs leads on."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

import pytest

from tests.render.rendering import read, to_html
from tests.site.example import CITIES, document, example_library, library_of
from wenku.model import Library, Metadata
from wenku.render import render_pages, render_tree
from wenku.render.pages import documents as document_pages

LIBRARY = example_library()
PAGES = render_pages(LIBRARY)


def links(path: str, text: str) -> list[str]:
    """Where the links of a page lead, below docs/."""
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(t))) for t in targets
    ]


def test_every_link_leads_to_a_page() -> None:
    tree = render_tree(LIBRARY)
    for path, text in tree.items():
        for target in links(path, text):
            assert target in tree, f"{path}: {target}"


def test_every_document_is_listed() -> None:
    listed = links("documents/index.md", PAGES["documents/index.md"])
    assert sorted(listed) == sorted(f"documents/{each.id}.md" for each in LIBRARY.documents)


def test_the_newest_comes_first_and_the_undated_last() -> None:
    text = PAGES["documents/index.md"]
    years = re.findall(r"^## (\S+)", text, re.MULTILINE)
    assert years == ["2024年", "2023年", "2021年", "2020年", "2018年", "日期未注明"]


def test_the_home_page_counts_what_is_there() -> None:
    shown, _ = read(to_html(PAGES["index.md"]))
    assert "8篇文献" in shown
    assert "5座城市" in shown
    assert "3个主题" in shown
    newest = "[蚌埠市深度链接长三角推动区域医疗全面合作](documents/004_bengbu.md) 2024年2月29日"
    assert newest in PAGES["index.md"]


def test_a_city_tells_what_is_about_it_from_what_names_it() -> None:
    about, others = PAGES["cities/shanghai.md"].split("## 提到上海市的文献")
    assert "(../documents/003_shanghai.md)" in about
    assert "(../documents/002_jinan.md)" in others
    assert "> 发挥好辖区4所三甲中医医院的资源优势" in others
    assert "[第8段](../documents/002_jinan.md#" in others
    assert "[中医药传承创新](../themes/中医药传承创新.md) 1篇" in about


def test_a_theme_shows_its_passages_by_city() -> None:
    text = PAGES["themes/中医药传承创新.md"]
    cities = re.findall(r"^## \[(\S+)\]", text, re.MULTILINE)
    assert set(cities) <= set(CITIES)
    assert text.index("## [济南市]") < text.index("(../documents/002_jinan.md)")
    assert "## 未标明城市" in text
    anchors = re.findall(r"documents/(\S+?)\.md#(\w+)\)", text)
    blocks = {(unquote(name), anchor) for name, anchor in anchors}
    known = {(each.id, block.anchor) for each in LIBRARY.documents for block in each.body}
    assert blocks
    assert blocks <= known


def test_the_tag_index_has_every_tag_once() -> None:
    targets = links("tags.md", PAGES["tags.md"])
    assert len(targets) == len(set(targets)) == len(LIBRARY.entities)


def test_cities_stand_in_administrative_order() -> None:
    order = re.findall(r"^## (\S+)", PAGES["cities/index.md"], re.MULTILINE)
    assert order == ["上海市", "浙江省", "安徽省", "山东省"]


def test_quality_sums_the_corpus() -> None:
    text = PAGES["quality.md"]
    assert "| 垃圾信息 | 8 |" in text
    row = next(line for line in text.split("\n") if "004_bengbu" in line)
    assert row.endswith("| 1 | 2 |")


def test_many_documents_get_a_page_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_pages, "ON_ONE_PAGE", 3)
    pages = render_pages(LIBRARY)
    assert {path for path in pages if path.startswith("years/")} == {
        "years/2018.md",
        "years/2020.md",
        "years/2021.md",
        "years/2023.md",
        "years/2024.md",
        "years/undated.md",
    }
    assert "[2021年](../years/2021.md) 2篇" in pages["documents/index.md"]
    assert "(../documents/long.md)" in pages["years/2021.md"]


def test_an_empty_library_has_its_pages_too() -> None:
    pages = render_pages(Library(()))
    assert "# 康养文库" in pages["index.md"]
    assert "没有修复。" in pages["quality.md"]


def test_titles_are_text_in_lists() -> None:
    title = "*[a]: <b>{{ x }}</b> | [x](javascript:alert(1))"
    pages = render_pages(library_of([document("a", ["文。"], Metadata(title=title))]))
    for path in ("index.md", "documents/index.md", "quality.md"):
        shown, tags = read(to_html(pages[path]))
        assert title in shown
        assert "b" not in {tag for tag, _ in tags}
        assert not [a for _, a in tags if (a.get("href") or "").startswith("javascript")]
