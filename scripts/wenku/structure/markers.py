"""Numbering at the start of a line: which kind it is, and which number it bears."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from wenku.text.numerals import value_of
from wenku.vocab import forms


class MarkerKind(enum.IntEnum):
    """Kinds of numbering; the value is the usual rank, the lower standing above the higher."""

    PART = 10
    """第一编, 第二篇, 第三部分."""
    CHAPTER = 20
    """第一章."""
    SECTION = 30
    """第一节."""
    ROMAN = 35
    """Ⅰ."""
    CHINESE = 40
    """一、."""
    PAREN_CHINESE = 50
    """（一）."""
    ORDINAL = 55
    """第一，, 其一，."""
    FIRST_IS = 57
    """一是, 一要."""
    STEP = 58
    """任务一：, 案例2, Part 3."""
    BOX = 59
    """专栏12."""
    DIGIT = 60
    """1. or 1、 or 1 before a blank."""
    DECIMAL_2 = 61
    """1.1."""
    DECIMAL_3 = 62
    """1.1.1."""
    DECIMAL_4 = 63
    """1.1.1.1 and deeper."""
    PAREN_DIGIT = 70
    """（1） or 1）."""
    CIRCLED = 80
    """①."""
    LETTER = 90
    """A. or （a）."""
    BULLET = 95
    """■ and its like."""
    ARTICLE = 100
    """第一条: the body of a law, no heading."""
    CAPTION = 110
    """表1, 图2, 附件3: the name of something that follows or is attached."""


HEADING_KINDS = tuple(kind for kind in MarkerKind if kind < MarkerKind.LETTER)
"""Kinds that may number headings, from the top."""

ITEM_KINDS = frozenset(
    {
        MarkerKind.DIGIT,
        MarkerKind.DECIMAL_2,
        MarkerKind.DECIMAL_3,
        MarkerKind.DECIMAL_4,
        MarkerKind.PAREN_DIGIT,
        MarkerKind.CIRCLED,
        MarkerKind.LETTER,
        MarkerKind.BULLET,
    }
)
"""Kinds whose lines are items wherever they are no headings, however long they are."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering found at the start of a line."""

    kind: MarkerKind
    ordinal: int
    """The number; 0 where the mark bears none."""
    end: int
    """Where the words after it start."""
    firm: bool = True
    """Whether the form alone tells; 3 before a blank may be a number that lost its unit."""


_CN = "[一二三四五六七八九十百零〇两]{1,5}"
_NUMBER = rf"(?:{_CN}|\d{{1,3}})"
_GAP = r"[\s\u3000]{0,4}"
_BEFORE_WORDS = r"(?=[^\d\s,.%:\uff05\uff0c\uff1a~\u2014-])"
_NO_UNIT = "(?=[\u4e00-\u9fff])(?![万亿千百倍元米吨公里平个人家年月日名户亩届级版时分度])"

_STEP_WORDS = "|".join(forms.heading_names().steps)
_PART = rf"第{_GAP}(?P<part>{_NUMBER}){_GAP}(?:编|篇|部分)(?![的之是为辑章幅]|文章)"
_CHAPTER = rf"第{_GAP}(?P<chapter>{_NUMBER}){_GAP}章(?![的之程])"
_SECTION = rf"第{_GAP}(?P<section>{_NUMBER}){_GAP}节(?![的之课约能日点省])"
_ARTICLE = rf"第{_GAP}(?P<article>{_NUMBER}){_GAP}条(?![的之])"
_ORDINAL = rf"[第其](?P<ordinal>{_CN})(?:[\u3001\uff0c\uff1a,:]|是(?![否非]))"
_CHINESE = (
    rf"(?P<chinese>{_CN})(?:[\u3001\uff0e.]{_GAP}(?!{_CN}\u3001)|(?P<loose1>[\s\u3000]{{1,4}}))"
)
_PAREN_CHINESE = rf"[\uff08(]\s?(?P<parenchinese>{_CN})\s?[\uff09)][\u3001.\uff0e]?"
_FIRST_IS = r"(?P<firstis>[一二三四五六七八九十]{1,2})[是要](?![否非])"
_STEP = rf"(?:{_STEP_WORDS}){_GAP}(?P<step>{_NUMBER}){_GAP}[\u3001\uff1a:.\uff0e\s]"
_STEP_IN_ENGLISH = r"(?:Part|PART|part)[\s.\uff0e]{0,2}(?P<partword>\d{1,2})"
_BOX = rf"专栏{_GAP}(?P<box>{_NUMBER})?(?:-\d{{1,2}})?(?=[\s\uff1a:]|[^\d\s-]|$)"
_CAPTION = (
    rf"(?:附件|附录|附表|附图|附|表|图)(?:{_GAP}(?P<caption>{_NUMBER}|[A-Z]))?"
    r"(?:[-\u2014.]\d{1,2})?(?:[\uff1a:\s]|$)"
)
_DECIMAL = (
    r"\d{1,2}[.\uff0e](?P<decimal>\d{1,2})(?P<deeper>(?:[.\uff0e]\d{1,2}){0,3})"
    rf"(?:[.\uff0e\u3001]|\s|(?P<loose2>{_NO_UNIT})){_GAP}{_BEFORE_WORDS}"
)
_PAREN_DIGIT = rf"[\uff08(]\s?(?P<parendigit>\d{{1,3}})\s?[\uff09)][\u3001.]?{_GAP}"
_HALF_PAREN = rf"(?P<halfparen>\d{{1,3}})\s?[\uff09)]{_GAP}"
_DIGIT = (
    rf"(?P<digit>\d{{1,3}})(?:\u3001{_GAP}"
    rf"|[\uff0e.](?:\s{{1,4}}|(?=\d{{4}}\s?年)|{_BEFORE_WORDS})"
    rf"|(?P<loose3>\s{{1,4}}){_NO_UNIT})"
)
_CIRCLED = rf"(?P<circled>[\u2460-\u249b\u2776-\u277f\u3251-\u325f]){_GAP}"
_ROMAN = rf"(?P<roman>[\u2160-\u216b])[\u3001\uff0e.\s]{_GAP}"
_LETTER = rf"[\uff08(]?(?P<letter>[A-Za-z])(?:[\uff09)]|[.\uff0e\u3001]){_GAP}"
_BULLET = (
    r"(?P<bullet>[\u2022\u25cf\u25cb\u25c6\u25c7\u25a0\u25a1\u25aa\u2605\u2606\u25b6\u25ba\u25b2"
    rf"\u27a4\u2726\u203b\u30fb]){_GAP}|[-*+\u2013]\s{{1,4}}"
)

