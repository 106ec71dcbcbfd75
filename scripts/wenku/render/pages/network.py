"""Who works with whom: a picture drawn at build time, and the list of all passages beside it.

Cities stand on the left, their partners on the right under the city they lie in, as in a ledger:
readable on a phone, and the same on every build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wenku.model import Entity, Link
from wenku.model.address import address, document_path
from wenku.render import markdown
from wenku.render.pages import sections
from wenku.render.picture import element, link, picture, shortened, text
from wenku.render.shelf import SEPARATOR, Shelf, anchor_for, clipped

HERE = "network.md"
DRAWN = 60
"""Partners in the picture: the most often named come first."""
LISTED = 400
"""Passages listed on the page; city pages hold the rest."""

_ROW = 26
_LEFT_END, _RIGHT_START, _WIDTH = 84, 176, 372
_LONGEST_LEFT, _LONGEST_RIGHT = 6, 13


@dataclass(frozen=True, slots=True)
class Edge:
    """A city and one of its partners, with the passages."""

    city: str
    partner: str
    seat: str
    """City the partner lies in; empty where it is not known."""
    links: tuple[Link, ...]


def network_page(shelf: Shelf) -> str:
    """The picture and the list."""
    edges = edges_of(shelf)
    if not edges:
        return markdown.paragraphs(["# 合作网络", "文献里没有写明合作的语句。"])
    cities = len({edge.city for edge in edges})
    lead = (
        f"文献写明的合作：{cities}座城市，{len(edges):,}对伙伴。"
        "左边是文献所写的城市，右边是合作方；点线到原文那一段。只是同句提到不算合作。"
    )
    drawn = edges[:DRAWN]
    more = f"图中画出写得最多的{len(drawn)}对，其余列在下面。" if len(edges) > len(drawn) else ""
    return markdown.paragraphs(["# 合作网络", lead, more, _drawing(shelf, drawn), *_list(shelf)])


def edges_of(shelf: Shelf) -> list[Edge]:
    """City and partner, those with the most passages first."""
    seats = {entity.name: entity.city for entity in shelf.library.entities_of("institution")}
    found: dict[tuple[str, str], list[Link]] = {}
    for each in shelf.library.links:
        if each.relation == "cooperation" and shelf.has_page("city", each.source):
            found.setdefault((each.source, each.target), []).append(each)
    edges = [
        Edge(city, partner, seats.get(partner, ""), tuple(links))
        for (city, partner), links in found.items()
        if seats.get(partner, "") != city
    ]
    return sorted(edges, key=lambda edge: (-len(edge.links), edge.city, edge.partner))


def _drawing(shelf: Shelf, edges: Sequence[Edge]) -> str:
    """Left and right ledger with curves between; deterministic, no crossings within a city."""
    cities = sorted({edge.city for edge in edges}, key=lambda name: _place(shelf, name))
    ordered = sorted(edges, key=lambda e: (cities.index(e.city), e.seat or "~", e.partner))
    rights: dict[str, float] = {}
    y = 18.0
    before = ""
    for edge in ordered:
        if edge.partner in rights:
            continue
        y += 12 if before and edge.city != before else 0
        before = edge.city
        rights[edge.partner] = y
        y += _ROW
    lefts = _spread(ordered, cities, rights)
    drawing = "".join(_curve(edge, lefts, rights) for edge in ordered)
    drawing += "".join(_left(shelf, city, lefts[city]) for city in cities)
    drawing += "".join(_right(shelf, name, at) for name, at in rights.items())
    height = max([y, *(at + _ROW for at in lefts.values())])
    return picture(drawing, _WIDTH, height, "合作网络图：左为城市，右为合作方", "network")


def _spread(
    edges: Sequence[Edge], cities: Sequence[str], rights: dict[str, float]
) -> dict[str, float]:
    """Each city beside the middle of its partners, below the one before it."""
    lefts: dict[str, float] = {}
    least = 18.0
    for city in cities:
        own = [rights[edge.partner] for edge in edges if edge.city == city]
        lefts[city] = max(least, sum(own) / len(own))
        least = lefts[city] + _ROW
    return lefts


def _curve(edge: Edge, lefts: dict[str, float], rights: dict[str, float]) -> str:
    start, end = lefts[edge.city], rights[edge.partner]
    middle = (_LEFT_END + _RIGHT_START) / 2
    way = (
        f"M{_LEFT_END + 6} {start:g} C{middle:g} {start:g} {middle:g} {end:g}"
        f" {_RIGHT_START - 6} {end:g}"
    )
    first = edge.links[0]
    target = f"{address(document_path(first.document))}#{first.anchor}"
    label = f"{edge.city}与{edge.partner}：{clipped(first.quote)}"
    width = min(1 + len(edge.links), 5)
    shapes = element("path", d=way, class_="edge-reach")
    shapes += element("path", d=way, class_=f"edge edge-{width}")
    return link(shapes, target, label)


def _left(shelf: Shelf, city: str, y: float) -> str:
    label = text(shortened(city, _LONGEST_LEFT), _LEFT_END, y + 5, "node from")
    return link(label, address(shelf.path("city", city)), city)


def _right(shelf: Shelf, name: str, y: float) -> str:
    label = text(shortened(name, _LONGEST_RIGHT), _RIGHT_START, y + 5, "node to")
    for kind in ("city", "institution"):
        if shelf.has_page(kind, name):
            return link(label, address(shelf.path(kind, name)), name)
    return label


def _place(shelf: Shelf, name: str) -> tuple[int, str]:
    """Cities in the order of the shelf, what is no city behind them."""
    return shelf.order.get(name, len(shelf.cities)), name


def _list(shelf: Shelf) -> list[str]:
    """Every passage, by the city or institution that acts; those of the city's own houses once."""
    acting: dict[str, dict[tuple[str, str, str], list[str]]] = {}
    seats = {entity.name: entity for entity in shelf.library.entities_of("institution")}
    total = 0
    links = [each for each in shelf.library.links if each.relation == "cooperation"]
    told = _sources(links)
    for each in links:
        if _told_by_a_house(each, shelf, told):
            continue
        city = _city_of(each.source, seats)
        key = (each.document, each.anchor, each.quote)
        partners = acting.setdefault(city, {}).setdefault(key, [])
        pair = f"{each.source}\t{each.target}"
        if pair not in partners:
            partners.append(pair)
            total += 1
    blocks: list[str] = []
    shown = 0
    for city in sorted(acting, key=lambda name: _place(shelf, name)):
        if shown >= LISTED:
            break
        label = shelf.any_name(city, HERE) if city else "其他"
        blocks.append(markdown.section(label, anchor_for(city or "其他")))
        for (document, anchor, quote), pairs in acting[city].items():
            if shown >= LISTED:
                break
            blocks += [f"### {_pairs(shelf, pairs)}", _passage(shelf, document, anchor, quote)]
            shown += len(pairs)
    return [*blocks, sections.rest(total - shown, "对", "城市", "cities/index.md", HERE)]


