"""Rules on what is left of markup: stray tags, text the page did not show, tables of one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenku.model import Page
from wenku.prune.cutting import line_edit, line_edits
from wenku.prune.marked import frame_lines, hidden_lines, link_lists
from wenku.prune.reading import read
from wenku.prune.shape import letters_in, shape_of
from wenku.prune.verdict import Kind, Reach
from wenku.rules import rule
from wenku.text.lines import Line
from wenku.text.patterns import lazy
from wenku.trail import Edit

_ONE_CELL = lazy(r"\s*\|\s*(?P<cell>[^|\s](?:[^|]*[^|\s])?)\s*\|\s*")
_RULER = lazy(r"\s*\|\s*:?-{3,}:?\s*\|\s*")
_TEXT = "全市养老床位达到三万张\uff0c比上年增长一成\u3002"

LAYOUT_PARAGRAPHS = 2
"""Paragraphs in cells of their own that show a table to be layout."""
CELL_LETTERS = 12
"""A cell with fewer letters belongs to a real table of one column."""


@rule(
    "PRU110",
    stage="prune",
    family="noise",
    repairs={
        '<ul id="kq4m2"></ul>\n正文\u3002\n': "正文\u3002\n",
        "\u2022 |\n甲乙\u3002": "甲乙\u3002",
    },
    leaves_alone=(
        "1 < 2 且 3 > 2\u3002",
        "\u2026\u2026",
        "***",
        "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
    ),
)
def drop_markup_noise(page: Page) -> Iterable[Edit]:
    """Delete lines that hold tags, bullets or table bars and no letter.

    Hidden tag pairs with a random id (``<del id="..."></del>``) stand at the head of pages that
    were copied by link farms; converters leave them, and lone bullets, as text. Rulers made of
    dashes, dots or asterisks are the author's and stay.
    """
    for number, line in enumerate(page.lines):
        if line.text and _is_noise(line.text):
            yield line_edit(page, number, "noise", "markup without text")


def _is_noise(text: str) -> bool:
    reading = read(text)
    return reading.kind is Kind.NOISE and reading.reach is Reach.ANYWHERE


@rule(
    "PRU120",
    stage="prune",
    family="hidden",
    markup=True,
    repairs={
        "<p>甲乙\u3002</p><p style='display:none'>暗链文字</p>": "甲乙\u3002\n",
        "<div hidden>暗链</div><p>甲乙\u3002</p>": "甲乙\u3002\n",
    },
    leaves_alone=("<p>隐藏的文字\u3002</p>",),
    deletes_han=True,
    respects_protected=False,
)
def drop_hidden_text(page: Page) -> Iterable[Edit]:
    """Delete lines that the page did not show, by what its markup said.

    A line goes when most of its letters were hidden (``display:none``, no size). Text without
    markup has no such hints and is never touched.
    """
    return line_edits(page, hidden_lines(page))


@rule(
    "PRU122",
    stage="prune",
    family="navigation",
    markup=True,
    repairs={
        f"<nav><p>本站栏目甲</p></nav><p>{_TEXT}</p><footer><p>某某网站敬上</p></footer>": _TEXT
        + "\n"
    },
    leaves_alone=(
        f"<form><p>{_TEXT}</p></form>",
        f"<header><h1>某市办法</h1></header><p>{_TEXT}</p>",
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_frame(page: Page) -> Iterable[Edit]:
    """Delete lines inside navigation, footer, sidebar and the like, by what the markup said.

    A frame that holds much of the page's prose is not believed: whole pages stand inside of one
    form. Headings and lines that state metadata stay.
    """
    return line_edits(page, frame_lines(page))


@rule(
    "PRU124",
    stage="prune",
    family="related",
    markup=True,
    repairs={
        f"<p>{_TEXT}</p><p><a href='/1'>某县开镰</a></p><p><a href='/2'>某镇开学</a></p>"
        "<p><a href='/3'>某村修路</a></p>": _TEXT + "\n"
    },
    leaves_alone=(
        f"<p>{_TEXT}</p><p><a href='/1'>附件1</a></p><p><a>附件2</a></p><p><a>附件3</a></p>",
        f"<p>{_TEXT}</p><p><a href='/1'>某县开镰</a></p>",
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_link_lists(page: Page) -> Iterable[Edit]:
    """Delete runs of lines above and below the article that are nothing but links.

    Three in a row are a list; attachments stay.
    """
    return line_edits(page, link_lists(page))


@rule(
    "PRU130",
    stage="prune",
    family="markup",
    repairs={"| 2011年底\uff0c床位达到三万张\u3002 |": "2011年底\uff0c床位达到三万张\u3002"},
    leaves_alone=("| 姓名 | 年龄 |\n| 张三 | 70 |", "| 名称 |\n| --- |\n| 养老院 |"),
    respects_protected=False,
)
def unwrap_single_cells(page: Page) -> Iterable[Edit]:
    """Free a paragraph from a table that was only there to lay it out.

    Some sites set each paragraph into a table of one cell, which arrives as ``| text |``. Cells of
    real tables have neighbours on their line or are short; a ruler below a row of one cell
    marks a real column of short cells. Where several paragraphs stand so, the short lines between
    them (the headings) were set the same way and are freed too.
    """
    cells = _single_cells(page)
    paragraphs = sum(_is_paragraph(match["cell"]) for _, match in cells)
    for line, match in cells:
        if not _is_paragraph(match["cell"]) and paragraphs < LAYOUT_PARAGRAPHS:
            continue
        start, end = match.span("cell")
        yield Edit(line.start, line.start + start, line.text[:start], "")
        if end < len(line.text):
            yield Edit(line.start + end, line.end, line.text[end:], "")


def _single_cells(page: Page) -> list[tuple[Line, re.Match[str]]]:
    """Lines of one cell; none of a page that rules its rows, which has real columns."""
    if "|" not in page.text:
        return []
    piped = [line for line in page.lines if "|" in line.text]
    if any(_RULER.fullmatch(line.text) for line in piped):
        piped = [line for line in piped if _is_paragraph(line.text)]
    matched = ((line, _ONE_CELL.fullmatch(line.text)) for line in piped)
    return [(line, match) for line, match in matched if match is not None]


def _is_paragraph(cell: str) -> bool:
    return letters_in(cell) >= CELL_LETTERS or shape_of(cell).prose