_PATTERNS: tuple[tuple[MarkerKind, str], ...] = (
    (MarkerKind.PART, _PART),
    (MarkerKind.CHAPTER, _CHAPTER),
    (MarkerKind.SECTION, _SECTION),
    (MarkerKind.ARTICLE, _ARTICLE),
    (MarkerKind.ORDINAL, _ORDINAL),
    (MarkerKind.CHINESE, _CHINESE),
    (MarkerKind.PAREN_CHINESE, _PAREN_CHINESE),
    (MarkerKind.FIRST_IS, _FIRST_IS),
    (MarkerKind.STEP, _STEP),
    (MarkerKind.STEP, _STEP_IN_ENGLISH),
    (MarkerKind.BOX, _BOX),
    (MarkerKind.CAPTION, _CAPTION),
    (MarkerKind.DECIMAL_2, _DECIMAL),
    (MarkerKind.PAREN_DIGIT, _PAREN_DIGIT),
    (MarkerKind.PAREN_DIGIT, _HALF_PAREN),
    (MarkerKind.DIGIT, _DIGIT),
    (MarkerKind.CIRCLED, _CIRCLED),
    (MarkerKind.ROMAN, _ROMAN),
    (MarkerKind.LETTER, _LETTER),
    (MarkerKind.BULLET, _BULLET),
)
"""In the order in which they are tried."""

_MARKER = re.compile("|".join(f"(?P<k{index}>{body})" for index, (_, body) in enumerate(_PATTERNS)))
_KINDS = {f"k{index}": kind for index, (kind, _) in enumerate(_PATTERNS)}
_GROUP = re.compile(r"\(\?P<(\w+)>")
_VALUES = {
    f"k{index}": next((name for name in _GROUP.findall(body) if name != "bullet"), "")
    for index, (_, body) in enumerate(_PATTERNS)
}
"""The group that holds the number, for each pattern."""
_DEPTHS = (MarkerKind.DECIMAL_2, MarkerKind.DECIMAL_3, MarkerKind.DECIMAL_4, MarkerKind.DECIMAL_4)
_SIGNS = (
    (0x2460, 20, 1),
    (0x2474, 20, 1),
    (0x2488, 20, 1),
    (0x2776, 10, 1),
    (0x3251, 15, 21),
    (0x2160, 12, 1),
)
"""First code point, count and first number of circled, parenthesised, black and Roman signs."""

PROBE = 40
"""Characters of a line that numbering may take."""


def marker_of(line: str) -> Marker | None:
    """The numbering that a line starts with, or None.

    >>> marker_of("（七）高定位推动健康产业发展").kind.name
    'PAREN_CHINESE'
    >>> marker_of("3.5亿元") is None and marker_of("2023年") is None
    True
    """
    match = _MARKER.match(line[:PROBE])
    if match is None:
        return None
    pattern = str(match.lastgroup)
    kind = _KINDS[pattern]
    if kind is MarkerKind.DECIMAL_2:
        kind = _DEPTHS[len(re.findall(r"\d+", match["deeper"] or ""))]
    value = match[_VALUES[pattern]] if _VALUES[pattern] else ""
    loose = match["loose1"] or match["loose3"] or match["loose2"] is not None
    return Marker(kind, _ordinal(value or ""), match.end(), not loose)


def _ordinal(value: str) -> int:
    number = value_of(value)
    if number is not None:
        return number
    code = ord(value[0]) if value else 0
    for base, size, first in _SIGNS:
        if base <= code < base + size:
            return code - base + first
    return ord(value.lower()) - ord("a") + 1 if value.isascii() and value.isalpha() else 0
