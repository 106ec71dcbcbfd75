"""Put documents together into the library."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.library.backlinks import citations_between
from wenku.library.cooperation import cooperation_links
from wenku.library.duplicates import near_duplicates
from wenku.library.entities import entities_in
from wenku.library.similarity import related_documents
from wenku.model import Document, Library


def assemble(documents: Iterable[Document]) -> Library:
    """The library of all documents that are to be published, whatever order they come in."""
    published = tuple(sorted((d for d in documents if d.publish), key=lambda d: d.id))
    return Library(
        documents=published,
        entities=entities_in(published),
        related=related_documents(published),
        links=(*cooperation_links(published), *citations_between(published)),
        duplicates=near_duplicates(published),
    )
