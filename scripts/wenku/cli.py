"""The command line. The only module that prints, and the only one that ends the process.

Stages are imported inside the commands: a command pays only for what it uses.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wenku import __version__
from wenku.errors import Rejection, WenkuError

if TYPE_CHECKING:
    from wenku.corpus import Conversion, LastBuild
    from wenku.model import Document, Library

SEEDS = click.option(
    "--seeds",
    default="seeds",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of raw documents.",
)
DOCS = click.option(
    "--docs",
    default="docs",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the generated Markdown.",
)
OUT = click.option(
    "--out",
    default="build",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder for everything disposable.",
)
JOBS = click.option(
    "--jobs",
    default=0,
    metavar="N",
    type=click.IntRange(min=0),
    help="Worker processes; 0, the default, is one a processor.",
)
PARTS = ("site", "search", "pdf", "offline", "data")
ON_REQUEST = ("parquet",)
"""Parts that need an optional extra; made only where they are named."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="wenku")
def main() -> None:
    """康养文库: restore scraped Chinese web text and publish it as a library.

    Seeds (raw documents) are cleaned, turned into Markdown with front matter, and published as a
    static site with search, PDF and data files. Every repair is recorded and can be explained.

    \b
    The usual way:
      wenku add page.html      take a new document in
      wenku convert            write the Markdown of all seeds to docs/
      wenku build              convert, and publish below build/
      wenku serve              see it in the browser while you edit
    """


@main.command("clean")
@click.argument("file", metavar="FILE")
@click.option("--explain", is_flag=True, help="Print every repair and removal instead.")
@click.option(
    "--name",
    default="",
    metavar="NAME",
    help="File name to assume for standard input; its suffix tells the format.",
)
def clean_command(file: str, explain: bool, name: str) -> None:
    """Restore one FILE and print its Markdown with front matter.

    Reads text, HTML, Markdown, Word (.docx) and PDF with a text layer, in any common Chinese
    encoding; `-` reads standard input. Needs no project folder.

    \b
    Exit status: 0 done; 2 the file cannot be read, or holds no article.
    """
    # One page, and the process ends: going through the vocabularies for garbage, a twentieth of the
    # time, finds none
    gc.set_threshold(200_000)
    from wenku import render
    from wenku.decode import read_file, read_stream
    from wenku.pipeline import clean

    with _errors_as_lines():
        data = read_stream(sys.stdin.buffer, "-") if file == "-" else read_file(Path(file))
        name = name or ("-" if file == "-" else Path(file).name)
        try:
            document = clean(data, name)
        except Rejection:
            if explain:
                _explain_rejected(data, name)
            raise
        write = render.explain_document if explain else render.render_document
        _write(write(document))


