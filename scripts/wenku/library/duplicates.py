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
    for document, candidates in _candidates(documents, signatures):
        own = shingles_of(document)
        for other in candidates:
            first, *further = sorted({_root(groups, document.id), _root(groups, other.id)})
            # Compared only where no other document has joined the two: of an article that a
            # hundred sites have, each is compared with one.
            if further and _likeness(own, shingles_of(other)) >= THRESHOLD:
                groups[further[0]] = first
    members: dict[str, list[Document]] = {}
    for document in documents:
        members.setdefault(_root(groups, document.id), []).append(document)
    joined = (_ordered(group) for group in members.values() if len(group) > 1)
    return tuple(sorted(joined))


def _candidates(
    documents: Sequence[Document], signatures: Sequence[RMinHash | None]
) -> Iterator[tuple[Document, list[Document]]]:
    """Documents with those before them whose signatures are alike, where there are any."""
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    for number, signature in enumerate(signatures):
        if signature is None:
            continue
        if found := sorted(index.query(signature)):
            yield documents[number], [documents[candidate] for candidate in found]
        index.insert(number, signature)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _root(groups: dict[str, str], identifier: str) -> str:
    while identifier in groups:
        identifier = groups[identifier]
    return identifier


def _ordered(group: Sequence[Document]) -> tuple[str, ...]:
    return tuple(d.id for d in sorted(group, key=lambda d: (-len(d.body_text), d.id)))
