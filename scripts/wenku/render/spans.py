"""Emphasis, links and marked places over one line of text, nested cleanly whatever overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenku.render.markdown import escape


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Markdown to put before and after ``[start, end)`` of a text."""

    start: int
    end: int
    opening: str
    closing: str


def inline(text: str, layers: Sequence[Sequence[Span]]) -> str:
    """Text with its spans as inline Markdown.

    Args:
        text: plain text.
        layers: spans in order and disjoint within a layer; an outer layer comes first and cuts
            the spans of the layers after it where they cross its edges.
    """
    filled = [layer for layer in layers if layer]
    return "".join(_pieces(text, 0, len(text), filled)) if filled else escape(text)


def _pieces(text: str, start: int, end: int, layers: Sequence[Sequence[Span]]) -> Iterator[str]:
    if not layers:
        yield escape(text[start:end])
        return
    position = start
    for span in layers[0]:
        left, right = max(span.start, position), min(span.end, end)
        if left < right:
            yield from _pieces(text, position, left, layers[1:])
            yield span.opening
            yield from _pieces(text, left, right, layers[1:])
            yield span.closing
            position = right
    yield from _pieces(text, position, end, layers[1:])


def disjoint(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, each that overlaps an earlier or longer one left out."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < span.end and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return tuple(kept)
