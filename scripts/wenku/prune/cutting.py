"""Edits that take whole lines, or parts of lines, out of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from wenku.model import Page
from wenku.prune.removal import Removal
from wenku.rules import after
from wenku.trail import Edit

ROUNDS = 6
"""Rounds of looking again at what is left; two are enough for pages that people write."""


def settled(page: Page, find: Callable[[Page], tuple[Removal, ...]]) -> tuple[Removal, ...]:
    """What ``find`` removes from a page, and from what is left, until it finds nothing more.

    Where a line stands depends on the lines around it, so taking some away can uncover others;
    without this a second pass would find what the first did not.
    """
    found: list[Removal] = []
    numbers: Sequence[int] = range(len(page.lines))
    for _ in range(ROUNDS):
        here = find(page)
        if not here:
            break
        gone = frozenset(removal.line for removal in here)
        found.extend(replace(removal, line=numbers[removal.line]) for removal in here)
        numbers = [number for i, number in enumerate(numbers) if i not in gone]
        page = after(page, sorted(line_edits(page, here)))
    return tuple(sorted(found, key=lambda removal: removal.line))


def line_edits(page: Page, removals: Iterable[Removal]) -> Iterator[Edit]:
    """Delete lines with their line ends."""
    for removal in removals:
        yield line_edit(page, removal.line, removal.family, removal.why)


def line_edit(page: Page, number: int, family: str, why: str) -> Edit:
    """Delete one line, given by its number from 0, with its line end."""
    line = page.lines[number]
    end = min(line.end + 1, len(page.text))
    return Edit(line.start, end, page.text[line.start : end], "", family, why)


def part_edit(page: Page, start: int, end: int, family: str, why: str) -> Edit:
    """Delete a part of a line."""
    return Edit(start, end, page.text[start:end], "", family, why)
