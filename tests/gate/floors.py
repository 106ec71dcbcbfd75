"""Pinned rates: what the project reached, and may not fall behind without saying why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.gate.measure import Score

PATH = Path(__file__).with_name("floors.json")

Rates = dict[str, dict[str, float]]
"""Rate by name, by ``kind/split``; and ``sound`` with the number of texts changed."""

# What the product must reach on articles that no rule was written from, by row of the table.
REACH: Mapping[str, Mapping[str, float]] = {
    "clean": {"cer": 0.0, "cer_strict": 0.0, "changed": 0.0},
    "traditional conversion": {"cer": 0.0, "cer_strict": 0.005},
    "pinyin": {"cer": 0.0, "cer_strict": 0.005},
    "byte shift": {"cer": 0.005, "cer_strict": 0.010},
    "misannotation": {"cer": 0.005, "cer_strict": 0.010},
    "boilerplate and spam": {"cer": 0.01, "cer_strict": 0.015, "leaked": 0.01},
    "everything": {"cer": 0.03, "cer_strict": 0.035},
}
HEADINGS_MISSED = 0.05
"""In every row: at least 95 % of the headings."""

ROUNDING = 6
"""Decimal places that are pinned."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The contents of the pinned file."""

    digest: str
    rates: Rates
    lowered: tuple[str, ...] = field(default=())
    """Reasons given whenever a floor was allowed to go down, oldest first."""


def rates_of(scores: Mapping[tuple[str, str], Score], sound_changed: int) -> Rates:
    """Rates to pin or to compare."""
    rates: Rates = {
        f"{kind}/{split}": {name: round(rate, ROUNDING) for name, rate in counts.rates.items()}
        for (kind, split), counts in sorted(scores.items())
    }
    rates["sound"] = {"texts_changed": float(sound_changed)}
    return rates


def worse(pinned: Rates, now: Rates) -> list[str]:
    """Every rate that is higher than pinned, or no longer measured, in words."""
    complaints: list[str] = []
    for row, names in sorted(pinned.items()):
        for name, floor in sorted(names.items()):
            found = now.get(row, {}).get(name)
            if found is None:
                complaints.append(f"{row}: {name} is no longer measured")
            elif found > floor:
                complaints.append(f"{row}: {name} was {floor:.4%}, is {found:.4%}")
    return complaints


def beyond_reach(groups: Mapping[tuple[str, str], Score]) -> list[str]:
    """What the product must reach and does not, in words."""
    complaints: list[str] = []
    for (group, split), counts in sorted(groups.items()):
        limits = {"headings_missed": HEADINGS_MISSED, **REACH.get(group, {})}
        rates = counts.rates
        complaints.extend(
            f"{group}/{split}: {name} is {rates[name]:.4%}, at most {limit:.4%}"
            for name, limit in sorted(limits.items())
            if round(rates[name], ROUNDING) > limit
        )
    return complaints


def read(path: Path = PATH) -> Floors | None:
    """The pinned rates; None before anything was pinned."""
    if not path.exists():
        return None
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Floors(loaded["digest"], loaded["rates"], tuple(loaded["lowered"]))


def write(floors: Floors, path: Path = PATH) -> None:
    """Pin."""
    content = {"digest": floors.digest, "lowered": list(floors.lowered), "rates": floors.rates}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def pinned_anew(old: Floors | None, digest: str, rates: Rates, because: str) -> Floors:
    """New floors from what was measured.

    Raises:
        ValueError: a rate went up, or the data changed, and no reason was given.
    """
    if old is None:
        return Floors(digest, rates)
    complaints = worse(old.rates, rates)
    if old.digest != digest:
        complaints.append("the data set is another one")
    if complaints and not because:
        raise ValueError("\n".join([*complaints, "give the reason with --because"]))
    lowered = (*old.lowered, because) if complaints else old.lowered
    return Floors(digest, rates, lowered)
