"""Damage of one paragraph, steps 1 to 6, with its ground truth."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.damage.annotation import Annotation
from tests.damage.codepage import Cell, Cut, Glyph, annotate, encode, show
from tests.damage.conversion import ambiguous, in_gbk, to_traditional
from tests.damage.truth import Certainty, DamagedLine, Kind, Span

# Step 6: these marks and the full-width digits and letters are folded, nothing else.
FOLDED = dict(
    zip(map(ord, "\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09\uff05"), ",:;!?()%", strict=True)
)
FOLDED |= {
    code: chr(code - 0xFEE0)
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}

TONED = (
    "\u0101\u00e1\u01ce\u00e0\u0113\u00e9\u011b\u00e8\u012b\u00ed\u01d0\u00ec\u014d\u00f3"
    "\u01d2\u00f2\u016b\u00fa\u01d4\u00f9\u01d6\u01d8\u01da\u01dc\u00fc"
)
PRINTED_READING = re.compile(rf"(?<=[\u3400-\u9fff])\([a-z{TONED}]{{1,7}} ?\)")


@dataclass(frozen=True, slots=True)
class Mechanism:
    """Which steps a page went through."""

    convert: bool = False
    over_convert: bool = False
    annotation: Annotation | None = None
    cut: Cut | None = None
    strip: bool = False
    """Somebody removed readings that stand behind a character; those inside torn runs stay."""
    fold: bool = True

    @property
    def passes_bytes(self) -> bool:
        """Whether the text was GBK bytes on its way (characters outside GBK are lost)."""
        return self.convert or self.annotation is not None or self.cut is not None


def damage_paragraph(clean: str, how: Mechanism, chance: random.Random) -> DamagedLine:
    """Send one paragraph through the mechanism."""
    text = to_traditional(clean, over_convert=how.over_convert) if how.convert else clean
    glyphs = _glyphs(text, how, chance)
    if how.strip:
        glyphs = _stripped(glyphs)
    shown = [glyph.text.translate(FOLDED) if how.fold else glyph.text for glyph in glyphs]
    spans = [*_structural(glyphs, len(clean)), *_substituted(glyphs, shown, clean, text)]
    return DamagedLine(clean, "".join(shown), tuple(sorted(spans)))


def _glyphs(text: str, how: Mechanism, chance: random.Random) -> list[Glyph]:
    if not how.passes_bytes:
        return [Glyph(character, (Cell(0, index, 0),)) for index, character in enumerate(text)]
    cells = encode(text)
    if how.annotation is not None:
        cells = annotate(cells, how.annotation, chance)
    return show(cells, how.cut, chance)


def _stripped(glyphs: list[Glyph]) -> list[Glyph]:
    text = "".join(glyph.text for glyph in glyphs)
    gone = {index for match in PRINTED_READING.finditer(text) for index in range(*match.span())}
    return [glyph for index, glyph in enumerate(glyphs) if index not in gone]


def _substituted(
    glyphs: Sequence[Glyph], shown: Sequence[str], clean: str, text: str
) -> Iterator[Span]:
    """Spans of one character that stands for one character."""
    for at, (glyph, sign) in enumerate(zip(glyphs, shown, strict=True)):
        index = glyph.whole
        if index is None or sign == clean[index]:
            continue
        kind, certainty = Kind.SCRIPT, Certainty.DETERMINED
        if glyph.text != text[index]:
            kind, certainty = Kind.LOST, Certainty.UNKNOWABLE
        elif sign != glyph.text:
            kind = Kind.WIDTH
        elif sign in ambiguous():
            certainty = Certainty.INFERRED
        yield Span(at, at + 1, index, index + 1, kind, certainty)


def _structural(glyphs: Sequence[Glyph], length: int) -> Iterator[Span]:
    """Printed readings and torn runs: what changes the number of characters."""
    expected = 0
    position = 0
    while position < len(glyphs) or expected < length:
        end = _first_whole(glyphs, position, expected)
        found = glyphs[end].whole if end < len(glyphs) else None
        reached = length if found is None else found
        if end > position or reached > expected:
            yield from _spans(glyphs[position:end], position, expected, reached)
        position, expected = end + 1, reached + 1


def _first_whole(glyphs: Sequence[Glyph], position: int, expected: int) -> int:
    while position < len(glyphs):
        index = glyphs[position].whole
        if index is not None and index >= expected:
            return position
        position += 1
    return position


def _spans(run: Sequence[Glyph], start: int, expected: int, reached: int) -> Iterator[Span]:
    """A reading that follows its whole character, and what is torn behind it."""
    printed = _printed(run)
    if printed:
        yield Span(start, start + printed, expected, expected, Kind.PINYIN)
    if run[printed:] or reached > expected:
        yield _torn(run[printed:], start + printed, expected, reached)


def _printed(run: Sequence[Glyph]) -> int:
    """Length of the whole readings at the beginning of a run, brackets included."""
    length = 0
    for index, glyph in enumerate(run):
        if glyph.eaten or not all(cell.inserted for cell in glyph.cells):
            break
        if glyph.text == ")":
            length = index + 1
    return length


def _torn(run: Sequence[Glyph], start: int, expected: int, reached: int) -> Span:
    cells = [cell for glyph in run for cell in glyph.cells]
    end = start + len(run)
    torn = any(glyph.mark for glyph in run) or not any(cell.inserted for cell in cells)
    eaten = any(
        glyph.eaten and len(glyph.cells) == 2 and not glyph.cells[1].inserted for glyph in run
    )
    certainty = Certainty.UNKNOWABLE if eaten else Certainty.INFERRED
    return Span(
        start, end, expected, reached, Kind.SHIFT if torn else Kind.MISANNOTATION, certainty
    )


def surviving(text: str) -> bool:
    """Whether every character of ``text`` has a GBK code."""
    return all(in_gbk(character) for character in text)
