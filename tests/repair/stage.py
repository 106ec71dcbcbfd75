"""The later half of the repair stage, from script onwards, run by itself."""

from __future__ import annotations

from functools import cache

import wenku.repair  # noqa: F401  (registers its rules)
from wenku.model import Hint, Page
from wenku.rules import Rule, rules_of, run_rules
from wenku.trail import Change

FIRST = "REP5"
"""Rules before this id undo damage to bytes and injected readings."""


@cache
def later_rules() -> tuple[Rule, ...]:
    """Noise, script, width, spacing and wrapping, in their order."""
    return tuple(rule for rule in rules_of("repair") if rule.id >= FIRST)


def repaired(text: str, hints: tuple[Hint, ...] = ()) -> str:
    """What the later rules make of a text."""
    return run(text, hints)[0].text


def run(text: str, hints: tuple[Hint, ...] = ()) -> tuple[Page, tuple[Change, ...]]:
    """The page and the changes that the later rules make of a text."""
    return run_rules(later_rules(), Page(text, hints))
