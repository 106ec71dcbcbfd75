"""Edits that take whole lines, or parts of lines, out of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wenku.model import Page
from wenku.prune.removal import Removal
from wenku.trail import Edit


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
