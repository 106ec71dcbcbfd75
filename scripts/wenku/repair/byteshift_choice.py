"""The decision behind the repair of shifted bytes: which restored text, or none."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenku.repair.byteshift_evidence import Evidence
from wenku.repair.byteshift_paths import Path, Search
from wenku.trail import Certainty, Edit

MOST_GAPS = 2
"""Places of one run where pairs may be missing that print as nothing."""
RESCORED = 12
"""Ended paths that are scored in full."""
CONTEXT = 6
"""Symbols on either side that are scored along."""
CERTAIN = 0.7
"""Share of the probability that the chosen character of a guessed place must have."""
HOLE = "?"
"""Stays where a character was and cannot be known."""
WORST_MEAN, HEAD_START = 8.5, 4.0
"""Cost a symbol, and on top of it once, in nats, above which a restored text is not sound."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The best restored text for a run, with what speaks for it."""

    start: int
    end: int
    restored: str
    """What cannot be known is ``?`` in it."""
    holes: tuple[int, ...]
    """Places in ``restored`` of what cannot be known."""
    gain: float
    """How much more probable, in nats, it is than the text as it stands."""
    certainty: Certainty
    note: str

    def edits(self, text: str) -> Iterator[Edit]:
        """The repair as edits of ``text``; what cannot be known is flagged on its own."""
        start, end, restored = self.start, self.end, self.restored
        last = len(restored) - 1
        if 0 in self.holes and text[start] == HOLE:
            yield self._flag(start)
            start, restored = start + 1, restored[1:]
        ends_open = last in self.holes and text[end - 1] == HOLE
        if ends_open:
            end, restored = end - 1, restored[:-1]
        inner = any(0 < hole < last for hole in self.holes)
        certainty = Certainty.UNRESOLVED if inner else self.certainty
        yield Edit(start, end, text[start:end], restored, "", self.note, certainty)
        if ends_open:
            yield self._flag(end)

    def _flag(self, place: int) -> Edit:
        note = "the bytes of this character or digit are lost"
        return Edit(place, place + 1, HOLE, HOLE, "", note, Certainty.UNRESOLVED)


def choose(
    text: str, start: int, starts: Sequence[Path], evidence: Evidence
) -> Choice | None:
    """The most probable restored text for the run at ``start``, None where no path ends.

    Args:
        text: the page.
        start: where the replaced span begins.
        starts: paths from the first printed character of the run.
        evidence: of the page.
    """
    search = Search(text, evidence)
    gaps: set[int] = set()
    best: Choice | None = None
    for _ in range(MOST_GAPS + 1):
        ends, broken = search.ended(starts, gaps)
        if ends:
            found = _best(text, start, ends[:RESCORED], evidence)
            best = max(best or found, found, key=lambda choice: choice.gain)
        if broken < 0:
            break
        # A missing pair is noticed one or two characters late.
        gaps.update(range(broken - 2, broken + 2))
    return best


def _best(text: str, start: int, ends: Sequence[Path], evidence: Evidence) -> Choice:
    limit = max(path.end for path in ends) + 2 * CONTEXT
    before = evidence.before(text, start, CONTEXT)
    null = evidence.cost(before + evidence.after(text, start, limit))
    scored = sorted((_cost(text, start, path, limit, before, evidence), path) for path in ends)
    least, best = scored[0]
    holes = tuple(place for place in best.guessed if _share(best, place, scored) < CERTAIN)
    restored = "".join(HOLE if i in holes else char for i, char in enumerate(best.restored))
    if best.eaten:
        holes = (*holes, len(restored))
        restored += HOLE
    own = best.cost - best.penalty
    sound = own < WORST_MEAN * len(best.restored) + HEAD_START and 2 * len(holes) <= len(restored)
    gain = null - least if sound else -math.inf
    certainty = Certainty.INFERRED if len(scored) > 1 else Certainty.DETERMINED
    return Choice(start, best.end, restored, holes, gain, certainty, _note(null, scored))


def _cost(
    text: str, start: int, path: Path, limit: int, before: str, evidence: Evidence
) -> float:
    """Cost of the whole neighbourhood if this path is true."""
    restored = path.restored + ("0" if path.eaten else "")
    behind = text[path.end : limit]
    # The context is cut where it was cut for the text as it stands, so that both count alike.
    symbols = before + evidence.after(restored + behind, 0, len(restored) + len(behind))
    marks = evidence.unbalanced(text, start, path.restored)
    return evidence.cost(symbols) + path.penalty + marks


def _share(best: Path, place: int, scored: Sequence[tuple[float, Path]]) -> float:
    """Probability that the character at ``place`` is the chosen one, among all that end."""
    total = agreeing = 0.0
    for cost, path in scored:
        weight = math.exp(scored[0][0] - cost)
        total += weight
        if (path.end, path.restored[place : place + 1]) == (best.end, best.restored[place]):
            agreeing += weight
    return agreeing / total


def _note(null: float, scored: Sequence[tuple[float, Path]]) -> str:
    least, best = scored[0]
    note = f"{null - least:.0f} nats more probable than as it stands"
    others = [(cost, path) for cost, path in scored if path.restored != best.restored]
    if others:
        cost, path = others[0]
        note += f"; {cost - least:.1f} than {path.restored}"
    return note
