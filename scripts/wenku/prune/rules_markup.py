"""Rules on what is left of markup: stray tags, text the page did not show, tables of one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenku.model import HintKind, Page
from wenku.prune.cutting import line_edit
from wenku.prune.reading import read
from wenku.prune.shape import letters_in, shape_of
from wenku.prune.verdict import Kind
from wenku.rules import rule
from wenku.trail import Edit

_ONE_CELL = re.compile(r"\s*\|\s*(?P<cell>[^|]*[^|\s])\s*\|\s*")
_RULER = re.compile(r"\s*\|\s*:?-{3,}:?\s*\|\s*")
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
        if line.text and read(line.text).kind is Kind.NOISE:
            yield line_edit(page, number, "noise", "markup without text")


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
    hidden = page.hints_of(HintKind.HIDDEN)
    if not hidden:
        return
    for number, line in enumerate(page.lines):
        shown = letters_in(line.text)
        covered = sum(
            letters_in(page.text[max(hint.start, line.start) : min(hint.end, line.end)])
            for hint in hidden
            if hint.start < line.end and hint.end > line.start
        )
        if shown and covered * 5 >= shown * 4:
            yield line_edit(page, number, "hidden", "not shown by the page")


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
    marks a real column of short cells.
    """
    for line in page.lines:
        if "|" not in line.text:
            continue
        match = _ONE_CELL.fullmatch(line.text)
        if match is None or _RULER.fullmatch(line.text):
            continue
        cell = match["cell"]
        if letters_in(cell) < CELL_LETTERS and not shape_of(cell).prose:
            continue
        start, end = match.span("cell")
        yield Edit(line.start, line.start + start, line.text[:start], "")
        if end < len(line.text):
            yield Edit(line.start + end, line.end, line.text[end:], "")
