"""The library as the generated pages look things up in it, and how they write an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from wenku.model import Document, Entity, EntityKind, Library, Link, Passage
from wenku.model.address import document_path, entity_path, has_page, relative
from wenku.model.paragraphs import number_of, numbered
from wenku.model.statements import Statement, statements_of
from wenku.render import markdown
from wenku.text.calendar import in_chinese
from wenku.vocab.gazetteer import gazetteer
from wenku.vocab.themes import theme_vocabulary

SEPARATOR = " \u00b7 "
ELLIPSIS = "\u2026"
QUOTE_LENGTH = 120
"""Characters of a passage that a list shows; the link leads to the whole."""


class Shelf:
    """Documents and entities by name, with ready-made orders."""

    def __init__(self, library: Library) -> None:
        """Index ``library``."""
        self.library = library
        self.by_id = {document.id: document for document in library.documents}
        self.newest = tuple(sorted(library.documents, key=_newest_first))
        self.cities = tuple(sorted(library.entities_of("city"), key=_by_place))
        self.themes = tuple(sorted(library.entities_of("theme"), key=_by_vocabulary))
        self._paths = {
            (entity.kind, entity.name): entity_path(entity)
            for entity in library.entities
            if has_page(entity)
        }

    @cached_property
    def statements(self) -> dict[str, tuple[Statement, ...]]:
        """Indicators and milestones by document."""
        return {each.id: tuple(statements_of(each)) for each in self.library.documents}

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
        return number_of(document, block)

    def number_at(self, document: Document, anchor: str) -> int:
        """Number of the block with this anchor, 0 for a heading."""
        for _, number, block in numbered(document):
            if block.anchor == anchor:
                return number
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
        found = (self.by_id[name] for name in identifiers if name in self.by_id)
        return tuple(sorted(found, key=_newest_first))

    def name(self, kind: str, name: str, source: str) -> str:
        """A name as Markdown, linked to its page where it has one.

        Args:
            kind: city, theme, ….
            name: canonical name.
            source: path below ``docs/`` of the page that will hold the link.
        """
        path = self._paths.get((kind, name))
        label = markdown.escape(name)
        return markdown.link(label, relative(path, source)) if path else label

    def names(self, kind: str, names: Iterable[str], source: str) -> str:
        """Names as :meth:`name` gives them, in one line."""
        return "、".join(self.name(kind, name, source) for name in names)

    def title(self, document: Document, source: str, anchor: str = "") -> str:
        """The title of a document, linked to it (or to one of its paragraphs)."""
        label = markdown.escape(document.metadata.title or document.id)
        return markdown.link(label, address_in(document, source, anchor))

    def entry(self, document: Document, source: str) -> str:
        """A document as an item of a list: title, then what is stated about it."""
        return markdown.item(f"{self.title(document, source)} {in_one_line(document)}".rstrip())

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


def address_in(document: Document, source: str, anchor: str = "") -> str:
    """Link from the page ``source`` to a document or to one of its blocks."""
    target = relative(document_path(document.id), source)
    return f"{target}#{anchor}" if anchor else target


def stated(document: Document) -> list[str]:
    """Date, source and type of a document as Markdown, as far as it states them."""
    metadata = document.metadata
    parts = (in_chinese(metadata.date), metadata.source, metadata.doc_type)
    return [markdown.escape(part) for part in parts if part]


def in_one_line(document: Document) -> str:
    """What :func:`stated` gives, in one line."""
    return SEPARATOR.join(stated(document))


def anchor_for(name: str) -> str:
    """An id for the section of a generated page that is about ``name``."""
    return "-".join(re.findall(r"[\w-]+", name)) or "section"


def pieces(entity: Entity) -> str:
    """How many documents name an entity, in words."""
    return f"{len(entity.documents)}篇"


def passage(document: Document, found: Passage, source: str) -> str:
    """A passage as a quotation that leads to its paragraph."""
    block = document.blocks[found.block]
    quote = clipped(block.text[found.start : found.end] or block.text)
    number = number_of(document, found.block)
    label = f"第{number}段" if number else "标题"
    target = address_in(document, source, block.anchor)
    return f"> {markdown.line(quote)} {markdown.link(label, target)}"


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
