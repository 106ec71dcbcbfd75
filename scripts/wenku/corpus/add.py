"""Take new files into the folder of seeds, with a report on what they hold."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wenku.corpus.convert import convert
from wenku.corpus.pool import clean_seed
from wenku.corpus.seeds import SIDECAR, Seed, on_any_disk, unfit_name
from wenku.errors import SeedError, WenkuError
from wenku.library import most_similar
from wenku.model import Document

TEMPLATE = """\
# Corrections to {name}; take the hash sign off a line to use it.
# title: {title}
# date: 2023-10-18
# source:
# cities:
#   - \u6d4e\u5357\u5e02
# replacements:
#   - find: text that stands exactly once in the cleaned article
#     replace: what it should be
#     why: the evidence
# publish: false
"""


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one new file: lines for the curator, or an error."""

    lines: tuple[str, ...]
    error: WenkuError | None = None


def add(paths: Sequence[Path], folder: Path, jobs: int = 0) -> Iterator[Addition]:
    """Clean each file, compare it with the documents already there, and copy it in.

    Nothing is overwritten; a file that cannot become a document is not copied.

    Raises:
        SeedError: ``folder`` is missing.
    """
    known = list(convert(folder, jobs=jobs).library.documents)
    for path in paths:
        outcome = clean_seed(Seed(path))
        if outcome.document is None:
            yield Addition((), outcome.error)
            continue
        if unfit := unfit_name(path):
            yield Addition((), SeedError(unfit, where=path.name, remedy="rename the file"))
            continue
        if _taken(folder, path):
            yield Addition((), _name_taken(path))
            continue
        yield Addition(tuple(_report(outcome.document, known)))
        shutil.copyfile(path, folder / path.name)
        _write_template(folder / f"{path.stem}{SIDECAR}", path.name, outcome.document)
        known.append(outcome.document)


def _taken(folder: Path, path: Path) -> bool:
    stem = on_any_disk(path.stem)
    return any(on_any_disk(present.stem) == stem for present in folder.iterdir())


def _name_taken(path: Path) -> SeedError:
    return SeedError(
        f"a seed called {path.stem!r} is there already", where=path.name, remedy="rename the file"
    )


def _report(document: Document, known: Sequence[Document]) -> Iterator[str]:
    stated, found = document.metadata, document.annotations
    yield f"{document.source.file}: {stated.title}{' (derived)' if stated.title_derived else ''}"
    for label, value in (
        ("date", stated.date),
        ("source", stated.source),
        ("author", stated.author),
        ("type", stated.doc_type),
        ("about", found.subject_city),
        ("cities", "\u3001".join(found.cities)),
        ("themes", "\u3001".join(theme.name for theme in found.themes)),
    ):
        yield f"  {label:<8}{value or '(not stated)'}"
    yield f"  article {len(document.body_text)} characters in {len(document.body)} blocks"
    yield f"  {len(document.trail.flags())} places that could not be restored"
    near = most_similar(document, known)
    if near is not None:
        yield f"  like    {near.document} ({near.score:.0%}): {'; '.join(near.reasons)}"


def _write_template(sidecar: Path, name: str, document: Document) -> None:
    title = document.metadata.title.replace("\n", " ")
    sidecar.write_text(TEMPLATE.format(name=name, title=title), encoding="utf-8", newline="\n")
