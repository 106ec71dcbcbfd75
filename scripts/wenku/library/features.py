"""What is asked of one document alone when all are put together.

It is worked out where the document is made, in parallel, and kept with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wenku.library.cooperation import cooperation_links
from wenku.library.shingles import signature_of
from wenku.model import Document, Link
from wenku.trail import ByFields

if TYPE_CHECKING:
    from rensa import RMinHash


@dataclass(frozen=True, slots=True)
class Features(ByFields):
    """What the library asks of one document."""

    cooperation: tuple[Link, ...]
    """Its links of cooperation, in the order of its text."""
    signature: RMinHash | None
    """Tells near-duplicates; None for an article too short to be one."""


def features_of(document: Document) -> Features:
    """Work out what the library asks of a document."""
    return Features(cooperation_links(document), signature_of(document))
