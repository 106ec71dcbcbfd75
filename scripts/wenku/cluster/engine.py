"""The pieces on the workers of a Dask cluster, which starts work again that a dead worker had."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wenku.cluster.inputs import Partition
from wenku.cluster.partition import Report, Settings, clean_partition
from wenku.errors import BuildError, WenkuError

if TYPE_CHECKING:
    from types import ModuleType

    from distributed import Client, Future

AHEAD = 4
"""Pieces under way for each thread of a worker: enough to keep it busy, few enough to plan."""

ROUNDS = 8
"""How often a piece is given out whose workers all died; each round bars a document or two."""


@contextmanager
def local_cluster(workers: int) -> Iterator[Client]:
    """Workers on this machine, each a process with one thread; gone afterwards.

    Raises:
        BuildError: Dask is not installed.
    """
    distributed = _distributed()
    import dask

    # Its statistics would take a tenth of the time
    dask.config.set({"distributed.worker.profile.enabled": False})
    cluster = distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        # Any free port, and for this machine only: without an address it would be 8787 for everyone
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    )
    with cluster, distributed.Client(cluster) as client:
        yield client


@contextmanager
def cluster_at(address: str) -> Iterator[Client]:
    """The cluster of the scheduler at ``address`` (``tcp://host:8786``).

    Raises:
        BuildError: Dask is not installed, or nobody answers.
    """
    distributed = _distributed()
    try:
        client = distributed.Client(address)
    except (OSError, ValueError) as error:
        raise BuildError(
            f"no scheduler answers: {error}", where=address, remedy="start `dask scheduler`"
        ) from error
    with client:
        yield client


def reports(
    client: Client, pieces: Sequence[Partition], out: Path, settings: Settings
) -> Iterator[Report | WenkuError]:
    """What became of each piece, as they end: a report, or why there is none."""
    from distributed import as_completed

    waiting = iter(pieces)
    rounds: dict[str, int] = {}

    def given(piece: Partition) -> Future[Report]:
        rounds[piece.name] = rounds.get(piece.name, 0) + 1
        key = f"clean-{piece.name}-{rounds[piece.name]}"
        future = client.submit(
            clean_partition, piece, out, settings, key=key, pure=False, retries=1
        )
        under_way[future.key] = piece
        return future

    under_way: dict[Any, Partition] = {}
    first = [given(piece) for piece in islice(waiting, AHEAD * _threads(client))]
    running: Any = as_completed(first)  # type: ignore[no-untyped-call]
    for future in running:
        piece = under_way.pop(future.key)
        error = future.exception()
        if _killed(error) and rounds[piece.name] < ROUNDS:
            running.add(given(piece))
            continue
        yield _failure(piece, error) if error is not None else future.result()
        following = next(waiting, None)
        if following is not None:
            running.add(given(following))


def _threads(client: Client) -> int:
    threads: dict[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
    return max(1, sum(threads.values()))


def _killed(error: BaseException | None) -> bool:
    from distributed import KilledWorker

    return isinstance(error, KilledWorker)


def _failure(piece: Partition, error: BaseException) -> WenkuError:
    if isinstance(error, WenkuError):
        return error
    return BuildError(
        f"was not finished: {type(error).__name__}: {error}",
        where=piece.name,
        remedy="run the same command again; what is finished is kept",
    )


def _distributed() -> ModuleType:
    try:
        import distributed
    except ImportError as error:
        raise BuildError(
            "cleaning on many machines needs Dask",
            remedy="install the project with the extra `cluster`",
        ) from error
    return distributed
