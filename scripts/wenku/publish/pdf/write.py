"""Set the data and write the files; what has not changed is not set again."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import typst

from wenku.digests import of_files, versions
from wenku.errors import BuildError
from wenku.model import Document, Library
from wenku.publish.edition import EPOCH
from wenku.publish.pdf.book import Edition, book_data, volumes
from wenku.publish.pdf.content import Data, document_data
from wenku.publish.pdf.fonts import Setter, font_folders
from wenku.staging import write_whole
from wenku.text.calendar import iso_date

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS: Any = ["ua-1", "a-2a"]  # the stub asks for a list of literals, which is invariant
RUNS_REMEMBERED = 10
BATCH = 64
"""Documents whose data is made before the first of them is set."""
_PACKAGES = ("typst", "pylopdf-fonts-zh-cn", "justmytype-intl-cjk")


@dataclass(slots=True)
class PdfReport:
    """What was written."""

    files: list[Path] = field(default_factory=list)
    made: int = 0
    """Files that were set anew; the others came from the cache."""
    missing: dict[str, int] = field(default_factory=dict)
    """Characters no font can show, with how often they were replaced."""


def write_pdfs(
    library: Library, folder: Path, cache_folder: Path, site_url: str = "", jobs: int = 2
) -> PdfReport:
    """Write one PDF a document and the book, ``library.pdf`` (further volumes ``library-2.pdf`` …).

    Args:
        library: what to set.
        folder: made where missing; PDF files in it that are not of this library are removed.
        cache_folder: where set files are kept between runs, by the digest of what made them.
        site_url: absolute address of the site, empty where it is not known.
        jobs: documents set at one time; the book is set alone, on all processors.

    Raises:
        BuildError: Typst refused the data.
    """
    press = _Press(cache_folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = press.write_many(folder, _documents(library, press.setter, site_url), jobs)
    # Another setter: what fonts lack was counted when the documents were set
    for suffix, data in _books(library, Setter(), site_url):
        files.append(press.write(folder / f"library{suffix}.pdf", "book.typ", data))
    for present in set(folder.glob("*.pdf")) - set(files):
        present.unlink()
    return press.report(sorted(files))


def write_selection(library: Library, documents: Sequence[Document], file: Path) -> PdfReport:
    """Write a book of some documents of a library; further volumes stand beside it, numbered.

    Raises:
        BuildError: nothing was selected, the file cannot be written, or Typst refused the data.
    """
    if not documents:
        raise BuildError("no document is selected", remedy="see the names on /cities and /themes")
    press = _Press(None)
    chosen = replace(library, documents=tuple(documents))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        files = [
            press.write(file.with_stem(file.stem + suffix), "book.typ", data)
            for suffix, data in _books(chosen, press.setter, "")
        ]
    except OSError as error:
        raise BuildError(f"cannot be written: {error.strerror}", where=str(file)) from error
    return press.report(files)


def _documents(library: Library, setter: Setter, site_url: str) -> Iterator[tuple[str, Data]]:
    """File name and data of each document; one at a time, for they need not all fit."""
    for document in library.documents:
        yield f"{document.id}.pdf", document_data(document, setter, site_url)


def _books(library: Library, setter: Setter, site_url: str) -> Iterator[tuple[str, Data]]:
    """What the name of each volume ends in, and its data."""
    bound = volumes(library)
    for number, documents in enumerate(bound, start=1):
        volume = f"第{number}册，共{len(bound)}册" if len(bound) > 1 else ""
        edition = _edition(site_url, volume)
        yield f"-{number}" if number > 1 else "", book_data(library, documents, setter, edition)


def _edition(site_url: str = "", volume: str = "") -> Edition:
    """The edition of this run, dated only where SOURCE_DATE_EPOCH says when."""
    epoch = os.environ.get(EPOCH, "")
    date = iso_date(int(epoch)) if epoch.isdigit() and epoch != "0" else ""
    return Edition(date=date, site_url=site_url, volume=volume)


class _Press:
    """Sets data, and keeps what it set in the cache beside it."""

    def __init__(self, cache_folder: Path | None) -> None:
        self.setter = Setter()
        self._made = 0
        self._cache = cache_folder

    def write(self, file: Path, template: str, data: Data) -> Path:
        """Set one large file on all processors."""
        content, anew = self._set(template, data)
        if anew:
            _forget()
        file.write_bytes(content)
        self._made += anew
        return file

    def write_many(self, folder: Path, named: Iterable[tuple[str, Data]], jobs: int) -> list[Path]:
        """Set documents side by side: a short one keeps no more than one processor busy."""
        files: list[Path] = []
        waiting = iter(named)
        with ThreadPoolExecutor(jobs) as pool:
            while batch := list(islice(waiting, BATCH)):
                files += [folder / name for name, _ in batch]
                made = pool.map(self._set_document, [data for _, data in batch])
                for file, (content, anew) in zip(files[-len(batch) :], made, strict=True):
                    file.write_bytes(content)
                    self._made += anew
        return files

    def report(self, files: list[Path]) -> PdfReport:
        """What was done so far."""
        return PdfReport(files, self._made, dict(sorted(self.setter.missing.items())))

    def _set_document(self, data: Data) -> tuple[bytes, bool]:
        return self._set("document.typ", data)

    def _set(self, template: str, data: Data) -> tuple[bytes, bool]:
        """The file, and whether it had to be made."""
        source = json.dumps(data, ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(f"{_press_digest()}\n{template}\n{source}".encode()).hexdigest()
        kept = self._cache / key[:2] / key[2:] if self._cache else None
        if kept is not None and kept.is_file():
            content = kept.read_bytes()
            if content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"):
                return content, False
        content = _compiled(template, source)
        if kept is not None:
            write_whole(kept, content)
        return content, True


def _compiled(template: str, source: str) -> bytes:
    try:
        content = _compiler().compile(
            input=str(TEMPLATES / template),
            format="pdf",
            sys_inputs={"data": source},
            pdf_standards=STANDARDS,
            timestamp=int(os.environ.get(EPOCH) or 0),
        )
    except typst.TypstError as error:
        raise BuildError(f"a PDF could not be set: {error}", where=template) from error
    if not isinstance(content, bytes):
        raise BuildError("a PDF came out in parts", where=template)
    return content


def _forget() -> None:
    """Let the compiler drop what it remembers of a book, or the next one stands beside it.

    What it laid out is kept for ten further runs, in case they need the same; a book takes 2 MB for
    each document. Empty runs make that old at once, and cost a few milliseconds.
    """
    for _ in range(RUNS_REMEMBERED + 1):
        _compiler().compile(input=b"", format="pdf")


_OF_THIS_THREAD = threading.local()


def _compiler() -> typst.Compiler:
    """A compiler of this thread's own; its fonts are found once."""
    made: typst.Compiler | None = getattr(_OF_THIS_THREAD, "compiler", None)
    if made is None:
        made = typst.Compiler(
            root=str(TEMPLATES),
            font_paths=[str(folder) for folder in font_folders()],
            ignore_system_fonts=True,
        )
        _OF_THIS_THREAD.compiler = made
    return made


@cache
def _press_digest() -> str:
    """Digest of what a file depends on besides its data."""
    templates = of_files(TEMPLATES, sorted(TEMPLATES.glob("*.typ")))
    told = (os.environ.get(EPOCH, ""), versions(_PACKAGES), templates)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
