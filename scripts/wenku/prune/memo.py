"""What lines were read as, kept while the page that they stand on is cleaned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

LEAST_KEPT = 8192
"""Lines that are remembered from page to page, so that wordings of a site are read once."""

Found = TypeVar("Found")


class LineMemo(Generic[Found]):
    """Remembers what a function said of each line, for this page and the one before.

    Every rule asks for the lines of a page, and so does every pass. A memory of so many lines and
    no more forgets each line of a longer page just before it is asked for again. Here nothing is
    forgotten while a page is looked at: :meth:`turn` between pages drops what none of the last
    two had, once there is much of it.
    """

    __slots__ = ("_compute", "_earlier", "_fresh")

    def __init__(self, compute: Callable[[str], Found]) -> None:
        """Remember what ``compute`` says."""
        self._compute = compute
        self._fresh: dict[str, Found] = {}
        self._earlier: dict[str, Found] = {}

    def __call__(self, line: str) -> Found:
        """What the function says of ``line``."""
        found = self._fresh.get(line)
        if found is None:
            found = self._earlier.get(line)
            self._fresh[line] = found = self._compute(line) if found is None else found
        return found

    def turn(self) -> None:
        """Another page begins."""
        if len(self._fresh) > LEAST_KEPT or len(self._earlier) > LEAST_KEPT:
            self._earlier, self._fresh = self._fresh, {}

    def __len__(self) -> int:
        """How many lines are remembered."""
        return len(self._fresh) + len(self._earlier)
