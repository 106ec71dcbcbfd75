"""The corpus in the words of schema.org, so that a search for data sets finds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wenku.model import Library
from wenku.publish.json_ld import json_ld

TYPES = {
    "JSON Lines": "application/jsonl",
    "CSV": "text/csv",
    "JSON": "application/json",
    "Parquet": "application/vnd.apache.parquet",
    "BibTeX": "application/x-bibtex",
    "RIS": "application/x-research-info-systems",
    "CSL-JSON": "application/vnd.citationstyles.csl+json",
    "Frictionless": "application/json",
}
"""Media type by what the download page calls a format."""


def dataset(library: Library, rows: Iterable[Mapping[str, str]], site_url: str = "") -> str:
    """The data files as a ``Dataset`` in JSON-LD, safe inside a script element.

    Args:
        library: what the files hold; only what it states is said.
        rows: the files, as the download page lists them.
        site_url: absolute address of the site; without it addresses are relative to the page.
    """
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}download.html" if base else "",
        "url": f"{base}download.html" if base else "",
        "name": "康养文库",
        "alternateName": "Kangyang Wenku",
        "description": _description(library),
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
        "conditionsOfAccess": "文献的权利属于原作者；著录、标注与编排可自由使用，请注明出处。",
        "creator": {"@type": "Organization", "name": "康养文库"},
        "keywords": [theme.name for theme in library.entities_of("theme")],
        "temporalCoverage": _years(library),
        "spatialCoverage": [
            {"@type": "Place", "name": city.name} for city in library.entities_of("city")
        ],
        "distribution": [_file(row, base) for row in rows],
    }
    return json_ld(described)


def _description(library: Library) -> str:
    indicators = sum(len(each.annotations.indicators) for each in library.documents)
    return (
        f"康养与卫生健康政策文献{len(library.documents)}篇的整理本：修复过的全文与段落锚点、"
        f"来源与日期等著录、城市与主题标注、量化指标{indicators}条、文献之间带类型的联系，"
        "以及引文题录。每处修复与删节都有记录，注明依据。"
    )


def _years(library: Library) -> str:
    """The span of the dates that documents state, empty where none does."""
    dates = sorted(each.metadata.date for each in library.documents if each.metadata.date)
    return f"{dates[0]}/{dates[-1]}" if dates else ""


def _file(row: Mapping[str, str], base: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": row["what"],
        "encodingFormat": TYPES.get(row["kind"], "text/plain"),
        "contentUrl": f"{base}{row['path']}",
        "contentSize": f"{row['bytes']} B",
        "sha256": row["sha256"],
    }
