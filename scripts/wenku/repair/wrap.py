"""Words that a blank broke, and titles spaced out letter by letter, put together again.

A list of words with their costs is the judge: how much cheaper are both sides as one text than as
two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from wenku.model.page import Page
from wenku.repair.chinese import HAN_LIKE, chinese_lines, holds
from wenku.rules import rule
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Edit
from wenku.vocab.tables import table
from wenku.vocab.words import word_costs

WORD = 5.0
"""Nats by which two sides must be cheaper as one text: a word runs across the gap."""
LETTER = 4.0
"""The same for each letter of a title spaced out."""
RARE = 15.0
"""Nats for a character that is no word of the list by itself."""
LONGEST = 5
"""Longest word of the list, in characters."""
CONTEXT = 5
"""Ideographs looked at on either side of a gap."""
NARROWEST = 36
"""Columns of the narrowest text that a fixed width cuts (18 ideographs); verse is narrower."""
SLACK = 4
"""Columns by which cut lines differ: a mark kept off a line start takes its neighbour along."""

_HAN_BEFORE = lazy(f"{HAN_LIKE}{{1,{CONTEXT}}}$")
_HAN_AFTER = lazy(f"{HAN_LIKE}{{1,{CONTEXT}}}")
_GAP = lazy(f" (?<={HAN_LIKE} )(?={HAN_LIKE})")
_PROSE = lazy("[\u3002\uff0c\uff1b,;]")
# What is quoted or in brackets keeps its blanks: verse, titles, names.
_ENCLOSED = lazy(
    "\u201c[^\u201d]{0,60}\u201d|\u300a[^\u300b]{0,60}\u300b"
    "|\uff08[^\uff09]{0,60}\uff09|\\([^)]{0,60}\\)"
)


def gain(before: str, after: str) -> float:
    """Nats by which the ends of two texts are cheaper as one: positive where a word spans them."""
    left, right = _HAN_BEFORE.search(before), _HAN_AFTER.match(after)
    if left is None or right is None:
        return 0.0
    head, tail = left.group(), right.group()
    return cheapest(head) + cheapest(tail) - cheapest(head + tail)


def cheapest(text: str) -> float:
    """Cost in nats of the cheapest way to cut a text into words; linear in its length."""
    costs = word_costs()
    best = [0.0]
    for end in range(1, len(text) + 1):
        ways = [best[-1] + costs.get(text[end - 1], RARE)]
        for start in range(max(0, end - LONGEST), end - 1):
            cost = costs.get(text[start:end])
            if cost is not None:
                ways.append(best[start] + cost)
        best.append(min(ways))
    return best[-1]


def saving(letters: str) -> float:
    """Nats by which a text is cheaper as words than character by character."""
    return sum(map(cheapest, letters)) - cheapest(letters)


@rule(
    "REP730",
    stage="repair",
    family="spacing",
    certainty=Certainty.INFERRED,
    repairs={
        "会议听取汇报\uff0c权 威发布今年安排。": "会议听取汇报\uff0c权威发布今年安排。",
    },
    leaves_alone=(
        "我省印发实施方案 全力推动公立医院高质量发展\uff0c群众满意。",
        "记者 王丽 通讯员 高 峰\uff0c本报报道。",
        "白日依山尽 黄河入海流\uff0c唐诗名句。",
    ),
)
def close_broken_word(page: Page) -> Iterable[Edit]:
    """Close a blank inside a word of running prose.

    Damage: line breaks turned into blanks, removed tags. Evidence: a word of the lexicon runs
    across the blank, and at least one of its halves is no word with its other neighbour. Names
    typed with a blank, titles, verse and what stands in quotation marks are left alone.
    """
    if _GAP.search(page.text) is None:
        return
    for line in chinese_lines(page, _GAP):
        if _PROSE.search(line.text):
            for place in _broken_words(line.text):
                start = line.start + place
                yield Edit(start, start + 1, " ", "")


def _broken_words(text: str) -> list[int]:
    masked = _ENCLOSED.sub(lambda match: "\0" * len(match.group()), text)
    gaps = [match.start() for match in _GAP.finditer(masked)]
    broken = [place for place in gaps if _is_broken(text, place)]
    if broken and len(gaps) > 1 and _even([after - before for before, after in pairwise(gaps)]):
        return gaps
    return broken


def _even(distances: Sequence[int]) -> bool:
    """Whether gaps come at one distance, as line breaks turned into blanks do."""
    return min(distances) * 2 >= NARROWEST and max(distances) - min(distances) <= SLACK


def _is_broken(text: str, place: int) -> bool:
    before, after = text[max(0, place - CONTEXT) : place], text[place + 1 : place + 1 + CONTEXT]
    head, tail = _HAN_BEFORE.search(before), _HAN_AFTER.match(after)
    if head is None or tail is None or _is_name(head.group(), tail.group()):
        return False
    return gain(before, after) >= WORD


def _is_name(head: str, tail: str) -> bool:
    """Whether a surname and a given name of one character may be what a blank parts."""
    lone = len(head) == 1 or len(tail) == 1
    return lone and head[-1] in table("spacing.tsv")["surnames"]


_LETTERS = lazy(f"(?<!\\S){HAN_LIKE}( {{1,2}}|\u3000){HAN_LIKE}(?:\\1{HAN_LIKE}){{2,}}(?!\\S)")
"""Characters one by one with the same gap between them; a wider one parts cells."""
_LONE = lazy(f" {HAN_LIKE} ")


@rule(
    "REP732",
    stage="repair",
    family="spacing",
    certainty=Certainty.INFERRED,
    repairs={"关 于 印 发 养 老 通 知": "关于印发养老通知"},
    leaves_alone=(
        "东 南 西 北 中",
        "大 中 小",
        "甲 乙 丙 丁",
        "王 丽 李 明",
        "姓 名  性 别  年 龄",
    ),
)
def close_spaced_out_title(page: Page) -> Iterable[Edit]:
    """Close the blanks of a title that was spaced out letter by letter.

    Damage: typography done with blanks, which no search sees through. Evidence: four or more
    single ideographs with a blank between each, which as one text are words of the lexicon. Rows
    of a table, grades and names in a row are no words together.
    """
    if not holds(page, " \u3000"):
        return
    for line in page.lines:
        if _LONE.search(line.text.replace("\u3000", " ")) is None:
            continue
        for match in _LETTERS.finditer(line.text):
            letters = "".join(match.group().split())
            if saving(letters) >= LETTER * len(letters):
                start = line.start + match.start()
                yield Edit(start, line.start + match.end(), match.group(), letters)
