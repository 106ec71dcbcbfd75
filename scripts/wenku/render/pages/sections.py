"""Parts that pages of entities share: indicators, time line, partners, institutions.

Each shows a bounded number of entries and says how many more there are, and where.
"""

from __future__ import annotations

from collections.abc import Sequence

from wenku.model import Entity, Link
from wenku.model.address import relative
from wenku.model.statements import KIND_LABELS, Statement
from wenku.render import markdown
from wenku.render.shelf import SEPARATOR, Shelf, clipped

INDICATORS = 30
EVENTS = 24
PARTNERS = 24
INSTITUTIONS = 40
UNDATED = "年份未注明"


def indicators(shelf: Shelf, statements: Sequence[Statement], here: str) -> list[str]:
    """A section with the figures among some statements; nothing where there are none."""
    figures = [each for each in statements if each.metric or each.value is not None]
    if not figures:
        return []
    rows = [
        [
            markdown.escape(each.metric or clipped(each.quote)),
            markdown.escape(each.shown),
            f"{each.year}年" if each.year else "",
            KIND_LABELS.get(each.kind, ""),
            source(shelf, each, here),
        ]
        for each in figures[:INDICATORS]
    ]
    table = markdown.table(["指标", "数值", "年份", "性质", "出处"], rows)
    more = rest(len(figures) - INDICATORS, "条", "指标", "indicators.md", here)
    return [markdown.section(f"指标 {len(figures)}条", "indicators"), table, more]


def timeline(shelf: Shelf, statements: Sequence[Statement], here: str) -> list[str]:
    """A section with what was achieved or is promised, by year; what has no year is left out."""
    dated = [each for each in statements if each.year]
    if not dated:
        return []
    ordered = sorted(dated, key=lambda each: (each.year or 0, each.kind))
    blocks = [markdown.section("时间线", "timeline")]
    year = None
    lines: list[str] = []
    for each in ordered[:EVENTS]:
        if each.year != year:
            blocks += ["\n".join(lines), f"### {each.year}年"]
            year, lines = each.year, []
        lines.append(event(shelf, each, here))
    more = rest(len(dated) - EVENTS, "条", "时间线", "timeline.md", here)
    return [*blocks, "\n".join(lines), more]


def event(shelf: Shelf, each: Statement, here: str) -> str:
    """A statement as an item: its kind, its words, its paragraph."""
    label = KIND_LABELS.get(each.kind, "")
    return markdown.item(
        f"**{label}** {markdown.escape(clipped(each.quote))} {source(shelf, each, here)}"
    )


def source(shelf: Shelf, each: Statement, here: str) -> str:
    """A link to the paragraph that says it."""
    return shelf.paragraph(shelf.by_id[each.document], each.block, here)


def partners(shelf: Shelf, name: str, here: str) -> list[str]:
    """A section with those an entity works with, each with the sentence that says so."""
    links = shelf.cooperation.get(name, ())
    if not links:
        return []
    by_partner: dict[str, list[Link]] = {}
    for link in links:
        other = link.target if link.source == name else link.source
        by_partner.setdefault(other, []).append(link)
    ranked = sorted(by_partner.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    blocks = [markdown.section(f"合作 {len(ranked)}方", "partners")]
    by_quote: dict[tuple[str, str], list[str]] = {}
    for other, found in ranked[:PARTNERS]:
        by_quote.setdefault((found[0].document, found[0].quote), []).append(other)
    for (document, quote), others in by_quote.items():
        link = next(each for each in links if (each.document, each.quote) == (document, quote))
        names = "、".join(shelf.any_name(other, here) for other in others)
        blocks += [f"### {names}", _passage(shelf, link, here)]
    return [*blocks, rest(len(ranked) - PARTNERS, "方", "合作网络", "network.md", here)]


def _passage(shelf: Shelf, link: Link, here: str) -> str:
    document = shelf.by_id[link.document]
    where = shelf.anchored(document, link.anchor, here)
    return f"> {markdown.line(clipped(link.quote))} {where}{SEPARATOR}{shelf.title(document, here)}"


def institutions(shelf: Shelf, found: Sequence[Entity], here: str) -> list[str]:
    """A section with institutions, those that most documents name first."""
    if not found:
        return []
    ranked = sorted(found, key=lambda entity: (-len(entity.documents), entity.name))
    blocks = [markdown.section(f"机构 {len(ranked)}家", "institutions")]
    blocks.append(shelf.counted(ranked[:INSTITUTIONS], here))
    more = rest(len(ranked) - INSTITUTIONS, "家", "机构", "institutions/index.md", here)
    return [*blocks, more]


def rest(number: int, unit: str, label: str, target: str, here: str) -> str:
    """How many more there are, and where; nothing where there are none."""
    if number <= 0:
        return ""
    return f"另有{number:,}{unit}，见{markdown.link(label, relative(target, here))}。"
