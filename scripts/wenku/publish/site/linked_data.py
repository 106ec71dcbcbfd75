"""What a document is, in the words of schema.org, for those who read pages by machine."""

from __future__ import annotations

from wenku.model import Document
from wenku.publish.citation import Reference
from wenku.publish.json_ld import json_ld

LONGEST_NAME = 4


def linked_data(document: Document, reference: Reference, address: str) -> str:
    """A description as JSON-LD, safe inside a ``<script>`` element.

    Args:
        document: what is described; only what it states is said.
        reference: the same as a reference.
        address: its absolute address on the published site, empty when that is not known.
    """
    known = document.annotations
    places = dict.fromkeys((known.subject_city, known.province))
    fields: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if reference.newspaper else "Article",
        "headline": reference.title,
        "inLanguage": "zh-Hans",
        "url": address,
        "datePublished": reference.date,
        "author": [_named(_sort_of(name), name) for name in reference.authors],
        "publisher": _named("Organization", reference.publisher),
        "isBasedOn": reference.url if reference.url != address else "",
        "genre": document.metadata.doc_type,
        "keywords": [theme.name for theme in known.themes],
        "spatialCoverage": [_named("Place", place) for place in places if place],
    }
    return json_ld(fields)


def _sort_of(name: str) -> str:
    """A byline of more ideographs than a person's name has is that of an office."""
    return "Person" if len(name) <= LONGEST_NAME or "\u00b7" in name else "Organization"


def _named(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}
