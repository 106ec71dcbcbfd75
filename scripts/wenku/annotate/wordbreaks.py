"""Where words end in Chinese, asked only about the places where a name may stand.

A name is hidden in other words more often than one would think: 通化 in 普通化验, 新乡 in
建设新乡村, 海南 in 上海南站. No text is segmented here; for one span the cheapest cut of its
surroundings into words is compared with the cheapest cut that keeps the span whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from math import inf
from operator import itemgetter

from wenku.text.han import HAN_RUN
from wenku.vocab.gazetteer import Trust, gazetteer
from wenku.vocab.words import word_costs

REACH = 6
"""Characters looked at on either side."""
LONGEST = 6
"""Longest word looked up; longer names of places are no rivals of anything."""
UNKNOWN = 13.0
"""Cost in nats of a character that the word list has not by itself."""
TOLERANCE, TOLERANCE_BEGUN = 0.0, 2.5
"""Nats by which the cut that keeps the name may be the dearer one; more where no word reaches into
the name from the left, for whoever reads from left to right sees the name first: 上海南翼."""

_NOTHING = (-1, 1 << 30)
"""A span that no word holds."""
_BY_TRUST = {Trust.FREE: 11.25, Trust.SOFT: 13.0, Trust.HARD: 13.25, Trust.NEVER: 14.0}


@cache
def _costs() -> Mapping[str, float]:
    """Costs of words and of names; a name is at least as common as its class makes it."""
    words = word_costs()
    costs = {
        surface: _BY_TRUST[trust]
        for surface, trust in gazetteer().trusts.items()
        if len(surface) <= LONGEST
    }
    for surface in costs.keys() & words.keys():
        costs[surface] = min(costs[surface], words[surface])
    return {**words, **costs}


@cache
def _beginnings() -> frozenset[str]:
    """The first two characters of the words: most stretches of a text begin none."""
    return frozenset(map(itemgetter(slice(2)), _costs()))


def stands_alone(text: str, start: int, end: int, *, certain: bool = False) -> bool:
    """Whether ``text[start:end]`` is a word of its own there, as far as words can tell.

    Args:
        text: the whole text.
        start: where the span begins.
        end: where it ends.
        certain: whether longer words that hold the span are no rivals, because they are named
            after it: 北京大学 holds 北京.
    """
    left, right = _window(text, start, end)
    return _is_word(text[left:right], start - left, end - left, certain)


@lru_cache(maxsize=8192)
def _is_word(text: str, start: int, end: int, certain: bool) -> bool:  # noqa: FBT001
    left_rival, right_rival = _rivals(text, start, end)
    if not left_rival and not right_rival:
        return True
    whole = _cheapest(text, 0, len(text), (start, end) if certain else _NOTHING)
    name = _costs().get(text[start:end], UNKNOWN)
    kept = _cheapest(text, 0, start) + name + _cheapest(text, end, len(text))
    return kept <= whole + (TOLERANCE if left_rival or not certain else TOLERANCE_BEGUN)


def reaches(text: str, start: int, end: int) -> bool:
    """Whether a word of the list begins with ``text[start:end]`` and goes on behind it."""
    if text[start : start + 2] not in _beginnings():
        return False
    costs = _costs()
    for last in range(end + 1, min(start + LONGEST, len(text)) + 1):
        if text[start:last] in costs:
            return True
    return False


def _rivals(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a word of the list reaches across the left border of a span, across the right."""
    before = any(reaches(text, first, start) for first in range(max(0, start - LONGEST + 1), start))
    return before, any(reaches(text, first, end) for first in range(start, end))


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the ideographs beside it, at most ``REACH`` on either side."""
    before = HAN_RUN.match(text[max(0, start - REACH) : start][::-1])
    behind = HAN_RUN.match(text, end, end + REACH)
    return start - (before.end() if before else 0), behind.end() if behind else end


def _cheapest(text: str, left: int, right: int, barred: tuple[int, int] = _NOTHING) -> float:
    """Cost of the cheapest cut of ``text[left:right]`` into words.

    Words that hold the span ``barred`` and more are left out.
    """
    costs, beginnings = _costs(), _beginnings()
    best = [0.0, *[inf] * (right - left)]
    for start in range(left, right):
        here = best[start - left]
        alone = here + costs.get(text[start], UNKNOWN)
        best[start - left + 1] = min(best[start - left + 1], alone)
        if text[start : start + 2] not in beginnings:
            continue
        for end in range(start + 2, min(start + LONGEST, right) + 1):
            if start <= barred[0] and end >= barred[1] and (start, end) != barred:
                continue
            cost = costs.get(text[start:end])
            if cost is not None and here + cost < best[end - left]:
                best[end - left] = here + cost
    return best[-1]


def is_common_word(surface: str, dearest: float = UNKNOWN + 2.0) -> bool:
    """Whether a stretch is one of the words that news use most, at no more than a cost in nats."""
    return word_costs().get(surface, UNKNOWN + 3.0) <= dearest
