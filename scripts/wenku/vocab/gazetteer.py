"""The places of China by name: units, their parents, short and former names, regions.

The table of units is derived (see :mod:`wenku.vocab.derive.places`), the rest is written by hand.
Reading all of it costs about 20 ms, once a process.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from wenku.errors import VocabularyError
from wenku.model import EntityKind

FOLDER = "wenku.vocab"
COUNTY = 3
"""Rank of counties, districts and banners."""
LEAST_SHORT = 2
"""Characters a short name must have; 和县 and its like have none."""

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_SUFFIXES = (
    "特别行政区", "自治区", "自治州", "自治县", "自治旗",
    "林区", "特区", "新区", "地区", "省", "市", "县", "区", "旗", "盟",
)  # fmt: skip
_ONE_RANK = "县区市旗"
_SIDES = "前后左右中"


class Trust(enum.StrEnum):
    """How far a short name by itself may be taken for the place."""

    FREE = "free"
    SOFT = "soft"
    HARD = "hard"
    NEVER = "never"


class Form(enum.StrEnum):
    """In which form a name names its place."""

    FULL = "full name"
    SHORT = "short name"
    ALIAS = "alias"
    FORMER = "former name"
    NICKNAME = "nickname"


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative unit."""

    code: str
    name: str
    level: int
    """1 province, 2 prefecture, 3 county."""
    kind: EntityKind
    """``CITY`` for prefectures, municipalities and counties that answer to a province alone."""
    province: str
    city: str
    """The city it lies in: itself for a city, empty for a province."""
    parents: tuple[str, ...] = ()
    """Codes of the units above it, the nearest first."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a surface may name."""

    form: Form
    trust: Trust
    places: tuple[Place, ...] = ()
    """By rank, then by code: the province 吉林 before the city 吉林."""
    region: str = ""
    """Canonical name, where the surface is that of a region."""
    year: str = ""
    """When a former name ceased to be."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names, and how to find where one may begin."""

    places: Mapping[str, Place]
    """By code."""
    namings: Mapping[str, tuple[Naming, ...]]
    """By surface."""
    not_places: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    """By the first two characters: lengths of names and not-places, the longest first."""
    contexts: Mapping[str, tuple[str, ...]]
    """Words that tell a name's role beside it, by role."""
    abbreviations: Mapping[str, tuple[Place, frozenset[str]]]
    """One-character names with the uses they are known for."""
    by_name: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    """By full official name."""

    def at(self, text: str, start: int) -> Iterator[int]:
        """The ends of all names that begin at ``start``, the longest first."""
        for length in self.lengths.get(text[start : start + 2], ()):
            surface = text[start : start + length]
            if len(surface) < length:
                continue
            if surface in self.namings or surface in self.not_places:
                yield start + length


def short_name(name: str) -> str:
    """A unit's name without what tells its rank and its nationalities, or an empty string.

    >>> short_name("恩施土家族苗族自治州"), short_name("宣城市"), short_name("和县")
    ('恩施', '宣城', '')
    """
    autonomous = _autonomous().match(name) if "自治" in name else None
    if autonomous:
        return autonomous[1]
    suffix = next((s for s in _SUFFIXES if name.endswith(s)), "")
    stem = name.removesuffix(suffix).removesuffix("族")
    if len(stem) < LEAST_SHORT or (suffix == "旗" and stem[-1] in _SIDES):
        return ""
    return stem


@cache
def gazetteer() -> Gazetteer:
    """All places of the vocabulary, read and checked once.

    Raises:
        VocabularyError: a file of the vocabulary breaks its rules; names file and line.
    """
    places = _places()
    by_name = _grouped((place.name, place) for place in places.values())
    namings = _namings(places, by_name)
    not_places = frozenset(row[0] for _, row in rows("places_not.txt", 1))
    abbreviations = {
        row[0]: (
            _by_path(places, by_name, row[1], ("places_abbreviations.tsv", line)),
            _uses(row[2]),
        )
        for line, row in rows("places_abbreviations.tsv", 3)
    }
    lengths = _lengths((*namings, *not_places))
    return Gazetteer(places, namings, not_places, lengths, contexts(), abbreviations, by_name)


@cache
def contexts() -> Mapping[str, tuple[str, ...]]:
    """Words beside names by their role, the longest first."""
    return {
        row[0]: tuple(sorted(row[1].split(" "), key=lambda word: (-len(word), word)))
        for _, row in rows("places_context.tsv", 2)
    }


