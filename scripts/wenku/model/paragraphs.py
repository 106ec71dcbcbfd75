"""The numbering of paragraphs: what margins, citations and search results call a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from wenku.model.document import BODY_KINDS, Block, BlockKind, Document

NUMBERED = BODY_KINDS - {BlockKind.HEADING}
"""Blocks of the article that have a number."""


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


def number_of(document: Document, index: int) -> int:
    """Number of the block at ``index``; 0 for a heading, and for what is not of the article.

    The same as :func:`numbered` gives, for one block.
    """
    if document.blocks[index].kind not in NUMBERED:
        return 0
    return sum([block.kind in NUMBERED for block in document.blocks[: index + 1]])


def label_of(number: int) -> str:
    """What a link to a block says of it, by its number.

    >>> label_of(3), label_of(0)
    ('第3段', '标题')
    """
    return f"第{number}段" if number else "标题"


def numbers_of(document: Document) -> tuple[int, ...]:
    """What :func:`number_of` gives for each block, in order."""
    found: list[int] = []
    number = 0
    for block in document.blocks:
        shown = block.kind in NUMBERED
        number += shown
        found.append(number if shown else 0)
    return tuple(found)
