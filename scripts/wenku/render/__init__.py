"""Documents and library as Markdown: what ``docs/`` holds and a review reads.

What it offers is loaded when it is asked for: one document needs none of the library's pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenku.render.article import Links, links_of
    from wenku.render.document import ReadingCopies, reading_copy, render_document
    from wenku.render.explain import explain_document, explain_trail
    from wenku.render.pages import render_pages
    from wenku.render.tree import OWNED, render_tree

__all__ = [
    "OWNED",
    "Links",
    "ReadingCopies",
    "explain_document",
    "explain_trail",
    "links_of",
    "reading_copy",
    "render_document",
    "render_pages",
    "render_tree",
]

_HOMES = {
    "OWNED": "tree",
    "Links": "article",
    "explain_document": "explain",
    "explain_trail": "explain",
    "links_of": "article",
    "ReadingCopies": "document",
    "reading_copy": "document",
    "render_document": "document",
    "render_pages": "pages",
    "render_tree": "tree",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
