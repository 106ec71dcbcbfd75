"""Make the books; what has not changed is not made again."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import uuid
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pypandoc

from wenku.errors import BuildError
from wenku.model import Document, Library
from wenku.publish.edition import EPOCH
from wenku.publish.epub.content import book_html
from wenku.staging import write_whole

STYLE = Path(__file__).with_name("style.css")
MOST_DOCUMENTS = 200
"""Documents of one book; the library goes on in further volumes.

Pandoc holds a book whole: .3 GB for 200 documents of 3,000 characters each, .6 GB for 500; and one
changed document has its volumes made again.
"""
_COMPACT = ("+RTS", "-c", "-RTS")
"""Pandoc's runtime compacts its memory in place: .7 of the memory for 1.15 of the time."""
FORM = 2
"""Raised when what is done to pandoc's books changes, so that kept ones are made again."""
RIGHTS = "文献的权利属于原作者；整理与编排可自由使用。"
_WORDS = {
    "nav.xhtml": (
        (re.compile(b">Title Page<"), ">书名页<".encode()),
        (re.compile(b">Table of Contents<"), ">目录<".encode()),
    ),
    "content.opf": (
        (re.compile(rb"\s*<dc:date[^>]*>1970-01-01T00:00:00Z</dc:date>"), b""),
        (re.compile(b'title="Table of Contents"|title="Title Page"'), 'title="目录"'.encode()),
    ),
}
"""By file in the book: what to write in place of what."""
# A chapter is called by its file; the title that belongs there is its first heading.
_CALLED = re.compile(rb"<title>ch[0-9]+\.xhtml</title>")
_HEADING = re.compile(rb"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_NAMESPACE = uuid.UUID("6f0b6d0c-2f3e-5d0e-9a53-3d6b0f6c0b11")


@dataclass(frozen=True, slots=True)
class Book:
    """One file: its name without suffix, its title and its documents."""

    name: str
    title: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class EpubReport:
    """What was written."""

    files: tuple[Path, ...]
    made: int
    """Files that were made anew; the others came from the cache."""


def write_epubs(library: Library, folder: Path, cache: Path, jobs: int = 2) -> EpubReport:
    """Write ``library.epub`` and one file for each city that documents are about, and each theme.

    Args:
        library: what to write.
        folder: made where missing; EPUB files in it that are not of this library are removed.
        cache: where books are kept between runs, by the digest of what made them.
        jobs: books made at one time.

    Raises:
        BuildError: pandoc refused a book.
    """
    folder.mkdir(parents=True, exist_ok=True)
    books = list(_books(library))
    with ThreadPoolExecutor(jobs) as pool:
        made = list(pool.map(partial(_written, folder, cache), books))
    files = tuple(folder / f"{book.name}.epub" for book in books)
    for present in set(folder.glob("*.epub")) - set(files):
        present.unlink()
    return EpubReport(files, sum(made))


def _books(library: Library) -> Iterator[Book]:
    documents = tuple(sorted(library.documents, key=lambda d: (d.metadata.date, d.id)))
    yield from _volumes("library", "康养文库", documents)
    about: dict[str, list[Document]] = {}
    for document in documents:
        if document.annotations.subject_city:
            about.setdefault(document.annotations.subject_city, []).append(document)
    slugs = {(entity.kind, entity.name): entity.slug for entity in library.entities}
    for city, found in sorted(about.items()):
        slug = slugs.get(("city", city), city)
        yield from _volumes(f"city-{slug}", f"康养文库：{city}", tuple(found))
    by_id = {document.id: document for document in documents}
    for theme in library.entities_of("theme"):
        found = sorted(
            (by_id[i] for i in theme.documents if i in by_id), key=lambda d: (d.metadata.date, d.id)
        )
        yield from _volumes(f"theme-{theme.slug}", f"康养文库：{theme.name}", tuple(found))


def _volumes(name: str, title: str, documents: tuple[Document, ...]) -> Iterator[Book]:
    for number, start in enumerate(range(0, len(documents), MOST_DOCUMENTS), start=1):
        part = documents[start : start + MOST_DOCUMENTS]
        if number == 1:
            yield Book(name, title, part)
        else:
            yield Book(f"{name}-{number}", f"{title}（{number}）", part)


def _written(folder: Path, cache: Path, book: Book) -> bool:
    """Whether the book had to be made."""
    source = book_html(book.documents)
    key = hashlib.sha256(f"{_tools()}\n{book.title}\n{source}".encode()).hexdigest()
    kept = cache / key[:2] / key[2:]
    target = folder / f"{book.name}.epub"
    if kept.is_file() and zipfile.is_zipfile(kept):
        target.write_bytes(kept.read_bytes())
        return False
    content = _made(book, source)
    write_whole(kept, content)
    target.write_bytes(content)
    return True


def _made(book: Book, source: str) -> bytes:
    identifier = uuid.uuid5(_NAMESPACE, f"{book.title}\n{source}")
    with TemporaryDirectory() as scratch:
        target = Path(scratch) / "book.epub"
        command = [
            pypandoc.get_pandoc_path(),
            *_COMPACT,
            *("--from", "html", "--to", "epub3", "--output", str(target)),
            *("--toc", "--toc-depth", "3", "--split-level", "1", "--css", str(STYLE)),
            *_stated("title", book.title),
            *_stated("lang", "zh-Hans"),
            *_stated("toc-title", "目录"),
            *_stated("identifier", f"urn:uuid:{identifier}"),
            *_stated("rights", RIGHTS),
            *_stated("publisher", "康养文库"),
            *_stated("accessibilitySummary", "纯文字，标题分级，可朗读。"),
        ]
        environment = {
            **os.environ,
            EPOCH: os.environ.get(EPOCH) or "0",
            # Without one pandoc cannot read from a folder with a Chinese name
            "LC_ALL": "C.UTF-8",
        }
        run = subprocess.run(
            command, input=source.encode(), env=environment, capture_output=True, check=False
        )
        if run.returncode:
            raise BuildError(f"pandoc: {run.stderr.decode()[:300]}", where=f"{book.name}.epub")
        return _in_chinese(target.read_bytes())


def _in_chinese(content: bytes) -> bytes:
    """The book without what pandoc adds in English, or makes up: labels, and a date of 1970."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            for before, after in _WORDS.get(PurePosixPath(entry.filename).name, ()):
                part = before.sub(after, part)
            if (heading := _HEADING.search(part)) and entry.filename.endswith(".xhtml"):
                part = _CALLED.sub(partial(_title, heading[1]), part)
            new.writestr(entry, part, entry.compress_type, 9)
    return written.getvalue()


def _title(heading: bytes, _: re.Match[bytes]) -> bytes:
    return b"<title>%s</title>" % re.sub(rb"<[^>]*>", b"", heading)


def _stated(name: str, value: str) -> tuple[str, str]:
    return "--metadata", f"{name}={value}"


def _tools() -> str:
    """What a book depends on besides its documents."""
    version = metadata.version("pypandoc-binary")
    edition = os.environ.get(EPOCH)
    return f"{FORM}\n{version}\n{STYLE.read_text(encoding='utf-8')}\n{edition}"
