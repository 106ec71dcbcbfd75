"""Put documents together into the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from wenku.library.backlinks import citations_between
from wenku.library.duplicates import near_duplicates
from wenku.library.entities import entities_in
from wenku.library.features import Features, features_of
from wenku.library.similarity import related_documents
from wenku.model import Document, Library

NOTHING_KNOWN: Mapping[str, Features] = MappingProxyType({})


def assemble(
    documents: Iterable[Document], features: Mapping[str, Features] = NOTHING_KNOWN
) -> Library:
    """The library of all documents that are to be published, whatever order they come in.

    Args:
        documents: all of them.
        features: by id what :func:`~wenku.library.features.features_of` gives, as far as it has
            been asked already.
    """
    published = tuple(sorted((d for d in documents if d.publish), key=lambda d: d.id))
    known = [features.get(each.id) or features_of(each) for each in published]
    cooperation = (link for each in known for link in each.cooperation)
    return Library(
        documents=published,
        entities=entities_in(published),
        related=related_documents(published),
        links=(*cooperation, *citations_between(published)),
        duplicates=near_duplicates(published, [each.signature for each in known]),
    )
