"""Sentences of a block, as spans: what passages, quotes and time references are bound to."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from wenku.text.patterns import lazy

# A full stop inside a quotation or a bracket ends a sentence too; the closing mark goes with it.
_MARKS = "\u3002\uff01\uff1f!?\n"
_END = lazy(f"[{_MARKS}][{_MARKS}]*[\u201d\u2019\u300b\uff09)]*")


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence, its end mark included, white space at either end not.

    Themes and indicators both ask for those of every block of a document.

    >>> sentences("\u7532\u3002\u4e59\uff1f")
    ((0, 2), (2, 4))
    """
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    spans = (_bare(text, start, end) for start, end in pairwise(cuts))
    return tuple(span for span in spans if span[0] < span[1])


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space at either end."""
    content = text[start:end]
    return end - len(content.lstrip()), start + len(content.rstrip())
