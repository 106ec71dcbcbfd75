"""Steps 2 to 5 of the damage, on GBK bytes that remember which character they came from.

Text becomes bytes; readings are inserted byte-wise; the bytes are cut wherever the bytes of a
full-width mark stand, on a character boundary or not; each piece is decoded alone the way a
Windows/PHP decoder does it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.damage.annotation import Annotation

QUESTION, EXCLAMATION, SEMICOLON, COMMA = b"\xa3\xbf", b"\xa3\xa1", b"\xa3\xbb", b"\xa3\xac"
STOP, ENUMERATION = b"\xa1\xa3", b"\xa1\xa2"
ALL_MARKS = (QUESTION, EXCLAMATION, SEMICOLON, COMMA)


@dataclass(frozen=True, slots=True)
class Cell:
    """One byte and where it comes from."""

    byte: int
    owner: int
    """Index of the true character."""
    place: int
    """Place of the byte in its character's code; -1 for a byte inserted behind the owner."""

    @property
    def inserted(self) -> bool:
        """Whether the byte belongs to a printed reading."""
        return self.place < 0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as the page shows it, with the bytes it was read from."""

    text: str
    cells: tuple[Cell, ...]
    mark: bool = False
    """A mark at which the bytes were cut."""
    eaten: bool = False
    """A ``?`` that stands for a lead byte and the ASCII byte behind it."""

    @property
    def whole(self) -> int | None:
        """Index of the true character that this glyph was read from, whole; else None."""
        owners = {cell.owner for cell in self.cells}
        places = [cell.place for cell in self.cells]
        if len(owners) == 1 and places == list(range(len(places))) and not self.eaten:
            return self.cells[0].owner
        return None


@dataclass(frozen=True, slots=True)
class Cut:
    """At which marks the bytes are cut."""

    marks: tuple[bytes, ...] = ALL_MARKS
    boundaries: tuple[bytes, ...] = ()
    """Marks looked for afterwards in each piece (the stop, on some sites)."""
    rate: float = 1.0
    """Share of the marks found across two characters that take effect."""


def encode(text: str) -> list[Cell]:
    """Step 2: GBK bytes; a character that GBK lacks becomes ``?``."""
    cells: list[Cell] = []
    for index, character in enumerate(text):
        code = character.encode("gbk", errors="replace")
        cells.extend(Cell(byte, index, place) for place, byte in enumerate(code))
    return cells


def annotate(cells: list[Cell], annotation: Annotation, chance: random.Random) -> list[Cell]:
    """Step 3: insert readings, one listed character after the other."""
    data = bytes(cell.byte for cell in cells)
    for character in annotation.listed:
        code = character.encode("gbk")
        insertion = annotation.insertion(character) if code in data else b""
        if insertion:
            cells = _replace(cells, code, insertion, annotation, chance)
            data = bytes(cell.byte for cell in cells)
    return cells


def _replace(
    cells: list[Cell], code: bytes, insertion: bytes, how: Annotation, chance: random.Random
) -> list[Cell]:
    data = bytes(cell.byte for cell in cells)
    result: list[Cell] = []
    done = 0
    found = data.find(code)
    while found >= 0:
        end = found + len(code)
        if how.bytewise or aligned(cells, found):
            result.extend(cells[done:end])
            done = end
            if not (how.skipped and chance.random() < how.skipped):
                owner = cells[end - 1].owner
                result.extend(Cell(byte, owner, -1) for byte in insertion)
            found = data.find(code, end)
        else:
            found = data.find(code, found + 1)
    result.extend(cells[done:])
    return result


def aligned(cells: Sequence[Cell], start: int) -> bool:
    """Whether two bytes from ``start`` are one character of the true text."""
    first, second = cells[start], cells[start + 1]
    return first.place == 0 and second.place == 1 and first.owner == second.owner


def show(cells: list[Cell], cut: Cut | None, chance: random.Random) -> list[Glyph]:
    """Steps 4 and 5: cut, and decode each piece alone."""
    if cut is None:
        return decode(cells)
    glyphs: list[Glyph] = []
    for piece, mark in _pieces(cells, cut.marks, cut.rate, chance):
        if cut.boundaries:
            for inner, boundary in _pieces(piece, cut.boundaries, cut.rate, chance):
                glyphs.extend(decode(inner))
                glyphs.extend(_mark(boundary))
        else:
            glyphs.extend(decode(piece))
        glyphs.extend(_mark(mark))
    return glyphs


def _pieces(
    cells: list[Cell], marks: Iterable[bytes], rate: float, chance: random.Random
) -> list[tuple[list[Cell], list[Cell]]]:
    data = bytes(cell.byte for cell in cells)
    pieces: list[tuple[list[Cell], list[Cell]]] = []
    done = 0
    for match in re.finditer(b"|".join(map(re.escape, marks)), data):
        start, end = match.span()
        if not aligned(cells, start) and rate < 1 and chance.random() >= rate:
            continue
        pieces.append((cells[done:start], cells[start:end]))
        done = end
    pieces.append((cells[done:], []))
    return pieces


def _mark(cells: list[Cell]) -> list[Glyph]:
    if not cells:
        return []
    text = bytes(cell.byte for cell in cells).decode("gbk")
    return [Glyph(text, tuple(cells), mark=True)]


def decode(cells: list[Cell]) -> list[Glyph]:
    """Step 5: a lead byte before an ASCII sign is lost with it; unassigned codes show nothing."""
    glyphs: list[Glyph] = []
    position = 0
    while position < len(cells):
        cell = cells[position]
        if cell.byte < 0x80:
            glyphs.append(Glyph(chr(cell.byte), (cell,)))
            position += 1
        elif position + 1 == len(cells):
            glyphs.append(Glyph("?", (cell,), eaten=True))
            position += 1
        else:
            glyphs.extend(_pair(cell, cells[position + 1]))
            position += 2
    return glyphs


def _pair(lead: Cell, trail: Cell) -> list[Glyph]:
    both = (lead, trail)
    if trail.byte < 0x40 or trail.byte in {0x7F, 0xFF}:
        return [Glyph("?", both, eaten=True)]
    try:
        text = bytes((lead.byte, trail.byte)).decode("gbk")
    except UnicodeDecodeError:
        return []
    return [Glyph(text, both)]
