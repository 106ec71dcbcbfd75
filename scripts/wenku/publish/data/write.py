"""Write the data files and their checksums."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from wenku.digests import of_file
from wenku.model import Library
from wenku.model.address import address, document_path
from wenku.publish.citation import bibtex, csl, reference_of, ris
from wenku.publish.data.describe import data_package
from wenku.publish.data.records import (
    Record,
    document_record,
    entity_record,
    indicator_records,
    link_records,
)
from wenku.publish.data.schema import INDICATOR, schema_documents
from wenku.publish.data.tables import row_writer

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
    schemas = {f"schema/{name}": schema for name, schema in schema_documents().items()}
    _write_documents(library, folder / "documents.jsonl")
    _write_indicators(library, folder)
    _write_list(folder / "entities.json", map(entity_record, library.entities))
    _write_list(folder / "links.json", link_records(library))
    for name, texts in _bibliographies(library, site_url).items():
        _write(folder / name, texts)
    for name, schema in schemas.items():
        _write(folder / name, [_pretty(schema)])
    _write(folder / PACKAGE, [_pretty(data_package(len(library.documents), folder))])
    return write_checksums(folder, [*_NAMES, PACKAGE, *schemas])


_NAMES = (
    "documents.jsonl",
    "indicators.json",
    "indicators.csv",
    "entities.json",
    "links.json",
    "library.bib",
    "library.ris",
    "library.csl.json",
)


def write_checksums(folder: Path, names: Iterable[str]) -> list[str]:
    """Write ``SHA256SUMS`` as ``sha256sum --check`` reads it; returns the names, sorted."""
    ordered = sorted(names)
    lines = (f"{of_file(folder / name)}  {name}\n" for name in ordered)
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")
    return ordered


def _write(path: Path, pieces: Iterable[str]) -> None:
    """Write a file piece by piece as they are made: a corpus need not fit into memory twice."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def _write_documents(library: Library, path: Path) -> None:
    """One line a document."""
    _write(path, (_compact(document_record(each)) + "\n" for each in library.documents))


def _write_indicators(library: Library, folder: Path) -> None:
    """The same records as a list and as a table, each made once."""
    columns = list(dict(INDICATOR["properties"]))  # type: ignore[call-overload]
    with (folder / "indicators.csv").open("w", encoding="utf-8", newline="") as file:
        write_row = row_writer(file, columns)

        def tabled() -> Iterator[Record]:
            for record in indicator_records(library):
                write_row(record)
                yield record

        _write_list(folder / "indicators.json", tabled())


def _write_list(path: Path, records: Iterable[object]) -> None:
    """A list with one record a line: readable, and small changes make small differences."""
    _write(path, _json(records))


def _json(records: Iterable[object]) -> Iterator[str]:
    before = "[\n"
    for record in records:
        yield before + _compact(record)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _bibliographies(library: Library, site_url: str) -> dict[str, Iterable[str]]:
    base = site_url.rstrip("/")
    references = [
        reference_of(d, f"{base}/{address(document_path(d.id))}" if base else "")
        for d in library.documents
    ]
    return {
        "library.bib": (f"{bibtex(reference)}\n\n" for reference in references),
        "library.ris": (f"{ris(reference)}\n\n" for reference in references),
        "library.csl.json": _json(csl(reference) for reference in references),
    }


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _pretty(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
