"""All quantified statements: the first ones as a table, the rest by a script that loads them."""

from __future__ import annotations

from collections.abc import Iterator

from wenku.model.address import address, document_path
from wenku.model.paragraphs import label_of
from wenku.model.statements import KIND_LABELS, Statement
from wenku.render import markdown
from wenku.render.markdown import literal
from wenku.render.picture import element
from wenku.render.shelf import Shelf, clipped

HERE = "indicators.md"
SHOWN = 100
"""Rows in the page itself; the script pages through all of them."""
COLUMNS = ("指标", "数值", "年份", "性质", "城市", "出处")


def indicators_page(shelf: Shelf) -> str:
    """The table as it is without scripts; with them it sorts, filters and pages."""
    rows = list(figures(shelf))
    if not rows:
        return markdown.paragraphs(["# 指标", "文献里没有量化的表述。"])
    lead = (
        f"文献里的量化表述，共{len(rows):,}条；每条都引到原文那一段。"
        "“目标”是文献许下要做到的，“已达成”是文献说已经做到的。"
    )
    note = ""
    if len(rows) > SHOWN:
        note = f"下面先列{SHOWN}条，其余在各城市的页面和数据文件里。"
    return markdown.paragraphs(
        [
            "# 指标",
            lead,
            note,
            '<div class="finder" id="indicators" data-base="knowledge/indicators/"></div>',
            _table(shelf, rows[:SHOWN]),
        ]
    )


def figures(shelf: Shelf) -> Iterator[Statement]:
    """Indicators in order of their cities, then of documents, newest first, and of the text."""
    cities = [*(city.name for city in shelf.cities), ""]
    known = set(cities)
    others = sorted(set(shelf.statements_by_city) - known)
    for city in [*cities, *others]:
        for each in shelf.statements_by_city.get(city, ()):
            if each.value is not None:
                yield each


def _table(shelf: Shelf, rows: list[Statement]) -> str:
    head = "".join(element("th", name, scope="col") for name in COLUMNS)
    body = "".join(element("tr", "".join(_row(shelf, each))) for each in rows)
    table = element(
        "table",
        element("thead", element("tr", head)) + element("tbody", body),
        class_="figures",
    )
    return element("div", table, class_="scroll", role="region", aria_label="指标", tabindex=0)


def _row(shelf: Shelf, each: Statement) -> Iterator[str]:
    quote = element("span", literal(clipped(each.quote)), class_="quote")
    yield element("th", literal(each.metric or "") + quote, scope="row")
    yield element("td", literal(each.shown), class_="value")
    yield element("td", f"{each.year}" if each.year else "", class_="year")
    yield element("td", KIND_LABELS.get(each.kind, ""), class_=f"kind {each.kind}")
    path = shelf.path("city", each.city)
    city = literal(each.city)
    yield element("td", element("a", city, href=address(path)) if path else city)
    document = shelf.by_id[each.document]
    number = shelf.number(document, each.block)
    yield element(
        "td",
        element(
            "a",
            label_of(number),
            href=f"{address(document_path(each.document))}#{each.anchor}",
            title=document.metadata.title or document.id,
        ),
    )
