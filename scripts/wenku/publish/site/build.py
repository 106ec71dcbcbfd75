"""Run the site engine over its copy of ``docs/``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from wenku.errors import BuildError
from wenku.model import Library
from wenku.publish.knowledge import write_knowledge
from wenku.publish.site.beside import SHELL, TEMPLATE, write_beside
from wenku.publish.site.pages import engine_page, engine_pages
from wenku.publish.site.record import Records
from wenku.publish.site.traditional import SCRIPT, traditional_table

PAGES = "pages"
SITE = "site"
CONFIG = "mkdocs.yml"

NO_RECORDS: Mapping[str, object] = {}

TOLD = 3
"""Complaints of the engine that an error quotes; the rest is counted."""

# Of the engine's own theme only templates are used; its scripts and styles would be dead weight.
_UNUSED = ("assets",)


def build_site(
    library: Library,
    docs: Path,
    build: Path,
    articles: Mapping[str, str],
    *,
    config: Path = Path(CONFIG),
    parts: frozenset[str] = frozenset(),
    page_records: Mapping[str, object] = NO_RECORDS,
) -> Path:
    """Publish ``docs`` as HTML.

    Args:
        library: the documents and their links.
        docs: the folder of Markdown; it holds the documents of the library.
        build: the folder of disposable things; ``pages`` and ``site`` below it are made anew.
        articles: the article of each document with its ids (``render.reading_copy``), by id.
        config: the engine's configuration; its paths are relative to its own folder.
        parts: what else the site will hold (search, pdf, epub, data, offline): pages link to it.
        page_records: data that templates draw on pages other than documents, by path.

    Returns:
        The folder of the site.

    Raises:
        BuildError: the engine failed or complained; its words are in the message.
    """
    site_url = os.environ.get("SITE_URL", "").strip()
    records = Records(library, site_url)
    made = {document.id: records.record(document) for document in library.documents}
    pages, site = build / PAGES, build / SITE
    _write_pages(pages, engine_pages(docs, articles, made, page_records))
    _write(pages / SHELL, engine_page({"title": SHELL}, "", TEMPLATE))
    _run_engine(config, pages, site, site_url, parts)
    _write(site / SCRIPT, (site / SCRIPT).read_text(encoding="utf-8") + traditional_table(library))
    write_beside(library, site)
    for name in _UNUSED:
        shutil.rmtree(site / name, ignore_errors=True)
    write_knowledge(library, site)
    return site


def _write_pages(pages: Path, texts: Iterable[tuple[str, str]]) -> None:
    shutil.rmtree(pages, ignore_errors=True)
    for path, text in texts:
        _write(pages / path, text)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def _run_engine(
    config: Path, pages: Path, site: Path, site_url: str, parts: frozenset[str]
) -> None:
    # Never --quiet: it hides warnings from --strict too, which then passes.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
    command += ["--config-file", str(config), "--site-dir", str(site.resolve())]
    environment = {
        "SOURCE_DATE_EPOCH": "0",
        **os.environ,
        "SITE_URL": site_url,
        "WENKU_PAGES": str(pages.resolve()),
        "WENKU_PARTS": " ".join(sorted(parts)),
        "PYTHONUTF8": "1",
    }
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise BuildError(_complaint(run.stderr or run.stdout), where=str(config))


def _complaint(output: str) -> str:
    """The lines in which the engine says what is wrong."""
    lines = [line for line in output.splitlines() if line.startswith(("WARNING", "ERROR"))]
    lines = lines or output.splitlines()[-TOLD:]
    more = f"; and {len(lines) - TOLD} more" if len(lines) > TOLD else ""
    return f"the site engine failed: {'; '.join(lines[:TOLD])}{more}"
