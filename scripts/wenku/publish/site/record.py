"""What the templates draw around an article: neighbours, links, citations, provenance.

A record is plain data (strings, numbers, lists, dictionaries). Nothing in it is markup: the
templates escape every value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from wenku.model import Document, Library, Link, Related
from wenku.model.address import address, document_path, encoded, entity_path, has_page
from wenku.model.doubts import doubts_of
from wenku.model.fields import fields_of
from wenku.model.tally import Repair, Tally, tally
from wenku.publish.citation import citations, reference_of
from wenku.publish.site.beside import beside_address
from wenku.publish.site.linked_data import linked_data
from wenku.text.calendar import in_chinese
from wenku.trail import Certainty
from wenku.vocab.families import removal_label, repair_family

Record = dict[str, object]

CERTAINTY_LABELS = {
    Certainty.DETERMINED: "确定",
    Certainty.INFERRED: "推断",
    Certainty.UNRESOLVED: "存疑",
}
SCRIPT_LABELS = {"traditional": "繁体", "simplified": "简体"}


class Records:
    """Makes the records of a library's documents; what all share is looked up once."""

    def __init__(self, library: Library, site_url: str = "") -> None:
        """Index ``library``; ``site_url`` is the absolute address of the site, or empty."""
        self._by_id = {document.id: document for document in library.documents}
        self._related = library.related
        self._copies = {
            name: [other for other in group if other != name]
            for group in library.duplicates
            for name in group
        }
        self._canonical = frozenset(group[0] for group in library.duplicates)
        self._cites, self._cited_by = _citations(library)
        self._site_url = site_url.rstrip("/")
        self._pages = {
            (entity.kind, entity.name): address(entity_path(entity))
            for entity in library.entities
            if has_page(entity)
        }
        self._neighbours = _neighbours(library.documents)

    def fields_of(self, identifier: str) -> Record:
        """Front matter of the page of the document with an id: its own fields, and its record."""
        document = self._by_id[identifier]
        return {**fields_of(document), "record": self._record_of(document)}

    def _record_of(self, document: Document) -> Record:
        known = document.annotations
        before, after = self._neighbours[document.id]
        own = address(document_path(document.id))
        published = f"{self._site_url}/{own}" if self._site_url else ""
        reference = reference_of(document, published)
        return {
            "date_text": in_chinese(document.metadata.date or document.metadata.date_inferred),
            "cities": self._named("city", known.cities),
            "themes": self._named("theme", [theme.name for theme in known.themes]),
            "previous": self._entry(before),
            "next": self._entry(after),
            "copies": self._copies_of(document.id),
            "cites": self._linked(self._cites.get(document.id, ())),
            "cited_by": self._linked(self._cited_by.get(document.id, ())),
            "related": [self._related_entry(near) for near in self._related.get(document.id, ())],
            "citations": [
                {"key": form.key, "label": form.label, "text": form.text}
                for form in citations(reference)
            ],
            "newspaper": reference.newspaper,
            "authors": list(reference.authors),
            "address": published,
            "linked_data": linked_data(document, reference, published),
            "pdf": encoded(f"pdf/{document.id}.pdf"),
            "provenance": provenance(document),
            "beside": beside_address(document),
        }

    def _named(self, kind: str, names: Iterable[str]) -> list[dict[str, str]]:
        return [{"name": name, "url": self._pages.get((kind, name), "")} for name in names]

    def _copies_of(self, identifier: str) -> list[Record]:
        """The other copies of an article; the one that stands for all of them is marked."""
        found = self._copies.get(identifier, ())
        return [
            {**entry, "canonical": name in self._canonical}
            for name in found
            if (entry := self._entry(name)) is not None
        ]

    def _linked(self, links: Iterable[tuple[str, Link]]) -> list[Record]:
        """Documents at the other end of citations, each with the sentence that cites."""
        return [
            {
                **entry,
                "quote": link.quote,
                "place": f"{address(document_path(link.document))}#{link.anchor}",
            }
            for other, link in links
            if (entry := self._entry(other)) is not None
        ]

    def _entry(self, identifier: str) -> Record | None:
        document = self._by_id.get(identifier)
        if document is None:
            return None
        return {
            "title": document.metadata.title or document.id,
            "url": address(document_path(document.id)),
            "date": in_chinese(document.metadata.date),
            "source": document.metadata.source,
        }

    def _related_entry(self, near: Related) -> Record:
        return {**(self._entry(near.document) or {}), "reasons": list(near.reasons)}


Ends = dict[str, list[tuple[str, Link]]]


def _citations(library: Library) -> tuple[Ends, Ends]:
    """For each document those it cites, and those that cite it."""
    cites: Ends = {}
    cited_by: Ends = {}
    for link in library.links:
        if link.relation == "cites":
            cites.setdefault(link.source, []).append((link.target, link))
            cited_by.setdefault(link.target, []).append((link.source, link))
    return cites, cited_by


def _neighbours(documents: Sequence[Document]) -> Mapping[str, tuple[str, str]]:
    """The documents before and after each one in order of date, undated ones last."""
    dated = sorted((not each.metadata.date, each.metadata.date, each.id) for each in documents)
    names = ["", *(identifier for _, _, identifier in dated), ""]
    return {names[at]: (names[at - 1], names[at + 1]) for at in range(1, len(names) - 1)}


def provenance(document: Document) -> Record:
    """How a text was made, for its page."""
    done, source = tally(document.trail), document.source
    return {
        "encoding": source.encoding.upper(),
        "size": f"{source.size:,}",
        "script": SCRIPT_LABELS.get(source.script, source.script),
        "repaired": sum(repair.count for repair in done.repairs),
        "families": _families(done),
        "removed": [
            {"label": removal_label(family), "count": count} for family, count in done.removed
        ],
        "removed_lines": sum(count for _, count in done.removed),
        "doubts": [
            {
                "number": doubt.number,
                "surface": doubt.surface,
                "why": repair_family(doubt.family).doubt,
                "shown": doubt.block >= 0,
            }
            for doubt in doubts_of(document)
        ],
    }


def _families(done: Tally) -> list[Record]:
    families: dict[str, list[Repair]] = {}
    for repair in done.repairs:
        families.setdefault(repair.family, []).append(repair)
    return [
        {
            "label": repair_family(family).label,
            "how": repair_family(family).how,
            "count": sum(repair.count for repair in repairs),
            "inferred": sum(
                repair.count for repair in repairs if repair.certainty is not Certainty.DETERMINED
            ),
            "rows": "\n".join(map(_row, repairs)),
        }
        for family, repairs in families.items()
    ]


def _row(repair: Repair) -> str:
    """One kind of replacement as one string, which the engine reads faster than a list."""
    sure = repair.certainty is Certainty.DETERMINED
    certainty = "" if sure else CERTAINTY_LABELS[repair.certainty]
    return f"{_cell(repair.before)}\t{_cell(repair.after)}\t{repair.count}\t{certainty}"


@lru_cache(maxsize=4096)
def _cell(text: str) -> str:
    """A text as a cell of a row; the same few are repaired in many documents."""
    return " ".join(visible(text).split())


_SIGNS = str.maketrans(
    {" ": "\u2420", "\n": "\u21b5", "\t": "\u21e5", "\u3000": "\u2423", "\xa0": "\u237d"}
)


def visible(text: str) -> str:
    """A text in which white space can be seen."""
    return text.translate(_SIGNS)
