"""Publications, achievements and targets by year and city: a picture, a table, the sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenku.model.address import address
from wenku.model.statements import KIND_LABELS, Statement
from wenku.render import markdown
from wenku.render.pages import sections
from wenku.render.picture import element, link, picture, shortened, text
from wenku.render.shelf import Shelf

HERE = "timeline.md"
CITIES_DRAWN = 24
YEARS_DRAWN = 36
"""Columns of the picture; the latest years are drawn where there are more."""
A_YEAR = 12
"""Sentences shown of a year."""
KINDS = ("published", "achievement", "target")
LABELS = {"published": "发布", **KIND_LABELS}
SIGNS = {"published": "方块", "achievement": "圆点", "target": "圆圈"}
REST = "其余城市"
NO_CITY = "未标明城市"

_COLUMN, _ROW, _SIDE, _TOP = 66, 40, 84, 34
_PLACES = {"published": 14, "achievement": 33, "target": 52}


@dataclass(frozen=True, slots=True)
class Events:
    """How often something happened, by city, year and kind, and the statements by year."""

    counts: Counter[tuple[str, int, str]]
    said: dict[int, list[Statement]]

    @property
    def years(self) -> list[int]:
        """All years, in order."""
        return sorted({year for _, year, _ in self.counts})

    def cities(self) -> list[str]:
        """Cities, those with the most events first; the one without a name last."""
        totals: Counter[str] = Counter()
        for (city, _, _), number in self.counts.items():
            totals[city] += number
        return sorted(totals, key=lambda city: (not city, -totals[city], city))


def timeline_page(shelf: Shelf) -> str:
    """Picture, table, and the sentences of each year."""
    events = gathered(shelf)
    if not events.counts:
        return markdown.paragraphs(["# 时间线", "文献没有写明年份。"])
    lead = "各地文献的发布、已达成的事和许下的目标，按年份和城市排列。"
    key = "、".join(f"{SIGNS[kind]}为{LABELS[kind]}" for kind in KINDS)
    return markdown.paragraphs(
        [
            "# 时间线",
            lead,
            f"{key}，旁边的数字是条数；点开到该城市的页面。",
            _drawing(shelf, events),
            markdown.section("按城市和年份的条数", "table"),
            _table(shelf, events),
            *_years(shelf, events),
        ]
    )


def gathered(shelf: Shelf) -> Events:
    """All dated events of the library."""
    counts: Counter[tuple[str, int, str]] = Counter()
    said: dict[int, list[Statement]] = {}
    for document in shelf.newest:
        year = document.metadata.date[:4]
        if year.isdecimal():
            counts[document.annotations.subject_city, int(year), "published"] += 1
        for each in shelf.statements[document.id]:
            if each.year is not None:
                counts[each.city, each.year, each.kind] += 1
                said.setdefault(each.year, []).append(each)
    return Events(counts, said)


def _drawing(shelf: Shelf, events: Events) -> str:
    years = events.years[-YEARS_DRAWN:]
    cities = events.cities()
    drawn, others = cities[:CITIES_DRAWN], cities[CITIES_DRAWN:]
    rows = [(city, (city,)) for city in drawn] + ([(REST, tuple(others))] if others else [])
    width = _SIDE + _COLUMN * len(years) + 8
    height = _TOP + _ROW * len(rows) + 6
    drawing = "".join(
        text(str(year), _SIDE + _COLUMN * at + _COLUMN / 2, 20, "year")
        for at, year in enumerate(years)
    )
    for at, (label, members) in enumerate(rows):
        y = _TOP + _ROW * at
        drawing += element("path", d=f"M0 {y} H{width}", class_="line")
        drawing += _name(shelf, label, y)
        drawing += "".join(_cells(shelf, events, label, members, years, y))
    return picture(drawing, width, height, "时间线：各城市各年的发布、已达成和目标", "timeline")


def _name(shelf: Shelf, label: str, y: float) -> str:
    shown = text(shortened(label or NO_CITY, 6), 0, y + _ROW / 2 + 5, "node")
    path = shelf.path("city", label)
    return link(shown, address(path), label) if path else shown


def _cells(
    shelf: Shelf,
    events: Events,
    label: str,
    members: Sequence[str],
    years: Sequence[int],
    y: float,
) -> Iterator[str]:
    for at, year in enumerate(years):
        for kind in KINDS:
            number = sum(events.counts[city, year, kind] for city in members)
            if number:
                x = _SIDE + _COLUMN * at + _PLACES[kind]
                sign = _sign(kind, number, x, y + _ROW / 2)
                name = f"{label or NO_CITY}，{year}年，{LABELS[kind]}{number}条"
                yield link(sign, _target(shelf, label, year, kind), name)


def _sign(kind: str, number: int, x: float, y: float) -> str:
    size = min(3.5 + number**0.5, 8)
    if kind == "published":
        shape = element(
            "rect", x=x - size, y=y - size, width=2 * size, height=2 * size, class_=kind
        )
    else:
        shape = element("circle", cx=x, cy=y, r=size, class_=kind)
    reach = element("rect", x=x - 9, y=y - 18, width=18, height=36, class_="reach")
    return reach + shape + (text(str(number), x, y + 18, "count") if number > 1 else "")


def _target(shelf: Shelf, city: str, year: int, kind: str) -> str:
    path = shelf.path("city", city)
    if path and kind == "published":
        return f"{address(path)}#about"
    return f"{address(path)}#timeline" if path else f"#y{year}" if kind != "published" else "#table"


def _table(shelf: Shelf, events: Events) -> str:
    years = events.years[-YEARS_DRAWN:]
    rows = [
        [
            shelf.name("city", city, HERE) if city else NO_CITY,
            *(_cell(events, city, year) for year in years),
        ]
        for city in events.cities()[:200]
    ]
    return markdown.table(["城市", *map(str, years)], rows)


def _cell(events: Events, city: str, year: int) -> str:
    found = ((LABELS[kind], events.counts[city, year, kind]) for kind in KINDS)
    return " ".join(f"{label}{number}" for label, number in found if number)


def _years(shelf: Shelf, events: Events) -> Iterator[str]:
    for year in sorted(events.said, reverse=True):
        said = sorted(events.said[year], key=lambda each: (bool(each.metric), each.kind))
        yield markdown.section(f"{year}年 {len(said)}条", f"y{year}")
        yield "\n".join(_line(shelf, each) for each in said[:A_YEAR])
        yield sections.rest(len(said) - A_YEAR, "条", "指标", "indicators.md", HERE)


def _line(shelf: Shelf, each: Statement) -> str:
    city = f"{shelf.name('city', each.city, HERE)} " if each.city else ""
    return sections.event(shelf, each, HERE).replace("-   ", f"-   {city}", 1)
