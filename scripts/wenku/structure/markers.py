"""Numbering at the start of a line: which kind it is, and which number it bears."""

from __future__ import annotations

import enum
import functools
import re
from typing import NamedTuple

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


class Marker(NamedTuple):
    """A numbering found at the start of a line."""

    kind: MarkerKind
    ordinal: int
    """The number; 0 where the mark bears none."""
    end: int
    """Where the words after it start."""
    firm: bool = True
    """Whether the form alone tells; 3 before a blank may be a number that lost its unit."""


_CN = "[一二三四五六七八九十百零〇两]{1,5}"
_NUMBER = rf"(?P<number>{_CN}|\d{{1,3}})"
_CHINESE_NUMBER = rf"(?P<number>{_CN})"
_GAP = r"\s{0,4}"
_DOT = r"[.\uff0e]"
_BEFORE_WORDS = r"(?=[^\d\s,.%:\uff05\uff0c\uff1a~\u2014-])"
_NO_UNIT = r"(?=[^\W\d_A-Za-z])(?![万亿千百倍元米吨公里平个人家年月日名户亩届级版时分度])"

_STEP_WORDS = "|".join(forms.heading_names().steps)

_CAPTION = (
    rf"(?:附件|附录|附表|附图|附|表|图)(?:{_GAP}(?P<number>{_CN}|\d{{1,3}}|[A-Z]))?"
    r"(?:[-\u2014.]\d{1,2})?(?:[\uff1a:\s]|$)"
)
_DECIMAL = (
    rf"\d{{1,2}}{_DOT}(?P<number>\d{{1,2}})(?P<deeper>(?:{_DOT}\d{{1,2}}){{0,3}})"
    rf"(?:[.\uff0e\u3001]|\s|(?P<loose>{_NO_UNIT})){_GAP}{_BEFORE_WORDS}"
)
_DIGIT = (
    rf"(?P<number>\d{{1,3}})(?:\u3001{_GAP}"
    rf"|{_DOT}(?:\s{{1,4}}|(?=\d{{4}}\s?年)|{_BEFORE_WORDS})|(?P<loose>\s{{1,4}}){_NO_UNIT})"
)

_PATTERNS: dict[MarkerKind, tuple[str, ...]] = {
    MarkerKind.PART: (rf"第{_GAP}{_NUMBER}{_GAP}(?:编|篇|部分)(?![的之是为辑章幅]|文章)",),
    MarkerKind.CHAPTER: (rf"第{_GAP}{_NUMBER}{_GAP}章(?![的之程])",),
    MarkerKind.SECTION: (rf"第{_GAP}{_NUMBER}{_GAP}节(?![的之课约能日点省])",),
    MarkerKind.ARTICLE: (rf"第{_GAP}{_NUMBER}{_GAP}条(?![的之])",),
    MarkerKind.ORDINAL: (rf"[第其]{_CHINESE_NUMBER}(?:[\u3001\uff0c\uff1a,:]|是(?![否非]))",),
    MarkerKind.CHINESE: (
        rf"{_CHINESE_NUMBER}(?:[\u3001\uff0e.]{_GAP}(?!{_CN}\u3001)|(?P<loose>\s{{1,4}}))",
    ),
    MarkerKind.PAREN_CHINESE: (rf"[\uff08(]\s?{_CHINESE_NUMBER}\s?[\uff09)][\u3001.\uff0e]?",),
    MarkerKind.FIRST_IS: (rf"{_CHINESE_NUMBER}[是要](?![否非])",),
    MarkerKind.STEP: (
        rf"(?:{_STEP_WORDS}){_GAP}{_NUMBER}{_GAP}[\u3001\uff1a:.\uff0e\s]",
        r"(?:Part|PART|part)[\s.\uff0e]{0,2}(?P<number>\d{1,2})",
    ),
    MarkerKind.BOX: (rf"专栏{_GAP}{_NUMBER}?(?:-\d{{1,2}})?(?=[\s\uff1a:]|[^\d\s-]|$)",),
    MarkerKind.CAPTION: (_CAPTION,),
    MarkerKind.DECIMAL_2: (_DECIMAL,),
    MarkerKind.PAREN_DIGIT: (
        rf"[\uff08(]\s?(?P<number>\d{{1,3}})\s?[\uff09)][\u3001.]?{_GAP}",
        rf"(?P<number>\d{{1,3}})\s?[\uff09)]{_GAP}",
    ),
    MarkerKind.DIGIT: (_DIGIT,),
    MarkerKind.CIRCLED: (rf"(?P<number>[\u2460-\u249b\u2776-\u277f\u3251-\u325f]){_GAP}",),
    MarkerKind.ROMAN: (rf"(?P<number>[\u2160-\u216b])[\u3001\uff0e.\s]{_GAP}",),
    MarkerKind.LETTER: (rf"[\uff08(]?(?P<number>[A-Za-z])(?:[\uff09)]|[.\uff0e\u3001]){_GAP}",),
    MarkerKind.BULLET: (rf"[^-*+\u2013]{_GAP}", r"[-*+\u2013]\s{1,4}"),
}

