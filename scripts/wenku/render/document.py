"""A document as a Markdown file, and as the copy that the site engine reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wenku.model import Document, Library
from wenku.model.fields import fields_of
from wenku.render import markdown
from wenku.render.article import Links, article, links_of
from wenku.render.frontmatter import front_matter
from wenku.render.reading import reading_blocks

NO_LINKS: Links = {}


def render_document(document: Document, links: Links = NO_LINKS) -> str:
    """The committed Markdown: front matter, title, article and nothing else.

    Args:
        document: what to write.
        links: pages that mentions of cities and the like link to.
    """
    title = markdown.heading(document.metadata.title or document.id, 1)
    body = markdown.paragraphs([title, *article(document, links)])
    return f"{front_matter(fields_of(document))}\n{body}"


def reading_copy(document: Document, links: Links = NO_LINKS) -> str:
    """The article for the site engine alone: the same text with an id and a number for each block.

    It has no front matter and no title, which the publisher writes, and it is not committed.
    """
    return markdown.paragraphs(reading_blocks(document, links))


class ReadingCopies(Mapping[str, str]):
    """The reading copy of every document by its id, each made when it is asked for."""

    def __init__(self, library: Library) -> None:
        """Know the documents of ``library`` and what their mentions link to."""
        self._links = links_of(library)
        self._documents = {document.id: document for document in library.documents}

    def __getitem__(self, identifier: str) -> str:
        """Make the reading copy of a document."""
        return reading_copy(self._documents[identifier], self._links)

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self._documents)

    def __len__(self) -> int:
        """The number of documents."""
        return len(self._documents)
