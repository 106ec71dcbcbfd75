"""Everything generated below ``docs/``, by path."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from wenku.model import Library
from wenku.model.address import FOLDERS, document_path
from wenku.render.article import links_of
from wenku.render.document import render_document
from wenku.render.made import Made
from wenku.render.pages import render_pages
from wenku.rules import Rule

OWNED = ("documents", "years", *FOLDERS.values())
"""Folders below ``docs/`` that hold nothing but generated files."""


def render_tree(library: Library, rules: Sequence[Rule] = ()) -> Made:
    """Text of every generated file of ``docs/`` by its path, in order of path.

    Args:
        library: the documents and their links.
        rules: what the page of rules lists.
    """
    links = links_of(library)
    documents = {
        document_path(document.id): partial(render_document, document, links)
        for document in library.documents
    }
    return Made({**documents, **render_pages(library, rules).makers})
