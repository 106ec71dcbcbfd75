"""The library as the generated pages look things up in it, and how they write an entry."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from wenku.model import Document, Entity, EntityKind, Library, Link, Mention, Passage
from wenku.model.address import between, document_path, encoded, entity_path, has_page
from wenku.model.paragraphs import label_of, numbers_of
from wenku.model.statements import Statement, statements_of
from wenku.render import markdown
from wenku.text.calendar import in_chinese
from wenku.vocab.gazetteer import gazetteer
from wenku.vocab.themes import theme_vocabulary

SEPARATOR = " \u00b7 "
ELLIPSIS = "\u2026"
QUOTE_LENGTH = 120
"""Characters of a passage that a list shows; the link leads to the whole."""

_BLOCK = attrgetter("block")


class Label(NamedTuple):
    """What stands for a document or an entity on every page that names it."""

    text: str
    """Its name as Markdown."""
    path: str
    """Of its page below ``docs/``, percent-encoded; empty where it has none."""

    def linked(self, source: str, anchor: str = "") -> str:
        """The name, linked from the page ``source``."""
        target = between(self.path, source)
        return markdown.link(self.text, f"{target}#{anchor}" if anchor else target)


class Shelf:
    """Documents and entities by name, with ready-made orders.

    What many pages say of a document or an entity is made once.
    """

    def __init__(self, library: Library) -> None:
        """Index ``library``."""
        self.library = library
        self.by_id = {document.id: document for document in library.documents}
        self.newest = tuple(sorted(library.documents, key=_newest_first))
        self._rank = {document.id: at for at, document in enumerate(self.newest)}
        self.cities = tuple(sorted(library.entities_of("city"), key=_by_place))
        self.themes = tuple(sorted(library.entities_of("theme"), key=_by_vocabulary))
        self._paths = {
            (entity.kind, entity.name): entity_path(entity)
            for entity in library.entities
            if has_page(entity)
        }
        self._labels: dict[tuple[str, str], Label] = {}
        self._titles: dict[str, Label] = {}
        self._numbers: dict[str, tuple[int, ...]] = {}
        self._in_one_line: dict[str, str] = {}

    @cached_property
    def mentions(self) -> dict[tuple[str, str], dict[str, list[Mention]]]:
        """By kind and name of an entity with a page, its mentions by the document they stand in."""
        found: dict[tuple[str, str], dict[str, list[Mention]]] = {key: {} for key in self._paths}
        for document in self.library.documents:
            for mention in document.annotations.mentions:
                by_document = found.get((mention.kind, mention.entity))
                if by_document is not None:
                    by_document.setdefault(document.id, []).append(mention)
        return found

    def mentions_in(self, document: Document, kind: str, name: str) -> Sequence[Mention]:
        """The mentions of an entity with a page in a document, in order."""
        return self.mentions[kind, name].get(document.id, ())

    @cached_property
    def statements(self) -> dict[str, tuple[Statement, ...]]:
        """Indicators and milestones by document."""
        return {each.id: tuple(statements_of(each)) for each in self.library.documents}

    def statements_at(self, document: Document, block: int) -> Sequence[Statement]:
        """The statements of one block of a document, in order."""
        said = self.statements[document.id]
        first = bisect_left(said, block, key=_BLOCK)
        return said[first : bisect_right(said, block, lo=first, key=_BLOCK)]

    @cached_property
    def statements_by_city(self) -> dict[str, list[Statement]]:
        """Indicators and milestones by the city that they are about."""
        found: dict[str, list[Statement]] = {}
        for document in self.newest:
            for each in self.statements[document.id]:
                found.setdefault(each.city, []).append(each)
        return found

    @cached_property
    def order(self) -> dict[str, int]:
        """Place of each city in administrative order."""
        return {city.name: at for at, city in enumerate(self.cities)}

    @cached_property
    def cooperation(self) -> dict[str, list[Link]]:
        """Links of cooperation by either partner."""
        found: dict[str, list[Link]] = {}
        for link in self.library.links:
            if link.relation == "cooperation":
                found.setdefault(link.source, []).append(link)
                found.setdefault(link.target, []).append(link)
        return found

    @cached_property
    def institutions_by_city(self) -> dict[str, list[Entity]]:
        """Institutions by the city that they lie in."""
        found: dict[str, list[Entity]] = {}
        for entity in self.library.entities_of("institution"):
            found.setdefault(entity.city, []).append(entity)
        return found

    def number(self, document: Document, block: int) -> int:
        """Number of a block as the margin shows it, 0 for a heading."""
        if document.id not in self._numbers:
            self._numbers[document.id] = numbers_of(document)
        return self._numbers[document.id][block]

    def number_at(self, document: Document, anchor: str) -> int:
        """Number of the block with this anchor, 0 for a heading."""
        for index, block in enumerate(document.blocks):
            if block.anchor == anchor and block.in_body:
                return self.number(document, index)
        return 0

    def any_name(self, name: str, source: str) -> str:
        """The name of a city or an institution, linked where it has a page."""
        kind = "city" if ("city", name) in self._paths else "institution"
        return self.name(kind, name, source)

    def titled(self, policy: str) -> Document | None:
        """The document of the library that is a policy itself, by what its citations say."""
        return self.by_id.get(self._own_texts.get(policy, ""))

    @cached_property
    def _own_texts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for link in self.library.links:
            if link.relation != "cites":
                continue
            for mention in self.by_id[link.document].annotations.mentions:
                block = self.by_id[link.document].blocks[mention.block]
                if (mention.kind, block.anchor) == ("policy", link.anchor) and _same_title(
                    mention.entity, self.by_id[link.target].metadata.title
                ):
                    found.setdefault(mention.entity, link.target)
        return found

    def has_page(self, kind: str, name: str) -> bool:
        """Whether an entity has a page of its own."""
        return (kind, name) in self._paths

    def path(self, kind: str, name: str) -> str:
        """Path of an entity's page below ``docs/``, empty where it has none."""
        return self._paths.get((kind, name), "")

    def documents(self, identifiers: Iterable[str]) -> tuple[Document, ...]:
        """The documents with these ids, newest first."""
        ranks = sorted(self._rank[name] for name in identifiers if name in self._rank)
        return tuple(self.newest[rank] for rank in ranks)

    def name(self, kind: str, name: str, source: str) -> str:
        """A name as Markdown, linked to its page where it has one.

        Args:
            kind: city, theme, ….
            name: canonical name.
            source: path below ``docs/`` of the page that will hold the link.
        """
        label = self._labels.get((kind, name))
        if label is None:
            path = encoded(self._paths.get((kind, name), ""))
            label = self._labels[kind, name] = Label(markdown.escape(name), path)
        return label.linked(source) if label.path else label.text

    def names(self, kind: str, names: Iterable[str], source: str) -> str:
        """Names as :meth:`name` gives them, in one line."""
        return "、".join(self.name(kind, name, source) for name in names)

    def title(self, document: Document, source: str, anchor: str = "") -> str:
        """The title of a document, linked to it (or to one of its paragraphs)."""
        return self._title_of(document).linked(source, anchor)

    def _title_of(self, document: Document) -> Label:
        label = self._titles.get(document.id)
        if label is None:
            title = markdown.escape(document.metadata.title or document.id)
            label = Label(title, encoded(document_path(document.id)))
            self._titles[document.id] = label
        return label

    def paragraph(self, document: Document, block: int, source: str) -> str:
        """A link from the page ``source`` to a block of a document, by its number."""
        number = self.number(document, block)
        return self._numbered(number, document, document.blocks[block].anchor, source)

    def anchored(self, document: Document, anchor: str, source: str) -> str:
        """What :meth:`paragraph` gives, for the block with this anchor."""
        return self._numbered(self.number_at(document, anchor), document, anchor, source)

    def _numbered(self, number: int, document: Document, anchor: str, source: str) -> str:
        label = label_of(number)
        return Label(label, self._title_of(document).path).linked(source, anchor)

    def in_one_line(self, document: Document) -> str:
        """What :func:`stated` gives, in one line."""
        found = self._in_one_line.get(document.id)
        if found is None:
            found = self._in_one_line[document.id] = SEPARATOR.join(stated(document))
        return found

    def passage(self, document: Document, found: Passage, source: str) -> str:
        """A passage as a quotation that leads to its paragraph."""
        text = document.blocks[found.block].text
        quote = clipped(text[found.start : found.end] or text)
        return f"> {markdown.line(quote)} {self.paragraph(document, found.block, source)}"

    def entry(self, document: Document, source: str) -> str:
        """A document as an item of a list: title, then what is stated about it."""
        line = f"{self.title(document, source)} {self.in_one_line(document)}"
        return markdown.item(line.rstrip())

    def entries(self, documents: Sequence[Document], source: str) -> str:
        """A list of documents."""
        return "\n".join(self.entry(document, source) for document in documents)

    def counted(self, entities: Sequence[Entity], source: str) -> str:
        """Entities as a list with the number of documents of each."""
        return "\n".join(
            markdown.item(f"{self.name(entity.kind, entity.name, source)} {pieces(entity)}")
            for entity in entities
        )


