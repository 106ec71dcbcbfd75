"""Sentences of Chinese prose, as spans."""

from __future__ import annotations

from collections.abc import Iterator

from wenku.text.patterns import lazy

ENDS = "\u3002\uff01\uff1f\uff1b\n"
_SENTENCE = lazy(f"[^{ENDS}]+[{ENDS}]?")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence with the mark that ends it, in order.

    >>> list(sentence_spans("\u7532\u3002\u4e59"))
    [(0, 2), (2, 3)]
    """
    for match in _SENTENCE.finditer(text):
        yield match.span()


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``[start, end)``, with the mark that ends it."""
    begin = max(text.rfind(mark, 0, start) for mark in ENDS) + 1
    stops = [text.find(mark, end) for mark in ENDS]
    return begin, min((at + 1 for at in stops if at >= 0), default=len(text))
