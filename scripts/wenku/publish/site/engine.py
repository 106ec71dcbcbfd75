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
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from wenku.errors import BuildError
from wenku.publish.site.pages import engine_page
from wenku.staging import second_name

MOST_PAGES = 800
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
            "SOURCE_DATE_EPOCH": "0",
            **os.environ,
            "SITE_URL": self.site_url,
            "WENKU_PAGES": str(pages.resolve()),
            "WENKU_PARTS": " ".join(sorted(self.parts)),
            "PYTHONUTF8": "1",
        }


def draw(pages: Path, names: Sequence[str], site: Path, work: Path, settings: Settings) -> None:
    """Draw pages as HTML.

    Args:
        pages: the folder of all pages for the engine.
        names: the paths of those to draw, below ``pages``.
        site: where the HTML goes, page by page, and the page for what is not found.
        work: a folder of our own for the runs; removed afterwards.
        settings: what all runs share.

    Raises:
        BuildError: the engine failed or complained; its words are in the message.
    """
    jobs = settings.jobs
    number = max(-(-len(names) // MOST_PAGES), min(jobs, len(names) // FEWEST_PAGES), 1)
    shares = [(work / str(at), names[at::number]) for at in range(number)]
    menu = _menu(settings.config)
    shutil.rmtree(work, ignore_errors=True)
    running: list[subprocess.Popen[str]] = []
    draw_share = partial(_draw_share, pages=pages, menu=menu, settings=settings, running=running)
    pool = ThreadPoolExecutor(jobs)
    try:
        for folder, share in pool.map(draw_share, shares):
            _take(folder, share, site)
    except BaseException:
        # Ctrl-C, or one run failed: nobody waits for the others
        pool.shutdown(wait=False, cancel_futures=True)
        for run in running:
            run.terminate()
        raise
    finally:
        pool.shutdown()
        shutil.rmtree(work, ignore_errors=True)


def html_name(page: str) -> str:
    """Where the engine puts a page.

    >>> html_name("documents/1.md")
    'documents/1.html'
    """
    return f"{page.removesuffix('.md')}.html"


def _draw_share(
    share: tuple[Path, Sequence[str]],
    *,
    pages: Path,
    menu: Sequence[str],
    settings: Settings,
    running: list[subprocess.Popen[str]],
) -> tuple[Path, Sequence[str]]:
    folder, names = share
    source = folder / "pages"
    for name in names:
        second_name(pages / name, source / name)
    for name in sorted({*menu, "index.md"}.difference(names)):
        _write_stub(source / name)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
    # Never --quiet: it hides warnings from --strict too, which then passes.
    command += ["--config-file", str(settings.config), "--site-dir", str(_drawn(folder).resolve())]
    with subprocess.Popen(
        command,
        env=settings.environment(source),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as run:
        running.append(run)
        said, _ = run.communicate()
    if run.returncode:
        raise BuildError(_complaint(said), where=str(settings.config))
    return share


def _drawn(folder: Path) -> Path:
    return folder / "site"


def _take(folder: Path, names: Sequence[str], site: Path) -> None:
    for name in (*map(html_name, names), NOT_FOUND):
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (_drawn(folder) / name).replace(target)
    shutil.rmtree(folder)


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
