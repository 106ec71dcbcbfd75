"""A line that goes, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Removal:
    """A line that goes, as its number from 0, and why."""

    line: int
    family: str
    why: str
