"""The generated pages of ``docs/``: home, lists of all kinds, tags, quality, rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from wenku.model import Library
from wenku.render.made import Made
from wenku.render.pages.cities import city_pages
from wenku.render.pages.compare import compare_page
from wenku.render.pages.documents import document_lists
from wenku.render.pages.home import home_page
from wenku.render.pages.indicators import indicators_page
from wenku.render.pages.named import named_pages
from wenku.render.pages.network import network_page
from wenku.render.pages.quality import quality_page
from wenku.render.pages.rules import rules_page
from wenku.render.pages.search import search_page
from wenku.render.pages.tags import tags_page
from wenku.render.pages.themes import theme_pages
from wenku.render.pages.timeline import timeline_page
from wenku.render.shelf import Shelf
from wenku.rules import Rule


def render_pages(library: Library, rules: Sequence[Rule] = ()) -> Made:
    """All generated pages but the documents: path below ``docs/`` to Markdown.

    Args:
        library: the documents and their links.
        rules: what the page of rules lists.
    """
    shelf = Shelf(library)
    makers: dict[str, Callable[[], str]] = {
        "index.md": partial(home_page, shelf),
        "tags.md": partial(tags_page, shelf),
        "quality.md": partial(quality_page, shelf),
        "compare.md": partial(compare_page, shelf),
        "indicators.md": partial(indicators_page, shelf),
        "timeline.md": partial(timeline_page, shelf),
        "network.md": partial(network_page, shelf),
        "search.md": search_page,
        "rules.md": partial(rules_page, shelf, rules),
    }
    for family in (document_lists, city_pages, theme_pages, named_pages):
        makers.update(family(shelf))
    return Made(makers)
