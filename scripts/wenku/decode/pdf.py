"""PDF with a text layer: lines by their places on the page, joined to paragraphs."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pypdfium2

from wenku.errors import SeedError
from wenku.model import Decoded, Hint, HintKind
from wenku.text.patterns import lazy

MAX_PAGES = 2_000
MAX_TEXT = 4_000_000
"""Characters of all pages: a page may be listed a thousand times."""

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes that all streams may unpack to, pictures with them."""

MAX_DRAWN = 16 * 1024 * 1024
"""Bytes of one stream of drawing operators; each takes the reader some twenty times its length."""

_CHUNK = 1 << 20
_PIECE = 1 << 14
_DEEPEST = 3
"""Layers of compression that are followed."""

_STREAM = re.compile(rb"stream\r?\n")
_OPERATORS = bytes(range(32, 127)) + b"\t\n\r"
_WRITTEN = 0.9
"""Share of plain characters from which on a stream is drawing operators and not a picture."""

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
    _require_bounds(data, name)
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = _pages_of(document, name)
    except pypdfium2.PdfiumError as error:
        raise SeedError(
            f"is not a PDF that can be opened ({error})", where=name, remedy="save it again"
        ) from error
    if not any(pages):
        raise SeedError("has no text layer", where=name, remedy="recognise its text (OCR) first")
    text, hints = _joined(pages)
    return Decoded(text, "utf-8", "PDF text layer", "application/pdf", hints)


def _pages_of(document: pypdfium2.PdfDocument, name: str) -> list[list[_Line]]:
    if len(document) > MAX_PAGES:
        raise SeedError(f"has more than {MAX_PAGES} pages", where=name, remedy="split it")
    pages: list[list[_Line]] = []
    read = 0
    for number in range(len(document)):
        lines, length = _lines_of(document, number, MAX_TEXT - read)
        read += length
        if read > MAX_TEXT:
            raise SeedError("holds too much text", where=name, remedy="split it")
        pages.append(lines)
    return pages


def _require_bounds(data: bytes, name: str) -> None:
    """Refuse a file whose streams unpack to more than fits into memory, before the reader does it.

    Streams are told by their content, whatever their dictionaries say of them.

    Raises:
        SeedError: they unpack to too much.
    """
    unpacked = 0
    for match in _STREAM.finditer(data):
        size, written = _unpacked(data, match.end(), MAX_UNPACKED - unpacked)
        unpacked += size
        if unpacked > MAX_UNPACKED or written > MAX_DRAWN:
            raise SeedError("unpacks to too much", where=name, remedy="save its text only")


def _unpacked(data: bytes, start: int, most: int) -> tuple[int, int]:
    """Bytes that a stream unpacks to, and those of them in chunks of plain characters."""
    size = written = 0
    for chunk in _layers(_inflated(_pieces(data, start)), _DEEPEST):
        size += len(chunk)
        plain = len(chunk) - len(chunk.translate(None, _OPERATORS))
        written += len(chunk) if plain > _WRITTEN * len(chunk) else 0
        if size > most:
            break
    return size, written


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    for at in range(start, len(data), _PIECE):
        yield data[at : at + _PIECE]


def _layers(chunks: Iterator[bytes], deepest: int) -> Iterator[bytes]:
    """What chunks hold when no layer of compression is left in them."""
    first = next(chunks, b"")
    packed = len(first) > 1 and first[0] & 15 == 8 and int.from_bytes(first[:2]) % 31 == 0  # noqa: PLR2004
    whole = chain([first], chunks)
    yield from _layers(_inflated(whole), deepest - 1) if packed and deepest else whole


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Chunks unpacked, as far as they can be; no chunk is larger than ``_CHUNK``."""
    inflate = zlib.decompressobj()
    for chunk in chunks:
        packed = chunk
        while packed and not inflate.eof:
            try:
                yield inflate.decompress(packed, _CHUNK)
            except zlib.error:
                return
            packed = inflate.unconsumed_tail
        if inflate.eof:
            return


def _lines_of(document: pypdfium2.PdfDocument, number: int, most: int) -> tuple[list[_Line], int]:
    """The lines of a page and the number of its characters; no lines where they are too many."""
    page = document[number]
    words = page.get_textpage()
    length = words.count_chars()
    if length > most:
        return [], length
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
    return lines, length


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
