"""The way of a document, from bytes to annotations; reads like the table of stages in DESIGN.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from wenku import prune, repair
from wenku.annotate import annotate
from wenku.curate import NO_CORRECTIONS, Corrections, correct_annotations, correct_metadata
from wenku.decode import decode
from wenku.errors import Rejection, TrailError
from wenku.model import (
    Annotations,
    Block,
    Decoded,
    Document,
    Metadata,
    Page,
    Prepared,
    Source,
)
from wenku.rules import Rule, rules_of, run_rules
from wenku.structure import derive_title, structure
from wenku.text.han import count_han
from wenku.trail import Change, Edit, Trail

MAX_PASSES = 40
"""Passes over repair and prune until one changes nothing.

Most pages need two. A long page with a line end after every few words needs some more: each joined
line is evidence for its neighbours. Rules that undo each other never end.
"""

LEAST_ARTICLE = 10
"""Letters and ideographs a body must hold to be an article."""


def clean(
    data: bytes | str, name: str = "-", corrections: Corrections = NO_CORRECTIONS
) -> Document:
    """Restore one seed: decode, repair, prune, structure, annotate.

    Pure: it reads no file and writes no global, so it is safe in threads and processes.

    Args:
        data: a seed's bytes in any supported format, or text already decoded.
        name: its file name; the suffix helps to tell the format, the stem becomes the id.
        corrections: what a curator decided about this seed.

    Returns:
        The document with its trail; ``wenku.to_markdown`` turns it into Markdown.

    Raises:
        SeedError: the bytes are not text in any known encoding or format.
        Rejection: there is no article in it.
        SidecarError: a correction does not fit the text.
    """
    return describe(prepare(data, name, corrections), corrections)


def prepare(
    data: bytes | str, name: str = "-", corrections: Corrections = NO_CORRECTIONS
) -> Prepared:
    """The first part of :func:`clean`: decode, repair, prune, structure.

    Raises:
        SeedError: the bytes are not text in any known encoding or format.
        Rejection: there is no article in it.
        SidecarError: a correction does not fit the text.
    """
    decoded = decode(data, name)
    page, trail = restore(decoded, name)
    page, trail = corrections.applied(page, trail)
    stated, blocks = structure(page, trail, name)
    _require_article(blocks, trail, name)
    source = _source(data, name, decoded)
    prepared = Prepared(PurePath(name).stem, source, stated, page.text, blocks, trail)
    check_invariants(prepared)
    return prepared


def describe(prepared: Prepared, corrections: Corrections = NO_CORRECTIONS) -> Document:
    """The second part of :func:`clean`: annotate, and what needs annotations.

    Raises:
        SidecarError: a correction names what no vocabulary has.
    """
    metadata, annotations = _described(prepared.stated, prepared.blocks, corrections)
    return prepared.described(metadata, annotations, publish=corrections.publish)


def restore(decoded: Decoded, name: str = "-") -> tuple[Page, Trail]:
    """Repair and prune until a pass changes nothing, so the text that leaves is at rest.

    Raises:
        TrailError: the rules undo each other on this text.
    """
    rules = (*rules_of("repair"), *rules_of("prune"))
    page = Page(decoded.text, decoded.hints)
    trail = Trail(decoded.text)
    for _ in range(MAX_PASSES):
        page, changes = run_rules(rules, page)
        if not changes:
            return page, trail
        if not _changes_text(changes):
            return page, trail.extended(_new_flags(trail, changes))
        trail = trail.extended(changes)
    raise TrailError(
        "the rules do not come to rest on this text",
        where=name,
        remedy="please report it with the file",
    )


def check_invariants(document: Prepared) -> None:
    """Replay, undo and the tiling by blocks, on every document of every run.

    That another pass changes nothing is checked by :func:`restore`, which ends on such a pass;
    that no rule deletes ideographs undeclared, by :mod:`wenku.rules`.

    Raises:
        TrailError: an invariant does not hold: an internal fault.
    """
    trail = document.trail
    if trail.replay() != document.text or trail.undo(document.text) != trail.original:
        raise TrailError("the trail does not replay", where=document.source.file)
    position = 0
    for block in document.blocks:
        if block.start < position or document.text[position : block.start].strip():
            raise TrailError("structure lost or doubled text", where=document.source.file)
        position = block.end
    if document.text[position:].strip():
        raise TrailError("structure lost the end of the text", where=document.source.file)


def rule_table() -> tuple[Rule, ...]:
    """All rules in the order they run."""
    return (*rules_of("repair"), *rules_of("prune"))


def _described(
    stated: Metadata, blocks: tuple[Block, ...], corrections: Corrections
) -> tuple[Metadata, Annotations]:
    metadata = correct_metadata(stated, corrections)
    annotations = correct_annotations(annotate(metadata, blocks), corrections)
    if not metadata.title:
        title = derive_title(blocks, annotations.subject_city)
        metadata = replace(metadata, title=title, title_derived=True)
    return metadata, annotations


def _require_article(blocks: tuple[Block, ...], trail: Trail, name: str) -> None:
    body = "".join(block.text for block in blocks if block.in_body)
    # The beginning of nearly every body is enough.
    if not any(_letters(part) >= LEAST_ARTICLE for part in (body[: 8 * LEAST_ARTICLE], body)):
        raise Rejection(
            prune.why_nothing_left(trail),
            where=name,
            remedy="nothing to publish; see `wenku clean --explain`",
        )


def _letters(text: str) -> int:
    """Ideographs of a text, and a quarter of its letters: so many say as much."""
    return count_han(text) + sum(map(str.isalpha, text)) // 4


def _changes_text(changes: Iterable[Change]) -> bool:
    return any(not edit.flags_only for change in changes for edit in change.edits)


def _new_flags(trail: Trail, changes: Iterable[Change]) -> list[Change]:
    """The flags of the last pass that no earlier pass has set on the same place."""
    known = {(flag.start, flag.end, flag.rule) for flag in trail.flags()}

    def fresh(change: Change) -> tuple[Edit, ...]:
        return tuple(e for e in change.edits if (e.start, e.end, change.rule) not in known)

    return [replace(change, edits=fresh(change)) for change in changes if fresh(change)]


def _source(data: bytes | str, name: str, decoded: Decoded) -> Source:
    raw = data.encode() if isinstance(data, str) else data
    return Source(
        file=PurePath(name).name,
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        encoding=decoded.encoding,
        media_type=decoded.media_type,
        script=repair.script_of(decoded.text),
    )
