"""The site engine, run over the pages that are to be drawn, in several processes.

One run over ten thousand pages would hold all of them in memory and use one processor. Nothing on a
page depends on the engine's other pages (links are settled before, see :mod:`.links`; what is drawn
around an article is in its record), so any share of them can be drawn apart, with the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from wenku.errors import BuildError
from wenku.publish.edition import EPOCH, SITE_URL
from wenku.publish.site.pages import engine_page
from wenku.staging import second_name

MOST_PAGES = 1000
"""Pages of one run: enough that its start costs little beside them, few enough to hold."""
FEWEST_PAGES = 100
"""Below so many for each, another process costs more than it saves."""
NOT_FOUND = "404.html"
STUB = "stub.html"
"""Template of a page that stands in a run only because the menu names it."""
TOLD = 3
"""Complaints of the engine that an error quotes; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What all runs share."""

    config: Path = Path("mkdocs.yml")
    """The engine's configuration; its paths are relative to its own folder."""
    site_url: str = ""
    """Absolute address of the site, or empty."""
    parts: frozenset[str] = frozenset()
    """What else the site will hold (search, pdf, epub, data, offline): pages link to it."""
    jobs: int = 1
    """Processes at a time; it changes nothing in what is drawn."""

    def environment(self, pages: Path) -> dict[str, str]:
        """The environment of a run over ``pages``."""
        return {
            EPOCH: "0",
            **os.environ,
            SITE_URL: self.site_url,
            "WENKU_PAGES": str(pages.resolve()),
            "WENKU_PARTS": " ".join(sorted(self.parts)),
            "PYTHONUTF8": "1",
        }


@contextmanager
def drawing(pages: Path, site: Path, work: Path, settings: Settings) -> Iterator[Engine]:
    """Draw pages while the caller goes on making the next ones; at the end all are drawn.

    Args:
        pages: the folder of all pages for the engine.
        site: where the HTML goes, page by page, and the page for what is not found.
        work: a folder of our own for the runs; removed afterwards.
        settings: what all runs share.

    Raises:
        BuildError: the engine failed or complained; its words are in the message.
    """
    shutil.rmtree(work, ignore_errors=True)
    engine = Engine(pages, site, work, settings)
    try:
        yield engine
        engine.finish()
    except BaseException:
        # Ctrl-C, or a run failed: nobody waits for the others
        engine.stop()
        raise
    finally:
        engine.close()
        shutil.rmtree(work, ignore_errors=True)


class Engine:
    """The runs of the engine, each in a process of its own; see :func:`drawing`."""

    def __init__(self, pages: Path, site: Path, work: Path, settings: Settings) -> None:
        """Start nothing yet."""
        self._pages = pages
        self._site = site
        self._work = work
        self._settings = settings
        self._menu = _menu(settings.config)
        self._waiting: list[str] = []
        self._shares: list[tuple[frozenset[str], Future[None]]] = []
        self._running: list[subprocess.Popen[str]] = []
        self._pool = ThreadPoolExecutor(settings.jobs)

    def add(self, page: str) -> None:
        """Have a page drawn that is written already.

        Args:
            page: its path below the pages.
        """
        self._waiting.append(page)
        if len(self._waiting) == MOST_PAGES:
            self._start(self._waiting)
            self._waiting = []

    def begin_rest(self) -> None:
        """Have the rest drawn: no page is added any more."""
        number = max(min(self._settings.jobs, len(self._waiting) // FEWEST_PAGES), 1)
        for at in range(number):
            if share := self._waiting[at::number]:
                self._start(share)
        self._waiting = []

    def wait_for(self, page: str) -> None:
        """Wait until a page is drawn, and those of its run.

        Raises:
            BuildError: the engine failed or complained; its words are in the message.
        """
        for pages, drawn in self._shares:
            if page in pages:
                drawn.result()

    def finish(self) -> None:
        """Have the rest drawn, and wait for all.

        Raises:
            BuildError: the engine failed or complained; its words are in the message.
        """
        self.begin_rest()
        for _, drawn in self._shares:
            drawn.result()

    def stop(self) -> None:
        """Begin no further run, and end those that are at work."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for run in self._running:
            run.terminate()

    def close(self) -> None:
        """Wait until no run is at work."""
        self._pool.shutdown()

    def _start(self, names: Sequence[str]) -> None:
        folder = self._work / str(len(self._shares))
        self._shares.append((frozenset(names), self._pool.submit(self._draw, folder, names)))

    def _draw(self, folder: Path, names: Sequence[str]) -> None:
        source, drawn = folder / "pages", folder / "site"
        for name in names:
            second_name(self._pages / name, source / name)
        for name in sorted({*self._menu, "index.md"}.difference(names)):
            _write_stub(source / name)
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
        # Never --quiet: it hides warnings from --strict too, which then passes.
        command += ["--config-file", str(self._settings.config)]
        command += ["--site-dir", str(drawn.resolve())]
        with subprocess.Popen(
            command,
            env=self._settings.environment(source),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as run:
            self._running.append(run)
            said, _ = run.communicate()
        if run.returncode:
            raise BuildError(_complaint(said), where=str(self._settings.config))
        for name in (*map(html_name, names), NOT_FOUND):
            target = self._site / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (drawn / name).replace(target)
        shutil.rmtree(folder)


def html_name(page: str) -> str:
    """Where the engine puts a page.

    >>> html_name("documents/1.md")
    'documents/1.html'
    """
    return f"{page.removesuffix('.md')}.html"


def _write_stub(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(engine_page({}, "", STUB), encoding="utf-8", newline="\n")


class _Loader(yaml.SafeLoader):
    """Reads the engine's configuration; what it takes from the environment is of no interest."""


def _ignored(_loader: _Loader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("!", _ignored)


def _menu(config: Path) -> tuple[str, ...]:
    """The pages that the configuration names in the menu of every page."""
    loaded = yaml.load(config.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    items: Sequence[Mapping[str, str]] = loaded.get("nav") or ()
    return tuple(page for item in items for page in item.values())


def _complaint(output: str) -> str:
    """The lines in which the engine says what is wrong."""
    lines = [line for line in output.splitlines() if line.startswith(("WARNING", "ERROR"))]
    lines = lines or output.splitlines()[-TOLD:]
    more = f"; and {len(lines) - TOLD} more" if len(lines) > TOLD else ""
    return f"the site engine failed: {'; '.join(lines[:TOLD])}{more}"
