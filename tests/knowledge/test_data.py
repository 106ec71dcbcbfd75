"""The data files of links, entities and indicators: as their schemas say, with stable ids."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from wenku import clean
from wenku.library import assemble
from wenku.publish.data import write_data

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def data(seeds: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data files of the seeds."""
    folder = tmp_path_factory.mktemp("data")
    write_data(assemble(clean(seed.read_bytes(), seed.name) for seed in seeds), folder)
    return folder


def read(data: Path, name: str) -> Any:
    """One file."""
    return json.loads((data / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["links", "entities", "indicators"])
def test_files_are_as_their_schemas_say(data: Path, name: str) -> None:
    schema = read(data / "schema", f"{name}.schema")
    jsonschema.validate(read(data, name), schema)


def test_links_hold_cooperation_and_namings_with_their_passages(data: Path) -> None:
    paragraphs: dict[tuple[str, str], str] = {}
    for line in (data / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for each in document["paragraphs"]:
            paragraphs[document["id"], each["anchor"]] = each["text"]
    links = [each for each in read(data, "links") if each["relation"] in {"cooperation", "names"}]
    assert {each["relation"] for each in links} == {"cooperation", "names"}
    for link in links:
        assert link["quote"] in paragraphs[link["document"], link["anchor"]]
    keys = [(each["from"], each["to"], each["relation"], each["anchor"]) for each in links]
    assert len(set(keys)) == len(keys)
    named = {(each["from"], each["to"]) for each in links}
    for partner in ("松江区", "嘉兴市", "徐汇区", "无锡市", "湖州市"):
        assert ("宣城市", partner) in named
    for partner in ("上海市第十人民医院", "宁波二院", "南京鼓楼医院"):
        assert ("蚌埠市", partner) in named


def test_ids_of_indicators_are_their_own_and_stay(
    data: Path, seeds: tuple[Path, ...], tmp_path: Path
) -> None:
    ids = [each["id"] for each in read(data, "indicators")]
    assert len(set(ids)) == len(ids) > 0
    one = clean(seeds[0].read_bytes(), seeds[0].name)
    write_data(assemble([one]), tmp_path)
    alone = [each["id"] for each in read(tmp_path, "indicators")]
    assert alone == [each["id"] for each in read(data, "indicators") if each["document"] == one.id]