_NUMERALS = "一二三四五六七八九十百零〇两"
_BULLETS = (
    "\u2022\u25cf\u25cb\u25c6\u25c7\u25a0\u25a1\u25aa\u2605\u2606\u25b6\u25ba\u25b2\u27a4"
    "\u2726\u203b\u30fb"
)
_STARTS: tuple[tuple[str, tuple[MarkerKind, ...]], ...] = (
    (
        "第",
        (
            MarkerKind.PART,
            MarkerKind.CHAPTER,
            MarkerKind.SECTION,
            MarkerKind.ARTICLE,
            MarkerKind.ORDINAL,
        ),
    ),
    ("其", (MarkerKind.ORDINAL,)),
    (_NUMERALS, (MarkerKind.CHINESE, MarkerKind.FIRST_IS)),
    ("\uff08(", (MarkerKind.PAREN_CHINESE, MarkerKind.PAREN_DIGIT, MarkerKind.LETTER)),
    ("专", (MarkerKind.BOX,)),
    ("附表图", (MarkerKind.CAPTION,)),
    (
        "0123456789\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",
        (MarkerKind.DECIMAL_2, MarkerKind.PAREN_DIGIT, MarkerKind.DIGIT),
    ),
    ("".join(map(chr, (*range(0x2460, 0x249C), *range(0x2776, 0x2780)))), (MarkerKind.CIRCLED,)),
    ("".join(map(chr, range(0x3251, 0x3260))), (MarkerKind.CIRCLED,)),
    ("".join(map(chr, range(0x2160, 0x216C))), (MarkerKind.ROMAN,)),
    ("Pp", (MarkerKind.STEP,)),
    ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", (MarkerKind.LETTER,)),
    (f"{_BULLETS}-*+\u2013", (MarkerKind.BULLET,)),
    ("".join(sorted({word[0] for word in forms.heading_names().steps})), (MarkerKind.STEP,)),
)
"""The characters that a numbering starts with, and the kinds to try, in order."""


@functools.cache
def _kinds_by_start() -> dict[str, tuple[MarkerKind, ...]]:
    kinds: dict[str, tuple[MarkerKind, ...]] = {}
    for characters, tried in _STARTS:
        for character in characters:
            kinds[character] = (*kinds.get(character, ()), *tried)
    return kinds


@functools.cache
def _compiled(kind: MarkerKind) -> tuple[re.Pattern[str], ...]:
    """The patterns of a kind; most pages use three or four kinds, so each is compiled when met."""
    return tuple(map(re.compile, _PATTERNS[kind]))


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
    start = line[:PROBE]
    for kind in _kinds_by_start().get(line[:1], ()):
        for pattern in _compiled(kind):
            match = pattern.match(start)
            if match is not None:
                return _marker(kind, match)
    return None


def _marker(kind: MarkerKind, match: re.Match[str]) -> Marker:
    found = match.groupdict()
    if kind is MarkerKind.DECIMAL_2:
        kind = _DEPTHS[len(re.findall(r"\d+", found["deeper"] or ""))]
    return Marker(
        kind, _ordinal(found.get("number") or ""), match.end(), found.get("loose") is None
    )


def _ordinal(value: str) -> int:
    number = value_of(value)
    if number is not None:
        return number
    code = ord(value[0]) if value else 0
    for base, size, first in _SIGNS:
        if base <= code < base + size:
            return code - base + first
    return ord(value.lower()) - ord("a") + 1 if value.isascii() and value.isalpha() else 0
