"""Whether work grows faster than the length of what is worked on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

GROWTH = 4


@dataclass(frozen=True, slots=True)
class Growth:
    """How much is asked, and what is tolerated."""

    size: int
    """Characters of the smaller text; the larger has four times as many."""
    tolerated: float
    """Times more than the growth; quadratic work would be four times more."""
    least: float
    """Seconds below which the clock says little."""
    attempts: int
    """One may fall into a moment when the machine is busy."""

    def is_too_fast(self, seconds: Callable[[int], float]) -> bool:
        """Whether the seconds for a size grow faster than the size, in each attempt."""
        for _ in range(self.attempts):
            small = max(seconds(self.size), self.least)
            if seconds(GROWTH * self.size) < small * GROWTH * self.tolerated:
                return False
        return True
