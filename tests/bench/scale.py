"""How a build grows with its seeds: ``make bench``; ``--help`` tells what can be set.

Synthetic seeds (:mod:`tests.bench.seeds`) are written below ``build/bench`` and built from nothing,
then again with nothing changed and with one seed changed. The table and a plot stay in
``build/bench``. Read the figures from an idle machine.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.bench.build import ROOT, measured
from tests.bench.seeds import page, write_seeds
from tests.bench.watch import Step, watched

FOLDER = ROOT / "build" / "bench"
MIB = 2**20
Say = Callable[[str], None]

STAGES = {
    "convert": ("library", "docs"),
    "data": ("data",),
    "pdf": ("pdf",),
    "epub": ("epub",),
    "site": ("site",),
    "search": ("search",),
    "bundles": ("offline",),
}
"""Stages by the words that the lines of ``wenku build`` begin with."""

PLAIN = """\
site_name: bench
docs_dir: docs
site_dir: site
use_directory_urls: false
theme: {{name: material, language: zh, font: false}}
plugins: [{{search: {{lang: [zh, en]}}}}]
{menu}
"""
NO_MENU = "nav: [{home: index.md}]\nnot_in_nav: '*'"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a stage took."""

    wall: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0

    def with_step(self, step: Step) -> Cost:
        """With one more step of it."""
        return Cost(
            self.wall + step.wall,
            self.processor + step.processor,
            max(self.megabytes, step.megabytes),
        )


def main() -> int:
    """Measure, print the table, and draw the plot."""
    options = _options()
    FOLDER.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []

    def say(text: str) -> None:
        lines.append(text)
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    found: dict[int, Mapping[str, Cost]] = {}
    for count in options.sizes:
        parts = (
            "site,search,data" if count > options.books_up_to else "site,search,data,pdf,offline"
        )
        found[count] = built(count, parts, say)
    for line in growth(found):
        say(line)
    if options.plain:
        beside_plain(options.plain, _total(found[options.plain]), say)
    (FOLDER / "scale.svg").write_text(plot(found), encoding="utf-8", newline="\n")
    (FOLDER / "scale.md").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.scale", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument(
        "--books-up-to", type=int, default=1000, help="seeds up to which PDF and EPUB are made"
    )
    parser.add_argument(
        "--plain", type=int, default=0, help="seeds to set plain Material beside; 0: do not"
    )
    options = parser.parse_args()
    if options.plain and options.plain not in options.sizes:
        parser.error("--plain takes one of the sizes that are built")
    return options


def built(count: int, parts: str, say: Say) -> Mapping[str, Cost]:
    """Build from nothing, then twice more; what the stages of the first took."""
    seeds, work = FOLDER / f"seeds-{count}", FOLDER / f"scale-{count}"
    size = write_seeds(count, seeds)
    shutil.rmtree(work, ignore_errors=True)
    command = _command(seeds, work, parts)
    costs: dict[str, Cost] = {}
    for step in watched(command, ROOT, FOLDER / f"scale-{count}.log"):
        for name, words in STAGES.items():
            if step.said.split(":")[0] in words:
                costs[name] = costs.get(name, Cost()).with_step(step)
    say(f"\n## {count:,} seeds, {size / MIB:.1f} MiB\n")
    say("| stage | wall | processor | per seed | memory at most |")
    say("|---|---|---|---|---|")
    for name, cost in costs.items():
        say(
            f"| {name} | {cost.wall:.1f} s | {cost.processor:.1f} s "
            f"| {1000 * cost.wall / count:.1f} ms | {cost.megabytes:.0f} MiB |"
        )
    say(f"| all | {_total(costs):.1f} s | | {1000 * _total(costs) / count:.1f} ms | |")
    say("")
    for name in ("site", "cache"):
        total, files = _size(work / "build" / name)
        say(f"build/{name}: {total / MIB:.0f} MiB in {files:,} files")
    _again(command, seeds, count, say)
    return costs


def _command(seeds: Path, work: Path, parts: str) -> list[str]:
    (work / "docs").mkdir(parents=True)
    for name in ("about.md", "download.md"):
        shutil.copyfile(ROOT / "docs" / name, work / "docs" / name)
    folders = ["--seeds", str(seeds), "--docs", str(work / "docs"), "--out", str(work / "build")]
    return [sys.executable, "-m", "wenku", "build", *folders, "--only", parts]


def _again(command: Sequence[str], seeds: Path, count: int, say: Say) -> None:
    log = FOLDER / "again.log"
    start = time.monotonic()
    watched(command, ROOT, log)
    say(f"again, nothing changed: {time.monotonic() - start:.1f} s")
    changed = min(seeds.glob("*.txt"))
    text = changed.read_text(encoding="utf-8")
    changed.write_text(page(count + 1)[1], encoding="utf-8", newline="\n")
    start = time.monotonic()
    steps = watched(command, ROOT, log)
    parts = ", ".join(
        f"{step.said.split(':')[0]} {step.wall:.1f}" for step in steps if ":" in step.said
    )
    say(f"again, one seed changed: {time.monotonic() - start:.1f} s ({parts})")
    changed.write_text(text, encoding="utf-8", newline="\n")


