"""Chinese numerals: 二十三, 一百零五, 二〇二三, 两, in plain and in formal writing."""

from __future__ import annotations

FIGURES = "一二三四五六七八九十"
"""Numerals of one character up to ten: inside of a character class of patterns for list numbers."""

_DIGITS = {
    **{char: value for value, char in enumerate("〇一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{char: value for value, char in enumerate("０１２３４５６７８９")},
    **{str(value): value for value in range(10)},
    "○": 0,
    "Ｏ": 0,
    "两": 2,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}
_GROUPS = {"万": 10_000, "亿": 100_000_000}

_ZEROS = "〇零○Ｏ"
_YEAR = 4

LONGEST = 24
"""Characters that a numeral may have."""


def value_of(numeral: str) -> int | None:
    """The value of a numeral, or None where the characters are not one.

    >>> value_of("二〇二三"), value_of("十二"), value_of("一百零五"), value_of("两万三千")
    (2023, 12, 105, 23000)
    >>> value_of("12"), value_of("两三"), value_of("医"), value_of("")
    (12, None, None, None)
    """
    if not 0 < len(numeral) <= LONGEST:
        return None
    if numeral.isascii() and numeral.isdecimal():
        return int(numeral)
    if all(char in _DIGITS for char in numeral):
        return _by_place(numeral)
    total, section = 0, ""
    for char in numeral:
        if char in _GROUPS:
            value = _below_ten_thousand(section) if section else 0
            if value is None:
                return None
            total, section = _grouped(total, value, _GROUPS[char]), ""
        else:
            section += char
    value = _below_ten_thousand(section) if section else 0
    return None if value is None else total + value


def _below_ten_thousand(section: str) -> int | None:
    """一千二百零三, with digits and units in turn."""
    value, digit = 0, -1
    for char in section:
        if char in _DIGITS and digit <= 0:
            digit = _DIGITS[char]
        elif char in _TENS and digit < 0:
            value += _TENS[char]
        elif char in _UNITS:
            value += _UNITS[char] * (1 if digit < 0 else digit)
            digit = -1
        else:
            return None
    return value + max(digit, 0)


def _by_place(digits: str) -> int | None:
    """Digits read one after the other; 两三 and 七八 are estimates and no number."""
    if 1 < len(digits) < _YEAR and not any(char.isdecimal() or char in _ZEROS for char in digits):
        return None
    return int("".join(str(_DIGITS[char]) for char in digits))


def _grouped(total: int, section: int, group: int) -> int:
    """``total`` with a group closed: 一亿二千万, and 一万亿, where the groups multiply."""
    if total and total < group:
        return (total + section) * group
    return total + section * group
