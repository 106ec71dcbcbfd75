"""Which lines are Chinese prose, where punctuation and blanks follow Chinese rules.

Code, formulas, references, tables typed with commas and sentences in other languages have their
own rules; no repair of width or spacing looks at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wenku.model.page import HintKind, Page
from wenku.text.han import CJK_MARKS, count_han
from wenku.text.lines import Line
from wenku.text.patterns import lazy

HAN_LIKE = "[^\\x00-\\u04ff\\W]"
"""Pattern of one ideograph, or of what stands for one (kana, Roman and circled numerals).

A class that spells out the ranges of ideographs takes milliseconds to compile, each time.
"""
HAN_OR_MARK = f"(?:{HAN_LIKE}|[{CJK_MARKS}])"
"""Pattern of one character that makes its neighbourhood Chinese."""

_ODD = lazy(f"[^\\n -~\u4e00-\u9fff\u3000{CJK_MARKS}]")
_LATIN = lazy("[A-Za-z][A-Za-z]*")
_CODE_SIGN = lazy(
    r"[{}\\`]|=[\"'=]|[\w\])]\s?=\s?[\w(\[\"']|[)\"']\s*;\s*$|[\w)]\(\)|\w\([\"']|::|->|=>|&&|\|\||</|/>"
    r"|^\s*(?:#!|//|/\*|\*/|#include|import |from \w+ import|def |class |SELECT |select )|--\w"
)
_CERTAIN_CODE = lazy(
    r"\w\([\"'][^\n\"']{0,80}[\"']|[\w\])]\s?[=!]=\s?[\w\"']|[})]\s*;\s*$|\{\s*$"
    r"|^\s*(?:<\w[^<>]{0,80}>|[\w.\[\]]+\s?[+*/-]?=\s?\S|[{\[]?\"[\w-]{1,40}\"\s?:)",
    re.ASCII,
)
_ADDRESS = lazy(r"(?:https?://|www\.|(?<![<\w])/(?=\w))[!-~]*|[\w.-]{1,64}@[\w.-]{1,64}", re.ASCII)
_DATA = lazy(r"[\"'{}<>=](?:(?<=[\"'])\s?:\s?[\"'\[{\d]|(?<=[{}<>=])\s*$)", re.ASCII)
_REFERENCE = lazy(
    r"\[(?:[JMDCNSPRZGA]|EB|DB|CP)(?:/OL)?\]|,\s?\d{4},\s?\d{1,4}\s?\(\d{1,3}\)\s?[:.]", re.ASCII
)
_STOP = lazy("[\u3002!?;\uff01\uff1f\uff1b\u201c\u201d]")

LATIN_SHARE = 2
"""Latin letters to ideographs from which a line is not Chinese: a word takes about five letters."""
CODE_SHARE = 1
"""The same where the line has a sign of code as well."""
LONGEST_FIELD = 12
"""Longest field, in characters, of a table typed with commas."""
FEWEST_FIELDS = 3
FEWEST_ROWS = 3


def holds(page: Page, few: Iterable[str]) -> bool:
    """Whether a page holds one of a few signs or words; what most rules look for it does not."""
    return any(sign in page.text for sign in few)


def odd_signs(page: Page) -> frozenset[str]:
    """The different characters of a page that are neither plain ASCII nor usual in Chinese."""
    return page.fact(_odd_signs)


def _odd_signs(page: Page) -> frozenset[str]:
    return frozenset(_ODD.findall(page.text))


def chinese_lines(page: Page, holding: re.Pattern[str], among: str = "") -> Iterator[Line]:
    """The lines that hold a pattern and are Chinese prose or headings.

    Few lines hold what a rule looks for, so that is asked first; the verdict on a line is kept
    with the page.

    Args:
        page: the page.
        holding: what a line must hold.
        among: characters, one of which is in all that the pattern matches; most lines lack them.
    """
    verdicts = page.fact(_verdicts)
    for line in page.lines:
        if among and not any(sign in line.text for sign in among):
            continue
        if holding.search(line.text):
            verdict = verdicts.get(line.number)
            if verdict is None:
                verdict = verdicts[line.number] = _is_chinese(line.text)
            if verdict:
                yield line


def _verdicts(page: Page) -> dict[int, bool]:
    """Verdicts on lines so far; code and tables typed with commas are known from the start."""
    verdicts = dict.fromkeys(_comma_tables(page.lines), False)
    for hint in page.hints_of(HintKind.CODE):
        verdicts |= {
            line.number: False
            for line in page.lines
            if hint.start < line.end and line.start < hint.end
        }
    return verdicts


def _is_chinese(text: str) -> bool:
    latin = sum(map(len, _LATIN.findall(text)))
    if latin == 0:
        return not text.isascii() and _DATA.search(text) is None
    if "/" in text or "@" in text:
        latin = sum(map(len, _LATIN.findall(_ADDRESS.sub("", text))))
    ideographs = count_han(text)
    if ideographs == 0 or latin > LATIN_SHARE * ideographs or _REFERENCE.search(text):
        return False
    if _CERTAIN_CODE.search(text) and latin * 4 > ideographs:
        return False
    return latin <= CODE_SHARE * ideographs or _CODE_SIGN.search(text) is None


def _comma_tables(lines: Sequence[Line]) -> Iterator[int]:
    """Numbers of the lines of tables typed with commas: as many short fields on each row."""
    rows: list[Line] = []
    width = 0
    for line in lines:
        fields = _fields(line.text)
        if fields and fields == width:
            rows.append(line)
            continue
        yield from _numbers_of(rows)
        rows, width = ([line] if fields else []), fields
    yield from _numbers_of(rows)


def _numbers_of(rows: Sequence[Line]) -> Iterator[int]:
    if len(rows) >= FEWEST_ROWS:
        yield from (row.number for row in rows)


def _fields(text: str) -> int:
    """How many fields a row of a typed table has, or 0."""
    commas = text.count(",")
    if commas < FEWEST_FIELDS - 1 or len(text) > (commas + 1) * LONGEST_FIELD:
        return 0
    if _STOP.search(text) or any(len(field) > LONGEST_FIELD for field in text.split(",")):
        return 0
    return commas + 1
