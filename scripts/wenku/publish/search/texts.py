"""The searched text of a library as arrays: a character a place, document after document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from wenku.model import BlockKind, Document
from wenku.publish.search.bits import Ints
from wenku.publish.search.fold import fold_all

BODY, HEADING, TITLE = 0, 1, 2
"""Zones of a document; the latter two are bits, since a wording may stand in both."""
AT_ONCE = 400_000
"""Places counted or sorted together: what bounds the memory of a build, beside these arrays."""
SEPARATOR = 0
"""Number of what stands between two blocks: no query holds it, so none matches across it."""


Whole: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]
"""Whole numbers in as few bytes as the largest needs: a large library has many of them."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All folded blocks, each followed by a separator."""

    count: int
    """Documents."""
    letters: str
    """The characters that occur, by their numbers: after the separator the most frequent first."""
    often: Ints
    """How often each occurs."""
    chars: Whole
    """The number of the character at each place."""
    documents: Whole
    """The number of the document that each place belongs to."""
    zones: npt.NDArray[np.uint8]


def pieces(document: Document) -> Iterator[tuple[int, str]]:
    """Zone and text of whatever search finds in a document: title, headings, everything else."""
    yield TITLE, document.metadata.title or document.id
    for block in document.body:
        yield (HEADING if block.kind is BlockKind.HEADING else BODY), block.text


def texts(documents: Iterable[Document]) -> Texts:
    """Fold and number the text of documents, in their order."""
    written = bytearray()
    lengths: list[int] = []
    zones: list[int] = []
    sizes: list[int] = []
    for document in documents:
        found = list(pieces(document))
        folded = fold_all([text for _, text in found])
        lengths += [len(text) + 1 for text in folded]
        zones += [zone for zone, _ in found]
        joined = "".join([f"{text}\x00" for text in folded])
        sizes.append(len(joined))
        written += joined.encode("utf-32-le")
    letters, often, chars = _numbered(np.frombuffer(written, dtype="<u4"))
    return Texts(
        count=len(sizes),
        letters=letters,
        often=often,
        chars=chars,
        documents=np.repeat(np.arange(len(sizes), dtype=np.min_scalar_type(len(sizes))), sizes),
        zones=np.repeat(np.array(zones, dtype=np.uint8), lengths),
    )


def _numbered(codes: npt.NDArray[np.uint32]) -> tuple[str, Ints, Whole]:
    """The letters by their numbers, how often each occurs, and the number at each place."""
    highest = int(codes.max(initial=0))
    often = np.zeros(highest + 1, dtype=np.int64)
    # Counting makes numbers of eight bytes of those counted: not of all places at a time.
    for low in range(0, len(codes), AT_ONCE):
        often += np.bincount(codes[low : low + AT_ONCE], minlength=highest + 1)
    seen = np.flatnonzero(often)
    seen = seen[seen != SEPARATOR]
    letters = np.append(SEPARATOR, seen[np.argsort(-often[seen], kind="stable")])
    numbers = np.zeros(len(often), dtype=np.min_scalar_type(len(letters)))
    numbers[letters] = np.arange(len(letters))
    return "".join(map(chr, letters.tolist())), often[letters], numbers[codes]
