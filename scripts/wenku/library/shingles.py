"""The shingles of an article: runs of ideographs of one length, and a signature of all of them."""

from __future__ import annotations

from rensa import RMinHash

from wenku.model import Document
from wenku.text.han import HAN_RUN

SHINGLE = 5
"""Characters; shorter ones are shared by texts on one subject."""

PERMUTATIONS = 128
SEED = 42


def shingles_of(document: Document) -> frozenset[str]:
    """The different shingles of an article, everything but ideographs left out before."""
    return frozenset(_shingles(document))


def signature_of(document: Document) -> RMinHash | None:
    """The MinHash of an article's shingles; None where it has none."""
    shingles = _shingles(document)
    if not shingles:
        return None
    signature = RMinHash(PERMUTATIONS, SEED)
    signature.update(shingles)
    return signature


def _shingles(document: Document) -> list[str]:
    letters = "".join(HAN_RUN.findall(document.body_text))
    return [letters[i : i + SHINGLE] for i in range(len(letters) - SHINGLE + 1)]
