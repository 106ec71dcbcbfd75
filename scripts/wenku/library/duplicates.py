"""Near-duplicates: the same article taken from two sites, joined under one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rensa import RMinHash, RMinHashLSH

from wenku.library.shingles import PERMUTATIONS, shingles_of
from wenku.model import Document

THRESHOLD = 0.7
"""Share of shingles two documents have in common to be one article."""

BANDS = 32


def near_duplicates(
    documents: Sequence[Document], signatures: Sequence[RMinHash | None]
) -> tuple[tuple[str, ...], ...]:
    """Groups of ids, each with its canonical document first: the one with the longest article.

    Candidates come from MinHash with banding; each pair is then compared exactly.

    Args:
        documents: all of them.
        signatures: of each of them, what :func:`~wenku.library.shingles.signature_of` gives.
    """
    groups: dict[str, str] = {}
    for one, other in _pairs(documents, signatures):
        roots = sorted({_root(groups, one.id), _root(groups, other.id)})
        for root in roots[1:]:
            groups[root] = roots[0]
    members: dict[str, list[Document]] = {}
    for document in documents:
        members.setdefault(_root(groups, document.id), []).append(document)
    joined = (_ordered(group) for group in members.values() if len(group) > 1)
    return tuple(sorted(joined))


def _pairs(
    documents: Sequence[Document], signatures: Sequence[RMinHash | None]
) -> Iterator[tuple[Document, Document]]:
    """Pairs over the threshold; shingles are made again for candidates alone."""
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    for number, signature in enumerate(signatures):
        if signature is None:
            continue
        for candidate in sorted(index.query(signature)):
            if _likeness(documents[candidate], documents[number]) >= THRESHOLD:
                yield documents[candidate], documents[number]
        index.insert(number, signature)


def _likeness(one: Document, other: Document) -> float:
    mine, theirs = shingles_of(one), shingles_of(other)
    return len(mine & theirs) / len(mine | theirs)


def _root(groups: dict[str, str], identifier: str) -> str:
    while identifier in groups:
        identifier = groups[identifier]
    return identifier


def _ordered(group: Sequence[Document]) -> tuple[str, ...]:
    return tuple(d.id for d in sorted(group, key=lambda d: (-len(d.body_text), d.id)))
