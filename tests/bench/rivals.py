"""Other searches for static sites over the same documents: Material's own, and Pagefind."""

from __future__ import annotations

import gzip
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from tests.bench.build import Cost, measured
from tests.bench.server import CountingServer
from tests.chromium import DESKTOP
from wenku.render import markdown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from wenku.model import Library

MOST_SECONDS = 120

CONFIG = """\
site_name: bench
docs_dir: docs
site_dir: site
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: [zh, en]}}]
nav: [{home: index.md}]
not_in_nav: /documents/
"""
PAGEFIND = ("pagefind-bin-extended", "1.5.2", "pagefind_bin_extended")
"""Package, version, and the folder that holds its program."""
SEGMENTER = ("jieba", "0.42.1", "jieba")


@dataclass(frozen=True, slots=True)
class Rival:
    """What a search engine took and found."""

    name: str
    build: Cost
    index: int
    """Compressed bytes of its index, and of texts where it keeps them apart."""
    milliseconds: float
    """From the opening of a page to the results of its first query."""
    found: Mapping[str, frozenset[str]]
    """Documents by query."""


def fetched(folder: Path, package: tuple[str, str, str]) -> Path | None:
    """The folder of a package that only this comparison needs, None where it is not to be had."""
    name, version, module = package
    if not (folder / module).is_dir():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--target", str(folder), f"{name}=={version}"]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
    return folder / module


def compressed_size(paths: Sequence[Path]) -> int:
    """Bytes of files as a server sends them; what is compressed already stays as it is."""
    return sum(
        min(len(gzip.compress(data, 6)), len(data))
        for data in (path.read_bytes() for path in paths)
    )


def plain_site(held: Library, folder: Path, packages: Path) -> tuple[Cost, Path]:
    """The documents as pages of Material with its own search."""
    docs = folder / "docs" / "documents"
    docs.mkdir(parents=True, exist_ok=True)
    (docs.parent / "index.md").write_text("# bench\n", encoding="utf-8", newline="\n")
    for document in held.documents:
        title = markdown.heading(document.metadata.title, 1)
        body = (markdown.line(block.text) for block in document.body)
        text = "\n\n".join([title, *body])
        (docs / f"{document.id}.md").write_text(text, encoding="utf-8", newline="\n")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(folder / "mkdocs.yml")]
    return measured(command, PYTHONPATH=str(packages)), folder / "site"


def material(browser: Browser, site: Path, build: Cost, queries: Sequence[str]) -> Rival:
    """Material's search on pages that are built already."""
    with CountingServer(site) as server:
        found, milliseconds = {}, 0.0
        for number, query in enumerate(queries):
            context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{server.address}/index.html?q={quote(query)}")
            page.wait_for_function(_COUNTED, timeout=MOST_SECONDS * 1000)
            if number == len(queries) - 1:
                milliseconds = page.evaluate("performance.now()")
            found[query] = _listed(page)
            context.close()
    index = compressed_size([site / "search" / "search_index.json"])
    return Rival("Material", build, index, milliseconds, found)


_COUNTED = """() => {
  const meta = document.querySelector(".md-search-result__meta");
  return meta && /\\d|没有|No /.test(meta.textContent);
}"""
_SCROLL = """async () => {
  const wrap = document.querySelector(".md-search__scrollwrap");
  const pause = () => new Promise((resolve) => setTimeout(resolve, 40));
  const items = () => document.querySelectorAll(".md-search-result__item").length;
  const told = document.querySelector(".md-search-result__meta").textContent.match(/\\d+/);
  const count = told ? Number(told[0]) : 0;
  // More come each time that the end of the list comes into view, not while it stays there.
  for (let tries = 0; items() < count && tries < 20 + count; tries++) {
    wrap.scrollTo(0, 0);
    await pause();
    wrap.scrollTo(0, wrap.scrollHeight);
    await pause();
  }
  if (items() < count) throw new Error(`${items()} of ${count} results listed`);
  return Array.from(document.querySelectorAll(".md-search-result__link"), (link) => link.href);
}"""


def _listed(page: Page) -> frozenset[str]:
    return _documents(page.evaluate(_SCROLL))


def _documents(addresses: Sequence[str]) -> frozenset[str]:
    stems = (unquote(address.split("?")[0].split("#")[0]) for address in addresses)
    return frozenset(
        stem.rpartition("/")[2].removesuffix(".html") for stem in stems if "/documents/" in stem
    )


def pagefind(browser: Browser, site: Path, program: Path, queries: Sequence[str]) -> Rival:
    """Pagefind over the same pages."""
    command = [
        str(next(program.glob("pagefind*"))),
        "--site",
        str(site),
        "--glob",
        "documents/*.html",
    ]
    build = measured(command)
    with CountingServer(site) as server:
        found, milliseconds = {}, 0.0
        for query in queries:
            context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{server.address}/index.html")
            milliseconds = page.evaluate(_PAGEFIND_FIRST, query)
            found[query] = _documents(page.evaluate(_PAGEFIND_ALL, query))
            context.close()
    index = compressed_size([path for path in (site / "pagefind").rglob("*") if path.is_file()])
    return Rival("Pagefind", build, index, milliseconds, found)


_PAGEFIND_FIRST = """async (query) => {
  const engine = await import("/pagefind/pagefind.js");
  const found = await engine.search(query);
  await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return performance.now();
}"""
_PAGEFIND_ALL = """async (query) => {
  const engine = await import("/pagefind/pagefind.js");
  const found = await engine.search(query);
  const all = await Promise.all(found.results.map((result) => result.data()));
  return all.map((each) => each.url);
}"""
