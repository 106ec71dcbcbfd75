"""Cutting texts into the stretches that a conversion by phrases reads on their own.

Between two characters that stand side by side in no phrase no phrase can match. So a text is read
stretch by stretch; and most stretches are one character long, or hold no character that a phrase
converts otherwise than a table of characters does. What is left are few and short ones, the same
in many documents.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wenku.vocab.traditional import Traditional

_BEYOND = 0x110000
_CELLS = 24
"""Binary digits of a cell's number. A pair whose cell is taken by another one is not cut."""
_MIXER = np.uint64(0x9E3779B97F4A7C15)


class Stretches:
    """The stretches of many texts that phrases may have a say in, and all characters of them."""

    def __init__(self, table: Traditional) -> None:
        """Know the phrases of ``table``."""
        pairs = {pair for phrase in table.phrases for pair in pairwise(phrase)}
        ends = np.array([(ord(one), ord(other)) for one, other in sorted(pairs)], dtype=np.uint64)
        self._inside = np.zeros(1 << _CELLS, dtype=np.bool_)
        self._inside[_cells(ends[:, 0], ends[:, 1])] = True
        self._telling = np.zeros(_BEYOND, dtype=np.bool_)
        self._telling[[ord(char) for char in _telling(table)]] = True
        self._seen = np.zeros(_BEYOND, dtype=np.bool_)
        self.found: set[str] = set()

    def add(self, text: str) -> None:
        """Take in a text."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        self._seen[points] = True
        wide = points.astype(np.uint64)
        cuts = np.flatnonzero(~self._inside[_cells(wide[:-1], wide[1:])]) + 1
        starts = np.concatenate(([0], cuts))
        ends = np.concatenate((cuts, [len(points)]))
        told = np.concatenate(([0], np.cumsum(self._telling[points])))
        kept = (ends - starts > 1) & (told[ends] > told[starts])
        for start, end in zip(starts[kept].tolist(), ends[kept].tolist(), strict=True):
            self.found.add(text[start:end])

    def characters(self) -> set[str]:
        """All characters of the texts."""
        return set(map(chr, np.flatnonzero(self._seen).tolist()))


def _cells(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return ((first << np.uint64(21) | second) * _MIXER) >> np.uint64(64 - _CELLS)


def _telling(table: Traditional) -> set[str]:
    """Characters that some phrase converts otherwise than they are converted alone."""
    return {
        char
        for phrase, form in table.phrases.items()
        for char, one in zip(phrase, form, strict=True)
        if table.characters.get(char, char) != one
    }
