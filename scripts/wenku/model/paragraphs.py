"""The numbering of paragraphs: what margins, citations and search results call a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from wenku.model.document import Block, BlockKind, Document


def numbered(document: Document) -> Iterator[tuple[int, int, Block]]:
    """Index into ``Document.blocks``, number and block for every block of the article.

    Headings have number 0; everything else counts from 1 in the order of the text.
    """
    number = 0
    for index, block in enumerate(document.blocks):
        if not block.in_body:
            continue
        if block.kind is BlockKind.HEADING:
            yield index, 0, block
        else:
            number += 1
            yield index, number, block
