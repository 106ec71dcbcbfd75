"""Structure: from the lines of a cleaned page to a title, metadata and blocks.

Nothing is lost and nothing invented: every character of the page that is not white space belongs
to exactly one block, and what no line, tag or removed line states is absent from the metadata.
"""

from __future__ import annotations

from wenku.model import Block, Metadata, Page
from wenku.structure.assemble import blocks_of, with_bylines_apart
from wenku.structure.derive import derive_title
from wenku.structure.head import frame_of
from wenku.structure.metadata import metadata_of
from wenku.structure.rows import rows_of
from wenku.trail import Trail

__all__ = ["derive_title", "structure"]


def structure(page: Page, trail: Trail, name: str) -> tuple[Metadata, tuple[Block, ...]]:
    """What a cleaned page states about itself, and its blocks.

    Args:
        page: cleaned text with the hints of its markup.
        trail: what was removed; metadata on lines taken away as boilerplate counts, spam never.
        name: file name of the seed; it may confirm a title and never gives one.

    Returns:
        The metadata, the title empty where the page has none (:func:`derive_title` makes one), and
        the blocks in order: disjoint spans that hold every character that is not white space.
    """
    rows = with_bylines_apart(page, rows_of(page))
    frame = frame_of(page, rows, name)
    blocks = blocks_of(page, rows, frame)
    return metadata_of(page, trail, frame, blocks), blocks
