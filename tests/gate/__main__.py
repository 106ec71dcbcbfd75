"""Print the quality table, pin it, or show where the errors are.

``python -m tests.gate`` prints; ``--pin [--because REASON]`` pins; ``--show KIND`` lists what
differs on the articles of ``dev`` (never on those held out).
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Mapping, Sequence

from tests.corpus import SPLITS, sound_texts
from tests.damage import KINDS
from tests.gate import floors
from tests.gate.cases import (
    by_group,
    clean_with_project,
    digest,
    measured,
    pages,
    restore_with_project,
    sound_changes,
)
from tests.gate.measure import Score, compare_lines, squeezed

COLUMNS = {
    "cer": "CER",
    "cer_strict": "strict",
    "leaked": "leaked",
    "lost": "lost",
    "headings_missed": "headings-",
    "headings_false": "headings+",
    "facts_wrong": "facts-",
    "harm": "harm/page",
    "changed": "changed",
}


def table(scores: Mapping[tuple[str, str], Score]) -> str:
    """One row for each kind and split."""
    lines = [f"{'':34}" + "".join(f"{title:>11}" for title in COLUMNS.values())]
    for (kind, split), counts in scores.items():
        rates = counts.rates
        cells = [
            f"{rates[name]:>11.2f}" if name == "harm" else f"{rates[name]:>11.2%}"
            for name in COLUMNS
        ]
        lines.append(f"{kind + ' / ' + split:34}" + "".join(cells))
    return "\n".join(lines)


def show(kind: str) -> str:
    """Differences on the articles that rules may be tuned on."""
    lines = []
    for page in pages([kind], ["dev"]):
        outcome = clean_with_project(page.text)
        left, right = squeezed(page.clean), squeezed("\n".join(outcome.blocks))
        lines.append(f"== {page.document.id}{' REJECTED' if outcome.rejected else ''}")
        lines += _differences(left, right)
        compared = compare_lines(page.document.paragraphs, outcome.blocks)
        lines += [f"  leaked: {line}" for line in compared.leaked]
        lines += [f"  lost: {line}" for line in compared.lost]
        missing = set(page.document.headings) - set(outcome.headings)
        lines += [f"  heading not found: {heading}" for heading in sorted(missing)]
        extra = set(outcome.headings) - set(page.document.headings)
        lines += [f"  no heading: {heading}" for heading in sorted(extra)]
        lines += [
            f"  {name}: stated {value!r}, found {outcome.metadata.get(name, '')!r}"
            for name, value in page.states.items()
            if outcome.metadata.get(name) != value
        ]
    return "\n".join(lines)


def _differences(left: str, right: str) -> list[str]:
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    return [
        f"  {left[max(0, i1 - 8) : i1]}[{left[i1:i2]} -> {right[j1:j2]}]{left[i2 : i2 + 8]}"
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.gate", description=__doc__)
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--show", choices=list(KINDS), help="list what differs, dev only")
    parser.add_argument("--sound", action="store_true", help="list sound texts that changed")
    parser.add_argument("--pin", action="store_true", help="pin what was measured")
    parser.add_argument("--because", default="", help="why a floor may go down")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; 1 if a floor is broken."""
    asked = _arguments(arguments)
    if asked.show:
        sys.stdout.write(show(asked.show) + "\n")
        return 0
    changes = sound_changes(restore_with_project)
    if asked.sound:
        for change in changes:
            only_expected, only_found = change.difference
            sys.stdout.write(f"{change.sound.id}\n  - {only_expected}\n  + {only_found}\n")
        return 0
    scores = measured(asked.kinds, SPLITS)
    groups = by_group(scores)
    sys.stdout.write(f"{table(scores)}\n\n{table(groups)}\n")
    sys.stdout.write(f"\nsound texts changed: {len(changes)} of {len(sound_texts())}\n")
    for complaint in floors.beyond_reach(groups):
        sys.stdout.write(f"not reached: {complaint}\n")
    if set(asked.kinds) != set(KINDS):
        return 0
    return _against_floors(scores, len(changes), pin=asked.pin, because=asked.because)


def _against_floors(
    scores: Mapping[tuple[str, str], Score], changed: int, *, pin: bool, because: str
) -> int:
    rates = floors.rates_of(scores, changed)
    old = floors.read()
    if pin:
        try:
            floors.write(floors.pinned_anew(old, digest(), rates, because))
        except ValueError as refusal:
            sys.stderr.write(f"{refusal}\n")
            return 1
        return 0
    complaints = floors.worse(old.rates, rates) if old else []
    for complaint in complaints:
        sys.stdout.write(f"below the floor: {complaint}\n")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
