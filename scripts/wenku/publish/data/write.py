"""Write the data files and their checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from wenku.model import Library
from wenku.model.address import address, document_path
from wenku.publish.citation import bibtex, csl, reference_of, ris
from wenku.publish.data.describe import data_package
from wenku.publish.data.records import (
    document_record,
    entity_record,
    indicator_records,
    link_records,
)
from wenku.publish.data.schema import INDICATOR, schema_documents
from wenku.publish.data.tables import csv_table

PACKAGE = "datapackage.json"


def write_data(library: Library, folder: Path, site_url: str = "") -> list[str]:
    """Write all data files of a library into ``folder``.

    Args:
        library: what to write.
        folder: made where missing; files of the same names are replaced.
        site_url: absolute address of the site, for citations; empty where it is not known.

    Returns:
        The names of the files, in the order of ``SHA256SUMS``.
    """
    (folder / "schema").mkdir(parents=True, exist_ok=True)
    indicators = list(indicator_records(library))
    columns = list(dict(INDICATOR["properties"]))  # type: ignore[call-overload]
    texts = {
        "indicators.json": _json(indicators),
        "indicators.csv": csv_table(columns, indicators),
        "entities.json": _json(map(entity_record, library.entities)),
        "links.json": _json(link_records(library)),
        **_bibliographies(library, site_url),
        **{f"schema/{name}": _pretty(schema) for name, schema in schema_documents().items()},
    }
    _write_documents(library, folder / "documents.jsonl")
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    texts[PACKAGE] = _pretty(data_package(len(library.documents), folder))
    (folder / PACKAGE).write_text(texts[PACKAGE], encoding="utf-8", newline="\n")
    return write_checksums(folder, ["documents.jsonl", *texts])


def write_checksums(folder: Path, names: Iterable[str]) -> list[str]:
    """Write ``SHA256SUMS`` as ``sha256sum --check`` reads it; returns the names, sorted."""
    ordered = sorted(names)
    lines = (f"{_digest(folder / name)}  {name}\n" for name in ordered)
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")
    return ordered


def _write_documents(library: Library, path: Path) -> None:
    """One line a document, written as it is made: a corpus need not fit into memory twice."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in library.documents:
            file.write(_compact(document_record(document)) + "\n")


def _bibliographies(library: Library, site_url: str) -> dict[str, str]:
    base = site_url.rstrip("/")
    references = [
        reference_of(d, f"{base}/{address(document_path(d.id))}" if base else "")
        for d in library.documents
    ]
    return {
        "library.bib": "".join(f"{bibtex(reference)}\n\n" for reference in references),
        "library.ris": "".join(f"{ris(reference)}\n\n" for reference in references),
        "library.csl.json": _json(csl(reference) for reference in references),
    }


def _json(records: Iterable[object]) -> str:
    """A list with one record a line: readable, and small changes make small differences."""
    lines = ",\n".join(map(_compact, records))
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _compact(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _pretty(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
