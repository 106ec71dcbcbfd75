"""Sentences of a block, as spans: what passages, quotes and time references are bound to."""

from __future__ import annotations

from functools import lru_cache

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
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*[match.end() for match in _END.finditer(text)], len(text)]:
        content = text[start:end]
        bare = content.strip()
        if bare:
            first = start if content is bare else start + content.index(bare[0])
            spans.append((first, first + len(bare)))
        start = end
    return tuple(spans)
