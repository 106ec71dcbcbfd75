"""Lists of documents: all on one page while they are few, a page a year when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from wenku.model import Document
from wenku.model.address import relative
from wenku.render import markdown
from wenku.render.made import Makers
from wenku.render.shelf import Shelf

HERE = "documents/index.md"
ON_ONE_PAGE = 300
"""Above this number each year has a page of its own, so that no page grows without limit."""
UNDATED = "日期未注明"


def document_lists(shelf: Shelf) -> Makers:
    """The list of all documents, and the pages of single years where there are any."""
    years = _by_year(shelf.newest)
    if len(shelf.newest) <= ON_ONE_PAGE:
        return {HERE: partial(_one_page, shelf, years)}
    pages = {
        _year_path(year): partial(_year_page, shelf, year, found) for year, found in years.items()
    }
    return {HERE: partial(_overview, shelf, years), **pages}


def _by_year(documents: Sequence[Document]) -> dict[str, list[Document]]:
    years: dict[str, list[Document]] = {}
    for document in documents:
        years.setdefault(document.metadata.date[:4], []).append(document)
    return years


def _one_page(shelf: Shelf, years: dict[str, list[Document]]) -> str:
    blocks = ["# 文献", f"共{len(shelf.newest)}篇，新近的在前。"]
    for year, documents in years.items():
        blocks.append(markdown.section(_heading(year), year or "undated"))
        blocks.append(shelf.entries(documents, HERE))
    return markdown.paragraphs(blocks)


def _overview(shelf: Shelf, years: dict[str, list[Document]]) -> str:
    items = (
        markdown.item(
            f"{markdown.link(_heading(year), relative(_year_path(year), HERE))} {len(documents)}篇"
        )
        for year, documents in years.items()
    )
    newest = shelf.entries(shelf.newest[:50], HERE)
    return markdown.paragraphs(
        [
            "# 文献",
            f"共{len(shelf.newest)}篇。",
            markdown.section("按年", "years"),
            "\n".join(items),
            markdown.section("最新", "newest"),
            newest,
        ]
    )


def _year_page(shelf: Shelf, year: str, documents: Sequence[Document]) -> str:
    entries = shelf.entries(documents, _year_path(year))
    return markdown.paragraphs([f"# {_heading(year)}的文献", f"共{len(documents)}篇。", entries])


def _heading(year: str) -> str:
    return f"{year}年" if year else UNDATED


def _year_path(year: str) -> str:
    return f"years/{year or 'undated'}.md"
