"""Unresolved places, placed in the blocks that show them and numbered for the reader."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from wenku.model.document import Block, Document
from wenku.model.tally import flags_with_family
from wenku.trail import Flag


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that could not be restored."""

    number: int
    """Counted from 1 over the whole document."""
    surface: str
    rule: str
    family: str
    """Of the rule that flagged it."""
    block: int
    """Index into ``Document.blocks``; -1 where no block of the article shows it."""
    start: int
    end: int
    """Span in the text of the block."""


def doubts_of(document: Document) -> tuple[Doubt, ...]:
    """The unresolved places of a document; one that overlaps another counts as that one."""
    found: list[Doubt] = []
    origins: dict[int, list[int]] = {}
    for flag, family in flags_with_family(document.trail):
        block, start, end = _place(document, flag, origins)
        if not (found and found[-1].block == block >= 0 and start < found[-1].end):
            number = len(found) + 1
            found.append(Doubt(number, flag.surface, flag.rule, family, block, start, end))
    return tuple(found)


def _place(document: Document, flag: Flag, known: dict[int, list[int]]) -> tuple[int, int, int]:
    for index, block in enumerate(document.blocks):
        if block.in_body and block.start <= flag.start < block.end:
            if index not in known:
                known[index] = _origins(block, document.text)
            offsets = known[index]
            start, end = bisect_left(offsets, flag.start), bisect_left(offsets, flag.end)
            return (index, start, end) if start < end else (-1, 0, 0)
    return -1, 0, 0


def _origins(block: Block, text: str) -> list[int]:
    """For each character shown, its place in the cleaned text; a space goes with what follows."""
    origins: list[int] = []
    position = block.start
    for character in block.text:
        if character.isspace():
            origins.append(position)
            continue
        while position < block.end and text[position].isspace():
            position += 1
        origins.append(position)
        position += 1
    return origins
