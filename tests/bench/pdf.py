"""How quick and how large the PDFs are: ``make bench-pdf``; ``--help`` tells what can be set.

Synthetic libraries (see :mod:`tests.bench.library`) and the project's own documents over and over
are set, each step in a process of its own: all documents, the book in its volumes, and then all of
it again with one document changed. Times are those of the setting alone, once the fonts are found;
processor time is told beside them, for other work on the machine changes it little. Memory is that
of the whole process, the library in it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.build import ROOT, held_library, measured
from wenku.model import Library
from wenku.publish.pdf import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wenku.model import Document
    from wenku.publish.pdf import PdfReport

FOLDER = ROOT / "build" / "bench"
STEPS = ("documents", "books", "changed")
HEAD = ("library", "step", "files", "made", "seconds", "processor s", "ms each", "MiB at most")


def main() -> int:
    """Measure and print a table."""
    options = _options()
    if options.step:
        _timed(*options.step)
        return 0
    print_row(HEAD)
    print_row(["---"] * len(HEAD))
    for count in options.documents:
        path, _ = held_library(FOLDER, count)
        _measure(f"{count:,} synthetic", path)
    if options.real:
        _measure(f"{options.real:,} real", _real(options.real))
    return 0


def print_row(cells: Sequence[object]) -> None:
    """Print one row, at once."""
    sys.stdout.write("| " + " | ".join(map(str, cells)) + " |\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.pdf", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--real", type=int, default=1000, help="copies of our own; 0: none")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def _real(count: int) -> Path:
    """So many copies of the project's own documents, trails and all, in a file."""
    from tests.golden.references import STEMS, document
    from wenku.library import assemble

    path = FOLDER / f"real-{count}.pickle"
    path.parent.mkdir(parents=True, exist_ok=True)
    held = assemble([document(stem) for stem in STEMS])
    copies: dict[str, list[str]] = {}
    documents: list[Document] = []
    for number in range(count):
        each = held.documents[number % len(STEMS)]
        stated = replace(each.metadata, title=f"{each.metadata.title}\uff08{number}\uff09")
        documents.append(replace(each, id=f"{each.id}-{number:05}", metadata=stated))
        copies.setdefault(each.id, []).append(documents[-1].id)
    entities = tuple(
        replace(entity, documents=tuple(new for old in entity.documents for new in copies[old]))
        for entity in held.entities
    )
    path.write_bytes(pickle.dumps(Library(tuple(documents), entities)))
    return path


def _measure(label: str, path: Path) -> None:
    out = FOLDER / f"pdf-{path.stem}"
    shutil.rmtree(out, ignore_errors=True)
    for step in STEPS:
        told = out / f"{step}.json"
        command = [sys.executable, "-m", "tests.bench.pdf", "--step", step, str(path), str(out)]
        cost = measured(command)
        found = json.loads(told.read_text(encoding="utf-8"))
        each = f"{1000 * found['seconds'] / found['made']:.0f}"
        times = (f"{found['seconds']:.1f}", f"{found['processor']:.1f}", each)
        print_row([label, step, found["files"], found["made"], *times, f"{cost.megabytes:.0f}"])


def _timed(step: str, path: str, out: str) -> None:
    """Take one step on the library in a file, and leave its figures in a file."""
    library = pickle.loads(Path(path).read_bytes())  # noqa: S301  (our own file)
    _started(library)
    folder = Path(out)
    clock, processor = time.perf_counter(), time.process_time()
    report = {"documents": _documents, "books": _books, "changed": _changed}[step](library, folder)
    figures = {
        "seconds": time.perf_counter() - clock,
        "processor": time.process_time() - processor,
        "files": len(report.files),
        "made": report.made,
    }
    (folder / f"{step}.json").write_text(json.dumps(figures), encoding="utf-8", newline="\n")


def _started(library: Library) -> None:
    """Find the fonts and read the templates: what every run pays once, whatever it sets."""
    with TemporaryDirectory() as scratch:
        write.write_selection(library, library.documents[:1], Path(scratch) / "one.pdf")


def _documents(library: Library, folder: Path) -> PdfReport:
    folder.mkdir(parents=True, exist_ok=True)
    press = write._Press(folder / "cache")
    named = write._documents(library, press.setter, "")
    return press.report(press.write_many(folder, named, jobs=2))


def _books(library: Library, folder: Path) -> PdfReport:
    press = write._Press(folder / "cache")
    named = write._books(library, press.setter, "")
    files = [press.write(folder / f"library{n}.pdf", "book.typ", data) for n, data in named]
    return press.report(files)


def _changed(library: Library, folder: Path) -> PdfReport:
    """All of it again, with one document that has another title."""
    first, *others = library.documents
    other = replace(first, metadata=replace(first.metadata, title="\u6539\u8fc7\u7684\u6807\u9898"))
    return write.write_pdfs(replace(library, documents=(other, *others)), folder, folder / "cache")


if __name__ == "__main__":
    sys.exit(main())
