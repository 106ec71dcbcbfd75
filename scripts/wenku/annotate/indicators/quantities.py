"""Figures with units: what is counted or measured, and how the figure is meant.

A figure is a quantity only with a unit of the vocabulary behind it. What looks like one and is none
(ordinals, ratios, slogans, grades, durations, parts of the text itself) is refused here, by rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from wenku.annotate.indicators.numbers import Number, next_number
from wenku.annotate.indicators.refusals import counts_something
from wenku.annotate.indicators.spans import Spans
from wenku.annotate.indicators.wording import any_of, beginning, ending
from wenku.text.patterns import lazy
from wenku.vocab.statements import wordings
from wenku.vocab.units import units

PLURAL = 2
PLAINLY_MANY = 100
"""From here on Chinese numerals count, whatever the unit: 三百头, but not 三期, 两次."""
MANY = 10_000
"""A figure in 万 or 亿 says how many, also without a unit."""
BEFORE = 12
"""Characters before a figure in which its comparator is looked for."""


class Quantity(NamedTuple):
    """A figure with its unit at ``[start, end)`` of a text."""

    start: int
    """Where the comparator or the number begins."""
    end: int
    """Behind the unit and what belongs to it (以上, 左右)."""
    number: int
    """Where the number itself begins."""
    value: float
    value_max: float | None
    unit: str
    comparator: str
    kind: str
    """measures, counts, digits_only, percents, conditional, big (四大) or plain (no unit)."""
    demanded: bool = False
    """Whether the comparator is a demand (不少于, 至少)."""


def quantities(
    text: str, found: Iterable[Number], silent: Callable[[], Spans]
) -> Iterator[Quantity]:
    """The quantities of a folded text, from left to right.

    Args:
        text: the text of one block.
        found: its numbers.
        silent: gives the stretches in which figures count nothing; asked only when needed.
    """
    position = 0
    for number in found:
        quantity = _quantity(text, number) if number.start >= position else None
        if quantity is None or silent().covers(number.start):
            continue
        if counts_something(text, number, quantity):
            yield quantity
            position = quantity.end


class _Unit(NamedTuple):
    end: int
    name: str
    kind: str


def _quantity(text: str, number: Number) -> Quantity | None:
    low, high = number, number.highest
    unit = _unit_at(text, number)
    if _char_at(text, number.end if unit is None else unit.end) in _BETWEEN_SIGNS:
        low, number, high = _range(text, number, unit)
        unit = unit if low is number else _unit_at(text, number)
    if unit is None:
        return None
    value, value_max = low.value, high
    if unit.name == "成":
        value, value_max = value * 10, None if value_max is None else value_max * 10
        unit = unit._replace(name="%")
    sign, end = _after(text, unit.end)
    before, start = _before(text, low.start)
    return Quantity(
        start,
        end,
        low.start,
        float(value),
        None if value_max is None else float(value_max),
        unit.name,
        _comparator(number, before, sign, value_max),
        unit.kind,
        demanded=before == ">=" or (before == "<=" and sign != "<="),
    )


def _char_at(text: str, place: int) -> str:
    return text[place : place + 1]


def _comparator(number: Number, before: str, after: str, value_max: Decimal | None) -> str:
    if value_max is not None:
        return "range"
    if before == "~" and after:
        return after
    return before or number.comparator or after or "="


_BETWEEN_SIGNS = frozenset(" -~\u2014\u2013\u81f3\u5230")
_BETWEEN = lazy(r"\s?(?:[-\u2014\u2013~]{1,2}|\u81f3|\u5230)\s?")


def _range(text: str, number: Number, first: _Unit | None) -> tuple[Number, Number, Decimal | None]:
    """The number, or both numbers of a span such as 5-10, 10%-20%, 3至5, 10-20万."""
    single = (number, number, number.highest)
    if number.highest is not None:
        return single
    if first is not None and first.kind == "plain":
        first = None
    between = _BETWEEN.match(text, number.end if first is None else first.end)
    if between is None or text[number.start - 1 : number.start] in ("由", "从"):
        return single
    other = next_number(text, between.end())
    if other is None or other.highest is not None:
        return single
    second = _unit_at(text, other)
    if second is None or (first is not None and first.name != second.name):
        return single
    low = number
    if first is None and number.factor == 1 and number.value < other.value / other.factor:
        low = number._replace(value=number.value * other.factor)
    if not low.value < other.value:
        return single
    return low, other, other.value


def _unit_at(text: str, number: Number) -> _Unit | None:
    """The unit behind a number, with what may stand for one: 大, a scale, 万 alone."""
    if number.share:
        return _Unit(number.end, "%", "percents")
    place = number.end + (text[number.end : number.end + 1] == " ")
    surface = _surface()(text, place)
    if surface:
        return _named(text, place, surface, number)
    return _big(text, number) or _plain(text, number)


def _named(text: str, place: int, surface: str, number: Number) -> _Unit | None:
    """The unit that a surface names, unless what follows makes it another word."""
    name = units().aliases.get(surface, surface)
    kind = _kinds()[name]
    end = place + len(surface)
    longer = text.startswith(units().not_before.get(surface, ()), end)
    latin = surface[-1].isascii() and surface[-1].isalpha()
    if longer or (latin and _LATIN.match(text, end)):
        return None
    if number.chinese and kind == "digits_only" and number.value < PLAINLY_MANY:
        return None
    if text[end : end + 1] == "/" and (per := _denominator()(text, end + 1)):
        return _Unit(end + 1 + len(per), f"{name}/{per}", kind)
    return _Unit(end, name, kind)


_LATIN = lazy("[A-Za-z0-9]")
_BIG = lazy("大(?![会代报精以召学家人类道地量力小约概部中型批])[\u4e00-\u9fff]{2}")
_CONGRESSES = range(12, 31)
"""二十大 is the congress of a party."""


def _big(text: str, number: Number) -> _Unit | None:
    """大 as a unit: 四大核心项目, 十大特色产业集群."""
    if not number.chinese or number.bare or number.comparator or number.value < PLURAL:
        return None
    if int(number.value) in _CONGRESSES or _BIG.match(text, number.end) is None:
        return None
    return _Unit(number.end + 1, "个", "big")


@cache
def _scale() -> re.Pattern[str]:
    words = wordings()
    signs = (*words.link, *_signs("before"))
    return re.compile(f"{any_of(words.scales)}{any_of(signs)}?$")


def _plain(text: str, number: Number) -> _Unit | None:
    """A figure without a unit: on a scale (系数提高到0.62), or of many (250万, 6800多万人口)."""
    if not number.chinese and number.factor >= MANY and not _LATIN.match(text, number.end):
        return _Unit(number.end, "", "plain")
    goes_on = text[number.end : number.end + 1].isalnum()
    if number.chinese or (goes_on and not _sign_after()(text, number.end)):
        return None
    if _scale().search(text[max(0, number.start - BEFORE) : number.start]) is None:
        return None
    return _Unit(number.end, "", "plain")


@cache
def _kinds() -> dict[str, str]:
    known = units()
    kinds = ("measures", "counts", "digits_only", "percents", "conditional")
    return {unit: kind for kind in kinds for unit in getattr(known, kind)}


@cache
def _surface() -> Callable[[str, int], str]:
    return beginning((*_kinds(), *units().aliases))


@cache
def _denominator() -> Callable[[str, int], str]:
    return beginning(units().denominators)


@cache
def _signs(table: str) -> dict[str, str]:
    """Comparator by wording, for one of the tables of comparators."""
    found: Mapping[str, tuple[str, ...]] = getattr(wordings(), table)
    return {word: sign for sign, words in found.items() for word in words}


@cache
def _comparing() -> Callable[[str], str]:
    return ending(_signs("before"))


@cache
def _adverbs_pattern() -> re.Pattern[str]:
    return re.compile(f"{any_of(_signs('adverbs'))}(?=[^\\W0-9a-zA-Z_]{{1,4}}$)")


@cache
def _sign_after() -> Callable[[str, int], str]:
    return beginning(_signs("after"))


def _before(text: str, start: int) -> tuple[str, int]:
    """The comparator that words before a number give, and where they begin."""
    near = text[max(0, start - BEFORE) : start]
    words = _comparing()(near)
    if words:
        place = len(near) - len(words)
        if not near.endswith(wordings().not_after.get(words, ("\0",)), 0, place):
            return _signs("before")[words], start - len(words)
    match = _adverbs_pattern().search(near)
    return (_signs("adverbs")[match[0]] if match else "", start)


def _after(text: str, end: int) -> tuple[str, int]:
    """The comparator behind a unit, and where it ends."""
    words = _sign_after()(text, end)
    return (_signs("after")[words], end + len(words)) if words else ("", end)


class Reading(NamedTuple):
    """A figure that fills a cell of a table."""

    value: float
    value_max: float | None
    unit: str
    comparator: str


_CELL = lazy(r"[\[\u3010\uff3b]?\s*(?P<before>\D{0,4}?)(?=[-0-9])")
_CELL_END = lazy(r"\s*(?:[\]\u3011\uff3d]\s*)?(?:[*]{1,2}\s*)?")


def read_cell(text: str, unit: str) -> Reading | None:
    """The figure that a folded cell consists of, or None where it holds anything else.

    Args:
        text: the cell: 85, \u2265 85%, [50], 3-5, 5.5 左右.
        unit: the unit that the row or the column names, also with a multiplier: 万人.
    """
    match = _CELL.match(text)
    sign = "" if match is None else _signs("before").get(match["before"].strip(), "=")
    if match is None or (match["before"].strip() and sign == "="):
        return None
    negative = text.startswith("-", match.end())
    low = next_number(text, match.end() + negative)
    if low is None:
        return None
    high = _upper(text, low)
    last = high or low
    own = _unit_at(text, last)
    comparator, end = _after(text, last.end if own is None else own.end)
    if _CELL_END.fullmatch(text, end) is None:
        return None
    factor, name = (1, own.name) if own is not None and own.name else _scaled(unit)
    value = float((-low.value if negative else low.value) * factor)
    if high is None:
        return Reading(value, None, name, comparator or sign)
    return Reading(value, float(high.value * factor), name, "range")


def _upper(text: str, low: Number) -> Number | None:
    """The second number of a span that fills a cell."""
    first = _unit_at(text, low)
    between = _BETWEEN.match(text, low.end if first is None else first.end)
    high = None if between is None else next_number(text, between.end())
    return high if high is not None and high.value > low.value else None


def is_unit(text: str) -> bool:
    """Whether a folded text is a unit, with or without a multiplier."""
    number = next_number(f"1{text}", 0)
    known = None if number is None else _unit_at(f"1{text}", number)
    return known is not None and bool(known.name) and known.end == len(text) + 1


def _scaled(unit: str) -> tuple[int, str]:
    """The multiplier and the unit of 万人, 亿元; an unknown unit stays as it is written."""
    number = next_number(f"1{unit}", 0)
    known = None if number is None else _unit_at(f"1{unit}", number)
    if number is None or known is None or known.end != len(unit) + 1:
        return 1, unit.strip()
    return number.factor, known.name
