"""From a folder of seeds to a library and the Markdown it is written as."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from wenku.corpus.cache import DocumentCache
from wenku.corpus.pool import Outcome, clean_seeds, default_jobs
from wenku.corpus.seeds import find_seeds
from wenku.errors import WenkuError
from wenku.library import assemble
from wenku.model import Library

Progress = Callable[[int, int, int], None]
"""Called with seeds done, seeds in all, problems so far."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """The library, and what could not be taken into it."""

    library: Library
    faults: tuple[WenkuError, ...]


def convert(
    folder: Path,
    *,
    jobs: int = 0,
    rejected: Path | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Conversion:
    """Clean every seed of a folder and assemble the library.

    Args:
        folder: where the seeds are.
        jobs: worker processes; 0 for one a processor.
        rejected: folder to keep seeds in that failed, each with its reason; None keeps none.
        cache: folder of cleaned documents kept between runs; None cleans every seed anew.
        progress: told after each seed.

    Raises:
        SeedError: the folder is missing.
    """
    seeds, misplaced = find_seeds(folder)
    outcomes: list[Outcome] = []
    faults = list(misplaced)
    kept = DocumentCache(cache) if cache is not None else None
    for outcome in clean_seeds(seeds, jobs or default_jobs(), cache=kept):
        outcomes.append(outcome)
        if outcome.error is not None:
            faults.append(outcome.error)
        if progress is not None:
            progress(len(outcomes), len(seeds), len(faults))
    if kept is not None:
        kept.forget_older_code()
    if rejected is not None:
        _keep_rejected(rejected, (o for o in outcomes if o.error is not None))
    documents = [outcome.document for outcome in outcomes if outcome.document is not None]
    features = {o.document.id: o.features for o in outcomes if o.document and o.features}
    return Conversion(assemble(documents, features), tuple(sorted(faults, key=str)))


def _keep_rejected(folder: Path, outcomes: Iterable[Outcome]) -> None:
    """Keep failed seeds whole with their reasons; what earlier runs left is cleared first."""
    shutil.rmtree(folder, ignore_errors=True)
    for outcome in outcomes:
        folder.mkdir(parents=True, exist_ok=True)
        reason = folder / f"{outcome.seed.name}.reason.txt"
        reason.write_text(f"{outcome.error}\n", encoding="utf-8", newline="\n")
        if outcome.seed.path.is_file():
            shutil.copyfile(outcome.seed.path, folder / outcome.seed.name)
