"""What the tests of the byte repairs share: running them, and damaging text as sites do."""

from __future__ import annotations

import random
from pathlib import Path

from tests.damage.annotation import FULL, HALF, prefix
from tests.damage.codepage import ENUMERATION, STOP, Cut
from tests.damage.paragraph import Mechanism, damage_paragraph
from wenku import repair
from wenku.model import Page
from wenku.rules import rules_of, run_rules
from wenku.trail import Change

BYTE_RULES = tuple(each for each in rules_of(repair.STAGE) if each.id < "REP3")
RULES = tuple(each for each in rules_of(repair.STAGE) if each.id < "REP4")

MECHANISMS = {
    "cut": Mechanism(convert=True, cut=Cut()),
    "cut at stops": Mechanism(convert=True, cut=Cut(boundaries=(STOP, ENUMERATION))),
    "readings and cut": Mechanism(convert=True, cut=Cut(), annotation=prefix(HALF, bytewise=False)),
    "everything": Mechanism(convert=True, cut=Cut(), annotation=prefix(FULL)),
}


def mended(text: str) -> str:
    """The text after the byte repairs and the removal of readings."""
    return run_rules(RULES, Page(text))[0].text


def changes(text: str) -> tuple[Change, ...]:
    """What the byte repairs alone change."""
    return run_rules(BYTE_RULES, Page(text))[1]


def damaged(clean: str, how: Mechanism, seed: int = 1) -> str:
    """A Simplified paragraph as a site shows it."""
    return damage_paragraph(clean, how, random.Random(seed)).text


def sentences() -> list[str]:
    """The sentences of ``data/shifted.txt``."""
    path = Path(__file__).parent / "data" / "shifted.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def folded(text: str) -> str:
    """Punctuation in one width, so that texts can be compared before the width is repaired."""
    wide = {0xFF0C: ",", 0xFF1A: ":", 0xFF1B: ";", 0xFF01: "!", 0xFF1F: "?", 0x3000: ""}
    return text.translate(wide | {0xFF08: "(", 0xFF09: ")", 0xFF05: "%"})
