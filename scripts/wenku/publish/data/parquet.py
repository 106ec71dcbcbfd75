"""The same data as Parquet, for those who query it; needs the optional extra ``parquet``."""

from __future__ import annotations

from pathlib import Path

from wenku.errors import BuildError
from wenku.model import Library
from wenku.model.fields import fields_of
from wenku.model.paragraphs import numbered
from wenku.publish.data.records import indicator_records

_SCALARS = (
    "title",
    "date",
    "source",
    "author",
    "editor",
    "url",
    "doc_type",
    "subject_city",
    "province",
    "district",
    "source_file",
    "sha256",
    "script",
)
_LISTS = ("cities", "districts", "themes", "institutions", "policies", "tags")


DOCUMENTS = {
    **dict.fromkeys(("id", "text", *_SCALARS), "text"),
    **dict.fromkeys(_LISTS, "texts"),
}
PARAGRAPHS = {
    "document": "text",
    "anchor": "text",
    "number": "whole",
    "kind": "text",
    "level": "whole",
    "text": "text",
}
INDICATORS = {
    **dict.fromkeys(("id", "seed", "document", "anchor", "quote", "metric"), "text"),
    "value": "number",
    "value_max": "number",
    "unit": "text",
    "comparator": "text",
    "year": "whole",
    "kind": "text",
    "city": "text",
}
"""Columns with their types: text, texts, whole, number."""


def write_parquet(library: Library, folder: Path) -> list[str]:
    """Write documents, paragraphs and indicators; returns the names of the files.

    Raises:
        BuildError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise BuildError(
            "Parquet needs pyarrow", remedy="install the project with the extra `parquet`"
        ) from error
    types = {"text": pa.string(), "texts": pa.list_(pa.string())}
    types |= {"whole": pa.int32(), "number": pa.float64()}
    tables = {
        "documents": (_documents(library), DOCUMENTS),
        "paragraphs": (_paragraphs(library), PARAGRAPHS),
        "indicators": (list(indicator_records(library)), INDICATORS),
    }
    for name, (rows, columns) in tables.items():
        schema = pa.schema([(column, types[kind]) for column, kind in columns.items()])
        table = pa.Table.from_pylist(rows, schema=schema)
        parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
    return [f"{name}.parquet" for name in tables]


def _documents(library: Library) -> list[dict[str, object]]:
    rows = []
    for document in library.documents:
        fields = fields_of(document)
        row: dict[str, object] = {"id": document.id, "text": document.body_text}
        row |= {name: fields.get(name) for name in _SCALARS}
        row |= {name: fields.get(name, []) for name in _LISTS}
        rows.append(row)
    return rows


def _paragraphs(library: Library) -> list[dict[str, object]]:
    return [
        {
            "document": document.id,
            "anchor": block.anchor,
            "number": number or None,
            "kind": block.kind.value,
            "level": block.level,
            "text": block.text,
        }
        for document in library.documents
        for _, number, block in numbered(document)
    ]
