"""What does not fit a page, a font or a tree of headings is set all the same, whole and legible."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.golden.references import STEMS, document
from tests.pdf.test_pdf import by_pdfium, dense
from wenku.library import assemble
from wenku.model import Annotations, Block, BlockKind, Document
from wenku.publish.pdf import write_selection
from wenku.publish.pdf.fonts import GETA, Setter
from wenku.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def made_of(blocks: Sequence[Block], title: str = "农村公路养护") -> Document:
    """A document of these blocks alone."""
    found = document(STEMS[0])
    stated = replace(found.metadata, title=title)
    text = "\n".join(block.text for block in blocks)
    known = Annotations()
    return replace(
        found,
        metadata=stated,
        text=text,
        blocks=tuple(blocks),
        annotations=known,
        trail=Trail("", ()),
    )


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> Block:
    return Block(kind, 0, len(text), text, level, "p1")


def table(columns: int, rows: int) -> Block:
    cells = tuple(tuple(f"{row}行{column}列" for column in range(columns)) for row in range(rows))
    return block("", BlockKind.TABLE)._replace(rows=cells, header=True)


def set_alone(found: Document, folder: Path) -> Path:
    write_selection(assemble([found]), [found], folder / "one.pdf")
    return folder / "one.pdf"


def beyond_the_page(path: Path) -> int:
    """Characters that stand outside the page, in part at least."""
    outside = 0
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            text = page.get_textpage()
            boxes = (text.get_charbox(at) for at in range(text.count_chars()))
            outside += sum(left < 0 or right > page.get_width() for left, _, right, _ in boxes)
    return outside


@pytest.mark.parametrize(
    "text", ["W" * 700, "https://example.org/" + "a/" * 300, f"网址{'x1' * 200}。", "字" * 2000]
)
def test_no_word_runs_off_the_page(text: str, tmp_path: Path) -> None:
    path = set_alone(made_of([block(text)], title=text[:90]), tmp_path)
    assert beyond_the_page(path) == 0
    assert dense(text)[:60] in dense(by_pdfium(path))


def test_a_wide_table_goes_on_below_with_its_first_column(tmp_path: Path) -> None:
    wide = table(60, 5)
    path = set_alone(made_of([wide]), tmp_path)
    assert beyond_the_page(path) == 0
    text = dense(by_pdfium(path))
    for row in wide.rows:
        for cell in row[1:]:
            assert text.count(cell) == sum(cell in other for line in wide.rows for other in line)
        assert text.count(row[0]) > 5


@pytest.mark.parametrize("rows", [(("甲",), ("乙", "丙", "丁")), ((), ()), ((),)])
def test_ragged_and_empty_tables_are_no_fault(
    rows: tuple[tuple[str, ...], ...], tmp_path: Path
) -> None:
    ragged = table(1, 1)._replace(rows=rows)
    text = dense(by_pdfium(set_alone(made_of([ragged, block("表后的一段。")]), tmp_path)))
    assert "".join(cell for row in rows for cell in row) + "2表后的一段。" in text


def test_skipped_levels_of_headings_are_no_fault(tmp_path: Path) -> None:
    levels = (6, 2, 5, 1, 4)
    blocks = [block(f"第{level}级标题", BlockKind.HEADING, level) for level in levels]
    text = dense(by_pdfium(set_alone(made_of(blocks), tmp_path)))
    assert "".join(f"第{level}级标题" for level in levels) in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202e左\u202c右\u200b之\ufeff间\u00ad。", "左右之间。"),
        ("\x00\x1b\x85制", "制"),
        ("𠮷野家、한글、かな、㎡", "𠮷野家、한글、かな、㎡"),
        ("\U0001f468\u200d\U0001f469", GETA * 2),
        ("葛󠄀城", "葛城"),
    ],
)
def test_what_is_never_seen_leaves_no_mark(text: str, shown: str) -> None:
    setter = Setter()
    assert setter.text(text) == shown
    assert sum(setter.missing.values()) == shown.count(GETA)


def test_missing_characters_are_counted_once_for_each_place(tmp_path: Path) -> None:
    found = made_of([block("一\U0001f600二\U0001f600。")], title="三\U0001f600")
    report = write_selection(assemble([found]), [found], tmp_path / "one.pdf")
    assert report.missing == {"\U0001f600": 3}
