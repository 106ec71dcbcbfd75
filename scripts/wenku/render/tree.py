"""Everything generated below ``docs/``, by path."""

from __future__ import annotations

from wenku.model import Library
from wenku.model.address import FOLDERS, document_path
from wenku.render.article import links_of
from wenku.render.document import render_document
from wenku.render.pages import render_pages

OWNED = ("documents", "years", *FOLDERS.values())
"""Folders below ``docs/`` that hold nothing but generated files."""


def render_tree(library: Library) -> dict[str, str]:
    """Text of every generated file of ``docs/`` by its path, in order of path."""
    links = links_of(library)
    documents = {
        document_path(document.id): render_document(document, links)
        for document in library.documents
    }
    return dict(sorted({**documents, **render_pages(library)}.items()))
