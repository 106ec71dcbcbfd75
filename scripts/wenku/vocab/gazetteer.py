"""The places of China by name: units, their parents, short and former names, regions.

The table of units is derived (see :mod:`wenku.vocab.derive.places`), the rest is written by hand.
Reading all of it costs about 25 ms, once a process: the files are checked whole, but a place or a
naming is made only when a text asks for it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from wenku.errors import VocabularyError
from wenku.model import EntityKind
from wenku.vocab.beginnings import beginnings, lengths_by
from wenku.vocab.files import vocabulary_text

COUNTY = 3
"""Rank of counties, districts and banners."""
LEAST_SHORT = 2
"""Characters a short name must have; 和县 and its like have none."""

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_SUFFIXES = {
    "区": ("特别行政区", "自治区", "林区", "特区", "新区", "地区", "区"),
    "州": ("自治州",),
    "县": ("自治县", "县"),
    "旗": ("自治旗", "旗"),
    "省": ("省",),
    "市": ("市",),
    "盟": ("盟",),
}
"""What tells the rank of a unit, by its last character, the longest first."""
_SIDES = "前后左右中"
_ONE_RANK = frozenset("县区市旗")

Raw = TypeVar("Raw")
Made = TypeVar("Made")


class OnDemand(Mapping[str, Made], Generic[Raw, Made]):
    """A mapping whose values are made from raw ones when they are first asked for."""

    def __init__(self, raw: Mapping[str, Raw], make: Callable[[str, Raw], Made]) -> None:
        """Wrap ``raw``; ``make`` gets key and raw value."""
        self._raw = raw
        self._make = make
        self._made: dict[str, Made] = {}

    def __getitem__(self, key: str) -> Made:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(key, self._raw[key])
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


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


class Place(NamedTuple):
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


class Naming(NamedTuple):
    """What a surface may name."""

    form: Form
    trust: Trust
    places: tuple[Place, ...] = ()
    """By rank, then by code: the province 吉林 before the city 吉林."""
    region: str = ""
    """Canonical name, where the surface is that of a region."""
    year: str = ""
    """When a former name ceased to be."""


class Gazetteer(NamedTuple):
    """All names, and how to find where one may begin."""

    places: Mapping[str, Place]
    """By code."""
    by_name: Mapping[str, tuple[Place, ...]]
    """By full official name, those of higher rank first."""
    namings: Mapping[str, tuple[Naming, ...]]
    """By surface."""
    trusts: Mapping[str, Trust]
    """By surface: that of its most trusted naming."""
    not_places: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    """By the first two characters: lengths of names and not-places, the longest first."""
    beginnings: re.Pattern[str]
    """Matches where any of them may begin."""
    contexts: Mapping[str, tuple[str, ...]]
    """Words that tell a name's role beside it, by role."""
    abbreviations: Mapping[str, tuple[Place, frozenset[str]]]
    """One-character names with the uses they are known for."""

    def at(self, text: str, start: int) -> Iterator[int]:
        """The ends of all names that begin at ``start``, the longest first."""
        for length in self.lengths.get(text[start : start + 2], ()):
            surface = text[start : start + length]
            if len(surface) < length:
                continue
            if surface in self.trusts or surface in self.not_places:
                yield start + length


class _Alias(NamedTuple):
    form: Form
    code: str
    year: str


class _Tables(NamedTuple):
    """The files, read and checked, before anything is made of them."""

    names: Mapping[str, str]
    """Name by code."""
    by_name: Mapping[str, list[str]]
    """Codes by name."""
    by_short: Mapping[str, list[str]]
    """Codes by short name."""
    classes: Mapping[str, Trust]
    aliases: Mapping[str, _Alias]
    regions: Mapping[str, tuple[str, Form]]
    """Region and form by name."""


