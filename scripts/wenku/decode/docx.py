"""Word documents, by way of mammoth's HTML."""

from __future__ import annotations

import io
import zipfile

import mammoth

from wenku.decode.html import read_html
from wenku.errors import SeedError
from wenku.model import Decoded

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes all parts may unpack to; beyond, the file is a bomb or not for reading."""

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def decode_docx(data: bytes, name: str) -> Decoded:
    """Text and hints of a Word document; pictures are left out.

    Raises:
        SeedError: the archive is damaged, too large unpacked, or not a Word document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MAX_UNPACKED:
                raise SeedError("unpacks to too much", where=name, remedy="save its text only")
        no_pictures = mammoth.images.img_element(lambda _: {"src": ""})
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=no_pictures).value
    except SeedError:
        raise
    except Exception as error:  # mammoth raises whatever its parsers raise
        raise SeedError(
            f"is not a Word document that can be read ({type(error).__name__})",
            where=name,
            remedy="open and save it again as .docx",
        ) from error
    text, hints = read_html(html)
    return Decoded(text, "utf-8", "Word document", _MEDIA_TYPE, hints)
