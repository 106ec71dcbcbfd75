"""How exact, quick and small search is: ``make bench-search``; ``--help`` tells what can be set.

It writes synthetic libraries below ``build/bench`` (see :mod:`tests.bench.library`), indexes them,
and asks in Chromium as a reader would. Processor time is told, which other work on the machine
changes little; times in the browser are as they come and read best on an idle machine.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench import rivals, visit
from tests.bench.build import ROOT, Cost, held_library, measured
from tests.bench.queries import KNOWN, Scan, queries
from tests.bench.server import CountingServer
from tests.chromium import launched
from wenku.publish.search.documents import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from playwright.sync_api import Browser

    from tests.bench.rivals import Rival
    from wenku.model import Library

FOLDER = ROOT / "build" / "bench"
PAGES = 200
"""Documents of the library whose pages stand around the large index: the search page needs none."""
KIB, MIB = 2**10, 2**20


def main() -> int:
    """Measure, print tables, and tell by the exit status whether all answers were exact."""
    options = _options()
    with launched(_chromium()) as browser:
        wrong = alone(browser, options.documents, options.queries) if options.documents else 0
        if options.rivals:
            side_by_side(browser, options.rivals)
    return min(wrong, 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.search", description=__doc__)
    parser.add_argument(
        "--documents", type=int, default=10_000, help="of the large library; 0: leave it out"
    )
    parser.add_argument("--queries", type=int, default=300, help="checked against a plain scan")
    parser.add_argument(
        "--rivals", type=int, default=1000, help="documents to compare with others on; 0: do not"
    )
    return parser.parse_args()


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    sys.exit("Chromium is not installed")


def say(text: str = "") -> None:
    """Print, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def built(path: Path, out: Path, what: str) -> Cost:
    """Run one step of a build on the library in a file."""
    return measured([sys.executable, "-m", "tests.bench.build", what, str(path), str(out)])


def alone(browser: Browser, count: int, asked: int) -> int:
    """Our search over a large library; the number of wrong answers."""
    path, held = held_library(FOLDER, count)
    small, _ = held_library(FOLDER, min(PAGES, count))
    out = FOLDER / f"wenku-{count}"
    site = built(small, out, "pages")
    base, index = built(path, out, "nothing"), built(path, out, "index")
    say(f"## {count:,} documents\n")
    _say_build(held, out / "site", index, base)
    per_page = site.seconds / min(PAGES, count)
    share = (index.seconds - base.seconds) / (per_page * count)
    say(f"pages: {1000 * per_page:.1f} ms of processor time each, with all that is needed to start")
    say(f"build of the index to that of as many pages: {share:.2f} : 1")
    texts = queries(held.documents, asked)
    with CountingServer(out / "site") as server:
        wrong = _say_exactness(browser, server.address, held, texts)
        _say_times(browser, server, texts, (out / "site").as_uri())
    return wrong


def _say_build(held: Library, site: Path, index: Cost, base: Cost) -> None:
    size = sum(len(each.body_text.encode("utf-8")) for each in held.documents)
    paths = [path for path in (site / "search").rglob("*.js") if path.parent.name != "t"]
    compressed = sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)
    say(f"texts: {size / MIB:.1f} MiB of UTF-8")
    say(
        f"index: {compressed / MIB:.1f} MiB compressed, {compressed / size:.1%} of the texts, "
        f"{len(paths):,} files beside one for each text"
    )
    say(
        f"build of the index: {index.seconds - base.seconds:.0f} s of processor time, at most "
        f"{index.megabytes:.0f} MiB of memory, {base.megabytes:.0f} of it to read the library"
    )


def _say_exactness(browser: Browser, address: str, held: Library, texts: Sequence[str]) -> int:
    documents = in_order(held)
    scan = Scan(documents)
    page = visit.opened(browser, address)
    answers = page.evaluate(visit.ANSWERS, list(texts))
    page.context.close()
    wrong = []
    for query, (numbers, counts, facets) in zip(texts, answers, strict=True):
        expected = scan.find(query)
        found = {documents[number].id: count for number, count in zip(numbers, counts, strict=True)}
        if found != expected or not _same_facets(documents, expected, facets):
            wrong.append(query)
    say(f"wrong documents, occurrences or facets: {len(wrong)} of {len(texts)} queries {wrong}")
    return len(wrong)


def _same_facets(
    documents: Sequence[Any], expected: Mapping[str, int], facets: Mapping[str, Mapping[str, int]]
) -> bool:
    found = [each for each in documents if each.id in expected]

    def counted(values: Iterable[str]) -> dict[str, int]:
        return dict(Counter(value for value in values if value))

    cities = counted(city for each in found for city in each.annotations.cities)
    return (
        facets["theme"] == counted(t.name for each in found for t in each.annotations.themes)
        and facets["year"] == counted(each.metadata.date[:4] for each in found)
        and facets["type"] == counted(each.metadata.doc_type for each in found)
        and facets["source"] == counted(each.metadata.source for each in found)
        and all(facets["city"].get(city) == count for city, count in cities.items())
    )


