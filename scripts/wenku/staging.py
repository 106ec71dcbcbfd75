"""A finished folder changes in one step: it is made beside its place and then takes it.

Whoever stops a build, by Ctrl-C or by pulling the plug, keeps the folder of the build before.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

BESIDE = ".part"
"""End of the name of a file that is being written; one that stays was left by a kill."""


@contextmanager
def staged(folder: Path, *, anew: bool) -> Iterator[Path]:
    """A folder to fill, which takes the place of ``folder`` when all went well.

    Args:
        folder: the finished folder, there or not yet.
        anew: whether to begin with nothing, or with a copy of what is there.
    """
    beside = folder.with_name(f"{folder.name}.new")
    before = folder.with_name(f"{folder.name}.old")
    # What a build that was stopped left behind; only one is at work at a time (corpus.lock).
    for left in (beside, before):
        shutil.rmtree(left, ignore_errors=True)
    if folder.is_dir() and not anew:
        shutil.copytree(folder, beside)
    else:
        beside.mkdir(parents=True)
    try:
        yield beside
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    if folder.is_dir():
        folder.replace(before)
    beside.replace(folder)
    shutil.rmtree(before, ignore_errors=True)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that it is never half written.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # Not made of the target's name, which may be as long as a name can be
    beside = target.with_name(f".{uuid4().hex}{BESIDE}")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def second_name(source: Path, target: Path) -> None:
    """The same file under a second name, or a copy where the disk knows no such thing.

    Whoever changes one of the two must write a new file in its place.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