def short_name(name: str) -> str:
    """A unit's name without what tells its rank and its nationalities, or an empty string.

    >>> short_name("恩施土家族苗族自治州"), short_name("宣城市"), short_name("和县")
    ('恩施', '宣城', '')
    """
    autonomous = _autonomous().match(name) if "自治" in name else None
    if autonomous:
        return autonomous[1]
    suffix = next((s for s in _SUFFIXES.get(name[-1:], ()) if name.endswith(s)), "")
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
    tables = _tables()
    places = OnDemand(tables.names, lambda code, name: _place(code, name, tables.names))
    by_name = OnDemand(tables.by_name, lambda _, codes: _ranked(codes, places))
    trusts = _trusts(tables)
    namings = OnDemand(trusts, lambda surface, _: _namings(surface, tables, places))
    not_places = frozenset(row[0] for _, row in rows("places_not.txt", 1))
    lengths = lengths_by((*trusts, *not_places), lambda surface: surface[:2])
    abbreviations = _abbreviations(tables, places)
    return Gazetteer(
        places,
        by_name,
        namings,
        trusts,
        not_places,
        lengths,
        beginnings(lengths),
        contexts(),
        abbreviations,
    )


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
    content = vocabulary_text(name)
    return parsed(content, name, columns)


def parsed(content: str, name: str, columns: int) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of the content of a vocabulary file; see :func:`rows`."""
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
        f"^(.{{2,40}}?)(?:(?:{peoples})族){{0,12}}"
        f"(?:(?:{peoples})族|蒙古|哈萨克|柯尔克孜|维吾尔|各族)自治[州县旗区]$"
    )


def _tables() -> _Tables:
    names = _names()
    by_name: dict[str, list[str]] = {}
    by_short: dict[str, list[str]] = {}
    for code, name in names.items():
        by_name.setdefault(name, []).append(code)
        short = short_name(name)
        if short:
            by_short.setdefault(short, []).append(code)
    return _Tables(
        names,
        by_name,
        by_short,
        _classes(by_name, by_short),
        _aliases(names, by_name),
        _regions(),
    )


def _names() -> dict[str, str]:
    table = rows("places.tsv", 2)
    names = {code: name for _, (code, name) in table}
    for line, (code, name) in table:
        if code[:2] + "0000" not in names:
            raise fault("places.tsv", line, f"{name} has no province {code[:2]}0000")
    return names


def _classes(*known: Mapping[str, object]) -> dict[str, Trust]:
    file, choices = "places_classes.tsv", {str(trust): trust for trust in Trust}
    classes: dict[str, Trust] = {}
    for line, (name, trust) in rows(file, 2):
        if not any(name in names for names in known):
            raise fault(file, line, f"{name!r} names no place of places.tsv")
        if trust not in choices:
            raise fault(file, line, f"{trust!r} is none of {', '.join(choices)}")
        classes[name] = choices[trust]
    return classes


_ALIAS_FORMS = {"short": Form.SHORT, "former": Form.FORMER, "nickname": Form.NICKNAME}


def _aliases(names: Mapping[str, str], by_name: Mapping[str, list[str]]) -> dict[str, _Alias]:
    file = "places_aliases.tsv"
    aliases: dict[str, _Alias] = {}
    for line, (alias, path, form, year) in rows(file, 4):
        if form not in _ALIAS_FORMS:
            raise fault(file, line, f"{form!r} is none of {', '.join(_ALIAS_FORMS)}")
        code = _code_of(path, names, by_name, (file, line))
        if alias in by_name and (form != "former" or code in by_name[alias]):
            raise fault(file, line, f"{alias!r} is the name of a unit of today")
        aliases[alias] = _Alias(_ALIAS_FORMS[form], code, year)
    return aliases


def _regions() -> dict[str, tuple[str, Form]]:
    file = "places_regions.tsv"
    regions: dict[str, tuple[str, Form]] = {}
    for line, (region, others) in rows(file, 2):
        for name in (region, *filter(None, others.split(" "))):
            if name in regions:
                raise fault(file, line, f"{name!r} already names {regions[name][0]}")
            regions[name] = (region, Form.FULL if name == region else Form.ALIAS)
    return regions


def _abbreviations(
    tables: _Tables, places: Mapping[str, Place]
) -> dict[str, tuple[Place, frozenset[str]]]:
    file = "places_abbreviations.tsv"
    found: dict[str, tuple[Place, frozenset[str]]] = {}
    for line, (char, path, uses) in rows(file, 3):
        code = _code_of(path, tables.names, tables.by_name, (file, line))
        found[char] = (places[code], frozenset(uses.split(" ")))
    return found


def _code_of(
    path: str,
    names: Mapping[str, str],
    by_name: Mapping[str, list[str]],
    where: tuple[str, int],
) -> str:
    """The code of the unit that a path such as 浙江省/杭州市/拱墅区 leads to."""
    *above, name = path.split("/")
    for code in by_name.get(name, ()):
        if [names[parent] for parent in reversed(_parents(code, names))] == above:
            return code
    raise fault(*where, f"{path!r} leads to no unit of places.tsv")


def _parents(code: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of the units above one, the nearest first; they are read from its own code."""
    province, prefecture = code[:2] + "0000", code[:4] + "00"
    if code == province:
        return ()
    if code != prefecture and prefecture in names:
        return (prefecture, province)
    return (province,)


