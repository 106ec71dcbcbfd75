"""What a figure measures: words of the text around it, cut so that a table can show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from wenku.annotate.indicators.quantities import Quantity
from wenku.annotate.indicators.times import Role, Time
from wenku.annotate.indicators.wording import any_of, beginning, ending
from wenku.vocab.statements import wordings

LONGEST = 26
"""Characters beyond which a metric is cut at its last joint."""
SHORTEST = 2
_NOUN_LEFT = 3
"""Characters that must be left when a verb is cut off (医院建设项目 keeps its 建设)."""
_JOINED = 12
"""Noun beyond which what follows 和 is left to the quotation."""

BACK = 120
"""Characters before a figure in which its topic is looked for."""

_BRACKET = re.compile("\uff08[^\uff08\uff09\n]{1,20}\uff09")
_QUOTED = re.compile("\u201c[^\u201c\u201d\n]{1,30}\u201d")
_END = re.compile(
    "[\uff0c\u3002\uff1b\uff1a\u3001\uff01\uff1f,;:!?\\s\u201c\u201d\uff08\uff09()\u300a0-9%+]"
)
_AND = re.compile("以及|和|及|与")
_EDGES = " \u3001\u3000\uff0c,\uff1a:\u3002\uff1b\u00b7"
_RATE = re.compile("(?:率|比例|比重|占比|比率|水平|程度|强度|密度|浓度)$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text around a figure, as far as it may name what is measured."""

    text: str
    segment: int
    """Where the words that belong to this figure alone begin: its clause, or behind the figure
    before it in the same clause."""
    clause_end: int
    next_figure: int
    """Where the next figure begins, or the end of the clause."""
    sentence: int
    """Where the sentence starts."""
    times: Sequence[Time]
    """Those of the clause."""
    before: str
    """Metric of the figure before it in the sentence; empty where there is none."""


def metric_of(quantity: Quantity, around: Surroundings) -> str:
    """The metric of a quantity: spans of the text, joined at most once, nothing invented."""
    left = _left(quantity, around)
    right = _right(quantity, around)
    name = _joined(quantity, left, right)
    if not name or name in _changes():
        name = _completed(name, around)
    return _shortened(_unquoted(name))


def _joined(quantity: Quantity, left: str, right: str) -> str:
    if not right:
        return _without_verb(left)
    verb = _verb_at_end(left)
    if verb:
        return f"{verb}{right}" if verb in wordings().keep_verbs else right
    if left.endswith("的"):
        return f"{_shortened(_without_verb(left))}{right}"
    if quantity.kind in {"measures", "percents", "conditional", "plain"}:
        return _measured(quantity, left, right)
    return right


def _measured(quantity: Quantity, left: str, right: str) -> str:
    if not left:
        return right
    if quantity.kind == "measures" and quantity.unit.endswith("元"):
        return f"{_without_verb(left)}{right}" if not _RATE.search(left) else left
    if quantity.kind == "percents" and not _RATE.search(left):
        kept = _last_verb(left, wordings().keep_verbs)
        return f"{kept}{right}" if kept else left
    return _without_verb(left)


def begins_action(text: str, place: int) -> bool:
    """Whether a verb of bringing in or doing stands at ``place``."""
    return _acts().match(text, place) is not None


@cache
def _acts() -> re.Pattern[str]:
    words = wordings()
    return re.compile(any_of(word for word in (*words.keep_verbs, *words.drop_verbs) if word[1:]))


# --- what stands before the figure -------------------------------------------------------------


def _left(quantity: Quantity, around: Surroundings) -> str:
    start = around.segment
    words = around.text[start : quantity.start]
    for time in reversed(around.times):
        if time.role is Role.ASIDE or not start <= time.start < quantity.start:
            continue
        behind = _trimmed(around.text[time.end : quantity.start])
        words = behind or around.text[start : time.start]
        if behind:
            break
    return _trimmed(words)


def _trimmed(words: str) -> str:
    """Without the words that lead to the metric and those that link it to the figure."""
    words = words.strip(_EDGES)
    while link := _link()(words):
        words = words[: -len(link)].rstrip(_EDGES)
    while lead := _lead_in()(words, 0):
        words = words[len(lead) :].lstrip(_EDGES)
    if words.count("\u201c") != words.count("\u201d"):
        words = words.replace("\u201c", "").replace("\u201d", "")
    return words


@cache
def _link() -> Callable[[str], str]:
    return ending(wordings().link)


@cache
def _lead_in() -> Callable[[str, int], str]:
    return beginning(wordings().lead_in)


@cache
def _verbs_at_end() -> Callable[[str], str]:
    words = wordings()
    return ending((*words.keep_verbs, *words.drop_verbs))


def _verb_at_end(left: str) -> str:
    return _verbs_at_end()(left.removesuffix("了"))


@cache
def _drops() -> re.Pattern[str]:
    return re.compile(any_of(wordings().drop_verbs))


