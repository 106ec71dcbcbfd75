"""Figures with units that are no statements: each refusal by one rule that tells its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from wenku.annotate.indicators.wording import any_of, beginning, ending
from wenku.text.patterns import lazy
from wenku.vocab.statements import wordings
from wenku.vocab.units import units

if TYPE_CHECKING:
    from wenku.annotate.indicators.numbers import Number
    from wenku.annotate.indicators.quantities import Quantity

NEAR = 40
"""Characters before a figure in which the words of its metric are looked for."""
SLOGAN = 14
"""Longest quotation that is read as a name or slogan."""
MANY_PEOPLE = 10
"""Fewer people in Chinese numerals (两人, 三人) are part of the story."""
IDIOM = 8
"""Characters around a numeral in which an idiom is looked for."""
ACTING = 6
"""Characters before a figure in which the verb stands whose object it is."""
NOUN = 16
"""Characters behind a unit that are looked at as its noun."""

_TIMES_OF_DAY = frozenset(("目前", "当前", "此前", "之前", "日前", "以前", "之后", "此后", "以后"))
_ROUND_THE_CLOCK = 24
_YEARS = range(1900, 2100)

_CLAUSE_START = lazy("[\uff0c\u3002\uff1b\uff1a\uff01\uff1f,;\n]")
_NOUN = lazy("[\u4e00-\u9fffA-Za-z]*")
_HEAD = lazy("[的和与及]")
_CIRCLE = lazy("[^\uff0c\u3002\uff1b\u3001\uff1a]{0,8}\u5708")
_SHORTER = ("缩短", "压缩", "缩减", "以内", "不超过")


def counts_something(text: str, number: Number, found: Quantity) -> bool:
    """Whether a figure with a unit is a statement of how much there is or shall be."""
    return not (
        _is_idiom(text, number)
        or _is_single_or_few(number, found)
        or _is_part_of_a_count(text, found)
        or _is_duration(text, found)
        or _is_slogan(text, number, found)
        or _is_part_of_the_text(text, number, found)
        or _is_class(text, found)
        or _is_round_figure(text, number, found)
    )


def _before(text: str, found: Quantity) -> str:
    """What stands before a figure in its clause."""
    return _CLAUSE_START.split(text[max(0, found.number - NEAR) : found.number])[-1]


def _noun(text: str, position: int) -> str:
    match = _NOUN.match(text, position, position + NOUN)
    return "" if match is None else match[0]


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(any_of(units().idioms))


def _is_idiom(text: str, number: Number) -> bool:
    """千家万户, 三位一体: the numeral counts nothing."""
    if not number.chinese:
        return False
    near = max(0, number.start - IDIOM)
    found = _idioms().finditer(text, near, number.start + IDIOM)
    return any(match.start() <= number.start < match.end() for match in found)


def _is_single_or_few(number: Number, found: Quantity) -> bool:
    """一个, 一家 is an article, not a figure; 两人 is part of a story."""
    if not number.chinese or number.share:
        return False
    return number.value == 1 or (found.unit == "人" and number.value < MANY_PEOPLE)


def _is_part_of_a_count(text: str, found: Quantity) -> bool:
    """每3年, 每10万人: a rate's base. 前10名: a rank. 2023届: a year."""
    before = text[max(0, found.number - 2) : found.number]
    ranked = before[-1:] in {"前", "后"} and before not in _TIMES_OF_DAY
    if before[-1:] == "每" or (ranked and found.kind in {"counts", "digits_only"}):
        return True
    return found.unit in {"届", "期", "年"} and found.value in _YEARS


def _is_duration(text: str, found: Quantity) -> bool:
    """A length of time, a mark, an age: a statement only where the text measures such a thing."""
    if found.kind != "conditional":
        return False
    if found.unit in {"分钟", "小时"} and _CIRCLE.match(text, found.end):
        return False
    left = _before(text, found)
    if found.value == _ROUND_THE_CLOCK and found.unit == "小时":
        return not any(word in left for word in _SHORTER)
    return not any(word in left for word in _conditions(found.unit))


@cache
def _conditions(unit: str) -> tuple[str, ...]:
    known = units()
    surfaces = {unit, *(alias for alias, name in known.aliases.items() if name == unit)}
    return tuple(sorted({word for one in surfaces for word in known.conditional.get(one, ())}))


def _is_slogan(text: str, number: Number, found: Quantity) -> bool:
    """A figure in a short quotation names something: “两个维护”, “十百千”工程."""
    opening = text.rfind("\u201c", max(0, found.number - SLOGAN), found.number)
    if opening < 0 or "\u201d" in text[opening : found.number]:
        return False
    closing = text.find("\u201d", found.end, opening + SLOGAN + 2)
    if closing < 0:
        return False
    return number.chinese or found.kind in {"counts", "digits_only"}


def _is_part_of_the_text(text: str, number: Number, found: Quantity) -> bool:
    """三个方面, 两项任务: the text counts its own parts."""
    if found.kind not in {"counts", "big"}:
        return False
    right = _noun(text, found.end)
    if not number.chinese:
        return right in _parts()
    noun = _HEAD.split(right, maxsplit=1)[0]
    whole = len(noun) < len(right) or len(right) < NOUN
    shorter = noun.removesuffix(_tails()(noun))
    noun = shorter if len(shorter) > 1 else noun
    nameless = not noun or bool(_stopping()(noun, 0)) or bool(_acting_here()(noun, 0))
    if noun in units().parts_alone or (
        nameless and (found.unit == "类" or not _before(text, found))
    ):
        return True
    return noun.startswith(units().parts) or (whole and noun.endswith(units().parts))


@cache
def _tails() -> Callable[[str], str]:
    return ending(wordings().tails)


@cache
def _parts() -> frozenset[str]:
    return frozenset(units().parts)


@cache
def _acting() -> Callable[[str], str]:
    words = wordings()
    return ending((*words.keep_verbs, *words.drop_verbs, *words.link))


def _is_class(text: str, found: Quantity) -> bool:
    """50万元以上的村, 300床以上医院, 超过30亿元的5家: a class of things, named by its bound."""
    sized = found.kind == "measures" or found.unit in {"人", "床", "张", "户"}
    bounded = found.end > found.number and text[found.end - 1] in "上下内"
    if not sized or not (bounded or found.comparator in {">", "<"}):
        return False
    described = text.startswith("的", found.end)
    if bounded and described:
        return True
    if _acting()(text[max(0, found.start - ACTING) : found.start]):
        return False
    if described:
        return True
    noun = _noun(text, found.end)
    return bounded and bool(noun) and not _stopping()(noun, 0)


@cache
def _acting_here() -> Callable[[str, int], str]:
    return beginning(wordings().drop_verbs)


@cache
def _stopping() -> Callable[[str, int], str]:
    return beginning(wordings().stop)


def _is_round_figure(text: str, number: Number, found: Quantity) -> bool:
    """万亩茶园, 千亿元级产业: a round unit without a digit describes, unless it is compared."""
    if text.startswith("级", found.end):
        return True
    if not number.bare or found.kind not in {"counts", "measures", "digits_only"}:
        return False
    if found.unit in {"人", "户"}:
        return found.comparator == "="
    if found.kind == "counts":
        noun = _noun(text, found.end)
        return found.comparator == "=" and (not noun or noun.startswith("等"))
    reached = text[max(0, found.start - 2) : found.start].endswith(("达", "破", "到"))
    return found.comparator == "=" and not reached
