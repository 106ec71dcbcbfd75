"""The kind of a document, with the evidence that told it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from wenku.text.patterns import lazy
from wenku.vocab import forms

OPENING = 3
"""Paragraphs at the start and at the end in which the wording of a kind is looked for."""

_ASIDE = lazy(
    r"(?:(?<!\s)\s+)?[\uff08(\u3014\[][^\uff08\uff09()\u3014\u3015\[\]]{1,40}[\uff09)\u3015\]]$"
)
_ISSUED = lazy(
    r"(?:印发|转发|发布|公布)(?:[^\u300a\u300b]{0,20})?\u300a(?P<quoted>[^\u300a\u300b]{4,80})\u300b"
)
_ISSUED_BARE = lazy(r"(?:印发|转发)(?P<bare>[^\u300a\u300b]{4,80}?)的(?:通知|公告|通告)$")
_CLOSING_MARKS = "\u300b\u201d\u3011\uff01\uff1f!? "
_ARTICLE = lazy(r"第[一二三四五六七八九十百\d]{1,4}条")
LEAST_PARTS = 2
LEAST_WORDS = 2


class Typed(NamedTuple):
    """A kind of document and why."""

    name: str
    where: str
    """title, parts, channel, source or wording."""
    quote: str


def document_type(
    title: str, channels: Iterable[str], source: str, body: Sequence[str]
) -> Typed | None:
    """The kind of a document, or None where nothing tells.

    Args:
        title: as stated.
        channels: names of the channels that the page stood in, the innermost first.
        source: the publisher as stated.
        body: the text of each block of the article.
    """
    evidence: tuple[Iterator[Typed], ...] = (
        _by_title(title, body),
        _by_parts(body),
        _by_channel(channels),
        _by_source(source),
        _by_wording(body),
    )
    return next((typed for found in evidence for typed in found), None)


def _by_title(title: str, body: Sequence[str]) -> Iterator[Typed]:
    for name in (*_issued(title), title):
        bare = _ASIDE.sub("", name.rstrip(_CLOSING_MARKS)).rstrip(_CLOSING_MARKS)
        for kind in forms.document_types():
            called = next((part for part in kind.title_has if part in bare), "")
            if called and bare.endswith("通知"):
                yield Typed(kind.name, "title", called)
            if kind.title_starts and bare.startswith(kind.title_starts):
                yield Typed(kind.name, "title", name)
        found = _longest_ending(bare, body)
        if found is not None:
            yield found


def _issued(title: str) -> Iterator[str]:
    """What a notice issues: 关于印发《…规划》的通知 is published for the plan in it."""
    match = _ISSUED.search(title)
    if match:
        yield match["quoted"]
    match = _ISSUED_BARE.search(title)
    if match:
        yield match["bare"]


def _longest_ending(title: str, body: Sequence[str]) -> Typed | None:
    """The kind whose ending of titles fits best; of 实施条例 and 条例 the longer counts."""
    fitting = [
        (_longest(kind.title_ends, title), kind)
        for kind in forms.document_types()
        if title.endswith(kind.title_ends)
        and not (kind.needs_articles and not any(map(_ARTICLE.match, body)))
    ]
    length, best = max(fitting, key=itemgetter(0), default=(0, None))
    return Typed(best.name, "title", title[-length:]) if best else None


def _longest(ends: Sequence[str], text: str) -> int:
    """The length of the longest of the endings that a text has."""
    return max(len(end) for end in ends if text.endswith(end))


def _by_parts(body: Sequence[str]) -> Iterator[Typed]:
    starts = "".join("\n" + _BRACKETS.sub("", text[:20]) for text in body)
    for kind in forms.document_types():
        found = [part for part in kind.parts if f"\n{part}" in starts]
        if len(found) >= LEAST_PARTS:
            yield Typed(kind.name, "parts", "\u3001".join(found))


_BRACKETS = lazy(r"[\s\[\]\u3010\u3011\u3014\u3015]")


def _by_channel(channels: Iterable[str]) -> Iterator[Typed]:
    for channel in channels:
        for kind in forms.document_types():
            if channel in kind.channels:
                yield Typed(kind.name, "channel", channel)


def _by_source(source: str) -> Iterator[Typed]:
    fitting = [kind for kind in forms.document_types() if source.endswith(kind.source_ends)]
    if fitting:
        best = max(fitting, key=lambda kind: _longest(kind.source_ends, source))
        yield Typed(best.name, "source", source)


def _by_wording(body: Sequence[str]) -> Iterator[Typed]:
    """News by what reporters say, government information by its first person (我市)."""
    opening = "\n".join((*body[:OPENING], *body[-OPENING:]))
    everywhere = "\n".join(body)
    for kind in forms.document_types():
        for word in kind.words:
            if word in opening or everywhere.count(word) >= LEAST_WORDS:
                yield Typed(kind.name, "wording", word)
