"""Sentences of a block, as spans: what passages, quotes and time references are bound to."""

from __future__ import annotations

from collections.abc import Iterator

from wenku.text.patterns import lazy

# A full stop inside a quotation or a bracket ends a sentence too; the closing mark goes with it.
_SENTENCE = lazy(
    "[^\u3002\uff01\uff1f!?\n]*(?:[\u3002\uff01\uff1f!?\n]+[\u201d\u2019\u300b\uff09)]*|$)"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, its end mark included, white space at either end not.

    >>> list(sentences("\u7532\u3002\u4e59\uff1f"))
    [(0, 2), (2, 4)]
    """
    for match in _SENTENCE.finditer(text):
        content = match[0]
        start = match.start() + len(content) - len(content.lstrip())
        end = match.start() + len(content.rstrip())
        if start < end:
            yield start, end
