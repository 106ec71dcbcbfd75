"""What a text says about when: years, deadlines and periods, and how far each of them reaches."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from wenku.annotate.indicators.spans import Spans
from wenku.annotate.indicators.wording import any_of, ending
from wenku.text.numerals import value_of
from wenku.text.patterns import lazy
from wenku.vocab.statements import wordings

TARGET = "target"
ACHIEVEMENT = "achievement"


class Role(enum.StrEnum):
    """How a time reference is meant."""

    GOAL = "goal"
    """By then: 到2025年, 2025年底前, “十四五”末."""
    POINT = "point"
    """In that year or period, or up to it."""
    SINCE = "since"
    """From then on: 2023年以来, 从2022年起."""
    WITHIN = "within"
    """A span of years without a start: 3年内."""
    NOW = "now"
    """目前, 近年来, 过渡期内: no year, and the year named before reaches no further."""
    PART = "part"
    """A day or month of a year that is named elsewhere, if at all: 10月底."""
    ASIDE = "aside"
    """Not the time of what is said: 比2020年, 2019年印发的方案."""


FRAMELESS = frozenset((Role.PART, Role.ASIDE))
"""References that do not tell when something is said to be so."""


class Time(NamedTuple):
    """A time reference at ``[start, end)`` of a text."""

    start: int
    """Where the words that lead to it begin (计划到2025年)."""
    end: int
    role: Role
    year: int | None = None
    kind: str = ""
    """target or achievement, where the reference itself tells; empty where it does not."""
    span: int = 0
    """Years, for WITHIN."""


@dataclass(frozen=True, slots=True)
class Published:
    """The date of publication, as far as it is known; 0 stands for unknown."""

    year: int = 0
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, date: str) -> Published:
        """From an ISO date of one to three parts, or the empty text."""
        parts = [int(part) for part in date.split("-") if part.isdecimal()]
        return cls(*parts[:3])


_YEAR = "(?:19|20)[0-9]{2}"
_HAN_YEAR = "[一二][〇零○九][〇零○一二三四五六七八九]{2}"
_MONTHS = (
    "[0-9]{1,2}(?:[-\u2014\u2013~至][0-9]{1,2})?月份?(?:[0-9]{1,2}日|上旬|中旬|下旬|底|末|初)?"
)
_PART = f"(?:度|上半年|下半年|前[一二三]季度|第?[一二三四]季度|{_MONTHS})?"
_EDGE = "(?:底之?前|底|末|初|之?前|以前|之?后|以后|以来|起|开始|止|期间|内)?"
_PHASE_SIGNS = "过时考试建聘任学合服"
_RELATIVE_SIGNS = frozenset("今本去上明当同")
_PHASES = "规划期?末|规划期间|末|期末|期间|时期|以来"
_FEW = "[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_SPAN = "(?P<span>之内|以内|内|间|多来|以来|来|时间|期间)?"
_CLOCK = "(?:[上下]午)?(?:[0-9]{1,2}[时点](?:[0-9]{1,2}分)?)?前?"
_TO = "[-\u2014\u2013~至到]{1,2}"

# Alternatives that begin alike stand with the longer one first.
_TIME = lazy(
    "|".join(
        (
            f"(?<![0-9.])(?:{_YEAR})年?(?:{_MONTHS})?{_TO}(?P<until>{_YEAR})年(?:{_MONTHS})?",
            f"(?<![0-9.])(?P<date>{_YEAR})[-./][0-9]{{1,2}}(?:[-./][0-9]{{1,2}})?(?![0-9])",
            f"(?<![0-9.])(?P<year>{_YEAR}|{_HAN_YEAR})(?:年|(?=全年)){_PART}(?P<edge>{_EDGE})",
            f"\u201c?十(?P<plan>[一二三四五六])五\u201d?(?P<planedge>{_PHASES})",
            f"(?P<relative>今年|本年度?|去年|上年度?|明年|当年|同年){_PART}(?P<relativeedge>{_EDGE})",
            f"(?P<around>近|过去|未来|今后|最近|连续)?(?<![0-9.])(?P<count>{_FEW})个?年{_SPAN}",
            f"(?<![0-9.])(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日{_CLOCK}",
            f"(?<![0-9.])(?P<other>{_MONTHS})",
            f"(?P<phase>[{_PHASE_SIGNS}].?期内)",
        )
    )
)
# Few characters are at the heart of a time reference; from each one looks back to where it begins.
_HEARTS = lazy("年|月|五|期内|20[0-9][0-9][-./]|19[0-9][0-9][-./]")
_COUNTING = frozenset("0123456789一二两三四五六七八九十〇零○个")
_RANGING = frozenset("-~\u2014\u2013至到")
_AROUND = ("过去", "未来", "今后", "最近", "连续")
_FURTHEST = 8
"""Characters that a number before its year or month may have."""
_FIRST_PLAN_END = 1955
_PLAN_YEARS = 5
_TENTH_PLAN = 10
_RELATIVE = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1}
_AHEAD = frozenset(("底前", "底之前", "前", "之前", "以前", "止"))
_COMING = frozenset(("底", "末", "内", *_AHEAD))
_ONWARDS = frozenset(("以来", "起", "开始"))
_LEAD = 8
"""Characters before a year in which the words that lead to it are looked for."""

_BACK = ending(("截至", "截止", "截止到", "截至到", "截止至"))
_MARKS = ("\uff0c", "\u3001", "\u3002", "")
_FROM = ending(("自", "从", "早在", "始于"))
_RISEN = ending(
    f"{verb}到" for verb in ("提高", "提升", "上升", "增加", "下降", "降", "减少", "增长", "扩大")
)
_AGAINST = lazy("[^\uff0c\u3002\uff1b]{0,4}(?:相比|基础上|同期|水平)")


def times(text: str, published: Published) -> list[Time]:
    """The time references of a folded text, from left to right.

    Args:
        text: the text of one block.
        published: for 今年, and to tell aims from what has been reached.
    """
    found: list[Time] = []
    end = 0
    for heart in _HEARTS.finditer(text):
        if heart.start() < end:
            continue
        match = _TIME.match(text, max(end, _start_of(text, heart)))
        if match is not None:
            found.append(_time(text, match, published))
            end = match.end()
    if all(time.role in FRAMELESS for time in found):
        return found
    return sorted((*found, *_presents(text, found)), key=lambda time: time.start)


def _start_of(text: str, heart: re.Match[str]) -> int:
    """Where the reference around a character begins: before its number, or its one word."""
    place, sign = heart.start(), heart[0]
    if sign == "期内":
        return place - 1 if text[place - 1 : place] in _PHASE_SIGNS else max(0, place - 2)
    if sign == "五":
        return max(0, place - 3 if text[max(0, place - 3)] == "\u201c" else place - 2)
    if sign not in ("年", "月"):
        return place
    before = text[place - 1 : place]
    if sign == "年" and before in _RELATIVE_SIGNS:
        return place - 1
    return _number_start(text, place - 1 if before == "全" else place)


def _number_start(text: str, place: int) -> int:
    """Where the number before ``place`` begins, or the span or phrase it belongs to."""
    start = _counted_back(text, place)
    if text[start - 1 : start] in _RANGING and text[start - 2 : start - 1].isdecimal():
        return _counted_back(text, start - 1)
    if start >= len(_AROUND[0]) and text[start - 2 : start] in _AROUND:
        return start - 2
    return start - 1 if text[start - 1 : start] == "近" else start


def _counted_back(text: str, place: int) -> int:
    lowest = max(0, place - _FURTHEST)
    while place > lowest and text[place - 1] in _COUNTING:
        place -= 1
    return place


def _presents(text: str, found: Sequence[Time]) -> Iterator[Time]:
    """目前, 近年来: they matter only where a year is named before."""
    taken = Spans((time.start, time.end) for time in found)
    for match in _present().finditer(text):
        if not taken.covers(match.start()):
            yield Time(match.start(), match.end(), Role.NOW)


_REPORT = lazy(f"(?<![0-9])({_YEAR})年[^\u300a\u300b]{{0,30}}(?:公报|年报|年鉴)")


def reported_year(title: str) -> int | None:
    """The year that a statistical report is about, by its title: 2022年…统计公报."""
    match = _REPORT.search(title)
    return None if match is None else int(match[1])


@cache
def _present() -> re.Pattern[str]:
    return re.compile(any_of(wordings().present))


@cache
def _led() -> Callable[[str], str]:
    """Words that lead to a deadline: 到, 力争到, 计划."""
    aims = ("", *wordings().aims)
    return ending(f"{aim}{to}" for aim in aims for to in ("", "到", "至") if aim or to)


@cache
def _compared() -> Callable[[str], str]:
    return ending(wordings().compared)


@cache
def _describing() -> re.Pattern[str]:
    verbs = any_of(wordings().attributive)
    return re.compile(f"[^\uff0c\u3002\uff1b\u3001]{{0,10}}?{verbs}的(?!\u6709)")


def _time(text: str, match: re.Match[str], published: Published) -> Time:
    for group, read in _READERS:
        if match[group] is not None:
            return read(text, match, published)
    return Time(match.start(), match.end(), Role.NOW if match["phase"] else Role.PART)


def _in_figures(text: str, match: re.Match[str], published: Published) -> Time:
    """A year in figures, by the words around it."""
    start, end = match.span()
    before = text[max(0, start - _LEAD) : start]
    year = value_of((match["until"] or match["date"] or match["year"]).replace("○", "〇")) or 0
    edge = match["edge"] or ""
    if _is_aside(text, before, end):
        return Time(start, end, Role.ASIDE, year)
    if back := _BACK(before):
        return Time(start - len(back), end, Role.POINT, year, ACHIEVEMENT)
    if edge in _ONWARDS or (_FROM(before) and text[end : end + 1] in _MARKS):
        return Time(start - len(_FROM(before)), end, Role.SINCE, year, _told(year, published))
    led = _led()(before)
    bare = not led and edge not in _AHEAD
    if bare or text.startswith("的", end) or _RISEN(before):
        return Time(start, end, Role.POINT, year, _told(year, published))
    return _deadline(start, end, led, edge, year, published)


def _deadline(start: int, end: int, words: str, edge: str, year: int, published: Published) -> Time:
    """A year that is led up to; 到2022年 in a text of 2024 looks back."""
    plain = len(words) <= 1 and edge not in _AHEAD
    if plain and year < published.year:
        return Time(start - len(words), end, Role.POINT, year, ACHIEVEMENT)
    return Time(start - len(words), end, Role.GOAL, year, TARGET)


def _is_aside(text: str, before: str, end: int) -> bool:
    return (
        bool(_compared()(before))
        or _AGAINST.match(text, end) is not None
        or _describing().match(text, end) is not None
        or (before.endswith(("\uff08", "(")) and text.startswith(("\uff09", ")"), end))
    )


def _told(year: int, published: Published) -> str:
    """What a bare year tells by lying before or after the year of publication."""
    if not published.year or year == published.year:
        return ""
    return TARGET if year > published.year else ACHIEVEMENT


def _plan(text: str, match: re.Match[str], published: Published) -> Time:
    """A five-year plan stands for its last year; in its course it tells no more than that."""
    year = _FIRST_PLAN_END + _PLAN_YEARS * (_TENTH_PLAN + (value_of(match["plan"]) or 0))
    if not match["planedge"].endswith("末"):
        kind = ACHIEVEMENT if published.year > year else ""
        return Time(match.start(), match.end(), Role.POINT, year, kind)
    before = text[max(0, match.start() - _LEAD) : match.start()]
    if _is_aside(text, before, match.end()):
        return Time(match.start(), match.end(), Role.ASIDE, year)
    place = match.start() - len(_led()(before))
    if published.year > year:
        return Time(place, match.end(), Role.POINT, year, ACHIEVEMENT)
    return Time(place, match.end(), Role.GOAL, year, TARGET)


def _relative(text: str, match: re.Match[str], published: Published) -> Time:
    """今年, 去年: known only where the date of publication is."""
    start, end = match.span()
    word, edge = match["relative"], match["relativeedge"]
    before = text[max(0, start - _LEAD) : start]
    if word[0] not in _RELATIVE or _is_aside(text, before, end):
        return Time(start, end, Role.ASIDE)
    shift = _RELATIVE[word[0]]
    year = published.year + shift if published.year else None
    if shift > 0 or (not shift and edge in _COMING):
        return Time(start, end, Role.GOAL, year, TARGET)
    kind = ACHIEVEMENT if shift < 0 or edge in _ONWARDS else ""
    return Time(start, end, Role.SINCE if edge in _ONWARDS else Role.POINT, year, kind)


def _span(text: str, match: re.Match[str], published: Published) -> Time:
    """A number of years, which is counted from a start named before it, or from nowhere."""
    del text, published
    span = match["span"]
    if span in ("内", "之内", "以内"):
        return Time(match.start(), match.end(), Role.WITHIN, span=value_of(match["count"]) or 0)
    reaching = span is not None or match["around"] is not None
    return Time(match.start(), match.end(), Role.NOW if reaching else Role.ASIDE)


def _day(text: str, match: re.Match[str], published: Published) -> Time:
    """A day without its year lies before the publication, where that does not contradict it."""
    del text
    day = (int(match["month"]), int(match["day"]))
    if published.month and day <= (published.month, published.day or 31):
        return Time(match.start(), match.end(), Role.POINT, published.year, "")
    return Time(match.start(), match.end(), Role.PART)


_READERS = (
    ("until", _in_figures),
    ("date", _in_figures),
    ("year", _in_figures),
    ("plan", _plan),
    ("relative", _relative),
    ("count", _span),
    ("month", _day),
)
