"""PDF: every character comes out again, files are tagged and the same on two runs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.golden.references import STEMS, document
from wenku.errors import BuildError
from wenku.library import assemble
from wenku.model import Document, Library
from wenku.model.paragraphs import numbered
from wenku.pipeline import clean
from wenku.publish.pdf import book, write_pdfs, write_selection
from wenku.publish.pdf.book import reading, value_text
from wenku.publish.pdf.fonts import GETA, Setter

HOSTILE = (
    "关于进一步加强农村公路养护管理工作的通知\n\n"
    "一、总体要求\n\n"
    '正文里有 #eval("1") 和 $x^2$，也有 \\#let 与 [方括号] *星号* `反引号` @标签 <标签>。\n\n'
    "字库里没有的字：\U00013000面、\U0001f600；控制字符之外的 ☃ 也在这一段里面，后面还有文字。\n\n"
    "约翰·史密斯·琼斯先生说，“到2025年”——争取建成……全文完。\n"
)

NOT_AT_START = "，。、；：！？）》」』】”’…—·"
NOT_AT_END = "（《「『【“‘"


@pytest.fixture(scope="module")
def library() -> Library:
    return assemble([document(stem) for stem in STEMS])


@pytest.fixture(scope="module")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pdf")
    write_pdfs(library, target, target / "cache", "https://user.example/repo/")
    return target


def by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def by_poppler(path: Path, program: Callable[[str], str], *options: str) -> str:
    command = [program("pdftotext"), *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def dense(text: str) -> str:
    return re.sub(r"[\s\x02\ufffe]+", "", text)


def paragraphs_missing(found: Document, text: str) -> list[str]:
    """Paragraphs that do not stand in the text whole, page furniture between two pages aside."""
    return [block.text for block in found.body if dense(block.text) not in bare(found, text)]


def bare(found: Document, text: str) -> str:
    """The text without page numbers and running titles."""
    running = rf"(?:\d{{1,4}})?{re.escape(dense(found.metadata.title)[:24])}…?康养文库"
    return re.sub(running, "", dense(text))


@pytest.mark.parametrize("stem", STEMS)
def test_pdfium_reads_every_paragraph(folder: Path, stem: str) -> None:
    assert paragraphs_missing(document(stem), by_pdfium(folder / f"{stem}.pdf")) == []


@pytest.mark.parametrize("stem", STEMS)
def test_poppler_reads_every_paragraph(
    folder: Path, stem: str, program: Callable[[str], str]
) -> None:
    assert paragraphs_missing(document(stem), by_poppler(folder / f"{stem}.pdf", program)) == []


def whole_article(found: Document) -> str:
    """The article with its paragraph numbers, as both extractors meet them in the margin."""
    return "".join(f"{number or ''}{dense(block.text)}" for _, number, block in numbered(found))


@pytest.mark.parametrize("stem", STEMS)
def test_pdfium_reads_the_article_character_by_character(folder: Path, stem: str) -> None:
    found = document(stem)
    text = bare(found, by_pdfium(folder / f"{stem}.pdf"))
    start = text.index(whole_article(found)[:20])
    assert text[start:].startswith(whole_article(found))


def test_a_search_for_a_year_finds_it(folder: Path) -> None:
    text = by_pdfium(folder / "002_b38e004318912ec6.pdf")
    assert "2025年" in text
    assert "2025 年" not in text


@pytest.mark.parametrize("stem", STEMS)
def test_no_line_starts_or_ends_with_a_forbidden_mark(folder: Path, stem: str) -> None:
    lines = by_pdfium(folder / f"{stem}.pdf").splitlines()
    body = [line.strip() for line in lines if len(line.strip()) > 1]
    assert len(body) > 20
    assert [line for line in body if line[0] in NOT_AT_START] == []
    assert [line for line in body if line[-1] in NOT_AT_END] == []


@pytest.mark.parametrize("name", [*(f"{stem}.pdf" for stem in STEMS), "library.pdf"])
def test_structure(folder: Path, name: str) -> None:
    with pikepdf.open(folder / name) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("zh")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.StructTreeRoot
        meta = pdf.open_metadata()
        assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == (
            "1",
            "2",
            "A",
        )
        assert meta["dc:title"]
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                (descendant,) = font.DescendantFonts
                described = descendant.FontDescriptor
                assert "/FontFile2" in described or "/FontFile3" in described
                assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), "a subset is named so"


def test_the_book_has_an_outline_links_and_every_document(folder: Path, library: Library) -> None:
    with pikepdf.open(folder / "library.pdf") as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        for found in library.documents:
            assert found.metadata.title in titles
        assert {"城市索引", "主题索引", "机构索引", "指标一览", "版本说明"} <= set(titles)
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        assert len(links) > len(library.documents)
    text = by_pdfium(folder / "library.pdf")
    assert all(found.source.sha256[:20] in dense(text) for found in library.documents)


def test_contents_name_the_pages_the_documents_stand_on(
    folder: Path, library: Library, program: Callable[[str], str]
) -> None:
    pages = by_poppler(folder / "library.pdf", program, "-layout").split("\f")
    listed = dict(re.findall(r"^\s*(\S.*?)\s{2,}(\d+)$", pages[1], re.MULTILINE))
    for found in library.documents:
        number = int(listed[found.metadata.title])
        assert dense(found.metadata.title) in dense(pages[number])
        assert dense(found.body[0].text)[:20] in dense(pages[number])


def test_two_runs_give_the_same_bytes_and_the_second_sets_nothing(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    fresh = write_pdfs(library, tmp_path, tmp_path / "cache", "https://user.example/repo/")
    again = write_pdfs(library, tmp_path, tmp_path / "cache", "https://user.example/repo/")
    assert (fresh.made, again.made) == (len(STEMS) + 1, 0)
    for path in fresh.files:
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_a_damaged_cache_entry_is_set_again_and_old_files_go(
    library: Library, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    first = write_pdfs(library, tmp_path, cache)
    whole = {path.name: path.read_bytes() for path in first.files}
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:100])
    (tmp_path / "gone.pdf").write_bytes(b"%PDF")
    again = write_pdfs(library, tmp_path, cache)
    assert again.made == len(STEMS) + 1
    assert {path.name: path.read_bytes() for path in again.files} == whole
    assert not (tmp_path / "gone.pdf").exists()


def test_a_large_library_is_bound_in_volumes_of_one_size(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "VOLUME", 2)
    write_pdfs(library, tmp_path, tmp_path / "cache")
    texts = [
        dense(by_pdfium(tmp_path / name))
        for name in ("library.pdf", "library-2.pdf", "library-3.pdf")
    ]
    assert not (tmp_path / "library-4.pdf").exists()
    bound = book.volumes(library)
    assert sorted(map(len, bound)) == [1, 2, 2]
    for number, (members, text) in enumerate(zip(bound, texts, strict=True), start=1):
        assert f"（第{number}册，共3册）" in text
        for found in library.documents:
            assert (dense(found.body[0].text)[:20] in text) == (found in members)
    write_pdfs(Library((), ()), tmp_path, tmp_path / "cache")
    assert list(tmp_path.glob("*.pdf")) == []


def test_hostile_text_is_text_and_what_fonts_lack_is_counted(tmp_path: Path) -> None:
    found = clean(HOSTILE, "hostile.txt")
    report = write_selection(assemble([found]), [found], tmp_path / "h.pdf")
    assert set(report.missing) == {"\U00013000", "\U0001f600"}
    text = dense(by_pdfium(tmp_path / "h.pdf"))
    setter = Setter()
    for block in found.body:
        assert dense(setter.text(block.text)) in text
    assert GETA in text


def test_an_empty_selection_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no document"):
        write_selection(library, [], tmp_path / "none.pdf")


def test_a_missing_folder_is_made_and_what_cannot_be_written_is_told(
    library: Library, tmp_path: Path
) -> None:
    chosen = library.documents[:1]
    write_selection(library, chosen, tmp_path / "new/deep/one.pdf")
    assert dense(chosen[0].body[0].text)[:20] in dense(by_pdfium(tmp_path / "new/deep/one.pdf"))
    for place in ("new", "new/deep/one.pdf/two.pdf"):
        with pytest.raises(BuildError, match="cannot be written"):
            write_selection(library, chosen, tmp_path / place)


def test_values_read_as_people_write_them(library: Library) -> None:
    shown = {
        value_text(indicator)
        for found in library.documents
        for indicator in found.annotations.indicators
    }
    assert {">1.15万人次", "2亿元", "100%", "5\u201310个"} <= shown


def test_indices_follow_the_reading() -> None:
    names = ["宣城市", "蚌埠市", "济南市", "上海市"]
    assert sorted(names, key=reading) == ["蚌埠市", "济南市", "上海市", "宣城市"]
