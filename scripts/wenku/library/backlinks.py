"""Which documents of the library cite which: a title in 《》 that is the title of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wenku.model import BlockKind, Document, EntityKind, Link
from wenku.text.sentences import sentence_at

RELATION = "cites"
SHORTEST_TITLE = 6
"""Characters; a shorter one may be the title of anything."""

_LETTERS = re.compile(r"[^\w]+")
_PLACE_BEFORE = re.compile("^[\uff08(][^\uff09)]{1,12}[\uff09)]")


def citations_between(documents: Sequence[Document]) -> tuple[Link, ...]:
    """A link for each document and each other one that it cites, with the sentence that does.

    A title that several documents bear leads to the first of them by id.
    """
    by_title: dict[str, str] = {}
    for document in documents:
        for title in _titles(document):
            by_title.setdefault(title, document.id)
    return tuple(link for document in documents for link in _links(document, by_title))


def _links(document: Document, by_title: dict[str, str]) -> Iterator[Link]:
    seen = {document.id}
    for mention in document.annotations.mentions:
        if mention.kind is not EntityKind.POLICY:
            continue
        target = by_title.get(_bare(mention.entity), document.id)
        block = document.blocks[mention.block]
        if target in seen or not block.in_body or block.kind is BlockKind.HEADING:
            continue
        seen.add(target)
        start, end = sentence_at(block.text, mention.start, mention.end)
        quote = block.text[start:end].strip()
        yield Link(document.id, target, RELATION, document.id, block.anchor, quote)


def _titles(document: Document) -> Iterator[str]:
    """The stated title, also without a place in brackets before it; a derived one cites nothing."""
    stated = document.metadata
    if stated.title_derived:
        return
    for title in (stated.title, _PLACE_BEFORE.sub("", stated.title)):
        bare = _bare(title)
        if len(bare) >= SHORTEST_TITLE:
            yield bare


def _bare(title: str) -> str:
    return _LETTERS.sub("", title)
