"""The library as a book: order of documents, indicator table, indices, colophon."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise

from pypinyin import Style, lazy_pinyin

from wenku.model import Document, Entity, Indicator, Library
from wenku.publish.pdf.content import LIBRARY, Data, document_data
from wenku.publish.pdf.fonts import Setter
from wenku.text.calendar import in_chinese

VOLUME = 400
"""Documents of one volume: a book needs about 2.2 MB of memory for each.

At 10,000 documents volumes of 400 take 2.4 GiB at most, library and all; volumes of 800 took 3.5.
"""

MOST_INDICATORS = 3000
"""Rows of the indicator table; a longer one is a data file, and the book says so."""

INDICES = (("city", "城市索引"), ("theme", "主题索引"), ("institution", "机构索引"))
BACK = (("indicators", "指标一览"), *INDICES, ("colophon", "版本说明"))
KINDS = {"achievement": "实绩", "target": "目标"}


def volumes(library: Library) -> list[tuple[Document, ...]]:
    """The documents of each volume, by place, then by date, then by id; all of about one size."""
    ordered = sorted(library.documents, key=_place_and_date)
    if not ordered:
        return []
    count = -(-len(ordered) // VOLUME)
    ends = [len(ordered) * number // count for number in range(count + 1)]
    return [tuple(ordered[start:end]) for start, end in pairwise(ends)]


class Edition:
    """What the cover and the colophon say about when and where."""

    def __init__(self, *, date: str = "", site_url: str = "", volume: str = "") -> None:
        """``date`` is ISO and may be empty: an edition without a date says none."""
        self.date = date
        self.site_url = site_url
        self.volume = volume

    @property
    def subtitle(self) -> str:
        """Below the title."""
        return f"康养与卫生健康政策文献{f'（{self.volume}）' if self.volume else ''}"

    @property
    def line(self) -> str:
        """At the foot of the cover."""
        parts = (f"{in_chinese(self.date)}版" if self.date else "", self.site_url)
        return "  ".join(part for part in parts if part)


def book_data(
    library: Library, documents: Sequence[Document], setter: Setter, edition: Edition
) -> Data:
    """Everything the template needs to set one volume."""
    place = {document.id: number for number, document in enumerate(documents)}
    indices = [
        {"label": kind, "groups": list(_groups(library.entities_of(kind), place, setter))}
        for kind, _ in INDICES
    ]
    indices = [index for index in indices if index["groups"]]
    indicators = list(_indicators(documents, place, setter))
    shown = indicators if len(indicators) <= MOST_INDICATORS else []
    return {
        "title": LIBRARY,
        "subtitle": edition.subtitle,
        "edition": edition.line,
        "keywords": [theme.name for theme in library.entities_of("theme")],
        "description": f"{LIBRARY}，{len(documents)}篇文献",
        "documents": [document_data(document, setter, edition.site_url) for document in documents],
        "indicators": shown,
        "indices": indices,
        "back": list(_back([*(["indicators"] if shown else []), *(i["label"] for i in indices)])),
        "colophon": [
            setter.text(line) for line in _colophon(documents, indicators, shown, edition)
        ],
        "hashes": [setter.text(f"{d.source.file}  {d.source.sha256}") for d in documents],
    }


def _back(labels: Sequence[object]) -> Iterator[dict[str, str]]:
    """The parts behind the documents that this volume has, in order."""
    for label, title in BACK:
        if label in labels or label == "colophon":
            yield {"label": label, "title": title}


def _indicators(
    documents: Iterable[Document], place: Mapping[str, int], setter: Setter
) -> Iterator[Data]:
    for document in documents:
        for indicator in document.annotations.indicators:
            cells = (
                indicator.city.removesuffix("市"),
                indicator.metric,
                value_text(indicator),
                str(indicator.year or ""),
                KINDS.get(indicator.kind, indicator.kind),
            )
            yield {
                "cells": [setter.text(cell) for cell in cells],
                "document": place[document.id],
            }


def value_text(indicator: Indicator) -> str:
    """A value as a reader expects it: 不少于10个, 3–5个, 约1.15万人次."""
    signs = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "约"}
    low = _figure(indicator.value)
    if indicator.comparator == "range" and indicator.value_max is not None:
        return f"{low}\u2013{_figure(indicator.value_max)}{indicator.unit}"
    return f"{signs.get(indicator.comparator, '')}{low}{indicator.unit}"


def _figure(value: float) -> str:
    for factor, name in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= factor:
            return f"{value / factor:.4f}".rstrip("0").rstrip(".") + name
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _groups(entities: Iterable[Entity], place: Mapping[str, int], setter: Setter) -> Iterator[Data]:
    """Entries under the first letter of their reading."""
    here = (entity for entity in entities if any(d in place for d in entity.documents))
    ordered = sorted(here, key=lambda entity: (reading(entity.name), entity.name))
    for letter, members in groupby(ordered, key=lambda e: _letter(e.name)):
        yield {
            "letter": letter,
            "entries": [
                {
                    "name": setter.text(entity.name),
                    "documents": sorted({place[d] for d in entity.documents if d in place}),
                }
                for entity in members
            ],
        }


@cache
def reading(name: str) -> tuple[str, ...]:
    """The syllables of a name, for sorting."""
    return tuple(lazy_pinyin(name, style=Style.TONE3))


def _letter(name: str) -> str:
    first = reading(name)[0][:1].upper() if name else ""
    return first if first.isascii() and first.isalpha() else "#"


def _place_and_date(document: Document) -> tuple[tuple[str, ...], tuple[str, ...], str, str]:
    known = document.annotations
    return (
        reading(known.province or "\uffff"),
        reading(known.subject_city or "\uffff"),
        document.metadata.date,
        document.id,
    )


def _colophon(
    documents: Sequence[Document],
    indicators: Sequence[Data],
    shown: Sequence[Data],
    edition: Edition,
) -> Iterator[str]:
    seeds = "".join(document.source.sha256 for document in documents)
    yield f"{LIBRARY}，收文献{len(documents)}篇，指标{len(indicators)}条。"
    if indicators and not shown:
        yield "指标条数过多，不在本书列出，见数据文件 indicators.csv。"
    if edition.date:
        yield f"本版日期：{in_chinese(edition.date)}。"
    if edition.site_url:
        yield f"网址：{edition.site_url}"
    yield "段首数字为段号，与网站一致。"
    yield "文字据网页整理，每处修复与删节都有记录。文献的权利属于原作者。"
    yield f"全部种子的校验值（SHA-256）：{hashlib.sha256(seeds.encode()).hexdigest()}"
    yield "各篇种子文件与校验值："