def _size(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


def growth(found: Mapping[int, Mapping[str, Cost]]) -> Iterator[str]:
    """How the time for a seed grows from each size to the next."""
    sizes = sorted(found)
    for small, large in pairwise(sizes):
        yield f"\ntime for a seed, {large:,} against {small:,}:"
        for name in found[large]:
            if name in found[small] and found[small][name].wall:
                each = [found[size][name].wall / size for size in (small, large)]
                used = [found[size][name].processor / size for size in (small, large)]
                yield f"- {name}: {each[1] / each[0]:.2f} wall, {used[1] / used[0]:.2f} processor"


def _total(costs: Mapping[str, Cost]) -> float:
    """Seconds of all stages."""
    return sum(cost.wall for cost in costs.values())


def beside_plain(count: int, seconds: float, say: Say) -> None:
    """Plain MkDocs with Material and its search over the same Markdown, and over a part of it."""
    docs = FOLDER / f"scale-{count}" / "docs"
    ours, _ = _size(FOLDER / f"scale-{count}" / "build" / "site")
    say(f"\n## Plain MkDocs and Material beside our build of {count:,} seeds\n")
    say(f"- ours, from the seeds, with everything in it: {seconds:.0f} s, {ours / MIB:.0f} MiB")
    for label, source in (
        ("the same Markdown, all of `docs/`", docs),
        ("its documents alone", docs / "documents"),
    ):
        for menu_label, menu in (("default navigation", ""), ("one entry in the menu", NO_MENU)):
            work = _plain_project(source, menu)
            start = time.monotonic()
            config = str(work / "mkdocs.yml")
            cost = measured([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config])
            wall = time.monotonic() - start
            size, _ = _size(work / "site")
            say(
                f"- {label}, {menu_label}: {wall:.0f} s wall, {cost.seconds:.0f} s of processor "
                f"time, {cost.megabytes:.0f} MiB of memory, {size / MIB:.0f} MiB on disk"
            )


def _plain_project(source: Path, menu: str) -> Path:
    """A project of plain MkDocs over a copy of Markdown."""
    work = FOLDER / "plain"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(source, work / "docs")
    (work / "docs" / "index.md").write_text("# bench\n", encoding="utf-8", newline="\n")
    (work / "mkdocs.yml").write_text(PLAIN.format(menu=menu), encoding="utf-8", newline="\n")
    return work


WIDTH, HEIGHT, LEFT, TOP = 720, 420, 60, 30
COLOURS = ("#1b6e5a", "#b4552d", "#3b5b92", "#8a6d1f", "#7a3e7c", "#4a4a4a", "#a03050")


def plot(found: Mapping[int, Mapping[str, Cost]]) -> str:
    """Milliseconds for a seed by the number of seeds, both by their logarithm: flat is linear."""
    sizes = sorted(found)
    names = [name for name in STAGES if any(name in costs for costs in found.values())]
    each = {
        name: [(n, 1000 * found[n][name].wall / n) for n in sizes if name in found[n]]
        for name in names
    }
    values = [value for pairs in each.values() for _, value in pairs if value > 0]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(sizes[0]), math.log10(max(sizes[-1], sizes[0] * 10))

    def x(n: int) -> float:
        return LEFT + (WIDTH - LEFT - 120) * (math.log10(n) - first) / (last - first)

    def y(value: float) -> float:
        part = (math.log10(max(value, 10**low)) - low) / max(high - low, 1)
        return HEIGHT - 40 - (HEIGHT - 40 - TOP) * part

    drawn = [f'<text x="{LEFT}" y="18">milliseconds for a seed, by number of seeds</text>']
    for power in range(low, high + 1):
        at = y(10.0**power)
        drawn.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - 120}" stroke="#ddd"/>')
        drawn.append(
            f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
        )
    drawn += [
        f'<text x="{x(n):.1f}" y="{HEIGHT - 18}" text-anchor="middle">{n:,}</text>' for n in sizes
    ]
    for at, name in enumerate(names):
        colour = COLOURS[at % len(COLOURS)]
        points = " ".join(f"{x(n):.1f},{y(value):.1f}" for n, value in each[name])
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        n, value = each[name][-1]
        drawn.append(
            f'<text x="{x(n) + 8:.1f}" y="{y(value) + 4:.1f}" fill="{colour}">{name}</text>'
        )
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n'
    )


if __name__ == "__main__":
    sys.exit(main())
