"""The trail of one document as text for a terminal: every repair, removal and open question."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from wenku.model import Document
from wenku.trail import Change, Edit, OffsetMap, Trail

LONGEST = 60
"""Characters of a text shown; the middle of a longer one is left out."""


def explain_document(document: Document) -> str:
    """Every change of a document with its rule, certainty and place (line:column) in the seed.

    Shows removed text as it is, spam included: it is for the curator's own screen, never published.
    """
    return "\n".join((*_head(document), "", explain_trail(document.trail)))


def explain_trail(trail: Trail) -> str:
    """The changes alone, as for text of which no article is left."""
    lines = [*_changes(trail), *_open_questions(trail)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _head(document: Document) -> Iterator[str]:
    source = document.source
    yield f"{source.file}: {document.metadata.title}"
    yield f"{source.media_type}, {source.encoding}, {source.script}, {source.size} bytes"
    yield f"sha256 {source.sha256}"


def _changes(trail: Trail) -> Iterator[str]:
    places = _Places(trail)
    for number, change in enumerate(trail.changes):
        edits = [edit for edit in change.edits if not edit.flags_only]
        if not edits:
            continue
        yield f"{change.rule}  {change.stage}/{change.family}  {len(edits)} x"
        origins = places.before(number, [edit.start for edit in edits])
        for edit, origin in zip(edits, origins, strict=True):
            yield f"  {places.name(origin):>9}  {_described(change, edit)}"
        yield ""


def _described(change: Change, edit: Edit) -> str:
    family = f"  [{edit.family}]" if edit.family and edit.family != change.family else ""
    note = f"  ({edit.note})" if edit.note else ""
    after = _shown(edit.after) if edit.after else "\u2205"
    return f"{change.certainty_of(edit):<10}  {_shown(edit.before)} \u2192 {after}{family}{note}"


def _open_questions(trail: Trail) -> Iterator[str]:
    flags = trail.flags()
    if not flags:
        return
    places = _Places(trail)
    yield f"unresolved  {len(flags)} x"
    origins = trail.origins_of([flag.start for flag in flags])
    for flag, origin in zip(flags, origins, strict=True):
        yield f"  {places.name(origin):>9}  {flag.rule}  {_shown(flag.surface)}  ({flag.note})"


class _Places:
    """Line and column in the decoded seed, for offsets of any text on the way."""

    def __init__(self, trail: Trail) -> None:
        self._maps = [OffsetMap(change.edits) for change in trail.changes]
        lengths = (len(line) + 1 for line in trail.original.split("\n"))
        self._starts = [0, *accumulate(lengths)]

    def before(self, number: int, offsets: Sequence[int]) -> list[int]:
        """Places in the seed of offsets of the text that change ``number`` was made to."""
        mapped = list(offsets)
        for across in reversed(self._maps[:number]):
            mapped = [across.backward(offset) for offset in mapped]
        return mapped

    def name(self, origin: int) -> str:
        line = bisect_right(self._starts, origin)
        return f"{line}:{origin - self._starts[line - 1] + 1}"


def _shown(text: str) -> str:
    """One printable line: control characters would let a seed write to the terminal."""
    plain = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
    if len(plain) > LONGEST:
        half = LONGEST // 2
        plain = f"{plain[:half]} \u2026 {plain[-half:]}"
    return f"\u2039{plain}\u203a"
