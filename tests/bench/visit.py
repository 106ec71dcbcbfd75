"""The search page as a reader meets it, measured in Chromium."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.bench.server import CountingServer
from tests.chromium import DESKTOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

WATCH = """() => {
  window.answered = [];
  new MutationObserver(() => {
    if (document.querySelector("[data-total]") && !window.stopped) {
      window.stopped = true;
      window.answered.push(performance.now());
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
}"""

AGAIN = """async (query) => {
  const form = document.querySelector(".search-page form[role=search]");
  const found = document.querySelector(".found");
  const before = performance.now();
  form.elements.q.value = query;
  form.requestSubmit();
  await new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      if (!found.hasAttribute("data-total")) return;
      seen.disconnect();
      resolve();
    });
    seen.observe(found, { attributes: true });
  });
  return performance.now() - before;
}"""

ANSWERS = """async (queries) => {
  const engine = await wenkuSearch.engine();
  const facets = wenkuSearch.facetsOf(engine);
  const none = Object.fromEntries(wenkuSearch.facetNames.map((name) => [name, []]));
  const answers = [];
  for (const query of queries) {
    const found = await engine.search(query);
    const filtered = wenkuSearch.filtered(facets, found, none);
    const counts = {};
    for (const name of wenkuSearch.facetNames) {
      counts[name] = {};
      facets[name].names.forEach((value, at) => {
        if (filtered.counts[name][at]) counts[name][value] = filtered.counts[name][at];
      });
    }
    answers.push([Array.from(found.documents), Array.from(found.counts), counts]);
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True)
class First:
    """The first query of a reader who has nothing in his cache."""

    milliseconds: float
    """From the opening of the page to its first results."""
    moved: int
    """Compressed bytes."""
    files: int


def first_queries(browser: Browser, server: CountingServer, queries: Sequence[str]) -> list[First]:
    """Open the search page at each query, each time as a new reader."""
    found = []
    for query in queries:
        context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
        page = context.new_page()
        page.add_init_script(f"({WATCH})()")
        moved, files = server.moved, server.files
        page.goto(f"{server.address}/search.html?q={quote(query)}")
        page.wait_for_function("() => window.answered.length")
        milliseconds = page.evaluate("window.answered[0]")
        # Icons and scripts that are not needed for the results count as well.
        page.wait_for_load_state("networkidle")
        found.append(First(milliseconds, server.moved - moved, server.files - files))
        context.close()
    return found


def opened(browser: Browser, address: str) -> Page:
    """The search page, opened once for many queries."""
    page = browser.new_context(viewport=DESKTOP).new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/search.html")
    page.wait_for_selector("[data-total]")
    return page


def next_queries(page: Page, queries: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each query on the open page, and of the same again after another one."""
    once, again = [], []
    for query in queries:
        once.append(page.evaluate(AGAIN, query))
        page.evaluate(AGAIN, "")
        again.append(page.evaluate(AGAIN, query))
    return once, again


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
