"""Spots: stretches of text that look like the name of a place, before it is known which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wenku.annotate.wordbreaks import reaches, stands_alone
from wenku.model import EntityKind
from wenku.text.han import is_han
from wenku.vocab.gazetteer import COUNTY, Form, Gazetteer, Naming, Place, Trust, gazetteer

HOSPITAL = "\u533b\u9662"
_SHORT = Form.SHORT  # a member of an enumeration is dear to look up
_FAMILIAR = frozenset("老小阿")
_CAPITALS = frozenset("京沪")
_FIGURES = frozenset("十百千万亿名")
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千两几数多余")
_UPGRADES = "县市区"
_LEAST_COMPOUND = 3


class Reading(NamedTuple):
    """One place that a spot may mean, in one form."""

    place: Place
    form: Form
    trust: Trust


class Spot(NamedTuple):
    """A name at ``text[start:end]`` of block ``block`` with all it may mean."""

    block: int
    start: int
    end: int
    surface: str
    readings: tuple[Reading, ...] = ()
    region: str = ""
    """Canonical name of a region; a spot has readings or a region, never both."""
    settled: bool = False
    """Whether nothing but the spelling is needed to tell the place (an abbreviation)."""
    brand: bool = False
    """Whether 医院 follows a short name at once: 岳阳医院 may be anywhere."""


def spots_in(text: str, block: int) -> Iterator[Spot]:
    """The spots of one text from left to right, none overlapping another; linear in its length."""
    names = gazetteer()
    heads = names.lengths
    behind = 0
    for match in names.beginnings.finditer(text):
        position = match.start()
        if position >= behind and text[position : position + 2] in heads:
            found, behind = _spot_at(names, text, position, block)
            if found is not None:
                yield found


def abbreviations_in(text: str, block: int, taken: frozenset[int]) -> Iterator[Spot]:
    """Spots of one-character names: 沪苏浙皖 together, 沪 in 来沪.

    ``taken`` are the offsets that lie in other spots.
    """
    for match in _compound().finditer(text):
        span = range(match.start(), match.end())
        distinct = len(set(match[0])) == len(match[0])
        if distinct and taken.isdisjoint(span) and stands_alone(text, *match.span()):
            yield Spot(block, match.start(), match.end(), match[0], region=match[0])
    for match in _journey().finditer(text):
        start = match.end() - 1
        if start in taken or reaches(text, start, match.end()) or not _leads_to_word(text, start):
            continue
        place, _ = gazetteer().abbreviations[match[1]]
        reading = Reading(place, Form.ALIAS, Trust.FREE)
        yield Spot(block, start, match.end(), match[1], (reading,), settled=True)


def _leads_to_word(text: str, start: int) -> bool:
    """Whether a word or a mark follows a one-character name: 在苏调研, but not 在苏哈托."""
    behind = start + 1
    if text[start] in _CAPITALS or not is_han(text[behind : behind + 1] or " "):
        return True
    return reaches(text, behind, behind + 1)


@cache
def _compound() -> re.Pattern[str]:
    one = f"[{_characters('compound')}]"
    return re.compile(f"{one}{one}{{{_LEAST_COMPOUND - 1},7}}")


@cache
def _journey() -> re.Pattern[str]:
    verbs = "".join(gazetteer().contexts["journey"])
    schools = "".join(gazetteer().contexts["no journey"])
    # The class stands first, for a search passes quickly over what is not in it.
    return re.compile(f"([{_characters('journey')}])(?<=[{verbs}].)(?![{schools}])")


def _characters(use: str) -> str:
    known = gazetteer().abbreviations
    return "".join(sorted(char for char, (_, uses) in known.items() if use in uses))


def _spot_at(names: Gazetteer, text: str, start: int, block: int) -> tuple[Spot | None, int]:
    """The spot that begins at ``start``, if any, and where to look on."""
    for end in names.at(text, start):
        surface = text[start:end]
        if surface in names.not_places:
            return None, end
        namings = names.namings[surface]
        if not stands_alone(text, start, end, certain=_is_certain(namings)):
            continue
        if _lends_its_rank(names, text, end, namings):
            continue
        region = next((naming.region for naming in namings if naming.region), "")
        if region and not any(naming.places for naming in namings):
            return Spot(block, start, end, surface, region=region), end
        return _place_spot(names, text, (start, end), block)
    return None, start + 1


def _lends_its_rank(names: Gazetteer, text: str, end: int, namings: tuple[Naming, ...]) -> bool:
    """Whether the last character begins the name of a district of the place: 枣庄 and 市中区."""
    if text[end - 1 : end + 1] not in names.lengths:
        return False
    parents = {place.code for place in namings[0].places}
    return any(
        parents.intersection(place.parents)
        for last in names.at(text, end - 1)
        for place in names.by_name.get(text[end - 1 : last], ())
    )


def _is_certain(namings: tuple[Naming, ...]) -> bool:
    """Whether a name means its place wherever it stands as a word."""
    return namings[0].trust is Trust.FREE


def _place_spot(
    names: Gazetteer, text: str, span: tuple[int, int], block: int
) -> tuple[Spot | None, int]:
    start, end = span
    namings = names.namings[text[start:end]]
    readings = tuple(
        Reading(place, naming.form, naming.trust) for naming in namings for place in naming.places
    )
    if _is_counted(text, start):
        return None, start + 1
    short = namings[0].form is _SHORT
    if short:
        if _is_person(names, text, start, end) or _is_familiar(names, text, start, end):
            return None, end
        upgraded = _upgraded(text, start, end, readings)
        if upgraded:
            return Spot(block, start, end + 1, text[start : end + 1], upgraded), end + 1
        if _names_something_else(names, text, end, readings):
            return None, end
    brand = short and text.startswith(HOSPITAL, end)
    return Spot(block, start, end, text[start:end], readings, brand=brand), end


def _is_counted(text: str, start: int) -> bool:
    """Whether the name begins with the last figure of a number: 254万山区人民."""
    return text[start] in _FIGURES and start > 0 and text[start - 1] in _NUMERALS


def _is_person(names: Gazetteer, text: str, start: int, end: int) -> bool:
    """Whether a surname stands before a short name, and nothing that it could belong to: 丁安庆."""
    before = start - 1
    if before < 0 or text[before] not in names.contexts["surname"]:
        return False
    if text.startswith(names.contexts["after person"], end):
        return True
    if text.endswith(names.contexts["before surname"], 0, before):
        return True
    if is_han(text[end : end + 1] or " ") and text[before] in names.contexts["surname or word"]:
        return False
    return before == 0 or not is_han(text[before - 1])


def _is_familiar(names: Gazetteer, text: str, start: int, end: int) -> bool:
    """Whether 老 or 小 makes a surname of the first character: 老周口中."""
    return (
        start > 0
        and text[start - 1] in _FAMILIAR
        and text[start] in names.contexts["surname"]
        and reaches(text, end - 1, end)
    )


def _upgraded(
    text: str, start: int, end: int, readings: tuple[Reading, ...]
) -> tuple[Reading, ...]:
    """Readings of a short name with the rank it had before: 广德县, 余杭市, 九江县."""
    if text[end : end + 1] not in _UPGRADES or not text[end : end + 1]:
        return ()
    if not stands_alone(text, start, end + 1) or reaches(text, end, end + 1):
        return ()
    return tuple(
        Reading(reading.place, Form.FORMER, reading.trust)
        for reading in readings
        if reading.place.level == COUNTY
    )


def _names_something_else(
    names: Gazetteer, text: str, end: int, readings: tuple[Reading, ...]
) -> bool:
    """Whether what follows makes a street or a piece of landscape of the name."""
    for word in names.contexts["street"]:
        if text.startswith(word, end) and not reaches(text, end, end + len(word)):
            return not text.startswith(names.contexts["no street"], end)
    if any(reading.place.kind is EntityKind.PROVINCE for reading in readings):
        return False
    city = readings[0].place.level < COUNTY
    for word in names.contexts["feature"]:
        if text.startswith(word, end) and not (city and len(word) > 1):
            return not _leads_on(names, text, end)
    return False


def _leads_on(names: Gazetteer, text: str, start: int) -> bool:
    """Whether a place, or a word such as 门户 or 山区, begins where a feature would."""
    if any(text[start:end] in names.namings for end in names.at(text, start)):
        return True
    return any(text.startswith(word, start) for word in names.contexts["no feature"])
