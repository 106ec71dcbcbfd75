"""Files that are made when they are asked for, so that never more than one is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Makers = Mapping[str, Callable[[], str]]
"""By path below ``docs/`` what makes a file's text."""


class Made(Mapping[str, str]):
    """Text of each file by its path, in order of path; made anew each time it is asked for."""

    def __init__(self, makers: Makers) -> None:
        """Know what makes each file."""
        self._makers = dict(sorted(makers.items()))

    @property
    def makers(self) -> Makers:
        """What makes each file."""
        return self._makers

    def __getitem__(self, path: str) -> str:
        """Make a file's text."""
        return self._makers[path]()

    def __contains__(self, path: object) -> bool:
        """Whether there is such a file; it is not made for that."""
        return path in self._makers

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._makers)

    def __len__(self) -> int:
        """The number of files."""
        return len(self._makers)
