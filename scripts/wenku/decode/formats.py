"""Which format a seed is in, from its content first and its suffix second."""

from __future__ import annotations

import enum
import re
from pathlib import PurePath

from wenku.errors import SeedError
from wenku.text.patterns import lazy


class Format(enum.Enum):
    """The formats a seed may have; the value is its media type."""

    TEXT = "text/plain"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"


_HEAD = 4096
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_HTML_START = lazy(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_PARAGRAPH_TAG = lazy(r"<(?:p|div|article|section|table|h[1-6])(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_CLOSING_TAG = lazy(r"</(?:p|div|article|section|table|h[1-6])>", re.IGNORECASE)
_FEWEST_TAGS = 3

_BINARY_STARTS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file; save it as .docx",
    b"{\\rtf": "an RTF file; save it as .docx",
    b"SQLite format 3": "a database",
    b"RIFF": "a media file",
    b"OggS": "a media file",
    b"ID3": "a media file",
}


def format_of(data: bytes | str, name: str) -> Format:
    """The format of a seed.

    A text file with stray tags in it (anti-copy leftovers) is text: HTML needs a document element,
    a suffix that says so, or several block elements that are closed.
    """
    suffix = PurePath(name).suffix.lower()
    if isinstance(data, bytes):
        if data[:1024].lstrip().startswith(_PDF):
            return Format.PDF
        if data.startswith(_ZIP) and b"word/" in data:
            return Format.DOCX
        return Format.TEXT
    if suffix in {".html", ".htm", ".xhtml", ".shtml"} or _HTML_START.search(data[:_HEAD]):
        return Format.HTML
    if suffix in {".md", ".markdown"}:
        return Format.MARKDOWN
    return Format.HTML if _is_fragment(data) else Format.TEXT


def refuse_binary(data: bytes, name: str) -> None:
    """Refuse what is known not to be text, by its first bytes.

    Raises:
        SeedError: the file starts like a picture, an archive, a program or a media file.
    """
    for start, what in _BINARY_STARTS.items():
        if data.startswith(start):
            raise SeedError(
                f"is {what}, not text", where=name, remedy="give text, HTML, .docx or PDF"
            )
    if data.startswith(_ZIP) and b"word/" not in data:
        raise SeedError("is a ZIP archive", where=name, remedy="unpack it and add its documents")


def _is_fragment(text: str) -> bool:
    opened = len(_PARAGRAPH_TAG.findall(text[: _HEAD * 16]))
    return opened >= _FEWEST_TAGS and len(_CLOSING_TAG.findall(text[: _HEAD * 16])) >= _FEWEST_TAGS
