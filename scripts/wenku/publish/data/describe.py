"""``datapackage.json``: the data files described so that tools can read them (Frictionless)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wenku.digests import of_file
from wenku.publish.data.schema import INDICATOR

_TYPES = {
    "string": "string",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
}
_RESOURCES = (
    ("documents", "documents.jsonl", "jsonl", "文献，每行一篇"),
    ("entities", "entities.json", "json", "城市、主题、机构、政策"),
    ("links", "links.json", "json", "带类型的联系"),
)


def data_package(documents: int, folder: Path) -> dict[str, object]:
    """The description of a corpus of so many documents; it names no date, for none is stated.

    Args:
        documents: how many.
        folder: where the files that are described stand.
    """
    described: list[dict[str, object]] = [
        {"name": name, "path": path, "format": form, "title": title, "encoding": "utf-8"}
        for name, path, form, title in _RESOURCES
    ]
    described.append(
        {
            "name": "indicators",
            "path": "indicators.csv",
            "format": "csv",
            "title": "量化表述",
            "encoding": "utf-8-sig",
            "profile": "tabular-data-resource",
            "schema": {"fields": _fields(), "missingValues": [""], "primaryKey": "id"},
        }
    )
    for resource in described:
        path = folder / str(resource["path"])
        resource["bytes"] = path.stat().st_size
        resource["hash"] = f"sha256:{of_file(path)}"
    return {
        "profile": "data-package",
        "name": "kangyang-wenku",
        "title": "康养文库",
        "description": f"康养与卫生健康政策文献{documents}篇。文献的权利属于原作者。",
        "resources": described,
    }


def _fields() -> list[dict[str, str]]:
    properties = INDICATOR["properties"]
    if not isinstance(properties, Mapping):
        raise TypeError("the schema of indicators has no properties")
    return [{"name": name, "type": _field_type(schema)} for name, schema in properties.items()]


def _field_type(schema: Mapping[str, object]) -> str:
    """The type of a column; a value that may be null is an empty cell of its other type."""
    stated = schema.get("type", "string")
    kinds = stated if isinstance(stated, list) else [stated]
    return next(_TYPES[str(kind)] for kind in kinds if kind != "null")