@main.command("clean-many")
@click.argument(
    "inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder to write to; with a cluster, one that every machine sees.",
)
@click.option(
    "--workers",
    default=0,
    metavar="N",
    type=click.IntRange(min=0),
    help="Workers on this machine; 0, the default, is one a processor.",
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Use the Dask cluster of this scheduler (tcp://host:8786) instead.",
)
@click.option(
    "--rows",
    default=200,
    show_default=True,
    metavar="N",
    type=click.IntRange(min=1),
    help="Documents of a piece, which is done or not done as a whole.",
)
@click.option(
    "--seconds",
    default=60.0,
    show_default=True,
    metavar="N",
    type=click.FloatRange(min=0.1),
    help="Processor time that one document may take.",
)
@click.option("--id-column", default="id", metavar="NAME", help="Where not called id.")
@click.option("--name-column", default="name", metavar="NAME", help="Where not called name.")
@click.option("--content-column", default="content", metavar="NAME", help="Where not so called.")
def clean_many_command(  # noqa: PLR0913, PLR0917  (one an option)
    inputs: tuple[Path, ...],
    out: Path,
    workers: int,
    scheduler: str,
    rows: int,
    seconds: float,
    id_column: str,
    name_column: str,
    content_column: str,
) -> None:
    """Clean a large set on many processes or machines, into Parquet with trails.

    Each INPUT is a table (.jsonl, .ndjson, .parquet, with columns id or name, and content) or a
    folder of tables and pages. A run that was broken off goes on where it was; what was finished
    from the same content is kept. Needs the extra `cluster`.

    \b
    Below DIR:
      documents/*.parquet  cleaned documents with their trails
      failures/*.jsonl     documents that could not be cleaned: kind and reason
      finished/*.json      what each piece was made from
    Exit status: 0 all cleaned; 1 some documents or pieces failed.
    """
    with _errors_as_lines():
        from wenku.cluster import Columns, Limits, Settings, clean_many
        from wenku.cluster.engine import cluster_at, local_cluster
        from wenku.corpus.pool import default_jobs

        columns = Columns(id=id_column, name=name_column, content=content_column)
        settings = Settings(columns, Limits(seconds=seconds))
        cluster = cluster_at(scheduler) if scheduler else local_cluster(workers or default_jobs())
        with cluster as client, _progress("清洗") as advance:
            summary = clean_many(inputs, out, settings, client=client, rows=rows, progress=advance)
    for fault in summary.unfinished:
        click.echo(f"wenku: {fault}", err=True)
    for kind, number in summary.failures.items():
        click.echo(f"{kind}: {number}", err=True)
    pieces = f"{summary.pieces} pieces, {summary.kept} of them kept"
    failed = sum(summary.failures.values())
    click.echo(f"{summary.documents} documents, {failed} failures; {pieces}", err=True)
    if summary.failures or summary.unfinished:
        sys.exit(1)


@main.command("convert")
@SEEDS
@DOCS
@JOBS
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where DOCS is stale.")
def convert_command(seeds: Path, docs: Path, jobs: int, check: bool) -> None:
    """Clean all seeds and write their Markdown and index pages to docs/.

    A seed that fails never stops the rest: it is reported, kept under build/rejected/ with its
    reason, and the exit status is 1 at the end.
    """
    from wenku.corpus import alone, stale_files, write_tree
    from wenku.pipeline import rule_table
    from wenku.render import OWNED, render_tree

    with _errors_as_lines(), alone(_build_folder(docs) / "cache", _wait):
        conversion = _convert(seeds, docs, jobs)
        tree = render_tree(conversion.library, rule_table())
        changed = (stale_files if check else write_tree)(docs, tree, OWNED)
        for path in changed:
            click.echo(f"{'stale' if check else 'wrote'}: {docs / path}")
        _finish(*_told(conversion), stale=len(changed) if check else 0)


@main.command("build")
@SEEDS
@DOCS
@OUT
@JOBS
@click.option(
    "--only",
    default="",
    metavar="PARTS",
    help=f"Publish only these, with commas between: {', '.join((*PARTS, *ON_REQUEST))}.",
)
def build_command(seeds: Path, docs: Path, out: Path, jobs: int, only: str) -> None:
    """Convert, then publish site, search index, PDF, data and the offline bundle.

    Where nothing has changed since the last build, nothing is done. SITE_URL in the environment
    gives the absolute address of the site where one is needed; SOURCE_DATE_EPOCH dates the edition.
    """
    from wenku.corpus import LastBuild, alone
    from wenku.publish.edition import settle

    with _errors_as_lines():
        parts = _parts(only)
        settle(os.environ)
        with alone(out / "cache", _wait):
            last = LastBuild(seeds, docs, out, parts)
            if (finished := last.finished()) is not None:
                click.echo("nothing has changed since the last build", err=True)
                _finish(finished.documents, finished.faults)
                return
            last.begin()
            conversion = _build(seeds, docs, out, jobs, parts, last)
            last.keep(*_told(conversion))
        _finish(*_told(conversion))


def _build(
    seeds: Path, docs: Path, out: Path, jobs: int, parts: frozenset[str], last: LastBuild
) -> Conversion:
    from wenku.corpus import write_tree
    from wenku.corpus.pool import default_jobs
    from wenku.pipeline import rule_table
    from wenku.publish import publish
    from wenku.render import OWNED, ReadingCopies, render_tree

    conversion = _convert(seeds, docs, jobs, out)
    click.echo(f"library: {len(conversion.library.documents)} documents", err=True)
    changed = write_tree(docs, render_tree(conversion.library, rule_table()), OWNED)
    click.echo(f"docs: {len(changed)} files changed, {docs}", err=True)
    last.docs_written()
    articles = ReadingCopies(conversion.library)
    jobs = jobs or default_jobs()
    for line in publish(conversion.library, docs, out, parts, articles, jobs):
        click.echo(line, err=True)
    return conversion


def _wait() -> None:
    click.echo("another build is at work in this folder; waiting for its end", err=True)


@main.command("pdf")
@click.option("--city", multiple=True, metavar="NAME", help="Documents that name this city.")
@click.option("--theme", multiple=True, metavar="NAME", help="Documents with this theme.")
@click.option(
    "--out",
    default="selection.pdf",
    show_default=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write.",
)
@SEEDS
@JOBS
def pdf_command(
    city: tuple[str, ...], theme: tuple[str, ...], out: Path, seeds: Path, jobs: int
) -> None:
    """Make a book of a selection: all documents, or those with every city and theme named.

    \b
    Example:
      wenku pdf --city 宣城市 --theme 中医药传承创新 --out xuancheng.pdf
    """
    from wenku.corpus import convert
    from wenku.publish.edition import settle
    from wenku.publish.pdf import write_selection

    with _errors_as_lines():
        settle(os.environ)
        library = convert(seeds, jobs=jobs).library
        _require_known(library, city, theme)
        chosen = [d for d in library.documents if _selected(d, city, theme)]
        report = write_selection(library, chosen, out)
        further = f", in {len(report.files)} volumes" if len(report.files) > 1 else ""
        click.echo(f"{out}: {len(chosen)} documents{further}", err=True)
        if report.missing:
            lost = "".join(report.missing)
            click.echo(f"{sum(report.missing.values())} characters no font shows: {lost}", err=True)


@main.command("explain")
@click.argument("identifier", metavar="ID")
@SEEDS
def explain_command(identifier: str, seeds: Path) -> None:
    """Every repair and removal of the document ID, with its rule and its place in the seed."""
    from wenku.corpus import find_seeds
    from wenku.pipeline import clean
    from wenku.render import explain_document

    with _errors_as_lines():
        known, _ = find_seeds(seeds)
        for seed in known:
            if identifier in {seed.path.stem, seed.name}:
                _write(explain_document(clean(seed.read(), seed.name, seed.corrections())))
                return
        raise WenkuError(
            f"no seed is called {identifier!r}",
            where=str(seeds),
            remedy=_nearest(identifier, (seed.path.stem for seed in known)),
        )


@main.command("add")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@SEEDS
@JOBS
def add_command(paths: tuple[Path, ...], seeds: Path, jobs: int) -> None:
    """Take new files into the seeds.

    Each is cleaned first; what was found in it is reported (title, date, source, places, open
    questions), likeness to a document already there is pointed out, and a sidecar template for
    corrections is written beside it. A file that holds no article, or whose name is taken, is
    left out and reported.
    """
    from wenku.corpus import add

    with _errors_as_lines():
        failed = 0
        for report in add(paths, seeds, jobs):
            for line in report.lines:
                click.echo(line)
            failed += report.error is not None
            if report.error is not None:
                click.echo(f"wenku: {report.error}", err=True)
        sys.exit(1 if failed else 0)


@main.command("check")
@SEEDS
@DOCS
@JOBS
def check_command(seeds: Path, docs: Path, jobs: int) -> None:
    """Look for docs out of step with the seeds, dead links and leftover damage.

    \b
    Prints file:line: what is wrong. Exit status: 0 nothing found; 1 something found.
    """
    from wenku.corpus import check_docs, stale_files
    from wenku.pipeline import rule_table
    from wenku.render import OWNED, render_tree

    with _errors_as_lines():
        conversion = _convert(seeds, docs, jobs)
        stale = stale_files(docs, render_tree(conversion.library, rule_table()), OWNED)
        for path in stale:
            click.echo(f"{docs / path}:1: not what the seeds give; run `wenku convert`")
        findings = check_docs(docs)
        for finding in findings:
            click.echo(str(finding))
        _finish(*_told(conversion), stale=len(stale) + len(findings))


@main.command("serve")
@SEEDS
@DOCS
@OUT
@click.option(
    "--port",
    default=8000,
    show_default=True,
    metavar="N",
    type=click.IntRange(0, 65535),
    help="Port on this machine; 0 takes a free one.",
)
def serve_command(seeds: Path, docs: Path, out: Path, port: int) -> None:
    """Live preview: a changed seed, vocabulary or template shows in the browser after a save.

    Builds site and search index only; the address is printed. Ctrl-C ends it.
    """
    from wenku.preview import preview

    folders = ["--seeds", str(seeds), "--docs", str(docs), "--out", str(out)]
    build = [sys.executable, "-m", "wenku", "build", *folders, "--only", "site,search"]
    watched = [seeds, Path(__file__).parent, Path("mkdocs.yml")]
    with _errors_as_lines():
        try:
            preview(build, out / "site", watched, port, lambda line: click.echo(line, err=True))
        except KeyboardInterrupt:
            sys.exit(130)


def _explain_rejected(data: bytes, name: str) -> None:
    """What was taken out of text of which no article is left."""
    from wenku.decode import decode
    from wenku.pipeline import restore
    from wenku.render import explain_trail

    _, trail = restore(decode(data, name), name)
    _write(explain_trail(trail))


def _convert(seeds: Path, docs: Path, jobs: int, out: Path | None = None) -> Conversion:
    from wenku.corpus import convert

    build = out or _build_folder(docs)
    with _progress("清洗") as advance:
        return convert(
            seeds,
            jobs=jobs,
            rejected=build / "rejected",
            cache=build / "cache" / "documents",
            progress=advance,
        )


def _build_folder(docs: Path) -> Path:
    """Where disposable things go when no folder was named: beside ``docs``."""
    return docs.absolute().parent / "build"


def _told(conversion: Conversion) -> tuple[int, tuple[str, ...]]:
    return len(conversion.library.documents), tuple(map(str, conversion.faults))


def _finish(documents: int, faults: Sequence[str], stale: int = 0) -> None:
    """Report faults on standard error and leave with the status they earn."""
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{documents} documents, {len(faults)} problems", err=True)
    if faults or stale:
        sys.exit(1)


def _selected(document: Document, cities: tuple[str, ...], themes: tuple[str, ...]) -> bool:
    known = document.annotations
    return set(cities) <= set(known.cities) and set(themes) <= {t.name for t in known.themes}


def _require_known(library: Library, cities: Iterable[str], themes: Iterable[str]) -> None:
    for kind, names in (("city", cities), ("theme", themes)):
        known = [entity.name for entity in library.entities_of(kind)]
        for name in names:
            if name not in known:
                raise WenkuError(
                    f"no document has the {kind} {name!r}",
                    where=f"--{kind}",
                    remedy=_nearest(name, known),
                )


def _parts(only: str) -> frozenset[str]:
    wanted = frozenset(part.strip() for part in only.split(",") if part.strip()) or frozenset(PARTS)
    unknown = sorted(wanted - {*PARTS, *ON_REQUEST})
    if unknown:
        raise WenkuError(
            f"unknown part {unknown[0]!r}",
            where="--only",
            remedy=f"choose of {', '.join((*PARTS, *ON_REQUEST))}",
        )
    return wanted


def _nearest(word: str, choices: Iterable[str]) -> str:
    import difflib

    choices = list(choices)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.3)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(choices)[:5])}"


def _write(text: str) -> None:
    """To standard output as UTF-8, whatever the terminal's encoding is."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


@contextmanager
def _errors_as_lines() -> Iterator[None]:
    """An error on purpose becomes one line on standard error and its exit status."""
    try:
        yield
    except WenkuError as error:
        click.echo(f"wenku: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(141)
    except OSError as error:
        # A full disk, a folder that may not be written to: nothing that a trace would explain
        what = error.strerror or str(error)
        click.echo(f"wenku: {error.filename or 'a file'}: {what}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("wenku: stopped; what was finished before stands as it was", err=True)
        sys.exit(130)


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int, int], None] | None]:
    """A progress bar with rate, time left and problems so far; nothing when not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[problems]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, rate="", problems="")

        def advance(done: int, total: int, problems: int) -> None:
            speed = bar.tasks[task].speed
            bar.update(
                task,
                completed=done,
                total=total,
                rate=f"{speed:.0f}/s" if speed else "",
                problems=f"{problems} problems" if problems else "",
            )

        yield advance
