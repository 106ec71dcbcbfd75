"""PDF with a text layer: lines by their places on the page, joined to paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2

from wenku.errors import SeedError
from wenku.model import Decoded, Hint, HintKind
from wenku.text.patterns import lazy

MAX_PAGES = 2_000

_DIGITS = lazy(r"\d+")
_MARGIN_SHARE = 0.6
"""Share of pages a line must stand on, figures aside, to be a running head or foot."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    left: float
    right: float
    height: float


def decode_pdf(data: bytes, name: str) -> Decoded:
    """Text of a PDF; running heads, feet and page numbers are marked as page furniture.

    Raises:
        SeedError: damaged, encrypted, without a text layer, or of too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SeedError(
            f"is not a PDF that can be opened ({error})", where=name, remedy="save it again"
        ) from error
    with document:
        if len(document) > MAX_PAGES:
            raise SeedError(f"has more than {MAX_PAGES} pages", where=name, remedy="split it")
        pages = [_lines_of(document, number) for number in range(len(document))]
    if not any(pages):
        raise SeedError("has no text layer", where=name, remedy="recognise its text (OCR) first")
    text, hints = _joined(pages)
    return Decoded(text, "utf-8", "PDF text layer", "application/pdf", hints)


def _lines_of(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    page = document[number]
    words = page.get_textpage()
    lines: list[_Line] = []
    start = 0
    content = words.get_text_range()
    for raw in content.split("\r\n"):
        stripped = raw.strip()
        if stripped:
            lead = start + len(raw) - len(raw.lstrip())
            lines.append(_placed(words, stripped, lead, number))
        start += len(raw) + 2
    words.close()
    page.close()
    return lines


def _placed(words: pypdfium2.PdfTextPage, text: str, start: int, page: int) -> _Line:
    last = min(start + len(text), words.count_chars()) - 1
    first = min(start, last)
    left, bottom, _, top = words.get_charbox(first, loose=True)
    _, _, right, _ = words.get_charbox(last, loose=True)
    return _Line(text, page, left, right, max(top - bottom, 1.0))


def _joined(pages: Sequence[Sequence[_Line]]) -> tuple[str, tuple[Hint, ...]]:
    furniture = _furniture(pages)
    body = [line for page in pages for line in page if _shape(line) not in furniture]
    left, right = _column(body)
    pieces: list[str] = []
    hints: list[Hint] = []
    length = 0
    previous: _Line | None = None
    for line in (line for page in pages for line in page):
        if _shape(line) in furniture:
            piece = f"\n{line.text}\n"
            hints.append(Hint(length + 1, length + 1 + len(line.text), HintKind.CHROME, "margin"))
        else:
            goes_on = previous is not None and _goes_on(previous, line, left, right)
            piece = _glue(pieces, line) if goes_on else f"\n{line.text}"
            previous = line
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), tuple(hints)


def _glue(pieces: Sequence[str], line: _Line) -> str:
    """A space between Latin words only."""
    ascii_sides = pieces[-1][-1:].isascii() and line.text[:1].isascii()
    return f" {line.text}" if ascii_sides and pieces[-1][-1:].isalnum() else line.text


def _goes_on(previous: _Line, line: _Line, left: float, right: float) -> bool:
    """Whether a line continues a paragraph: the one before reached the margin, it has no indent."""
    reached = previous.right > right - 1.6 * previous.height
    indented = line.left > left + 0.8 * line.height
    same_size = abs(previous.height - line.height) < 0.2 * line.height
    return reached and not indented and same_size


def _column(lines: Iterable[_Line]) -> tuple[float, float]:
    found = list(lines)
    if not found:
        return 0.0, 0.0
    lefts = sorted(line.left for line in found)
    rights = sorted(line.right for line in found)
    return lefts[len(lefts) // 10], rights[len(rights) * 9 // 10]


def _shape(line: _Line) -> str:
    return _DIGITS.sub("#", line.text)


def _furniture(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Shapes of first and last lines that stand on most pages, and of bare page numbers."""
    counted = Counter(_shape(line) for line in _edges(pages))
    repeated = (shape for shape, n in counted.items() if n > 1 and n >= _MARGIN_SHARE * len(pages))
    numbers = (shape for shape in counted if shape.strip(" -\u2014\u00b7") == "#")
    return frozenset((*repeated, *numbers))


def _edges(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    return [line for page in pages for line in {id(x): x for x in (*page[:1], *page[-1:])}.values()]
