"""No pattern of the project takes longer than a multiple of the length of what it is asked about.

Strings are made of each pattern's own characters (``patterns.py``). Time is that of the processor
alone; a pattern fails only where four times the length costs far more than four times the time,
again and again.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable

import pytest

from tests.hostile.patterns import Found, attacks, every_pattern

SHORT, LONG = 18, 4_000
"""Characters: what is exponential shows in the first, what is quadratic in the second."""

UNREMARKABLE = 0.006
"""Seconds of the processor for ``LONG`` characters: a quadratic pattern needs more."""

ATTACKS = int(os.environ.get("WENKU_ATTACKS", "12"))
"""On each pattern; `make fuzz` makes more."""

EXPONENTIAL = 0.004
READS_OUR_OWN = (
    "wenku.corpus.dependencies.",
    "wenku.publish.offline.bundle.",
    "wenku.vocab.derive.",
)
"""Modules whose patterns see only code, vocabularies and pages of the project, never a seed."""

GROWTH = 4
TOLERATED = 2.2
"""Times more than the growth; quadratic work would be four times more."""

ATTEMPTS = 3


def cost(ask: Callable[[str], object], text: str) -> float:
    """Seconds of this thread's own work."""
    start = time.thread_time()
    ask(text)
    return time.thread_time() - start


def ways_of_asking(found: Found) -> list[Callable[[str], object]]:
    """As the module asks it; from every place where that cannot be told."""
    pattern = re.compile(found.source, found.flags)
    anchored = {"match": pattern.match, "fullmatch": pattern.fullmatch}
    known = set(found.methods) & {*anchored, "search", "finditer", "findall", "sub", "split"}
    asked: list[Callable[[str], object]] = [anchored[name] for name in sorted(known & {*anchored})]
    if not known or known - {*anchored}:
        asked.append(lambda text: all(map(bool, pattern.finditer(text))))
    return asked


def grows_too_fast(ask: Callable[[str], object], made: Callable[[int], str]) -> bool:
    """Whether cost grows faster than length, in each of several attempts."""
    if cost(ask, made(SHORT)) > EXPONENTIAL and cost(ask, made(SHORT)) > EXPONENTIAL:
        return True
    if cost(ask, made(LONG)) < UNREMARKABLE:
        return False
    for _ in range(ATTEMPTS):
        small = min(cost(ask, made(LONG)) for _ in range(2))
        if cost(ask, made(GROWTH * LONG)) < max(small, UNREMARKABLE) * GROWTH * TOLERATED:
            return False
    return True


def text_of(opening: str, unit: str, ending: str) -> Callable[[int], str]:
    """Texts of about the length asked for."""
    return lambda size: f"{opening}{unit * max(1, size // len(unit))}{ending}"


def slow_ones(patterns: Iterable[Found]) -> list[str]:
    """Patterns that an attack makes slow, with the attack."""
    slow = []
    for found in patterns:
        for ask in ways_of_asking(found):
            for parts in attacks(found, ATTACKS):
                if grows_too_fast(ask, text_of(*parts)):
                    slow.append(f"{found.where}: {parts}: {found.source[:120]}")
                    break
    return slow


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(r"(a+)+b", id="repeat in a repeat"),
        pytest.param(r"(a|a)*b", id="choice that is none"),
        pytest.param(r"\s+$", id="ending looked for from every place"),
        pytest.param(r"<.*>", id="opening without end"),
        pytest.param(r"[a-z]+@", id="run looked for from every place"),
    ],
)
def test_a_slow_pattern_is_found(source: str) -> None:
    assert slow_ones([Found("x", source, 0, ())])


def test_a_quick_pattern_is_not() -> None:
    assert not slow_ones([Found("x", r"<[^<>]{0,100}>", 0, ()), Found("x", r"\s+$", 0, ("match",))])


@pytest.mark.slow
def test_every_pattern_is_linear() -> None:
    patterns = [each for each in every_pattern() if not each.where.startswith(READS_OUR_OWN)]
    assert len(patterns) > 300
    assert slow_ones(patterns) == []
