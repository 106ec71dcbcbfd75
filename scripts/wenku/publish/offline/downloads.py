"""The list of what can be downloaded, with size and digest, for the download page."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

from wenku.digests import of_file
from wenku.model import Entity, Library
from wenku.model.address import encoded, entity_path
from wenku.publish.offline.bundle import BUNDLES, size_text
from wenku.publish.offline.dataset import dataset

Row = dict[str, str]

BOOKS = (
    ("pdf", "library.pdf", "PDF", "全库一册，有目录、指标表和索引"),
    ("epub", "library.epub", "EPUB 3", "全库一册，供电子书阅读器"),
)
DATA = (
    ("documents.jsonl", "JSON Lines", "文献：元数据、段落与标注，每行一篇"),
    ("indicators.csv", "CSV", "指标表"),
    ("indicators.json", "JSON", "指标表"),
    ("entities.json", "JSON", "城市、主题、机构、政策"),
    ("links.json", "JSON", "带类型的联系"),
    ("documents.parquet", "Parquet", "文献"),
    ("paragraphs.parquet", "Parquet", "段落"),
    ("indicators.parquet", "Parquet", "指标"),
    ("library.bib", "BibTeX", "引文"),
    ("library.ris", "RIS", "引文"),
    ("library.csl.json", "CSL-JSON", "引文"),
    ("datapackage.json", "Frictionless", "数据包说明"),
    ("SHA256SUMS", "文本", "校验值"),
)


SELECTIONS = {"city": "城市", "theme": "主题"}
"""Kinds of entities that have books of their own."""


def list_downloads(
    library: Library, out: Path, parts: frozenset[str], site_url: str = ""
) -> dict[str, object]:
    """The record of the download page.

    Args:
        library: the documents and their links.
        out: folder that holds ``pdf``, ``epub`` and ``data`` as they will stand on the site.
        parts: which parts are published.
        site_url: absolute address of the site, empty where it is not known.
    """
    books = [_row(out, f"{folder}/{name}", kind, what) for folder, name, kind, what in BOOKS]
    volumes = sorted((out / "pdf").glob("library-*.pdf")) if "pdf" in parts else []
    books += [_row(out, f"pdf/{path.name}", "PDF", "全库，续册") for path in volumes]
    books += [
        _row(out, f"epub/{path.name}", "EPUB 3", _volume(path.stem))
        for path in sorted((out / "epub").glob("*-*.epub"))
    ]
    data = [_row(out, f"data/{name}", kind, what) for name, kind, what in DATA]
    groups = [
        {"title": "离线阅读", "rows": _bundles() if "offline" in parts else []},
        {"title": "成书", "rows": [row for row in books if row]},
        {"title": "开放数据", "rows": [row for row in data if row]},
    ]
    return {
        "groups": [group for group in groups if group["rows"]],
        "dataset": dataset(library, [row for row in data if row], site_url),
    }


def selections(library: Library, out: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Path and record of each page of a city or theme that has books of its own."""
    for entity in library.entities:
        if entity.kind in SELECTIONS:
            files = [row for row in _books_of(entity, out) if row]
            if files:
                yield entity_path(entity), {"files": files}


def _books_of(entity: Entity, out: Path) -> Iterator[Row]:
    name = f"{entity.kind}-{entity.slug}"
    further = (out / "epub").glob(f"{glob.escape(name)}-*.epub")
    for path in [out / "epub" / f"{name}.epub", *sorted(further)]:
        number = path.stem.removeprefix(name)
        if number == "" or number[1:].isdigit():
            what = f"{entity.name}文献选编{f'（{number[1:]}）' if number else ''}"
            yield _row(out, f"epub/{path.name}", "EPUB", what)


def _volume(stem: str) -> str:
    """What a book beside ``library.epub`` holds."""
    kind, _, name = stem.partition("-")
    return f"{SELECTIONS[kind]}：{name}" if kind in SELECTIONS else "全库，续册"


def _bundles() -> list[Row]:
    return [
        {
            "path": bundle.name,
            "kind": "ZIP",
            "what": bundle.label,
            "size": bundle.mark("size"),
            "sha256": bundle.mark("sha256"),
        }
        for bundle in BUNDLES
    ]


def _row(out: Path, path: str, kind: str, what: str) -> Row:
    file = out / path
    if not file.is_file():
        return {}
    size = file.stat().st_size
    return {
        "path": encoded(path),
        "kind": kind,
        "what": what,
        "size": size_text(size),
        "bytes": str(size),
        "sha256": of_file(file),
    }
