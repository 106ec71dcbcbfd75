"""The engine in Chromium, over indexes that tests write, opened from disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.chromium import Visitor
from tests.site.conftest import Published, published
from tests.site.example import example_library
from wenku.publish.search import write_search
from wenku.publish.search.levels import Limits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from wenku.model import Library

STATIC = Path(__file__).resolve().parents[2] / "scripts/wenku/publish/theme/static/search"
SCRIPTS = ("base", "engine", "facets", "names")

ASK = """async (queries) => {
  const engine = await wenkuSearch.engine();
  const ids = async (numbers) => Promise.all(
    Array.from(numbers, async (number) => (await engine.text(number)).id));
  const answers = [];
  for (const query of queries) {
    const found = await engine.search(query);
    answers.push([await ids(found.documents), Array.from(found.counts), Array.from(found.scores)]);
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the engine answered to one query."""

    counts: dict[str, int]
    """Occurrences by document."""
    ranking: list[str]
    """Documents, the best first."""


class Engine:
    """A page that holds nothing but the engine and one index."""

    def __init__(self, page: Page, folder: Path) -> None:
        """Use ``page`` for indexes below ``folder``."""
        self._page = page
        self._folder = folder
        self._number = 0

    def open(self, library: Library, limits: Limits = Limits()) -> None:  # noqa: B008
        """Index a library, and open it."""
        self._number += 1
        site = self._folder / str(self._number)
        shutil.copytree(STATIC, site / "static" / "search")
        write_search(library, site, limits)
        tags = (f'<script src="static/search/{name}.js"></script>' for name in SCRIPTS)
        html = f"<!doctype html><meta charset=utf-8><title>x</title>{''.join(tags)}"
        (site / "index.html").write_text(html, encoding="utf-8", newline="\n")
        self._page.goto((site / "index.html").as_uri())

    def ask(self, queries: Iterable[str]) -> list[Asked]:
        """The answers to queries, in their order."""
        return [
            Asked(
                dict(zip(found, counts, strict=True)),
                sorted(found, key=lambda each: -scores[found.index(each)]),
            )
            for found, counts, scores in self.evaluate(ASK, list(queries))
        ]

    def evaluate(self, script: str, argument: object = None) -> Any:
        """Run a script on the page."""
        return self._page.evaluate(script, argument)


@pytest.fixture(scope="module")
def engine(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One page for all indexes of a module."""
    with Visitor(chromium) as visitor:
        yield Engine(visitor.page(), tmp_path_factory.mktemp("engine"))
    assert visitor.complaints() == []


@pytest.fixture(scope="session")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The example library published with its search."""
    patch = pytest.MonkeyPatch()
    patch.delenv("SITE_URL", raising=False)
    patch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder = tmp_path_factory.mktemp("searchable")
    made = published(example_library(), folder, parts=frozenset({"search"}))
    write_search(made.library, made.site)
    patch.undo()
    return made


@pytest.fixture
def address(searchable: Published, serve: Callable[..., str]) -> Callable[[str], str]:
    """Where the example library is: below a sub-path of this machine, or on disk."""

    def find(where: str) -> str:
        return serve(searchable.site, "/repo") if where == "http" else searchable.site.as_uri()

    return find
