"""Documents and library as Markdown: what ``docs/`` holds and a review reads."""

from wenku.render.article import Links, links_of
from wenku.render.document import reading_copies, reading_copy, render_document
from wenku.render.explain import explain_document, explain_trail
from wenku.render.pages import render_pages
from wenku.render.tree import OWNED, render_tree

__all__ = [
    "OWNED",
    "Links",
    "explain_document",
    "explain_trail",
    "links_of",
    "reading_copies",
    "reading_copy",
    "render_document",
    "render_pages",
    "render_tree",
]