def _place(code: str, name: str, names: Mapping[str, str]) -> Place:
    above = _parents(code, names)
    province = names[above[-1]] if above else name
    city = code[:2] in _MUNICIPALITIES
    if not above:
        kind = EntityKind.CITY if city else EntityKind.PROVINCE
        return Place(code, name, 1, kind, province, name if city else "", above)
    if code.endswith("00"):
        return Place(code, name, 2, EntityKind.CITY, province, name, above)
    if len(above) == 1 and not city:
        return Place(code, name, COUNTY, EntityKind.CITY, province, name, above)
    return Place(code, name, COUNTY, EntityKind.DISTRICT, province, names[above[0]], above)


def _ranked(codes: Iterable[str], places: Mapping[str, Place]) -> tuple[Place, ...]:
    """Places of some codes, those of higher rank first."""
    found = [places[code] for code in codes]
    return tuple(sorted(found, key=lambda place: (place.level, place.code)))


def _trusts(tables: _Tables) -> dict[str, Trust]:
    """How far each surface may be trusted, by its strongest naming."""
    classes, trusts = tables.classes, dict.fromkeys(tables.regions, Trust.FREE)
    for alias, known in tables.aliases.items():
        trusts.setdefault(alias, _alias_trust(alias, known))
    for short, codes in tables.by_short.items():
        trust = _short_trust(short, codes, classes)
        if trust is not Trust.NEVER:
            trusts[short] = trust
    for name in tables.by_name:
        trusts[name] = _full_trust(name, classes)
    return trusts


def _full_trust(name: str, classes: Mapping[str, Trust]) -> Trust:
    return Trust.HARD if len(name) == LEAST_SHORT else classes.get(name, Trust.FREE)


def _short_trust(short: str, codes: Iterable[str], classes: Mapping[str, Trust]) -> Trust:
    """As classed; otherwise cities and provinces are free, counties soft."""
    known = classes.get(short)
    if known is not None:
        return known
    return Trust.FREE if any(code.endswith("00") for code in codes) else Trust.SOFT


def _alias_trust(alias: str, known: _Alias) -> Trust:
    ranked = len(alias) == LEAST_SHORT and alias[-1] in _ONE_RANK
    return Trust.HARD if ranked and known.form is Form.FORMER else Trust.FREE


def _namings(surface: str, tables: _Tables, places: Mapping[str, Place]) -> tuple[Naming, ...]:
    found: list[Naming] = []
    if surface in tables.by_name:
        trust = _full_trust(surface, tables.classes)
        found.append(Naming(Form.FULL, trust, _ranked(tables.by_name[surface], places)))
    codes = tables.by_short.get(surface, [])
    trust = _short_trust(surface, codes, tables.classes)
    if codes and trust is not Trust.NEVER:
        found.append(Naming(Form.SHORT, trust, _ranked(codes, places)))
    alias = tables.aliases.get(surface)
    if alias is not None:
        trust = _alias_trust(surface, alias)
        found.append(Naming(alias.form, trust, (places[alias.code],), year=alias.year))
    if surface in tables.regions:
        region, form = tables.regions[surface]
        found.append(Naming(form, Trust.FREE, region=region))
    return tuple(found)