def rows(name: str, columns: int) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a vocabulary file with their line numbers; ``#`` begins a comment line.

    Raises:
        VocabularyError: a row has another number of columns, or the first column is not unique
            and sorted by code point.
    """
    content = resources.files(FOLDER).joinpath(name).read_text(encoding="utf-8")
    found: list[tuple[int, tuple[str, ...]]] = []
    before = ""
    for number, line in enumerate(content.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if len(cells) != columns:
            raise fault(name, number, f"has {len(cells)} columns, not {columns}")
        if cells[0] <= before:
            trouble = "stands twice" if cells[0] == before else f"must stand before {before!r}"
            raise fault(name, number, f"{cells[0]!r} {trouble}")
        before = cells[0]
        found.append((number, cells))
    return found


def fault(name: str, line: int, message: str) -> VocabularyError:
    """An error about one line of a vocabulary file."""
    return VocabularyError(f"line {line}: {message}", where=f"vocab/{name}")


@cache
def _autonomous() -> re.Pattern[str]:
    peoples = "|".join(contexts()["ethnic"])
    return re.compile(
        f"^(.{{2,}}?)(?:(?:{peoples})族)*"
        f"(?:(?:{peoples})族|蒙古|哈萨克|柯尔克孜|维吾尔|各族)自治[州县旗区]$"
    )


def _uses(cell: str) -> frozenset[str]:
    return frozenset(cell.split(" "))


def _places() -> dict[str, Place]:
    table = {row[0]: (line, row[1]) for line, row in rows("places.tsv", 2)}
    places: dict[str, Place] = {}
    for code, (line, name) in table.items():
        above = _parents(code, table)
        if above and above[-1] not in table:
            raise fault("places.tsv", line, f"{name} has no province {above[-1]}")
        places[code] = _place(code, name, above, table)
    return places


def _parents(code: str, table: Mapping[str, object]) -> tuple[str, ...]:
    province, prefecture = code[:2] + "0000", code[:4] + "00"
    if code == province:
        return ()
    if code != prefecture and prefecture in table:
        return (prefecture, province)
    return (province,)


def _place(
    code: str, name: str, above: tuple[str, ...], table: Mapping[str, tuple[int, str]]
) -> Place:
    province = table[above[-1]][1] if above else name
    city = code[:2] in _MUNICIPALITIES
    if not above:
        kind = EntityKind.CITY if city else EntityKind.PROVINCE
        return Place(code, name, 1, kind, province, name if city else "", above)
    if code.endswith("00"):
        return Place(code, name, 2, EntityKind.CITY, province, name, above)
    if len(above) == 1 and not city:
        return Place(code, name, 3, EntityKind.CITY, province, name, above)
    return Place(code, name, 3, EntityKind.DISTRICT, province, table[above[0]][1], above)


def _grouped(named: Iterable[tuple[str, Place]]) -> dict[str, tuple[Place, ...]]:
    """Places by name, those of higher rank first."""
    grouped: dict[str, list[Place]] = {}
    for name, place in named:
        if name:
            grouped.setdefault(name, []).append(place)
    return {
        name: tuple(sorted(places, key=lambda place: (place.level, place.code)))
        for name, places in grouped.items()
    }


def _namings(
    places: Mapping[str, Place], by_name: Mapping[str, tuple[Place, ...]]
) -> dict[str, tuple[Naming, ...]]:
    by_short = _grouped((short_name(place.name), place) for place in places.values())
    trusts = _trusts(by_name.keys() | by_short.keys())
    found: dict[str, list[Naming]] = {}
    for name, named in by_name.items():
        trust = Trust.HARD if len(name) == LEAST_SHORT else trusts.get(name, Trust.FREE)
        found[name] = [Naming(Form.FULL, trust, named)]
    for short, named in by_short.items():
        trust = trusts.get(short, Trust.FREE if named[0].level < COUNTY else Trust.SOFT)
        if trust is not Trust.NEVER:
            found.setdefault(short, []).append(Naming(Form.SHORT, trust, named))
    _add_aliases(found, places, by_name)
    _add_regions(found)
    return {surface: tuple(namings) for surface, namings in found.items()}


def _trusts(names: AbstractSet[str]) -> dict[str, Trust]:
    trusts: dict[str, Trust] = {}
    for line, (name, trust) in rows("places_classes.tsv", 2):
        if name not in names:
            raise fault("places_classes.tsv", line, f"{name!r} names no place of places.tsv")
        if trust not in set(Trust):
            choices = ", ".join(Trust)
            raise fault("places_classes.tsv", line, f"{trust!r} is none of {choices}")
        trusts[name] = Trust(trust)
    return trusts


_ALIAS_FORMS = {"short": Form.SHORT, "former": Form.FORMER, "nickname": Form.NICKNAME}


def _add_aliases(
    found: dict[str, list[Naming]],
    places: Mapping[str, Place],
    by_name: Mapping[str, tuple[Place, ...]],
) -> None:
    file = "places_aliases.tsv"
    for line, (alias, path, form, year) in rows(file, 4):
        if form not in _ALIAS_FORMS:
            raise fault(file, line, f"{form!r} is none of {', '.join(_ALIAS_FORMS)}")
        place = _by_path(places, by_name, path, (file, line))
        current = any(naming.form is Form.FULL for naming in found.get(alias, ()))
        if current and form != "former":
            raise fault(file, line, f"{alias!r} is the name of a unit of today")
        ranked = len(alias) == LEAST_SHORT and alias[-1] in _ONE_RANK
        trust = Trust.HARD if ranked and form == "former" else Trust.FREE
        found.setdefault(alias, []).append(Naming(_ALIAS_FORMS[form], trust, (place,), year=year))


def _add_regions(found: dict[str, list[Naming]]) -> None:
    file = "places_regions.tsv"
    claimed: dict[str, str] = {}
    for line, (region, others) in rows(file, 2):
        for name in (region, *filter(None, others.split(" "))):
            if name in claimed:
                raise fault(file, line, f"{name!r} already names {claimed[name]}")
            claimed[name] = region
            naming = Naming(Form.FULL if name == region else Form.ALIAS, Trust.FREE, region=region)
            found.setdefault(name, []).append(naming)


def _by_path(
    places: Mapping[str, Place],
    by_name: Mapping[str, tuple[Place, ...]],
    path: str,
    where: tuple[str, int],
) -> Place:
    """The unit that a path such as 浙江省/杭州市/拱墅区 leads to."""
    *above, name = path.split("/")
    for place in by_name.get(name, ()):
        if [places[code].name for code in reversed(place.parents)] == above:
            return place
    raise fault(*where, f"{path!r} leads to no unit of places.tsv")


def _lengths(surfaces: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for surface in surfaces:
        lengths.setdefault(surface[:2], set()).add(len(surface))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
