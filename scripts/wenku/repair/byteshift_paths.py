"""What the search behind the repair of shifted bytes is made of: paths, and which of them go on.

Once a decoder has lost one byte, each character it prints is the trail byte of one true character
and the lead byte of the next. Walking along what is printed, a :class:`Path` carries the true
characters so far and the lead byte of the one under way. How it steps on is told by
:mod:`wenku.repair.byteshift_steps`, how it is looked for by :mod:`wenku.repair.byteshift_search`.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable
from typing import NamedTuple

WIDTH = 8
"""Paths kept at each place."""
HOPELESS_MEAN, HEAD_START = 9.5, 16.0
"""Cost a character, and on top of it once, in nats, above which a path is given up."""


class Guess(NamedTuple):
    """A place that the bytes alone do not determine, with the characters that may stand there."""

    place: int
    choices: tuple[str, ...]


class Path(NamedTuple):
    """True characters that explain what is printed so far."""

    cost: float
    """Of the model and the penalties together, in nats."""
    restored: str
    history: str
    """The last two symbols, for the model."""
    leads: frozenset[int]
    """Possible lead bytes of the character under way; none when the path has ended."""
    guesses: tuple[Guess, ...]
    end: int
    """Where the printed text that is explained ends."""
    penalty: float = 0.0
    """What of the cost is not the model's."""
    eaten: bool = False
    """Whether a byte below 0x40 was swallowed at the end and is lost."""
    doubts: tuple[tuple[float, int], ...] = ()
    """Cost and place of the steps that sound text rarely takes."""

    def penalized(self, cost: float) -> Path:
        """The same path at a higher price."""
        return self._replace(cost=self.cost + cost, penalty=self.penalty + cost)


def cost_of(path: Path) -> float:
    """Cost of a path, to sort by."""
    return path.cost


class Front:
    """The cheapest paths, one of each kind that the steps to come can tell apart."""

    __slots__ = ("_kinds", "bound")

    def __init__(self, paths: Iterable[Path]) -> None:
        """Let ``paths`` compete."""
        self._kinds: dict[tuple[int, str, frozenset[int]], Path] = {}
        self.bound = math.inf
        """Cost above which no path is among them any more; see :meth:`narrow`."""
        for path in paths:
            self.add(path)

    def add(self, path: Path) -> None:
        """Let one more path compete."""
        kind = (path.end, path.history, path.leads)
        known = self._kinds.get(kind)
        hopeless = HOPELESS_MEAN * len(path.restored) + HEAD_START
        if path.cost < (hopeless if known is None else min(hopeless, known.cost)):
            self._kinds[kind] = path

    def narrow(self) -> None:
        """Set the bound to the cost of the last path that would be kept now."""
        if len(self._kinds) >= WIDTH:
            self.bound = sorted([path.cost for path in self._kinds.values()])[WIDTH - 1]

    def kept(self) -> list[Path]:
        """The paths that go on, cheapest first."""
        return heapq.nsmallest(WIDTH, self._kinds.values(), key=cost_of)
