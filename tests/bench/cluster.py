"""Throughput of the cluster's way against the plain process pool, on the same pages in one run.

``python -m tests.bench.cluster [COUNT]`` cleans COUNT synthetic seeds (400) with as many processes
by both, in turn, twice, and prints documents a second and the ratio. The pool hands documents to
its parent and writes nothing; the cluster's way also holds each document to its limits and writes
Parquet with trails.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.seeds import write_seeds
from wenku.cluster import clean_many
from wenku.cluster.engine import local_cluster
from wenku.corpus import Seed, find_seeds
from wenku.corpus.pool import clean_seeds, default_jobs

COUNT, TURNS = 400, 2
PIECES = 10
"""For each worker: so many that the last one to end makes little difference, as with millions."""

WARM = 8
"""Documents cleaned before the clock starts, so that both have their vocabularies loaded."""


@dataclass(frozen=True, slots=True)
class Run:
    """One turn: documents cleaned, and what that took."""

    documents: int
    clock: float
    """Seconds, from the first document given to the last one done."""
    processor: float
    """Seconds of all workers and their children; what the machine does besides is not in it."""


def with_pool(seeds: Sequence[Seed], jobs: int) -> Run:
    """The pool of `wenku convert`, without a cache."""
    before = _used_by_children()
    start = time.perf_counter()
    done = sum(outcome.document is not None for outcome in clean_seeds(seeds, jobs))
    clock = time.perf_counter() - start
    return Run(done, clock, _used_by_children() - before)


def with_cluster(folder: Path, warm: Path, out: Path, jobs: int, rows: int) -> Run:
    """`wenku clean-many` on workers of this machine, from start to files."""
    with local_cluster(jobs) as client:
        clean_many([warm], out, client=client, rows=1)
        before = _used_by_workers()
        start = time.perf_counter()
        summary = clean_many([folder], out, client=client, rows=rows)
        clock = time.perf_counter() - start
        if summary.unfinished:
            raise RuntimeError(str(summary.unfinished[0]))
        used = _used_by_workers() - before
    return Run(summary.documents, clock, used)


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _used_by_workers() -> float:
    times = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    return sum(float(each.user + each.system) for each in times)


def _line(name: str, run: Run, jobs: int) -> str:
    rate, cost = run.documents / run.clock, 1000 * run.processor / run.documents
    return (
        f"{name:<10}{run.documents:>6} documents {rate:>7.1f}/s {cost:>7.1f} ms each ({jobs} jobs)"
    )


def main(count: int) -> None:
    """Measure and print."""
    jobs = default_jobs()
    rows = max(1, count // (jobs * PIECES))
    base = Path(tempfile.mkdtemp(prefix="wenku-bench-"))
    try:
        write_seeds(count, base / "pages")
        write_seeds(WARM, base / "warm")
        seeds, _ = find_seeds(base / "pages")
        runs: dict[str, list[Run]] = {"pool": [], "cluster": []}
        for turn in range(TURNS):
            runs["pool"].append(with_pool(seeds, jobs))
            out = base / f"out{turn}"
            runs["cluster"].append(with_cluster(base / "pages", base / "warm", out, jobs, rows))
    finally:
        shutil.rmtree(base, ignore_errors=True)
    best = {name: min(turns, key=lambda run: run.clock) for name, turns in runs.items()}
    for name, run in best.items():
        sys.stdout.write(f"{_line(name, run, jobs)}\n")
    pool, cluster = best["pool"], best["cluster"]
    work = (pool.processor / pool.documents) / (cluster.processor / cluster.documents)
    sys.stdout.write(
        f"throughput of the cluster's way: {pool.clock / cluster.clock:.2f} of the pool's by the "
        f"clock, {work:.2f} by processor time\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
