"""The site: pages drawn by the engine, and what stands beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from wenku.model import Library
from wenku.publish.knowledge import write_knowledge
from wenku.publish.site.beside import SHELL, TEMPLATE, write_beside
from wenku.publish.site.engine import Engine, Settings, drawing, html_name
from wenku.publish.site.kept import STATIC, THEME, KeptFiles, drawn_with
from wenku.publish.site.pages import engine_page, engine_pages
from wenku.publish.site.record import Records
from wenku.publish.site.sitemap import write_sitemap
from wenku.publish.site.traditional import SCRIPT, traditional_table

PAGES = "pages"
SITE = "site"
RECORD = "cache/pages.json"
BESIDE = "cache/beside.json"

NO_RECORDS: Mapping[str, object] = {}


def build_site(
    library: Library,
    docs: Path,
    build: Path,
    articles: Mapping[str, str],
    *,
    settings: Settings,
    page_records: Mapping[str, object] = NO_RECORDS,
    site: Path | None = None,
) -> Path:
    """Publish ``docs`` as HTML; pages that the last build drew from the same are taken over.

    Args:
        library: the documents and their links.
        docs: the folder of Markdown; it holds the documents of the library.
        build: the folder of disposable things; the engine's copy of ``docs`` is made below it.
        articles: the article of each document with its ids (``render.ReadingCopies``), by id.
        settings: what the engine is run with.
        page_records: data that templates draw on pages other than documents, by path.
        site: the folder to make the site in, empty or not there; the site's own place by default.

    Returns:
        The folder of the site.

    Raises:
        BuildError: a link leads nowhere, or the engine failed or complained.
    """
    earlier = build / SITE
    if site is None:
        site = earlier
        shutil.rmtree(site, ignore_errors=True)
    kept = KeptFiles(build / RECORD, earlier, drawn_with(settings))
    with drawing(build / PAGES, site, build / "engine", settings) as engine:
        records = Records(library, settings.site_url)
        texts = _with_shell(engine_pages(docs, articles, records.fields_of, page_records))
        _write_pages(build / PAGES, texts, kept, site, engine)
        # Two processors: what is no page is made while the engine draws
        _write_static(library, site)
        write_knowledge(library, site)
        engine.wait_for(SHELL)
        write_beside(library, site, build / BESIDE, earlier)
    kept.remember(site)
    write_sitemap(site, settings.site_url)
    return site


def _with_shell(pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield SHELL, engine_page({"title": SHELL}, "", TEMPLATE)
    yield from pages


def _write_pages(
    folder: Path, texts: Iterable[tuple[str, str]], kept: KeptFiles, site: Path, engine: Engine
) -> None:
    """Write the engine's copy of all pages, and have those drawn that must be."""
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    for page, text in texts:
        present.discard(page)
        _write(folder / page, text)
        if not kept.take_over(html_name(page), text, site):
            engine.add(page)
    engine.begin_rest()
    for page in present:
        (folder / page).unlink()


def _write(target: Path, text: str) -> None:
    """Write a page, where it is not there already: most of a large library stays as it was."""
    content = text.encode("utf-8")
    if not target.is_file() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _write_static(library: Library, site: Path) -> None:
    """Copy the theme's scripts, styles and fonts; the engine's own theme lends templates only."""
    shutil.copytree(THEME / STATIC, site / STATIC, dirs_exist_ok=True)
    script = site / SCRIPT
    code = script.read_text(encoding="utf-8") + traditional_table(library)
    script.write_text(code, encoding="utf-8", newline="\n")