def _same_title(one: str, other: str) -> bool:
    bare = [re.sub(r"[^\w]+", "", title) for title in (one, other)]
    return bare[1].endswith(bare[0])


def stated(document: Document) -> list[str]:
    """Date, source and type of a document as Markdown, as far as it states them."""
    metadata = document.metadata
    parts = (in_chinese(metadata.date), metadata.source, metadata.doc_type)
    return [markdown.escape(part) for part in parts if part]


def anchor_for(name: str) -> str:
    """An id for the section of a generated page that is about ``name``."""
    return "-".join(re.findall(r"[\w-]+", name)) or "section"


def pieces(entity: Entity) -> str:
    """How many documents name an entity, in words."""
    return f"{len(entity.documents)}篇"


def clipped(text: str) -> str:
    """A text cut to what a list shows."""
    return text if len(text) <= QUOTE_LENGTH else text[:QUOTE_LENGTH].rstrip() + ELLIPSIS


def _by_place(city: Entity) -> tuple[str, str]:
    """Administrative order, as tables of provinces and cities have it; unknown places last."""
    places = gazetteer().by_name.get(city.name, ())
    codes = [place.code for place in places if place.kind is EntityKind.CITY]
    return min(codes, default="~"), city.name


def _by_vocabulary(theme: Entity) -> tuple[int, str]:
    names = theme_vocabulary().names
    return names.index(theme.name) if theme.name in names else len(names), theme.name


def _newest_first(document: Document) -> tuple[bool, tuple[int, ...], str]:
    """Undated documents come last, documents of one day in order of their ids."""
    date = document.metadata.date
    digits = tuple(-int(part) for part in date.split("-") if part.isdecimal())
    return not date, digits, document.id
