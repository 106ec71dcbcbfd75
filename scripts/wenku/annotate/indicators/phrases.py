"""The words around a figure that may name what it measures: what stands before it, what behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from wenku.annotate.indicators.quantities import Quantity
from wenku.annotate.indicators.times import Role, Time
from wenku.annotate.indicators.wording import any_of, beginning, ending
from wenku.text.patterns import lazy
from wenku.vocab.statements import wordings

SHORTEST = 2
"""Characters of a name."""
_NOUN_LEFT = 3
"""Characters that must be left when a verb is cut off inside (医院建设项目 keeps its 建设)."""
_JOINED = 12
"""Noun beyond which what follows 和 is left to the quotation."""
_FURTHEST = 52
"""Characters behind a unit that are read as its noun at most."""

_BRACKET = lazy("\uff08[^\uff08\uff09\n]{1,20}\uff09")
_QUOTED = lazy("\u201c[^\u201c\u201d\n]{1,30}\u201d")
_NOTE = lazy(
    r"\[[0-9]{1,3}\]|^\s*(?:\uff08[0-9一二三四五六七八九十]{1,3}\uff09|[0-9]{1,2}[.\u3001]|[一二三四五六七八九十]{1,3}\u3001)"
)
_NUMBERED = lazy(r"[\s\uff080-9一二三四五六七八九十]")
_OPENING = frozenset("\uff08\u201c")
_END = lazy(
    "[\uff0c\u3002\uff1b\uff1a\u3001\uff01\uff1f,;:!?\\s\u201c\u201d\uff08\uff09()\u300a0-9%+]"
)
_AND = lazy("以及|和|及(?!以上|以下|时|其)|与")
_EDGES = " \u3001\u3000\uff0c,\uff1a:\u3002\uff1b\u00b7\u2014"


class Surroundings(NamedTuple):
    """The text around a figure, as far as it may name what is measured."""

    text: str
    clause: tuple[int, int]
    segment: int
    """Where the words that belong to this figure alone begin."""
    next_figure: int
    """Where the next figure of the clause begins, or the end of the clause."""
    sentence: int
    """Where the sentence starts."""
    times: Sequence[Time]
    """Those of the clause."""
    earlier: Sequence[str]
    """Metrics of the figures before it in the sentence."""
    rank: int
    """Number of figures before it in the clause."""
    figures: int
    """Number of figures of the clause."""


def left_of(quantity: Quantity, around: Surroundings) -> str:
    """The words before a figure, without times and without what links them to it."""
    start = around.segment
    words = around.text[start : quantity.start]
    for time in reversed(around.times):
        if time.role is Role.ASIDE or not start <= time.start < quantity.start:
            continue
        behind = trimmed(around.text[time.end : quantity.start])
        words = behind or around.text[start : time.start]
        if behind:
            break
    return trimmed(words)


def trimmed(words: str) -> str:
    """Without the words that lead to the metric and those that link it to the figure."""
    if "[" in words or _NUMBERED.match(words):
        words = _NOTE.sub("", words)
    words = words.strip(_EDGES)
    if words.count("\u201c") != words.count("\u201d"):
        words = words.replace("\u201c", "").replace("\u201d", "")
    while (link := _link()(words)) and link not in _whole():
        if link == words and words in wordings().drop_verbs:
            break
        words = words[: -len(link)].rstrip(_EDGES)
    while lead := _lead_in()(words, 0):
        if _protected()(words, 0):
            break
        words = words[len(lead) :].lstrip(_EDGES)
    return words


@cache
def _link() -> Callable[[str], str]:
    return ending((*wordings().link, *wordings().whole))


@cache
def _whole() -> frozenset[str]:
    return frozenset(wordings().whole)


@cache
def _protected() -> Callable[[str, int], str]:
    return beginning(wordings().whole)


@cache
def _lead_in() -> Callable[[str, int], str]:
    return beginning(wordings().lead_in)


@cache
def _verbs_at_end() -> Callable[[str], str]:
    words = wordings()
    return ending((*words.keep_verbs, *words.drop_verbs))


def verb_at_end(left: str) -> str:
    """The verb that takes the figure as its object: 新增80余项."""
    return _verbs_at_end()(left.removesuffix("了"))


@cache
def _drops() -> Callable[[str, int], str]:
    return beginning(wordings().drop_verbs)


@cache
def _brings_in() -> re.Pattern[str]:
    """Verbs of bringing in, apart from those that may be nouns or parts of words."""
    words = wordings()
    return re.compile(
        any_of({word for word in words.drop_verbs if len(word) > 1} - {*words.verbal_nouns})
    )


def without_verb(left: str) -> str:
    """What is brought in, without the verb that brings it: 开展手术 -> 手术.

    Verbs that may be nouns, or parts of words, are verbs at the beginning only.
    """
    first = _drops()(left, 0)
    best = _brought(left, len(first), SHORTEST) if first else ""
    for match in _brings_in().finditer(left, len(first)):
        best = _brought(left, match.end(), _NOUN_LEFT if match.start() else SHORTEST) or best
    return best or left


def _brought(left: str, place: int, least: int) -> str:
    """What stands behind a verb, if it is long enough to be what is brought in."""
    rest = left[place:].lstrip("了好")
    return rest if len(rest) >= least and rest[0] not in "后前时以" else ""


def begins_action(text: str, place: int) -> bool:
    """Whether a verb of bringing in or doing stands at ``place``."""
    return len(_acts()(text, place)) > 1


@cache
def _acts() -> Callable[[str, int], str]:
    words = wordings()
    return beginning((*words.keep_verbs, *words.drop_verbs))


def right_of(quantity: Quantity, around: Surroundings) -> str:
    """The noun behind a unit, or nothing where something else begins there."""
    text, start = around.text, quantity.end
    close = around.clause[1]
    end = min(close, around.next_figure)
    if text.startswith("的", start):
        start += 1
    relative = _relative()(text, start)
    if relative:
        described = text.rfind("的", start + len(relative), close)
        start, end = (described + 1, close) if described > 0 else (start, start)
    start += len(_existing()(text, start))
    noun = _noun(text, start, end)
    if not noun[:1].isalpha() and not noun.startswith("\u201c"):
        return ""
    if _AND.match(noun):
        return ""
    if noun and (_drops()(noun, 0) or _stop()(noun, 0)):
        return ""
    if start + len(noun) == end < close:
        noun = noun.removesuffix(_link()(noun))
    return _closed(noun, followed=end < close)


@cache
def _existing() -> Callable[[str, int], str]:
    return beginning(wordings().existing)


@cache
def _relative() -> Callable[[str, int], str]:
    return beginning(wordings().relative)


@cache
def _stop() -> Callable[[str, int], str]:
    words = wordings()
    acts = {word for word in words.drop_verbs if len(word) > 1} - {*words.verbal_nouns}
    return beginning((*words.stop, *acts))


@cache
def _tails() -> Callable[[str], str]:
    return ending(wordings().tails)


def _noun(text: str, start: int, end: int) -> str:
    """The noun behind a unit: up to a mark or a word that begins something else."""
    place = start
    while place < min(end, start + _FURTHEST):
        whole = _enclosed(text, place, end) if text[place] in _OPENING else None
        if whole is not None:
            place = whole.end()
        elif word := _protected()(text, place):
            place += len(word)
        elif _END.match(text, place) or (place > start and _stop()(text, place)):
            break
        else:
            place += 1
    return text[start:place]


def _enclosed(text: str, place: int, end: int) -> re.Match[str] | None:
    """The short bracket or quotation that begins at a place."""
    return _BRACKET.match(text, place, end) or _QUOTED.match(text, place, end)


def _closed(noun: str, *, followed: bool) -> str:
    """The noun without what no longer belongs to it."""
    noun = noun.strip()
    if followed or len(noun) > _JOINED:
        joints = [match.start() for match in _AND.finditer(noun) if match.start() >= SHORTEST]
        noun = noun[: joints[0]] if joints else noun
    head, _, tail = noun.rpartition("的")
    if head and (not tail or tail.endswith(wordings().abstract)):
        noun = head
    return without_tail(noun)


def without_tail(noun: str) -> str:
    """Without a word at the end that names the doing, not the thing: 核心项目建设."""
    shorter = noun.removesuffix(_tails()(noun))
    return shorter if len(shorter) >= SHORTEST else noun
