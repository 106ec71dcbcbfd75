"""Near-duplicates: the same article taken from two sites, joined under one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rensa import RMinHash, RMinHashLSH

from wenku.model import Document
from wenku.text.han import HAN_RUN

SHINGLE = 5
"""Characters; shorter ones are shared by texts on one subject."""

THRESHOLD = 0.7
"""Share of shingles two documents have in common to be one article."""

PERMUTATIONS = 128
BANDS = 32
SEED = 42


def near_duplicates(documents: Sequence[Document]) -> tuple[tuple[str, ...], ...]:
    """Groups of ids, each with its canonical document first: the one with the longest article.

    Candidates come from MinHash with banding; each pair is then compared exactly.
    """
    groups: dict[str, str] = {}
    for one, other in _pairs(documents):
        roots = sorted({_root(groups, one.id), _root(groups, other.id)})
        for root in roots[1:]:
            groups[root] = roots[0]
    members: dict[str, list[Document]] = {}
    for document in documents:
        members.setdefault(_root(groups, document.id), []).append(document)
    joined = (_ordered(group) for group in members.values() if len(group) > 1)
    return tuple(sorted(joined))


def _pairs(documents: Sequence[Document]) -> Iterator[tuple[Document, Document]]:
    """Pairs over the threshold; shingles are made again for a candidate, not kept for all."""
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    for number, document in enumerate(documents):
        shingles = _shingles(document)
        if not shingles:
            continue
        signature = RMinHash(PERMUTATIONS, SEED)
        signature.update(list(shingles))
        for candidate in sorted(index.query(signature)):
            if _likeness(_shingles(documents[candidate]), shingles) >= THRESHOLD:
                yield documents[candidate], document
        index.insert(number, signature)


def _shingles(document: Document) -> frozenset[str]:
    letters = "".join(HAN_RUN.findall(document.body_text))
    return frozenset(letters[i : i + SHINGLE] for i in range(len(letters) - SHINGLE + 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _root(groups: dict[str, str], identifier: str) -> str:
    while identifier in groups:
        identifier = groups[identifier]
    return identifier


def _ordered(group: Sequence[Document]) -> tuple[str, ...]:
    return tuple(d.id for d in sorted(group, key=lambda d: (-len(d.body_text), d.id)))
