"""Quantified statements and milestones of a document, block by block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wenku.annotate.indicators.block import BlockReader, Context
from wenku.annotate.indicators.kinds import Sections, assumed_kind
from wenku.annotate.indicators.tables import read_columns, table_indicators
from wenku.annotate.indicators.times import Published, reported_year
from wenku.model import Annotations, Block, BlockKind, Indicator, Mention, Metadata, Milestone

SHORTEST_PROSE = 5
"""Characters of a cell of a table that may hold a statement."""
_HEADING, _TABLE = BlockKind.HEADING, BlockKind.TABLE
_PROSE = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HEADING))


def find_indicators(
    metadata: Metadata, blocks: Sequence[Block], annotations: Annotations
) -> tuple[tuple[Indicator, ...], tuple[Milestone, ...]]:
    """The quantified statements of a document, and its dated statements without a figure.

    Args:
        metadata: the date of publication tells 今年 and aims from achievements; title and kind of
            document tell plans.
        blocks: all blocks; those outside the body are not read.
        annotations: the subject city and the mentions of places and institutions.

    Returns:
        Indicators and milestones in the order of the text. Offsets are code points in
        ``blocks[i].text``; ``text[start:end]`` is the quotation.
    """
    context = Context(
        subject=annotations.subject_city,
        published=Published.of(metadata.date or metadata.date_inferred),
        assumed=assumed_kind(metadata),
        year=reported_year(metadata.title),
    )
    sections = Sections(context.assumed)
    mentions = _by_block(annotations)
    found: list[Indicator] = []
    goals: list[Milestone] = []
    for number, block in enumerate(blocks):
        if block.kind is _HEADING:
            sections.enter(block)
            context = replace(context, assumed=sections.assumed())
        if block.kind is _TABLE:
            found.extend(_of_table(number, block, context))
        if block.kind not in _PROSE:
            continue
        reader = BlockReader(number, block.text, mentions=mentions.get(number, ()), context=context)
        found.extend(reader.indicators())
        if block.kind is not _HEADING:
            goals.extend(reader.milestones())
    return _without_echoes(found, blocks), tuple(goals)


def _of_table(number: int, block: Block, context: Context) -> Iterator[Indicator]:
    """Figures under the heads of columns, and statements in cells that hold prose."""
    yield from table_indicators(number, block, context)
    known = read_columns(block)
    place = 0
    for row in block.rows:
        for column, cell in enumerate(row):
            if column not in known and len(cell) >= SHORTEST_PROSE:
                reader = BlockReader(number, cell, mentions=(), context=context)
                for one in reader.indicators():
                    yield one._replace(start=one.start + place, end=one.end + place)
            place += len(cell) + 1


def _by_block(annotations: Annotations) -> Mapping[int, Sequence[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in annotations.mentions:
        found[mention.block].append(mention)
    return found


def _without_echoes(found: Sequence[Indicator], blocks: Sequence[Block]) -> tuple[Indicator, ...]:
    """Without headings that only announce what a paragraph says."""
    announced = [blocks[one.block].kind is _HEADING for one in found]
    said = {
        (one.value, one.unit)
        for one, in_heading in zip(found, announced, strict=True)
        if not in_heading
    }
    return tuple(
        one
        for one, in_heading in zip(found, announced, strict=True)
        if not in_heading or (one.value, one.unit) not in said
    )
