"""Clean many seeds on all cores, in order; a worker that dies or hangs costs one seed only."""

from __future__ import annotations

import gc
import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as DocumentTimeout
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from pebble import ProcessExpired, ProcessPool

from wenku.errors import BuildError, WenkuError
from wenku.library import Features, features_of
from wenku.model import Document, Prepared
from wenku.model.tally import told_of
from wenku.pipeline import clean, describe, prepare

if TYPE_CHECKING:
    from pebble import ProcessFuture

    from wenku.corpus.cache import DocumentCache
    from wenku.corpus.seeds import Seed

Made = TypeVar("Made", Prepared, Document)

TIME_LIMIT = 120.0
"""Seconds for one document; a page of ordinary length needs some hundredths."""

MEMORY_LIMIT = 4 * 2**30
"""Bytes of address space for a worker; libraries reserve some 1.5 GB of it, most of it never used.

What is known to grow without measure is refused before; this is for what is not known.
"""

AHEAD = 8
"""Documents under way for each worker: enough to keep it busy, few enough to hold in memory."""

FEWEST = 4
"""Below so many seeds a pool costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one seed: a document or an error."""

    seed: Seed
    document: Document | None = None
    features: Features | None = None
    """Of the document, for the library."""
    error: WenkuError | None = None


def default_jobs() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def clean_seeds(
    seeds: Sequence[Seed],
    jobs: int,
    time_limit: float = TIME_LIMIT,
    cache: DocumentCache | None = None,
) -> Iterator[Outcome]:
    """Outcomes in the order of ``seeds``, whatever order the workers finish in."""
    if jobs <= 1 or len(seeds) < FEWEST:
        for seed in seeds:
            yield clean_seed(seed, cache)
        return
    with _staying(), ProcessPool(max_workers=jobs, initializer=_begin_worker) as pool:

        def schedule(seed: Seed) -> ProcessFuture[Outcome]:
            return pool.schedule(clean_seed, args=(seed, cache), timeout=time_limit)

        try:
            yield from _in_order(schedule, seeds, jobs * AHEAD, time_limit)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def clean_seed(seed: Seed, cache: DocumentCache | None = None) -> Outcome:
    """One seed; every error on purpose becomes part of the outcome, any other one names the seed.

    A fault of our own must not stop the others, so it is caught here and nowhere else.
    """
    try:
        return Outcome(seed, *_document_of(seed, cache))
    except WenkuError as error:
        return Outcome(seed, error=error)
    except MemoryError:
        return Outcome(seed, error=_internal(seed, "needs more memory than a seed may take"))
    except Exception as error:  # noqa: BLE001
        return Outcome(seed, error=_internal(seed, f"{type(error).__name__}: {error}"))


def _document_of(seed: Seed, cache: DocumentCache | None) -> tuple[Document, Features]:
    content, sidecar = seed.read(), seed.read_sidecar()
    if cache is None:
        document = _packed(clean(content, seed.name, seed.corrections(sidecar)))
        return document, features_of(document)
    key = cache.key(seed.name, content, sidecar)
    prepared = cache.prepared(key)
    known = cache.document(key, prepared) if prepared is not None else None
    if known is None:
        corrections = seed.corrections(sidecar)
        if prepared is None:
            prepared = _packed(prepare(content, seed.name, corrections))
            cache.keep_prepared(key, prepared)
        known = describe(prepared, corrections)
        cache.keep(key, known)
    features = cache.features(key)
    if features is None:
        features = features_of(known)
        cache.keep_features(key, features)
    return known, features


def _packed(made: Made) -> Made:
    """As it travels between processes and waits in memory: with its trail packed and summed."""
    return replace(made, trail=made.trail.kept(told_of(made.trail)))


def _in_order(
    schedule: Callable[[Seed], ProcessFuture[Outcome]],
    seeds: Sequence[Seed],
    window: int,
    time_limit: float,
) -> Iterator[Outcome]:
    waiting: deque[tuple[Seed, ProcessFuture[Outcome]]] = deque()
    for seed in seeds:
        waiting.append((seed, schedule(seed)))
        if len(waiting) >= window:
            yield _outcome(*waiting.popleft(), time_limit)
    while waiting:
        yield _outcome(*waiting.popleft(), time_limit)


def _outcome(seed: Seed, future: ProcessFuture[Outcome], time_limit: float) -> Outcome:
    try:
        result: Outcome = future.result()
    except DocumentTimeout:
        return Outcome(seed, error=_internal(seed, f"took longer than {time_limit:g} seconds"))
    except ProcessExpired as error:
        return Outcome(seed, error=_internal(seed, f"ended its worker (status {error.exitcode})"))
    return result


def _internal(seed: Seed, what: str) -> BuildError:
    return BuildError(
        f"could not be cleaned: {what}",
        where=seed.name,
        remedy="a fault of the program, please report it with the file",
    )


@contextmanager
def _staying() -> Iterator[None]:
    """What workers hand over stays to the end: the collector of cycles need not walk through it.

    It would again and again, for a tenth of the time of all that follows.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _begin_worker() -> None:
    """Leave interrupts to the parent; collect what cleaning leaves, as the parent does not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.enable()
    with suppress(ValueError, OSError):  # held to less already, or a system that knows no limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
