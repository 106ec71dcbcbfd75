"""Bytes to text: which format and encoding, on what evidence; markup becomes stand-off hints."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from wenku.decode.charset import decode_bytes
from wenku.decode.formats import Format, format_of, refuse_binary
from wenku.errors import SeedError
from wenku.model import Decoded

__all__ = ["MAX_BYTES", "decode", "read_file", "read_stream"]

MAX_BYTES = 32 * 1024 * 1024
"""Largest seed; a longer file is a dump of many pages and has to be split."""


def read_file(path: Path) -> bytes:
    """The bytes of a seed as received.

    Raises:
        SeedError: the file cannot be read, or is too large.
    """
    try:
        with path.open("rb") as stream:
            return read_stream(stream, path.name)
    except OSError as error:
        raise SeedError(
            f"cannot be read: {error.strerror}", where=path.name, remedy="check the file"
        ) from error


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All bytes of a stream, of which there may be no end.

    Raises:
        SeedError: there are more than a seed may have.
    """
    data = stream.read(MAX_BYTES + 1)
    _require_size(data, name)
    return data


def decode(data: bytes | str, name: str = "-") -> Decoded:
    r"""Read a seed.

    Args:
        data: its bytes, or its text where the caller has decoded it.
        name: file name; the suffix decides where the content leaves a doubt.

    Returns:
        Text whose lines end in ``\n``, with hints of the markup that was there.

    Raises:
        SeedError: too large, a known binary format, or bytes that no encoding explains.
    """
    _require_size(data, name)
    if isinstance(data, str):
        return _from_text(data, "str", "given as text", name, 0)
    refuse_binary(data, name)
    layout = format_of(data, name)
    if layout is Format.PDF:
        from wenku.decode.pdf import decode_pdf

        return decode_pdf(data, name)
    if layout is Format.DOCX:
        from wenku.decode.docx import decode_docx

        return decode_docx(data, name)
    read = decode_bytes(data, name)
    return _from_text(read.text, read.encoding, read.evidence, name, read.replaced)


def _require_size(data: bytes | str, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise SeedError(
            f"is larger than {MAX_BYTES // 2**20} MB", where=name, remedy="split it into documents"
        )


def _from_text(text: str, encoding: str, evidence: str, name: str, replaced: int) -> Decoded:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    layout = format_of(text, name)
    if layout is Format.HTML:
        from wenku.decode.html import read_html, require_few_tags

        require_few_tags(text, name)
        content, hints = read_html(text)
    elif layout is Format.MARKDOWN:
        from wenku.decode.markdown import read_markdown

        content, hints = read_markdown(text)
    else:
        content, hints = text, ()
    return Decoded(content, encoding, evidence, layout.value, hints, replaced)
