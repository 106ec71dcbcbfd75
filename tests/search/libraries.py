"""Small libraries, and what a plain look through their texts finds in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.site.example import document, library_of
from wenku.model import Document, Library, Metadata
from wenku.publish.search.fold import fold
from wenku.publish.search.texts import pieces


def library(texts: Iterable[Sequence[str]]) -> Library:
    """Each text a title and lines as :func:`tests.site.example.blocks_of` takes them."""
    return library_of(
        document(f"d{number}", lines[1:], Metadata(title=lines[0] or "无题", date=_date(number)))
        for number, lines in enumerate(texts)
    )


def _date(number: int) -> str:
    return f"{2010 + number % 9}-0{1 + number % 7}-11" if number % 4 else ""


def scanned(documents: Iterable[Document], wording: str) -> dict[str, int]:
    """How often each document that holds a folded wording holds it, overlapping places too."""
    found: dict[str, int] = {}
    for each in documents:
        count = sum(occurrences(fold(text), wording) for _, text in pieces(each))
        if count:
            found[each.id] = count
    return found


def occurrences(text: str, wording: str) -> int:
    """How often a text holds a wording, overlapping places counted each."""
    count, at = 0, text.find(wording)
    while at >= 0:
        count, at = count + 1, text.find(wording, at + 1)
    return count


def answered(
    documents: Iterable[Document], wanted: Sequence[str], unwanted: Sequence[str] = ()
) -> Mapping[str, int]:
    """Documents that hold all wordings wanted and none unwanted, with all occurrences of those."""
    held = tuple(documents)
    counts = [scanned(held, fold(wording)) for wording in wanted]
    without = [scanned(held, fold(wording)) for wording in unwanted]
    return {
        each.id: sum(count[each.id] for count in counts)
        for each in held
        if all(each.id in count for count in counts)
        and not any(each.id in count for count in without)
    }
