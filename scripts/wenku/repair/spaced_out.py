"""Text with a blank after every character.

Extraction from PDF, recognition of scanned pages and letter spacing done by scripts put one blank
(or two, or an ideographic one) behind each character, digits and marks too. The blank that all gaps
have says nothing then; a wider gap is a blank that stood there before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wenku.model.page import Page
from wenku.repair.chinese import HAN_LIKE, holds
from wenku.repair.wrap import saving
from wenku.rules import rule
from wenku.text.lines import Line
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Edit

FEWEST = 6
"""Gaps between ideographs, at least, that show how a line was spaced."""
SHARE = 10
"""One pair of ideographs in so many may stand close: what was typed in afterwards."""
LETTERS = 12
"""Ideographs of spaced sentences, at least, that show that a page has such text."""
WORDS = 1.0
"""Nats an ideograph by which they must be cheaper as words; prose has three, lists of single
characters less than one."""
SAMPLE = 400
"""Ideographs that are asked for it."""

_SPACED = lazy(f"[ \u3000]{HAN_LIKE}[ \u3000]{{1,3}}{HAN_LIKE}[ \u3000]{{1,3}}{HAN_LIKE}[ \u3000]")
_BLANKS = "[ \u3000]"
_GAPS = lazy(f"(?<={HAN_LIKE})({_BLANKS}*)(?={HAN_LIKE})")
_RUN = lazy(f"(?<=[^ \u3000]){_BLANKS}{{1,8}}(?=[^ \u3000])")
_KEPT = lazy(f"[0-9A-Za-z]{_BLANKS}{{1,8}}[0-9A-Za-z]|[,.;:!?)]{_BLANKS}{{1,8}}[A-Za-z]")
"""A gap between whole figures and words of Latin letters."""
_CLOSE = lazy("[^ \u30000-9A-Za-z.][^ \u3000]|[0-9A-Za-z.][^ \u30000-9A-Za-z.]")
"""Characters side by side of which one is no part of a figure or a Latin word."""
_HAN = lazy(f"{HAN_LIKE}{HAN_LIKE}*")
_SENTENCE = lazy("[\uff0c\u3002\uff1b\uff01\uff1f,;!?]")
_WHOLE_WORD = lazy("[0-9A-Za-z]{2}")


class _Spaced(NamedTuple):
    """A line in which nearly every gap between ideographs is a blank."""

    line: Line
    unit: str
    """What all gaps have."""
    gaps: int


@rule(
    "REP508",
    stage="repair",
    family="spacing",
    certainty=Certainty.INFERRED,
    repairs={
        "全 市 有 中 小 学 校 1 2 6 所 \uff0c 在 校 学 生 达 到 9 . 5 万 人 。": (
            "全市有中小学校126所\uff0c在校学生达到9.5万人。"
        ),
        "全 市 种 植 W 1 8 号 小 麦 \uff0c 亩 产 提 高  农 民 增 收 。": (
            "全市种植W18号小麦\uff0c亩产提高 农民增收。"
        ),
    },
    leaves_alone=(
        "百家姓：赵 钱 孙 李\uff0c周 吴 郑 王\uff0c冯 陈 褚 卫\uff0c蒋 沈 韩 杨。",
        "识字表\n天 地 人 你 我 他 日 月 水 火 山 石 田 禾",
        "出席会议的有 王丽 李明 张伟 刘洋 陈静 杨帆\uff0c会议由王丽主持。",
        "姓 名  性 别  年 龄  职 务  单 位",
    ),
)
def close_spaced_text(page: Page) -> Iterable[Edit]:
    """Close the blanks of text that was spaced out character by character.

    Damage: extraction from PDF and recognition of scans; no search finds a word in such text.
    Evidence: nearly every gap between ideographs on a line is the same blank, the line has marks of
    sentences, and the ideographs are words as one text. Lists of characters, names and the cells of
    a table have no sentences or are no words. Where most of a page is spaced so, its short lines
    are too. A wider gap stays, as one blank; so do blanks between whole figures and Latin words.
    """
    if not holds(page, " \u3000") or _SPACED.search(page.text) is None:
        return
    spaced = [found for found in map(_spaced, page.lines) if found is not None]
    sentences = [found for found in spaced if _is_sentence(found)]
    if not _are_words(sentences):
        return
    if 2 * sum(found.gaps for found in spaced) > _pairs(page):
        units = Counter(found.unit for found in sentences)
        unit = max(units, key=lambda unit: (units[unit], -len(unit)))
        sentences = [*spaced, *_figures(page, unit, {found.line.number for found in spaced})]
    for found in sentences:
        yield from _closed(found)


def _spaced(line: Line) -> _Spaced | None:
    if " " not in line.text and "\u3000" not in line.text:
        return None
    gaps = Counter(match.group() for match in _GAPS.finditer(line.text))
    near = gaps.pop("", 0)
    blank = sum(gaps.values())
    if blank == 0 or near * SHARE > blank:
        return None
    return _Spaced(line, max(gaps, key=lambda gap: (gaps[gap], -len(gap))), blank)


def _figures(page: Page, unit: str, known: set[int]) -> Iterator[_Spaced]:
    """Lines without two ideographs side by side, a date say, in which no characters are close."""
    for line in page.lines:
        if unit in line.text and line.number not in known and _CLOSE.search(line.text) is None:
            yield _Spaced(line, unit, 0)


def _is_sentence(found: _Spaced) -> bool:
    return found.gaps >= FEWEST and _SENTENCE.search(found.line.text) is not None


def _are_words(sentences: Sequence[_Spaced]) -> bool:
    """Whether the ideographs of lines are words as one text."""
    letters, saved = 0, 0.0
    for found in sentences:
        for part in _SENTENCE.split(found.line.text):
            run = "".join(_HAN.findall(part))
            letters += len(run)
            saved += saving(run)
        if letters >= SAMPLE:
            break
    return letters >= LETTERS and saved >= WORDS * letters


def _pairs(page: Page) -> int:
    """Pairs of ideographs side by side on the page, whatever is between them."""
    return sum(1 for _ in _GAPS.finditer(page.text))


def _closed(found: _Spaced) -> Iterator[Edit]:
    text, unit = found.line.text, found.unit
    whole_words = _WHOLE_WORD.search(text) is not None
    for match in _RUN.finditer(text):
        run = match.group()
        after = "\u3000" if "\u3000" in run and "\u3000" not in unit else " "
        if run == unit or len(run) < len(unit):
            if whole_words and _KEPT.match(text, match.start() - 1):
                continue
            after = ""
        if run != after:
            start = found.line.start + match.start()
            yield Edit(start, start + len(run), run, after)
