"""Which time reference a place in a text is bound to: how far each of them reaches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from wenku.annotate.indicators.times import FRAMELESS, TARGET, Role, Time


class Timeline:
    """The time references of one block, asked for the one that a place in it is bound to."""

    __slots__ = ("_starts", "_times")

    def __init__(self, references: Sequence[Time]) -> None:
        """Keep those that frame a statement; asides frame nothing."""
        self._times = [time for time in references if time.role not in FRAMELESS]
        self._starts = [time.start for time in self._times]

    def at(self, position: int, sentence: int, clause_end: int) -> Time | None:
        """The reference that frames the statement at ``position``.

        The last one before it, also from an earlier sentence of the block; else, in the same
        clause, the first one behind it. 3年内 takes its year from a start named before it.

        Args:
            position: where the figure stands.
            sentence: where its sentence starts.
            clause_end: where its clause ends.
        """
        index = bisect_right(self._starts, position)
        before = self._times[index - 1] if index else None
        if before is None or before.start < sentence:
            behind = self._times[index] if index < len(self._times) else None
            if behind is not None and behind.start < clause_end and behind.year is not None:
                return behind
        if before is not None and before.role is Role.WITHIN:
            return self._since(before, index - 2)
        return before

    def _since(self, within: Time, index: int) -> Time:
        start = self._times[index] if index >= 0 else None
        if start is None or start.role is not Role.SINCE or start.year is None or not within.span:
            return within._replace(kind=TARGET)
        return within._replace(year=start.year + within.span - 1, kind=TARGET)

    @property
    def frames(self) -> list[Time]:
        """The references that frame what is said, in order."""
        return self._times
