"""The data files, read back by independent readers and validated against their schemas."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet
import pytest
import yaml

import wenku
from tests.golden.references import STEMS, document
from wenku.library import assemble
from wenku.model import Library
from wenku.publish.data import write_data, write_parquet
from wenku.publish.data.schema import SCHEMAS
from wenku.publish.data.tables import csv_table


@pytest.fixture(scope="module")
def library() -> Library:
    return assemble([document(stem) for stem in STEMS])


@pytest.fixture(scope="module")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("data")
    write_data(library, target, "https://user.example/repo/")
    return target


def loaded(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return (
        [json.loads(line) for line in text.splitlines()]
        if path.suffix == ".jsonl"
        else json.loads(text)
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_hold_what_their_schemas_say(folder: Path, name: str) -> None:
    schema = loaded(folder / "schema" / f"{name}.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    file = folder / ("documents.jsonl" if name == "documents" else f"{name}.json")
    content = loaded(file)
    assert content
    for item in content if name == "documents" else [content]:
        validator.validate(item)


def test_a_wrong_record_is_refused(folder: Path) -> None:
    validator = jsonschema.Draft202012Validator(loaded(folder / "schema/indicators.schema.json"))
    indicators = loaded(folder / "indicators.json")
    for change in ({"comparator": "about"}, {"value": "11500"}, {"kind": "plan"}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate([{**indicators[0], **change}])


def test_annotations_point_at_what_they_quote(folder: Path) -> None:
    for record in loaded(folder / "documents.jsonl"):
        texts = {paragraph["anchor"]: paragraph["text"] for paragraph in record["paragraphs"]}
        assert len(texts) == len(record["paragraphs"]), "anchors are unique on a page"
        in_body = [m for m in record["mentions"] if m["anchor"] in texts]
        assert len(in_body) > 5
        for mention in in_body:
            text = texts[mention["anchor"]]
            assert text[mention["start"] : mention["end"]] == mention["surface"]


def test_csv_and_json_say_the_same(folder: Path) -> None:
    with (folder / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    indicators = loaded(folder / "indicators.json")
    assert [row["id"] for row in rows] == [indicator["id"] for indicator in indicators]
    assert len({row["id"] for row in rows}) == len(rows)
    for row, indicator in zip(rows, indicators, strict=True):
        assert float(row["value"]) == indicator["value"]
        assert row["quote"].lstrip("'") == indicator["quote"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(1)", "\tx", "\rx"])
def test_a_cell_never_starts_a_formula(start: str) -> None:
    table = csv_table(["a"], [{"a": start}])
    (_, cell) = list(csv.reader(table.removeprefix("\ufeff").splitlines()))[:2]
    assert cell[0][:1] in {"'", ""}


def test_numbers_in_a_table_stay_numbers() -> None:
    assert csv_table(["a", "b"], [{"a": -5, "b": None}]) == "\ufeffa,b\r\n-5,\r\n"


def test_bibliographies_name_every_document(folder: Path, library: Library) -> None:
    bib = (folder / "library.bib").read_text(encoding="utf-8")
    ris = (folder / "library.ris").read_text(encoding="utf-8")
    items = loaded(folder / "library.csl.json")
    assert bib.count("\n}") == ris.count("ER  -") == len(items) == len(library.documents)
    for found, item in zip(library.documents, items, strict=True):
        assert item["title"] == found.metadata.title
        assert ("issued" in item) == bool(found.metadata.date)
        assert ("author" in item) == bool(found.metadata.author)


def test_checksums_hold(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert set(listed) == files - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_package_describes_files_that_are_there(folder: Path) -> None:
    package = loaded(folder / "datapackage.json")
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{digest}")
    (table,) = [r for r in package["resources"] if r["format"] == "csv"]
    with (folder / table["path"]).open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    assert [column["name"] for column in table["schema"]["fields"]] == header


# Not skipped without it: where every skipped test is a fault, an extra check must not be one.
if importlib.util.find_spec("frictionless"):

    def test_frictionless_accepts_the_package(folder: Path) -> None:
        """By an independent reader: hashes, types and keys of every row."""
        package = str(folder / "datapackage.json")
        command = [sys.executable, "-m", "frictionless", "validate", package]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (run.returncode, "INVALID" in run.stdout) == (0, False), run.stdout


def test_the_corpus_says_how_it_is_cited(root: Path) -> None:
    stated = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "type"} <= set(stated)
    assert (stated["title"], stated["type"]) == ("康养文库", "dataset")
    assert stated["version"] == wenku.__version__


def test_two_runs_give_the_same_bytes(library: Library, folder: Path, tmp_path: Path) -> None:
    for name in write_data(library, tmp_path, "https://user.example/repo/"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_parquet(library: Library, tmp_path: Path) -> None:
    assert write_parquet(library, tmp_path) == [
        "documents.parquet",
        "paragraphs.parquet",
        "indicators.parquet",
    ]
    documents = pyarrow.parquet.read_table(tmp_path / "documents.parquet").to_pylist()
    paragraphs = pyarrow.parquet.read_table(tmp_path / "paragraphs.parquet").to_pylist()
    assert [row["id"] for row in documents] == [found.id for found in library.documents]
    assert documents[0]["cities"] == list(library.documents[0].annotations.cities)
    assert len(paragraphs) == sum(len(found.body) for found in library.documents)
    once = {path.name: path.read_bytes() for path in tmp_path.glob("*.parquet")}
    write_parquet(library, tmp_path)
    assert once == {path.name: path.read_bytes() for path in tmp_path.glob("*.parquet")}
