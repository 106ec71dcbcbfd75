"""The search behind the repair of shifted bytes: every text that would have printed as this.

A path ends where the bytes are aligned again: at a byte below 0x80 that stands alone, at a byte
that swallowed the one after it (printed ``?``), or at a mark where the decoder began anew (``?``
and the mark). Where the decoder printed nothing, a path goes through each unprintable pair that
fits. What bytes leave open the evidence ranks; of paths that the bytes and the model can no longer
tell apart only the cheapest goes on.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

from wenku.repair.byteshift_evidence import Evidence
from wenku.repair.byteshift_paths import Front, Path, cost_of
from wenku.repair.byteshift_steps import Steps
from wenku.text.han import HAN_CLASS, HAN_RUN
from wenku.text.patterns import lazy

BEYOND = 12
"""Places after a sound end at which a later one is still looked for."""
RESCORED = 10
"""Ended paths that are given to be scored in full."""
LONGEST_RUN = 160
"""Printed characters that one run may have."""
SAMPLE, LEAST_SAMPLE, SOUND_MEAN = 7, 3, 7.5
"""Ideographs looked at, at most and at least, and the mean cost below which they are sound."""
UNSOUND_MEAN = 11.0
"""Mean cost above which they are not."""

_SHREDS = lazy(f"[{HAN_CLASS}]{{1,3}}[@-~]")
_CUTS = ("?", "!", ";", ",")


def _place(stand: _Stand) -> int:
    return stand.place


class _Stand(NamedTuple):
    """How far a search has come before it looks at a place."""

    place: int
    front: list[Path]
    ends: int
    """How many paths have ended."""
    limit: int
    furthest: list[Path]
    spent: int
    """Steps up to here."""


class Search:
    """Paths over one text."""

    __slots__ = ("_ends", "_evidence", "_gaps", "_sound", "_stands", "_steps", "_text", "_unsound")

    def __init__(self, text: str, evidence: Evidence) -> None:
        """Search in ``text``, ranked by ``evidence``."""
        self._text = text
        self._evidence = evidence
        self._steps = Steps(text, evidence)
        self._stands: list[_Stand] = []
        self._ends: list[Path] = []
        self._sound: list[float] = []
        self._unsound: dict[int, bool] = {}
        self._gaps: frozenset[int] = frozenset()

    def ended(
        self, starts: Sequence[Path], gaps: Collection[int]
    ) -> tuple[list[Path], list[tuple[float, int]]]:
        """The cheapest paths that end before sound text, and where the bytes stop making sense.

        Asked again, with the same starts and further gaps, it goes on from the first of these.

        Args:
            starts: paths at one place, see :meth:`Steps.openings`.
            gaps: places where pairs may be inserted that were printed as nothing.

        Returns:
            The second holds cost and place of the doubtful steps, outside of ``gaps``, of the
            cheapest path that ends, or else of the one that comes furthest.
        """
        _, front, _, limit, furthest, spent = self._resumed(starts, gaps)
        ends = self._ends
        while front and (place := min([path.end for path in front])) < limit:
            self._stands.append(_Stand(place, front, len(ends), limit, furthest, spent))
            here = [path for path in front if path.end == place]
            onward = Front(path for path in front if path.end > place)
            if place in gaps:
                here += self._steps.unseen(here)
            before = len(ends)
            made = self._stepped(place, here, onward, limited=limit <= place + BEYOND)
            if any(not path.doubts for path in islice(ends, before, None)):
                limit = min(limit, place + BEYOND)
            front = onward.kept()
            spent += made
            if not self._evidence.spend(made):
                break
            furthest = front[:1] or furthest
        ranked = sorted(ends, key=cost_of)
        telling = ranked or furthest
        doubts = telling[0].doubts if telling else ()
        sound = islice((path for path in ranked if not self._leads_on(path.end)), RESCORED)
        return list(sound), [doubt for doubt in doubts if doubt[1] not in gaps]

    def _stepped(self, place: int, here: Sequence[Path], onward: Front, *, limited: bool) -> int:
        """Have all paths at a place step on.

        Args:
            place: the place.
            here: the paths that have come there.
            onward: where those compete that go on.
            limited: whether one more end, though nothing be doubtful about it, changes nothing for
                the others.

        Returns:
            How many steps that were. Those that are not worth making count, so that what a page
            may spend does not depend on them.
        """
        steps = self._steps
        made = len(here) - steps.spared
        for path in here:
            most = self._most() if limited or path.doubts else math.inf
            taken = steps.beyond(path, onward.bound, most)
            for step in taken:
                if step.leads:
                    onward.add(step)
                else:
                    self._close(step)
            made += len(taken)
            onward.narrow()
        for path in steps.behind_unseen(place, here):
            most = self._most() if limited or path.doubts else math.inf
            taken = steps.swallowed_behind(path, place, most)
            for step in taken:
                self._close(step)
            made += len(taken)
        return made + steps.spared

    def _close(self, path: Path) -> None:
        self._ends.append(path)
        if not self._leads_on(path.end):
            insort(self._sound, path.cost)

    def _most(self) -> float:
        """Cost above which one more end is not among those that are given."""
        return self._sound[RESCORED - 1] if len(self._sound) >= RESCORED else math.inf

    def _resumed(self, starts: Sequence[Path], gaps: Collection[int]) -> _Stand:
        """Where the search can go on: at the first place that gaps added since may change."""
        new = self._gaps.symmetric_difference(gaps)
        self._gaps = frozenset(gaps)
        stands = self._stands
        if new and stands:
            index = min(bisect_left(stands, min(new), key=_place), len(stands) - 1)
            stand = stands[index]
            # Steps that need not be made again count as before: what a page may spend is the same.
            if self._evidence.affords(stand.spent):
                self._evidence.spend(stand.spent)
                del stands[index:], self._ends[stand.ends :]
                self._sound = sorted(p.cost for p in self._ends if not self._leads_on(p.end))
                return stand
        stands.clear()
        self._ends.clear()
        self._sound.clear()
        front = Front(starts).kept()
        limit = front[0].end + LONGEST_RUN if front else 0
        return _Stand(0, front, 0, limit, front[:1], 0)

    def looks_sound(self, place: int) -> bool:
        """Whether what is printed from ``place`` on is sound text as it stands."""
        return self._mean_cost(place, LEAST_SAMPLE) < SOUND_MEAN

    def _leads_on(self, place: int) -> bool:
        """Whether nothing is sound behind an end at ``place``: the run goes on there."""
        known = self._unsound.get(place)
        if known is None:
            known = self._unsound[place] = self._is_unsound(place)
        return known

    def _is_unsound(self, place: int) -> bool:
        if self._text[place - 1] == "?" and self._text[place : place + 1] in _CUTS:
            place += 1
        behind = _SHREDS.match(self._text, place)
        least = 1 if behind else LEAST_SAMPLE
        return UNSOUND_MEAN < self._mean_cost(place, least) < math.inf

    def _mean_cost(self, place: int, least: int) -> float:
        """Mean cost of the ideographs printed from ``place`` on; infinite where they are few."""
        printed = HAN_RUN.match(self._text, place, place + SAMPLE)
        if printed is None or len(printed[0]) < least:
            return math.inf
        symbols = self._evidence.symbols(printed[0])
        costs = self._evidence.chain(symbols, 1)
        return sum(costs) / len(costs) if costs else self._evidence.model.single(symbols)
