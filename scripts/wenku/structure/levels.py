"""Levels of headings, from the document's own hierarchy.

Each heading gets a tier: the rank of its kind of numbering, or what the markup said. Levels follow
from how tiers enclose each other, so the top of any document is 2, no level is skipped, siblings
stand level, and an excerpt that starts in the middle of a hierarchy is as sound as a whole.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wenku.structure.markers import MarkerKind
from wenku.structure.rows import Row
from wenku.structure.unnumbered import Standing

TOP = 2
"""The title is level 1."""
DEEPEST = 6

_ENCLOSING = 0.0
_LOWEST = 999.0
_STEP = 1000.0
"""Between two levels of the markup; the ranks of numbering fit in between."""


def levels_of(rows: Sequence[Row], headings: Mapping[int, Standing]) -> dict[int, int]:
    """Level, 2 to 6, of each heading by its index in ``rows``; ``headings`` is in order."""
    tiers = _tiers(rows, headings)
    levels: dict[int, int] = {}
    open_tiers: list[float] = []
    for index, tier in tiers.items():
        while open_tiers and open_tiers[-1] >= tier:
            open_tiers.pop()
        levels[index] = min(TOP + len(open_tiers), DEEPEST)
        open_tiers.append(tier)
    return levels


@dataclass(slots=True)
class _Votes:
    """What the order of headings says about which kind stands above which.

    A kind that starts again from one after a heading of another kind stands below that kind, and
    where several came in between, below the one that usually stands above it; an unnumbered
    heading between two neighbours of one kind stands below them.
    """

    above: Counter[tuple[int, int]] = field(default_factory=Counter)
    """How often the first kind was seen to stand above the second; unnumbered is 0."""
    last: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Place and number of the last heading of each kind."""

    def count(self, place: int, kind: int, ordinal: int) -> None:
        """Take the next heading into account."""
        before = self.last.get(kind)
        if before is not None and kind:
            since = [other for other, (seen, _) in self.last.items() if seen > before[0]]
            if ordinal == 1:
                usual = [other for other in since if 0 < other < kind]
                self.above.update((other, kind) for other in usual or since)
            elif ordinal == before[1] + 1 and 0 in since:
                self.above[kind, 0] += 1
        self.last[kind] = (place, ordinal)

    def order(self, left: int, right: int) -> int:
        """Compare two numbered kinds: by the votes where they agree, else as usual."""
        below, above = self.above[right, left], self.above[left, right]
        if bool(below) != bool(above):
            return 1 if below else -1
        return left - right


def _tiers(rows: Sequence[Row], headings: Mapping[int, Standing]) -> dict[int, float]:
    own = _tiers_by_number(rows, headings)
    levels = _levels_of_kinds(rows, headings)
    if not any(rows[index].heading for index in headings) or _contradictory(levels):
        return own
    return _tiers_by_markup(rows, own, levels)


def _tiers_by_number(rows: Sequence[Row], headings: Mapping[int, Standing]) -> dict[int, float]:
    votes = _Votes()
    for place, (index, standing) in enumerate(headings.items()):
        marker = rows[index].marker
        if standing is Standing.NUMBERED and marker is not None:
            votes.count(place, int(marker.kind), marker.ordinal)
        elif standing is Standing.INNER:
            votes.count(place, 0, 0)
    kinds = sorted((kind for kind in votes.last if kind), key=functools.cmp_to_key(votes.order))
    ranks = {kind: float(10 + 10 * place) for place, kind in enumerate(kinds)}
    top = min(ranks.values(), default=10.0)
    inner = _inner_tier(votes, ranks, _first_inner(headings), top)
    fixed = {Standing.INNER: inner, Standing.OUTER: top, Standing.ENCLOSING: _ENCLOSING}
    return {
        index: fixed[standing] if standing in fixed else _rank(rows[index], ranks)
        for index, standing in headings.items()
    }


def _rank(row: Row, ranks: Mapping[int, float]) -> float:
    return ranks[int(row.marker.kind)] if row.marker else _LOWEST


def _first_inner(headings: Mapping[int, Standing]) -> bool:
    """Whether all unnumbered headings stand before the first numbered one."""
    numbered = [index for index, standing in headings.items() if standing is Standing.NUMBERED]
    inner = [index for index, standing in headings.items() if standing is Standing.INNER]
    return not numbered or not inner or inner[-1] < numbered[0]


def _inner_tier(votes: _Votes, ranks: Mapping[int, float], first: bool, top: float) -> float:  # noqa: FBT001
    """The tier of unnumbered headings: between the kinds above and the kinds below them."""
    enclosed = [kind for kind in ranks if votes.above[0, kind] > votes.above[kind, 0]]
    enclosing = [kind for kind in ranks if votes.above[kind, 0] >= max(1, votes.above[0, kind])]
    if enclosing:
        return max(ranks[kind] for kind in enclosing) + 5
    if enclosed:
        return min(ranks[kind] for kind in enclosed) - 5
    return top if first else _LOWEST


def _levels_of_kinds(rows: Sequence[Row], headings: Mapping[int, Standing]) -> dict[int, int]:
    """The level that markup most often gives to each kind of numbering."""
    seen: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for index in headings:
        row = rows[index]
        if row.heading and row.marker and row.kind is not MarkerKind.BULLET:
            seen[int(row.marker.kind)][row.heading] += 1
    return {kind: min(c, key=lambda level: (-c[level], level)) for kind, c in seen.items()}


def _contradictory(levels: Mapping[int, int]) -> bool:
    """Whether markup gives a lower kind of numbering the level of a higher one, or a higher."""
    ordered = [levels[kind] for kind in sorted(levels)]
    return any(later <= earlier for earlier, later in itertools.pairwise(ordered))


def _tiers_by_markup(
    rows: Sequence[Row], own: Mapping[int, float], levels: Mapping[int, int]
) -> dict[int, float]:
    """Tiers by level of the markup; what it left unmarked goes below what encloses it."""
    tiers: dict[int, float] = {}
    marked = 0.0
    for index, tier in own.items():
        row = rows[index]
        if row.heading:
            marked = tiers[index] = row.heading * _STEP
            continue
        kind = int(row.marker.kind) if row.marker else None
        if kind is not None and kind in levels:
            tiers[index] = levels[kind] * _STEP
            continue
        higher = [level for other, level in levels.items() if kind is not None and other < kind]
        tiers[index] = (max(higher) * _STEP if higher else marked) + min(tier, _LOWEST)
    return tiers
