"""Numbers as they are written in Chinese prose: 1.15万余, 110多, 280余, 三百, 数十, 3,200, 百."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from wenku.annotate.indicators.spans import Spans
from wenku.text.numerals import value_of
from wenku.text.patterns import lazy
from wenku.vocab.units import units

FOLD = {
    **{0xFF10 + digit: ord("0") + digit for digit in range(10)},
    0xFF0E: ord("."),
    0xFF05: ord("%"),
    0xFE6A: ord("%"),
    0xFF0B: ord("+"),
    0xFF0D: ord("-"),
    0xFF5E: ord("~"),
    0x2212: ord("-"),
}
"""Full-width digits and signs to their ASCII forms, character by character: offsets stay."""
_WIDE = lazy(f"[{''.join(map(chr, FOLD))}]")


def folded(text: str) -> str:
    """The text with full-width digits and signs in their ASCII forms; offsets stay."""
    return text.translate(FOLD) if _WIDE.search(text) else text


LONGEST = 15
"""Digits beyond which a figure is an account, a telephone or a file number."""

_DIGITS = "一二两三四五六七八九"
_UNITS = "十百千万亿"
_MULTIPLIER = "百万|千万|十万|万亿|十亿|百亿|千亿|万|亿|千(?![克米瓦卡伏])|百(?!分)|十"
_VALUES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_RUN = f"{_DIGITS}{_UNITS}零〇廿"
_WHOLE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# A set at the front is what lets the search skip ordinary characters quickly.
_CANDIDATE = lazy(f"[0-9{_RUN}][0-9{_RUN}]*")
_NEXT = lazy(f"(?P<arabic>{_WHOLE})|(?P<chinese>[{_RUN}]+)")
_NOT_BEHIND = frozenset(".,/#_-+=:")
"""A digit behind a letter, a point or a hyphen belongs to a name, a version or a telephone."""
_TAIL = lazy(f"(?P<first>[余多几来]?)(?P<times>(?:{_MULTIPLIER})?)(?P<last>[余多几来]?)")
_PER = lazy(f"(?P<base>[百千万])分之(?P<value>\\d+(?:\\.\\d+)?|[{_DIGITS}{_UNITS}零〇]+)")
_SHARE = lazy(f"(?P<base>[{_DIGITS}十])分之(?P<value>[{_DIGITS}])")
_TAILING = frozenset("余多几来十百千万亿")
_SIGNED = "为是达至到率速长降"
_ONLINE = "以网线海陆路岸天"
_VAGUE = {"数": ">", "几": ">", "上": ">="}


class Number(NamedTuple):
    """A number at ``[start, end)`` of a text, with the marks that belong to it."""

    start: int
    end: int
    value: Decimal
    highest: Decimal | None = None
    """The second bound of an estimate such as 三五个, 两三百."""
    comparator: str = ""
    """What the number itself tells: > for 余, 多, 数十; >= for 上千."""
    chinese: bool = False
    bare: bool = False
    """A unit without a digit: 百, 万."""
    factor: int = 1
    """The part of the value that 万 or 亿 behind the digits gave."""
    share: bool = False
    """Percent in words: 百分之八十五, 三分之二; the value is in percent."""


def numbers(text: str, dated: Spans) -> Iterator[Number]:
    """Every number of a folded text, from left to right; what is counted is not looked at.

    Args:
        text: the text of one block.
        dated: its times, whose numbers are none.
    """
    position = 0
    while (match := _CANDIDATE.search(text, position)) is not None:
        start, position = match.span()
        if (covered := dated.end_of(start)) > start:
            position = covered
            continue
        number = _digits(text, start) if match[0][0].isascii() else _numerals(text, *match.span())
        if number is not None:
            yield number
            position = max(number.end, start + 1)


def _digits(text: str, start: int) -> Number | None:
    """A number in digits, unless it belongs to a name, a version or a telephone."""
    before = text[start - 1] if start else ""
    if before not in _NOT_BEHIND and not (before.isascii() and before.isalnum()):
        return next_number(text, start)
    if before == "-" and text[start - 2 : start - 1] in _SIGNED:
        return _negative(next_number(text, start))
    return None


def _numerals(text: str, start: int, end: int) -> Number | None:
    """A number in Chinese numerals, if something that can be counted may follow."""
    if text[end : end + 1] not in _follows() or (end - start == 1 and text[start] == "一"):
        return None
    return next_number(text, start)


@cache
def _follows() -> frozenset[str]:
    """What may stand behind Chinese numerals that count something."""
    known = units()
    surfaces = (*known.counts, *known.measures, *known.digits_only, *known.percents)
    named = {unit[0] for unit in (*surfaces, *known.conditional, *known.aliases)}
    return frozenset({*named, *"余多几来大分 至到-~"})


def next_number(text: str, position: int) -> Number | None:
    """The number that begins exactly at ``position``, if there is one."""
    match = _NEXT.match(text, position)
    if match is None:
        return None
    if match["chinese"]:
        return _chinese(text, match.start(), match[0])
    digits = match[0].replace(",", "")
    if len(digits) > LONGEST:
        return None
    return _with_tail(text, match.start(), match.end(), Decimal(digits), chinese=False)


def _negative(number: Number | None) -> Number | None:
    return number and number._replace(start=number.start - 1, value=-number.value)


def _chinese(text: str, start: int, run: str) -> Number | None:
    share = _share(text, start) if text.startswith("分之", start + 1) else None
    if share is not None:
        return share
    if run[0] in _UNITS and not run.strip(_UNITS):
        return _bare(text, start, run)
    value = value_of(run)
    if value is None:
        return _estimate(start, run)
    return _with_tail(text, start, start + len(run), Decimal(value), chinese=True)


def _with_tail(text: str, start: int, end: int, value: Decimal, *, chinese: bool) -> Number:
    more, factor = "", 1
    if text[end : end + 1] in _TAILING:
        tail = _TAIL.match(text, end)
        if tail is not None:
            more = tail["first"] or tail["last"]
            factor, end = _factor(tail["times"]), tail.end()
    return Number(
        start,
        end,
        value if factor == 1 else value * factor,
        comparator=">" if more and more != "来" else "~" if more else "",
        chinese=chinese,
        factor=factor,
    )


def _bare(text: str, start: int, run: str) -> Number | None:
    """A unit without a digit, and what may stand before it: 百名, 数十, 上千."""
    value = value_of(run if run[0] not in "万亿" else f"一{run}")
    if value is None:
        return None
    vague = text[start - 1 : start] if start else ""
    if vague not in _VAGUE or (vague == "上" and text[start - 2 : start - 1] in _ONLINE):
        vague = ""
    end = start + len(run)
    more = text[end : end + 1]
    comparator = _VAGUE.get(vague, "")
    if more and more in "余多几":
        comparator, end = ">", end + 1
    return Number(
        start - len(vague),
        end,
        Decimal(value),
        comparator=comparator,
        chinese=True,
        bare=run[0] != "十" or bool(vague),
    )


def _estimate(start: int, run: str) -> Number | None:
    """Two neighbouring digits name a span: 三五个, 两三百."""
    low, high = value_of(run[0]), value_of(run[1:2]) if run[1:2] in _DIGITS else None
    if low is None or high is None or not low < high <= low + 2:
        return None
    rest = run[2:]
    if rest.strip(_UNITS):
        return None
    factor = _factor(rest)
    end = start + len(run)
    return Number(start, end, Decimal(low * factor), highest=Decimal(high * factor), chinese=True)


def _share(text: str, start: int) -> Number | None:
    match = _PER.match(text, start)
    if match is not None:
        value = match["value"]
        count = Decimal(value) if value[0].isdecimal() else _decimal(value)
        if count is None:
            return None
        return _percent(match, count * 100 / _VALUES[match["base"]], "")
    match = _SHARE.match(text, start)
    if match is None:
        return None
    whole, part = value_of(match["base"]), value_of(match["value"])
    if not whole or not part:
        return None
    return _percent(match, (Decimal(part * 100) / whole).quantize(Decimal("0.01")), "~")


def _percent(match: re.Match[str], value: Decimal, comparator: str) -> Number:
    return Number(
        match.start(), match.end(), value, comparator=comparator, chinese=True, share=True
    )


def _decimal(numeral: str) -> Decimal | None:
    value = value_of(numeral)
    return None if value is None else Decimal(value)


def _factor(units: str) -> int:
    factor = 1
    for unit in units:
        factor *= _VALUES[unit]
    return factor