Told = dict[tuple[str, str, str, str], set[str]]


def _sources(links: Sequence[Link]) -> Told:
    """Who works with whom by one sentence: the sources of each document, place, words, target."""
    told: Told = {}
    for each in links:
        key = (each.document, each.anchor, each.quote, each.target)
        told.setdefault(key, set()).add(each.source)
    return told


def _told_by_a_house(each: Link, shelf: Shelf, told: Told) -> bool:
    """Whether a link of a city only repeats that of one of its institutions or districts."""
    others = told[each.document, each.anchor, each.quote, each.target] - {each.source}
    if not others or not shelf.has_page("city", each.source):
        return False
    known = shelf.by_id[each.document].annotations
    return any(
        mention.city == each.source and mention.entity in others for mention in known.mentions
    )


def _city_of(name: str, seats: dict[str, Entity]) -> str:
    return seats[name].city if name in seats else name


def _pairs(shelf: Shelf, pairs: Sequence[str]) -> str:
    """Names on either side of a passage: 甲、乙与丙、丁."""
    sides = [list(dict.fromkeys(pair.split("\t")[side] for pair in pairs)) for side in (0, 1)]
    one, other = ("、".join(shelf.any_name(name, HERE) for name in side) for side in sides)
    return f"{one} 与 {other}"


def _passage(shelf: Shelf, document: str, anchor: str, quote: str) -> str:
    made = shelf.by_id[document]
    where = shelf.anchored(made, anchor, HERE)
    return f"> {markdown.line(clipped(quote))} {where}{SEPARATOR}{shelf.title(made, HERE)}"
