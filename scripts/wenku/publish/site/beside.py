"""The pages that show a seed's damaged text beside the restored text, line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from wenku.errors import BuildError
from wenku.model import Document, Library
from wenku.model.address import address, document_path, encoded
from wenku.model.beside import Piece, Row, rows_beside
from wenku.model.paragraphs import numbered
from wenku.publish.site.engine import html_name
from wenku.publish.site.kept import KeptFiles, written_by
from wenku.vocab.families import removal_label

FOLDER = "seeds"
SHELL = f"{FOLDER}/shell.md"
"""The page that the engine draws for all of them; it is in no reader's way afterwards."""
TEMPLATE = "seed.html"

_PLACES = re.compile("%%([A-Z]+)%%")
_ESCAPED = {sign: escape(sign) for sign in "&<>\"'"}
# What a browser would obey, hide or not accept is shown by its code point.
_SIGNS = re.compile(
    "[&<>\"'\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def beside_address(document: Document) -> str:
    """Address of a document's comparison, from the root of the site."""
    return encoded(_path(document))


def _path(document: Document) -> str:
    return f"{FOLDER}/{document.id}.html"


def write_beside(library: Library, site: Path, record: Path, earlier: Path) -> None:
    """Write the comparison of each document, in the frame that the engine drew.

    Args:
        library: the documents.
        site: the folder of the site, which holds the frame; it is taken out.
        record: where is kept from what each comparison was written.
        earlier: the folder of the site that the record tells of.

    Raises:
        BuildError: the engine drew no frame.
    """
    shell = site / html_name(SHELL)
    if not shell.is_file():
        raise BuildError("the frame of the comparisons was not drawn", where=str(shell))
    frame = shell.read_text(encoding="utf-8")
    shell.unlink()
    pieces = _PLACES.split(frame)
    kept = KeptFiles(record, earlier, f"{written_by()}\0{frame}")
    for document in library.documents:
        name = _path(document)
        if not kept.take_over(name, _made_from(document), site):
            text = _filled(pieces, document)
            (site / name).write_text(text, encoding="utf-8", newline="\n")
    kept.remember(site)


def _filled(pieces: Sequence[str], document: Document) -> str:
    values = {
        "TITLE": named(document.metadata.title or document.id),
        "ADDRESS": escape(address(document_path(document.id))),
        "ROWS": "\n".join(_rows(document)),
    }
    return "".join(values[piece] if at % 2 else piece for at, piece in enumerate(pieces))


def _made_from(document: Document) -> str:
    """All of a document that :func:`_filled` reads."""
    title, trail = document.metadata.title, document.trail.digest()
    return repr((document.id, title, document.text, trail, _paragraphs(document)))


def _paragraphs(document: Document) -> list[tuple[int, int, str]]:
    """Where each block of the article begins in the text, its number and its anchor."""
    return [(block.start, number, block.anchor) for _, number, block in numbered(document)]


def shown(text: str) -> str:
    """A seed's text as HTML that does nothing; signs that cannot be seen as their code points."""
    # Letters and digits are none of the signs, and most repairs are of one ideograph.
    return text if text.isalnum() else _SIGNS.sub(_in_text, text)


def named(text: str) -> str:
    """The same for an attribute, where no element may stand."""
    return _SIGNS.sub(_in_attribute, text)


def _in_text(match: re.Match[str]) -> str:
    written = _in_attribute(match)
    return f'<span class="sign">{written}</span>' if match[0] not in _ESCAPED else written


def _in_attribute(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[0]) or f"U+{ord(match[0]):04X}"


def _rows(document: Document) -> Iterator[str]:
    paragraphs = _paragraphs(document)
    starts = [start for start, _, _ in paragraphs]
    page = escape(address(document_path(document.id)))
    for row in rows_beside(document):
        head = f'<tr><th scope="row">{_lines_named(row)}</th>'
        if row.removed:
            kinds = "\uff0c".join(f"{removal_label(name)}{_times(n)}" for name, n in row.removed)
            counted = sum(count for _, count in row.removed)
            yield f'{head}<td class="masked" colspan="2">删去{counted}行：{escape(kinds)}</td></tr>'
            continue
        seed = "<br>".join("".join(map(_piece, line)) for line in row.seed)
        restored = "".join(
            f"<p>{_number(paragraphs, bisect_right(starts, offset) - 1, page)}{shown(text)}</p>"
            for offset, text in row.restored
        )
        yield f"{head}<td>{seed}</td><td>{restored}</td></tr>"


def _times(count: int) -> str:
    return f"{count}行" if count > 1 else ""


def _lines_named(row: Row) -> str:
    return str(row.first) if row.first == row.last else f"{row.first}\u2013{row.last}"


def _piece(piece: Piece) -> str:
    if piece.family:
        return f'<span class="masked">〔删去：{escape(removal_label(piece.family))}〕</span>'
    return f"<mark>{shown(piece.text)}</mark>" if piece.repaired else shown(piece.text)


def _number(paragraphs: Sequence[tuple[int, int, str]], at: int, page: str) -> str:
    """A link to the paragraph; headings and lines above the article have none."""
    if at < 0 or not paragraphs[at][1] or not paragraphs[at][2]:
        return ""
    _, number, anchor = paragraphs[at]
    return f'<a href="../{page}#{anchor}" aria-label="第{number}段">{number}</a> '