@cache
def _brings_in() -> re.Pattern[str]:
    """Verbs of bringing in; those that may be nouns, or parts of words, only at the beginning."""
    words = wordings()
    anywhere = {word for word in words.drop_verbs if len(word) > 1} - {*words.verbal_nouns}
    return re.compile(f"^{any_of(words.drop_verbs)}|{any_of(anywhere)}")


@cache
def _keeps() -> re.Pattern[str]:
    return re.compile(any_of(wordings().keep_verbs))


def _without_verb(left: str) -> str:
    """What is brought in, without the verb that brings it: 开展手术 -> 手术."""
    best = left
    for match in _brings_in().finditer(left):
        rest = left[match.end() :].lstrip("了好")
        if len(rest) >= (SHORTEST if not match.start() else _NOUN_LEFT):
            best = rest
    return best


def _last_verb(left: str, verbs: Sequence[str]) -> str:
    found = ""
    for match in _keeps().finditer(left):
        found = match[0] if match[0] in verbs else found
    return found


# --- what stands behind it ---------------------------------------------------------------------


def _right(quantity: Quantity, around: Surroundings) -> str:
    text, start = around.text, quantity.end
    end = min(around.clause_end, around.next_figure)
    if text.startswith("的", start):
        start += 1
    relative = _relative()(text, start)
    if relative:
        described = text.rfind("的", start + len(relative), around.clause_end)
        start, end = (described + 1, around.clause_end) if described > 0 else (start, start)
    noun = _noun(text, start, end)
    if noun and (_drops().match(noun) or _stop()(noun, 0)):
        return ""
    return _closed(noun, followed=end < around.clause_end)


@cache
def _relative() -> Callable[[str, int], str]:
    return beginning(wordings().relative)


@cache
def _stop() -> Callable[[str, int], str]:
    return beginning(wordings().stop)


@cache
def _tails() -> Callable[[str], str]:
    return ending(wordings().tails)


def _noun(text: str, start: int, end: int) -> str:
    """The noun behind a unit: up to a mark or a word that begins something else."""
    place = start
    while place < end and place - start < 2 * LONGEST:
        whole = _BRACKET.match(text, place, end) or _QUOTED.match(text, place, end)
        if whole is not None:
            place = whole.end()
        elif _END.match(text, place) or (place > start and _stop()(text, place)):
            break
        else:
            place += 1
    return text[start:place]


def _closed(noun: str, *, followed: bool) -> str:
    """The noun without what no longer belongs to it."""
    noun = noun.strip()
    if followed or len(noun) > _JOINED:
        joints = [match.start() for match in _AND.finditer(noun) if match.start() >= SHORTEST]
        noun = noun[: joints[0]] if joints else noun
    head, _, tail = noun.rpartition("的")
    if head and _is_abstract(tail):
        noun = head
    shorter = noun.removesuffix(_tails()(noun))
    return shorter if len(shorter) >= SHORTEST else noun


_ABSTRACT = ("优势", "作用", "基础", "力量", "水平", "能力", "需求", "目标", "建设", "重点")


def _is_abstract(tail: str) -> bool:
    return not tail or tail.endswith(_ABSTRACT)


# --- where the clause does not tell ------------------------------------------------------------


@cache
def _changes() -> frozenset[str]:
    return frozenset((*wordings().change_verbs, *wordings().drop_verbs, ""))


def _completed(name: str, around: Surroundings) -> str:
    """A change or a bare verb takes what it is about from what was said before."""
    if name in wordings().change_verbs and around.before:
        subject = _without_change(around.before)
        return f"{subject}{name}"
    topic = _topic(around)
    if name in wordings().change_verbs:
        return f"{topic}{name}"
    return around.before or topic or name


@cache
def _change_at_end() -> Callable[[str], str]:
    return ending(wordings().change_verbs)


def _without_change(metric: str) -> str:
    shorter = metric.removesuffix(_change_at_end()(metric))
    return shorter if len(shorter) >= SHORTEST else metric


_SPLIT = re.compile("[\uff0c\uff1b\uff1a,;:]")


def _topic(around: Surroundings) -> str:
    """The nearest clause before it in the sentence that names something."""
    near = max(around.sentence, around.segment - BACK)
    earlier = _SPLIT.split(around.text[near : around.segment])
    for clause in reversed(earlier):
        words = _without_verb(_trimmed(clause))
        if len(words) > SHORTEST:
            shorter = words.removesuffix(_tails()(words))
            return shorter if len(shorter) > SHORTEST else words
    return ""


def _unquoted(name: str) -> str:
    if name.startswith("\u201c") and name.endswith("\u201d") and name.count("\u201c") == 1:
        return name[1:-1]
    return name


_JOINT = re.compile("[\u3001\u7684\uff0c]|以及|等")


def _shortened(name: str) -> str:
    """Cut at a joint, so that what is left fits a table; the end of a name is what it is."""
    if len(name) <= LONGEST:
        return name
    for joint in _JOINT.finditer(name):
        rest = name[joint.end() :]
        if SHORTEST < len(rest) <= LONGEST:
            return rest
    return name[-LONGEST:]
