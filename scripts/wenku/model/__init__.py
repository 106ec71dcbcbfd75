"""The data types that stages hand to each other; no behaviour beyond looking things up."""

from wenku.model.annotations import (
    Annotations,
    EntityKind,
    Indicator,
    Mention,
    Milestone,
    Passage,
    Theme,
)
from wenku.model.document import (
    Block,
    BlockKind,
    Document,
    Mark,
    Metadata,
    Prepared,
    Source,
)
from wenku.model.library import Entity, Library, Link, Related
from wenku.model.page import Decoded, Hint, HintKind, Page

__all__ = [
    "Annotations",
    "Block",
    "BlockKind",
    "Decoded",
    "Document",
    "Entity",
    "EntityKind",
    "Hint",
    "HintKind",
    "Indicator",
    "Library",
    "Link",
    "Mark",
    "Mention",
    "Metadata",
    "Milestone",
    "Page",
    "Passage",
    "Prepared",
    "Related",
    "Source",
    "Theme",
]
