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

MAX_MARKUP = 64 * 1024 * 1024
"""Bytes its XML parts may unpack to: their trees are held in memory."""

MAX_TAGS = 1_000_000
"""Tags of all XML parts; Word writes some ten for each run of letters."""

_CHUNK = 1 << 20
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def decode_docx(data: bytes, name: str) -> Decoded:
    """Text and hints of a Word document; pictures are left out.

    Raises:
        SeedError: the archive is damaged, too large unpacked, or not a Word document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _require_bounds(archive, name)
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


def _require_bounds(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive that would need much more memory than a document does.

    The sizes that it states are those that are unpacked: what goes on longer is cut and then
    does not match its checksum.

    Raises:
        SeedError: it unpacks to too much, or holds too many tags.
    """
    parts = archive.infolist()
    markup = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    sizes = (sum(part.file_size for part in each) for each in (parts, markup))
    if any(size > most for size, most in zip(sizes, (MAX_UNPACKED, MAX_MARKUP), strict=True)):
        raise SeedError("unpacks to too much", where=name, remedy="save its text only")
    tags = 0
    for part in markup:
        with archive.open(part) as file:
            while chunk := file.read(_CHUNK):
                tags += chunk.count(b"<")
                if tags > MAX_TAGS:
                    raise SeedError(
                        f"holds more than {MAX_TAGS} tags", where=name, remedy="split it"
                    )
