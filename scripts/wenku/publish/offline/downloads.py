"""The list of what can be downloaded, with size and digest, for the download page."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from wenku.model import Library
from wenku.publish.offline.bundle import BUNDLES, size_text

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


def list_downloads(library: Library, out: Path, parts: frozenset[str]) -> dict[str, object]:
    """The record of the download page.

    Args:
        library: the documents and their links.
        out: folder that holds ``pdf``, ``epub`` and ``data`` as they will stand on the site.
        parts: which parts are published.
    """
    books = [_row(out, f"{folder}/{name}", kind, what) for folder, name, kind, what in BOOKS]
    volumes = sorted((out / "pdf").glob("library-*.pdf")) if "pdf" in parts else []
    books += [_row(out, f"pdf/{path.name}", "PDF", "全库，续册") for path in volumes]
    books += [
        _row(out, f"epub/{path.name}", "EPUB 3", path.stem.partition("-")[2])
        for path in sorted((out / "epub").glob("*-*.epub"))
    ]
    data = [_row(out, f"data/{name}", kind, what) for name, kind, what in DATA]
    bundles = [
        {
            "path": bundle.name,
            "kind": "ZIP",
            "what": bundle.label,
            "size": bundle.mark("size"),
            "sha256": bundle.mark("sha256"),
        }
        for bundle in BUNDLES
        if "offline" in parts
    ]
    groups = [
        {"title": "离线阅读", "rows": bundles},
        {"title": "成书", "rows": [row for row in books if row]},
        {"title": "开放数据", "rows": [row for row in data if row]},
    ]
    return {
        "groups": [group for group in groups if group["rows"]],
        "dataset": _dataset(library, [row for row in data if row]),
    }


def _row(out: Path, path: str, kind: str, what: str) -> Row:
    file = out / path
    if not file.is_file():
        return {}
    content = file.read_bytes()
    return {
        "path": path,
        "kind": kind,
        "what": what,
        "size": size_text(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _dataset(library: Library, rows: list[Row]) -> str:
    """JSON-LD for dataset search, safe inside a script element: no ``<`` is left in it."""
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": "康养文库",
        "description": f"康养与卫生健康政策文献{len(library.documents)}篇：全文、指标与联系。",
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
        "keywords": [theme.name for theme in library.entities_of("theme")],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": row["kind"],
                "contentUrl": row["path"],
                "sha256": row["sha256"],
            }
            for row in rows
        ],
    }
    return json.dumps(described, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
