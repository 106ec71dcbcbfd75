"""Documents, indicators, entities and links as plain records: the rows of the data files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from wenku.model import Block, Document, Entity, EntityKind, Indicator, Library, Link, Mention
from wenku.model.address import address, document_path, entity_path, has_page
from wenku.model.fields import fields_of
from wenku.model.paragraphs import numbered
from wenku.text.sentences import sentence_at

Record = dict[str, object]


def document_record(document: Document) -> Record:
    """Front matter, the paragraphs with their anchors, and the annotations."""
    known = document.annotations
    return {
        "id": document.id,
        "address": address(document_path(document.id)),
        **fields_of(document),
        "paragraphs": [_paragraph(number, block) for _, number, block in numbered(document)],
        "mentions": [
            {
                "anchor": document.blocks[mention.block].anchor,
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "kind": str(mention.kind),
                "entity": mention.entity,
                **({"city": mention.city} if mention.city else {}),
                "rule": mention.rule,
            }
            for mention in known.mentions
        ],
        "theme_evidence": [
            {
                "theme": theme.name,
                "strength": theme.strength,
                "passages": [
                    {
                        "anchor": document.blocks[passage.block].anchor,
                        "start": passage.start,
                        "end": passage.end,
                        "terms": list(passage.terms),
                    }
                    for passage in theme.passages
                ],
            }
            for theme in known.themes
        ],
        "milestones": [
            {
                "anchor": document.blocks[milestone.block].anchor,
                "quote": milestone.quote,
                "year": milestone.year,
                "kind": milestone.kind,
                **({"city": milestone.city} if milestone.city else {}),
            }
            for milestone in known.milestones
        ],
    }


def _paragraph(number: int, block: Block) -> Record:
    record: Record = {"anchor": block.anchor, "kind": str(block.kind), "text": block.text}
    if number:
        record["number"] = number
    if block.level:
        record["level"] = block.level
    if block.rows:
        record["rows"] = [list(row) for row in block.rows]
    return record


def indicator_records(library: Library) -> Iterator[Record]:
    """Every indicator of every document, in the order of the documents and of their text."""
    for document in library.documents:
        taken: set[str] = set()
        for indicator in document.annotations.indicators:
            identifier = _indicator_id(document, indicator, taken)
            yield _indicator(document, indicator, identifier)


def _indicator(document: Document, indicator: Indicator, identifier: str) -> Record:
    return {
        "id": identifier,
        "seed": document.source.file,
        "document": document.id,
        "anchor": document.blocks[indicator.block].anchor,
        "quote": indicator.quote,
        "metric": indicator.metric,
        "value": plain_number(indicator.value),
        "value_max": None if indicator.value_max is None else plain_number(indicator.value_max),
        "unit": indicator.unit,
        "comparator": indicator.comparator,
        "year": indicator.year,
        "kind": indicator.kind,
        "city": indicator.city,
    }


def _indicator_id(document: Document, indicator: Indicator, taken: set[str]) -> str:
    """Stable: from what is said and where, not from the place in a list."""
    said = (document.blocks[indicator.block].anchor, indicator.quote, indicator.metric)
    value = (indicator.value, indicator.value_max, indicator.unit, indicator.year)
    digest = hashlib.sha256(repr((document.id, said, value)).encode()).hexdigest()[:12]
    identifier, number = f"i{digest}", 1
    while identifier in taken:
        number += 1
        identifier = f"i{digest}-{number}"
    taken.add(identifier)
    return identifier


def plain_number(value: float) -> int | float:
    """A whole number without a decimal point."""
    return int(value) if value == int(value) else round(value, 6)


def entity_record(entity: Entity) -> Record:
    """One entity with its page and its documents."""
    page = address(entity_path(entity)) if has_page(entity) else ""
    return {
        "name": entity.name,
        "kind": entity.kind,
        **({"address": page} if page else {}),
        **({"province": entity.province} if entity.province else {}),
        **({"city": entity.city} if entity.city else {}),
        "documents": list(entity.documents),
    }


def link_records(library: Library) -> Iterator[Record]:
    """Typed links: cooperation and citations, what documents name, nearness, duplicates."""
    for link in library.links:
        yield _link(link)
    for document in library.documents:
        yield from map(_link, _namings(document))
    for source, near in sorted(library.related.items()):
        for related in near:
            yield _link(
                Link(
                    source, related.document, "related", source, "", "\uff1b".join(related.reasons)
                )
            )
    for canonical, *others in library.duplicates:
        for other in others:
            yield _link(Link(other, canonical, "same-as", other, "", ""))


NAMED_WITH_SENTENCE = frozenset({EntityKind.CITY, EntityKind.INSTITUTION, EntityKind.POLICY})


def _namings(document: Document) -> Iterator[Link]:
    """Each entity with a page that a document names, with the first sentence that does."""
    first: dict[tuple[str, str], Mention] = {}
    for mention in document.annotations.mentions:
        if mention.kind in NAMED_WITH_SENTENCE and document.blocks[mention.block].in_body:
            first.setdefault((mention.kind, mention.entity), mention)
    for mention in first.values():
        block = document.blocks[mention.block]
        start, end = sentence_at(block.text, mention.start, mention.end)
        quote = block.text[start:end].strip()
        yield Link(document.id, mention.entity, "names", document.id, block.anchor, quote)


def _link(link: Link) -> Record:
    return {
        "from": link.source,
        "to": link.target,
        "relation": link.relation,
        "document": link.document,
        "anchor": link.anchor,
        "quote": link.quote,
    }
