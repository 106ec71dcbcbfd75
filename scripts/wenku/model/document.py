"""A document: metadata, blocks, trail, annotations."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import NamedTuple

from wenku.model.annotations import Annotations
from wenku.trail import ByFields, Trail


class BlockKind(enum.StrEnum):
    """What a block of cleaned text is."""

    TITLE = "title"
    """The document's own title, where a line of the seed states it. Not part of the body."""
    METADATA = "metadata"
    """A line that states date, source, author, editor or address. Not part of the body."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    QUOTE = "quote"
    CODE = "code"


BODY_KINDS = frozenset(BlockKind) - {BlockKind.TITLE, BlockKind.METADATA}


class Mark(NamedTuple):
    """Emphasis over ``[start, end)`` of a block's text."""

    start: int
    end: int


class Block(NamedTuple):
    """One block; ``Document.text[start:end]`` holds its characters, white space aside.

    Every character of the cleaned text that is not white space belongs to exactly one block:
    that is the invariant that keeps structure from losing text.
    """

    kind: BlockKind
    start: int
    end: int
    text: str
    """The text to show: one line, no white space at the ends; for a table, cells joined by tabs
    and rows by newlines; for code, lines joined by newlines."""
    level: int = 0
    """Heading: 2 (top of the body) to 6. Item: depth from 1."""
    anchor: str = ""
    """Stable id of the block on its page, from its content."""
    marks: tuple[Mark, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells of a table, row by row; the first row is the header where ``header`` is set."""
    header: bool = False

    @property
    def in_body(self) -> bool:
        """Whether the block belongs to the article."""
        return self.kind in BODY_KINDS


@dataclass(frozen=True, slots=True)
class Source(ByFields):
    """The seed a document came from."""

    file: str
    """File name, without folder."""
    sha256: str
    size: int
    """Bytes."""
    encoding: str
    media_type: str
    script: str
    """``traditional`` or ``simplified``: what most of the seed was written in."""


@dataclass(frozen=True, slots=True)
class Metadata(ByFields):
    """What the seed states about itself. An empty field was not stated."""

    title: str = ""
    title_derived: bool = False
    date: str = ""
    """ISO date, YYYY-MM-DD (or YYYY-MM, YYYY where no more is stated)."""
    date_inferred: str = ""
    source: str = ""
    author: str = ""
    editor: str = ""
    url: str = ""
    doc_type: str = ""


@dataclass(frozen=True, slots=True)
class Prepared(ByFields):
    """One seed, cleaned and structured: what annotation begins with."""

    id: str
    """Stem of the seed's file name."""
    source: Source
    stated: Metadata
    """What the seed states, before a curator's corrections and a title of our own."""
    text: str
    """The cleaned text; blocks refer to it."""
    blocks: tuple[Block, ...]
    trail: Trail

    def described(self, metadata: Metadata, annotations: Annotations, *, publish: bool) -> Document:
        """The document that it becomes."""
        return Document(
            id=self.id,
            source=self.source,
            metadata=metadata,
            text=self.text,
            blocks=self.blocks,
            trail=self.trail,
            annotations=annotations,
            publish=publish,
        )


@dataclass(frozen=True, slots=True)
class Document(ByFields):
    """One seed, cleaned, structured and annotated."""

    id: str
    """Stem of the seed's file name."""
    source: Source
    metadata: Metadata
    text: str
    """The cleaned text; blocks, flags and mentions refer to it."""
    blocks: tuple[Block, ...]
    trail: Trail
    annotations: Annotations = field(default_factory=Annotations)
    publish: bool = True

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks of the article, in order."""
        return tuple(block for block in self.blocks if block.in_body)

    @property
    def body_text(self) -> str:
        """The article as plain text, one block a line."""
        return "\n".join(block.text for block in self.body)