def _say_times(browser: Browser, server: CountingServer, texts: Sequence[str], disk: str) -> None:
    firsts = visit.first_queries(browser, server, texts[:60:2])
    _say_row("page open to first results, http", [each.milliseconds for each in firsts])
    moved = [each.moved / KIB for each in firsts]
    files = max(each.files for each in firsts)
    say(f"moved for a first query: {_spread(moved, 'KiB')}; at most {files} files")
    for where, address in (("http", server.address), ("disk", disk)):
        page = visit.opened(browser, address)
        once, again = visit.next_queries(page, texts[:160])
        page.context.close()
        _say_row(f"another query on the open page, {where}", once)
        _say_row(f"the same again, {where}", again)


def _say_row(label: str, values: Sequence[float]) -> None:
    say(f"{label}: {_spread(values, 'ms')}")


def _spread(values: Sequence[float], unit: str) -> str:
    half, most, top = (visit.percentile(values, share) for share in (0.5, 0.9, 1))
    return f"{half:.0f} / {most:.0f} / {top:.0f} {unit} (median, 90th percentile, worst)"


def side_by_side(browser: Browser, count: int) -> None:
    """Our search and others over the same documents."""
    path, held = held_library(FOLDER, count)
    out = FOLDER / f"wenku-{count}"
    pages, index = built(path, out, "pages"), built(path, out, "index")
    found = [_ours(browser, out / "site", pages, index)]
    base = built(path, out, "nothing").seconds
    share = (index.seconds - base) / (pages.seconds - base)
    packages = FOLDER / "packages"
    if rivals.fetched(packages, rivals.SEGMENTER) is None:
        say("jieba is not to be had: Material segments in the browser")
    cost, site = rivals.plain_site(held, FOLDER / f"material-{count}", packages)
    found.append(rivals.material(browser, site, cost, KNOWN))
    program = rivals.fetched(packages, rivals.PAGEFIND)
    if program is None:
        say("Pagefind is not to be had: left out")
    else:
        found.append(rivals.pagefind(browser, site, program, KNOWN))
    _say_rivals(held, found)
    say(f"\nbuild of our index to that of our {count:,} pages, processor time: {share:.2f} : 1")


def _ours(browser: Browser, site: Path, pages: Cost, index: Cost) -> Rival:
    with CountingServer(site) as server:
        first = visit.first_queries(browser, server, KNOWN[-1:])[0]
        page = visit.opened(browser, server.address)
        found = {}
        for query in KNOWN:
            script = "async (q) => (await (await wenkuSearch.engine()).search(q)).documents"
            numbers = page.evaluate(script, query)
            ids = page.evaluate(_IDS, numbers)
            found[query] = frozenset(ids)
        page.context.close()
    cost = Cost(pages.seconds + index.seconds, max(pages.megabytes, index.megabytes))
    files = [path for path in (site / "search").rglob("*") if path.is_file()]
    size = rivals.compressed_size(files)
    return rivals.Rival("wenku", cost, size, first.milliseconds, found)


_IDS = """async (numbers) => {
  const engine = await wenkuSearch.engine();
  return Promise.all(numbers.map(async (number) => (await engine.text(number)).id));
}"""


def _say_rivals(held: Library, found: Sequence[Rival]) -> None:
    scan = Scan(held.documents)
    say(f"\n## {len(held.documents):,} documents, side by side\n")
    say(f"| | {' | '.join(rival.name for rival in found)} |")
    say(f"|---|{'---|' * len(found)}")
    _row("pages and index, processor time", [f"{rival.build.seconds:.0f} s" for rival in found])
    _row("memory at most", [f"{rival.build.megabytes:.0f} MiB" for rival in found])
    _row("index and its texts, compressed", [f"{rival.index / MIB:.1f} MiB" for rival in found])
    _row(
        f"page open to results of {KNOWN[-1]}", [f"{rival.milliseconds:.0f} ms" for rival in found]
    )
    for query in KNOWN:
        true = frozenset(scan.find(query))
        cells = [_quality(rival, query, true) for rival in found]
        _row(f"{query} ({len(true)}), precision / recall", cells)


def _row(label: str, cells: Sequence[str]) -> None:
    say(f"| {label} | {' | '.join(cells)} |")


def _quality(rival: Rival, query: str, true: frozenset[str]) -> str:
    found = rival.found[query]
    both = len(found & true)
    precision = both / len(found) if found else float(not true)
    recall = both / len(true) if true else 1.0
    return f"{precision:.2f} / {recall:.2f}"


if __name__ == "__main__":
    sys.exit(main())
