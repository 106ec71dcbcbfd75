"""How the texts were made, summed over the corpus."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from wenku.model import Document
from wenku.model.tally import Counts, counts
from wenku.render import markdown
from wenku.render.shelf import Shelf
from wenku.trail import Certainty
from wenku.vocab.families import removal_label, repair_family

HERE = "quality.md"

_INTRO = """\
文库的文本由抓取的网页整理而成。每一处改动都有记录，可以还原；没有把握的地方不改，在正文里标出。

-   **确定**：依据只容许一种读法。
-   **推断**：由词典、本文用字或原有注音选定。
-   **存疑**：无从得知，原样保留并标出。"""


@dataclass
class _Totals:
    """Sums over the corpus."""

    repairs: Counter[tuple[str, Certainty]] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    rows: list[list[str]] = field(default_factory=list)

    def add(self, shelf: Shelf, document: Document) -> None:
        done = counts(document.trail)
        for family, certainty, count in done.repairs:
            self.repairs[family, certainty] += count
        for family, lines in done.removed:
            self.removed[family] += lines
        self.rows.append(_document_row(shelf, document, done))


def quality_page(shelf: Shelf) -> str:
    """Repairs by family and certainty, removals by category, unresolved places by document."""
    totals = _Totals()
    for document in shelf.newest:
        totals.add(shelf, document)
    return markdown.paragraphs(
        [
            "# 文本质量",
            _INTRO,
            "改动都由[规则](rules.md)提出，每条规则附有例子。",
            markdown.section("修复", "repairs"),
            _repairs(totals.repairs),
            markdown.section("删去的非正文", "removed"),
            "网页的导航、推荐、广告等不属于文章，整行删去，只记类别和行数。",
            _removals(totals.removed),
            markdown.section("各篇", "documents"),
            markdown.table(["文献", "修复", "删去", "存疑"], totals.rows),
        ]
    )


def _repairs(counts: Counter[tuple[str, Certainty]]) -> str:
    if not counts:
        return "没有修复。"
    families = sorted({family for family, _ in counts})
    sure, inferred = Certainty.DETERMINED, Certainty.INFERRED
    rows = [
        [_repair_label(family), f"{counts[family, sure]:,}", f"{counts[family, inferred]:,}"]
        for family in families
    ]
    return markdown.table(["种类", "确定", "推断"], rows)


def _removals(counts: Counter[str]) -> str:
    if not counts:
        return "没有删去什么。"
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    rows = [[markdown.escape(removal_label(family)), f"{lines:,}"] for family, lines in ranked]
    return markdown.table(["类别", "行数"], rows)


def _repair_label(family: str) -> str:
    return markdown.escape(repair_family(family).label)


def _document_row(shelf: Shelf, document: Document, done: Counts) -> list[str]:
    repairs = sum(count for _, _, count in done.repairs)
    removed = sum(lines for _, lines in done.removed)
    return [shelf.title(document, HERE), f"{repairs:,}", f"{removed:,}", f"{done.unresolved:,}"]
