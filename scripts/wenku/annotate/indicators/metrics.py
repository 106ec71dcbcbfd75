"""What a figure measures: words of the text around it, cut so that a table can show them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from wenku.annotate.indicators.phrases import (
    SHORTEST,
    Surroundings,
    left_of,
    right_of,
    trimmed,
    verb_at_end,
    without_tail,
    without_verb,
)
from wenku.annotate.indicators.quantities import Quantity
from wenku.annotate.indicators.wording import any_of, beginning, ending
from wenku.text.patterns import lazy
from wenku.vocab.statements import wordings

LONGEST = 26
"""Characters beyond which a metric is cut at a joint."""
BACK = 120
"""Characters before a figure in which its topic is looked for."""

_SPLIT = lazy("[\uff0c\uff1b\uff1a,;:]")
_ITEMS = lazy("\u3001|以及|和|及|与")
_AGAINST = lazy("(?:比(?![例重率值])|较(?!大|小|高|低))[^\uff0c]{1,10}$")


def metric_of(quantity: Quantity, around: Surroundings) -> str:
    """The metric of a quantity: spans of the text, joined where they stand apart, never invented.

    What stands before the figure or behind its unit; where that is only a change or a share
    (增长5%, 占比8%), with the subject of the figure before it.
    """
    name = _one_of_several(quantity, around)
    if not name:
        left = left_of(quantity, around)
        name = _joined(quantity, around, left, right_of(quantity, around))
    if not name or name in _verbs() or _dependent().fullmatch(name):
        name = _completed(name, around)
    return _shortened(_unquoted(name)) or around.text[around.segment : quantity.start].strip()


def _joined(quantity: Quantity, around: Surroundings, left: str, right: str) -> str:
    if not right:
        return without_verb(left)
    described = around.text.startswith("的", quantity.end)
    if described and left and quantity.kind == "measures" and not _gives().search(left):
        return without_verb(left)
    verb = verb_at_end(left)
    if verb:
        return f"{verb}{right}" if verb in wordings().keep_verbs else right
    if left.endswith("的"):
        return f"{_shortened(without_verb(left))}{right}"
    if quantity.kind in {"measures", "percents", "conditional", "plain"}:
        return _measured(quantity, left, right)
    return right


def _measured(quantity: Quantity, left: str, right: str) -> str:
    if not left:
        return right
    if quantity.kind == "measures" and quantity.unit.endswith("元"):
        return left if left.endswith(wordings().rates) else f"{without_verb(left)}{right}"
    if quantity.kind == "percents" and not left.endswith(wordings().rates):
        kept = _last_kept(left)
        return f"{kept}{right}" if kept else left
    return without_verb(left)


@cache
def _gives() -> re.Pattern[str]:
    return re.compile(any_of(wordings().give_verbs))


@cache
def _keeps() -> re.Pattern[str]:
    return re.compile(any_of(wordings().keep_verbs))


def _last_kept(left: str) -> str:
    found = _keeps().findall(left)
    return str(found[-1]) if found else ""


def _one_of_several(quantity: Quantity, around: Surroundings) -> str:
    """A和B分别增长5%和6%: each figure has its own subject."""
    start = around.clause[0]
    head, told, behind = around.text[start : quantity.start].rpartition("分别")
    if not told:
        return ""
    verb = _change()(trimmed(behind), 0)
    subject = trimmed(_AGAINST.sub("", head))
    if not subject:
        before = around.earlier[: len(around.earlier) - around.rank][-around.figures :]
        several = [_subject(metric) for metric in before]
    else:
        several = [item for item in _ITEMS.split(subject) if item]
    if len(several) != around.figures:
        return f"{subject}{verb}" if subject else ""
    return f"{several[around.rank]}{verb}"


@cache
def _verbs() -> frozenset[str]:
    return frozenset(wordings().drop_verbs)


@cache
def _change() -> Callable[[str, int], str]:
    return beginning(wordings().change_verbs)


@cache
def _dependent() -> re.Pattern[str]:
    """A change or a share that says nothing without its subject."""
    change = any_of(wordings().change_verbs)
    lead = f"{any_of(wordings().adverbial)}|[一二三四五六七八九十0-9]{{1,3}}年"
    return re.compile(f"(?:(?:比|较)[^\uff0c]{{1,10}}?)?(?:{lead}){{0,3}}{change}了?|占(?!地).*")


def _completed(name: str, around: Surroundings) -> str:
    """With the subject from what was said before."""
    subject = _subject(around.earlier[-1]) if around.earlier else _topic(around)
    return subject if subject.endswith(name) else f"{subject}{name}"


@cache
def _change_at_end() -> Callable[[str], str]:
    return ending(wordings().change_verbs)


_COMPARISON = lazy(
    "(?:(?:比(?![例重率值])|较(?!大|小|高|低))[^\uff0c]{1,10}|(?:同比|环比|年均|[一二三四五六七八九十0-9]{1,3}年){1,3})$"
)


def _subject(metric: str) -> str:
    """A metric without its change: 第三产业增加值增长 -> 第三产业增加值."""
    shorter = _COMPARISON.sub("", metric.removesuffix(_change_at_end()(metric)))
    return shorter if len(shorter) >= SHORTEST else metric


def _topic(around: Surroundings) -> str:
    """The nearest clause before it in the sentence that names something."""
    near = max(around.sentence, around.segment - BACK)
    for clause in reversed(_SPLIT.split(around.text[near : around.segment])):
        words = without_verb(trimmed(_predicate().split(clause, maxsplit=1)[0]))
        if len(words) > SHORTEST:
            return without_tail(words)
    return ""


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(any_of(wordings().predicates))


def _unquoted(name: str) -> str:
    if name.startswith("\u201c") and name.endswith("\u201d") and name.count("\u201c") == 1:
        return name[1:-1]
    return name


_JOINT = lazy("[\u3001\u7684\uff0c]|以及|等")


def _shortened(name: str) -> str:
    """Cut at a joint, so that what is left fits a table; the end of a name is what it is."""
    if len(name) <= LONGEST:
        return name
    for joint in _JOINT.finditer(name):
        rest = name[joint.end() :]
        if SHORTEST < len(rest) <= LONGEST:
            return rest
    return name[-LONGEST:]
