"""All that is published, in the order in which one thing needs another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from wenku.model import Library
from wenku.publish.data import write_data
from wenku.publish.epub import write_epubs
from wenku.publish.pdf import PdfReport, write_pdfs
from wenku.publish.site import build_site
from wenku.publish.site.build import SITE

DATA = "data"
PDF = "pdf"
EPUB = "epub"

BESIDE_THE_SITE = frozenset({"data", "pdf", "offline"})
"""Parts that can be made, other than the site itself; the site's pages link to those wanted."""


def publish(
    library: Library,
    docs: Path,
    out: Path,
    parts: frozenset[str],
    articles: Mapping[str, str],
) -> Iterator[str]:
    """Publish the wanted parts.

    Args:
        library: the documents and their links.
        docs: the Markdown of the library, in step with it.
        out: the folder for everything disposable.
        parts: which parts to make: site, search, pdf, offline, data.
        articles: reading copy of each document by its id (``render.reading_copies``).

    Yields:
        A line about each part that was made.

    Raises:
        BuildError: a part could not be made.
    """
    site = out / SITE
    site_url = os.environ.get("SITE_URL", "").strip()
    if "data" in parts:
        names = write_data(library, out / DATA, site_url)
        yield f"data: {len(names)} files, {out / DATA}"
    if "site" in parts:
        build_site(library, docs, out, articles, parts=parts & BESIDE_THE_SITE)
        yield f"site: {len(library.documents)} documents, {site}/index.html"
    if "data" in parts and site.is_dir():
        shutil.copytree(out / DATA, site / DATA, dirs_exist_ok=True)
    if "pdf" in parts:
        yield _pdfs(write_pdfs(library, site / PDF, out / "cache" / PDF, site_url))
    if "offline" in parts:
        books = write_epubs(library, site / EPUB, out / "cache" / EPUB)
        yield f"epub: {len(books.files)} files, {books.made} made"


def _pdfs(report: PdfReport) -> str:
    missing = sum(report.missing.values())
    lost = f", {missing} characters that no font shows: {''.join(report.missing)}"
    return f"pdf: {len(report.files)} files, {report.made} made{lost if missing else ''}"
