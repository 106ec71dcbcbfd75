"""All that is published, in the order in which one thing needs another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from wenku.model import Library
from wenku.publish.data import write_checksums, write_data, write_parquet
from wenku.publish.edition import SITE_URL
from wenku.publish.epub import write_epubs
from wenku.publish.offline import (
    list_downloads,
    selections,
    write_bundles,
    write_feeds,
    write_plain,
)
from wenku.publish.pdf import PdfReport, write_pdfs
from wenku.publish.site import Settings, build_site
from wenku.publish.site.build import SITE
from wenku.staging import staged

DATA = "data"
PDF = "pdf"
EPUB = "epub"

BESIDE_THE_SITE = frozenset({"data", "pdf", "epub", "offline", "search"})
"""Parts that can be made, other than the site itself; the site's pages link to those wanted."""


def publish(
    library: Library,
    docs: Path,
    out: Path,
    parts: frozenset[str],
    articles: Mapping[str, str],
    jobs: int = 1,
) -> Iterator[str]:
    """Publish the wanted parts.

    Args:
        library: the documents and their links.
        docs: the Markdown of the library, in step with it.
        out: the folder for everything disposable.
        parts: which parts to make: site, search, pdf, offline, data, parquet.
        articles: reading copy of each document by its id (``render.ReadingCopies``).
        jobs: processes at a time.

    Yields:
        A line about each part that was made.

    Raises:
        BuildError: a part could not be made.
    """
    site_url = os.environ.get(SITE_URL, "").strip()
    if "offline" in parts:
        parts |= {EPUB}
    yield from _beside_the_site(library, out, parts, site_url, jobs)
    if "site" not in parts and not (out / SITE).is_dir():
        return
    with staged(out / SITE, anew="site" in parts) as site:
        if "site" in parts:
            build_site(
                library,
                docs,
                out,
                articles,
                settings=Settings(site_url=site_url, parts=parts & BESIDE_THE_SITE, jobs=jobs),
                page_records=_page_records(library, out, parts, site_url),
                site=site,
            )
            yield f"site: {len(library.documents)} documents, {out / SITE}/index.html"
        if "search" in parts:
            yield _search(library, site)
        yield from _into_the_site(library, docs, out, site, parts, site_url)


def _page_records(
    library: Library, out: Path, parts: frozenset[str], site_url: str
) -> dict[str, object]:
    """What can be downloaded: all on one page, and the books of a city or theme on its own."""
    listed: dict[str, object] = {"download.md": list_downloads(library, out, parts, site_url)}
    return listed | dict(selections(library, out)) if EPUB in parts else listed


def _into_the_site(
    library: Library, docs: Path, out: Path, site: Path, parts: frozenset[str], site_url: str
) -> Iterator[str]:
    """What is copied into the site, lists what is in it, or packs it."""
    for folder in (DATA, PDF, EPUB):
        if (out / folder).is_dir():
            shutil.rmtree(site / folder, ignore_errors=True)
            shutil.copytree(out / folder, site / folder)
    if parts & {"site", "offline"}:
        write_plain(library, docs, site)
        write_feeds(library, site, site_url)
    if "offline" in parts:
        for path in write_bundles(site):
            yield f"offline: {out / SITE / path.name}, {path.stat().st_size / 2**20:.1f} MB"


def _beside_the_site(
    library: Library, out: Path, parts: frozenset[str], site_url: str, jobs: int
) -> Iterator[str]:
    """What does not need the site, and is there before it, so that its pages can tell the sizes."""
    if "data" in parts:
        names = write_data(library, out / DATA, site_url)
        if "parquet" in parts:
            names = write_checksums(out / DATA, [*names, *write_parquet(library, out / DATA)])
        yield f"data: {len(names)} files, {out / DATA}"
    if "pdf" in parts:
        yield _pdfs(write_pdfs(library, out / PDF, out / "cache" / PDF, site_url, jobs))
    if EPUB in parts:
        books = write_epubs(library, out / EPUB, out / "cache" / EPUB, jobs)
        yield f"epub: {len(books.files)} files, {books.made} made"


def _search(library: Library, site: Path) -> str:
    # Numbers by the million take a while to import, and other parts have no use for it.
    from wenku.publish.search import write_search

    report = write_search(library, site)
    sizes = (size / 2**20 for size in (report.index, report.texts))
    return "search: {} files, index {:.1f} MB, texts {:.1f} MB".format(report.files, *sizes)


def _pdfs(report: PdfReport) -> str:
    missing = sum(report.missing.values())
    lost = f", {missing} characters that no font shows: {''.join(report.missing)}"
    return f"pdf: {len(report.files)} files, {report.made} made{lost if missing else ''}"
