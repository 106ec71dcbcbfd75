"""The sentences of a document that name an entity."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.model.annotations import Mention, Passage
from wenku.model.document import BlockKind, Document
from wenku.text.sentences import sentence_at


def citing(document: Document, mentions: Iterable[Mention], most: int) -> list[Passage]:
    """The first sentences that name an entity, at most one of a block, ``most`` in all.

    Headings are left out where the text itself names it too.

    Args:
        document: that names it.
        mentions: all mentions of the entity in it, in order.
        most: passages to give.
    """
    found: dict[int, Passage] = {}
    for mention in mentions:
        if mention.block not in found:
            text = document.blocks[mention.block].text
            start, stop = sentence_at(text, mention.start, mention.end)
            found[mention.block] = Passage(mention.block, start, stop)
    in_text = [each for each in found.values() if not _is_heading(document, each)]
    return (in_text or list(found.values()))[:most]


def _is_heading(document: Document, passage: Passage) -> bool:
    return document.blocks[passage.block].kind is BlockKind.HEADING
