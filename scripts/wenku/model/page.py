"""What a seed is before it is a document: decoded text, hints of its markup, and a page."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from wenku.text.lines import Line, split_lines

Fact = TypeVar("Fact")


class HintKind(enum.StrEnum):
    """What markup of the seed said about a span of its text (stand-off: the text has no tags)."""

    TITLE = "title"
    """Zero-length, ``value`` holds the content of ``<title>`` or ``og:title``."""
    META = "meta"
    """Zero-length, ``value`` is ``name=content`` of a meta tag (ArticleTitle, PubDate, author)."""
    HEADING = "heading"
    """``value`` is the level, 1 to 6."""
    ITEM = "item"
    """A list item; ``value`` is its depth, and its marker for an ordered list: ``1:2.``."""
    CELL = "cell"
    """A table cell; ``value`` is ``table:row:column``, with ``:h`` for a header cell."""
    LINK = "link"
    """Text of a link. The target is never kept: a seed does not link anything on our pages."""
    STRONG = "strong"
    """Emphasis that carries meaning."""
    HIDDEN = "hidden"
    """Text that the page did not show (display:none, hidden, zero size)."""
    CHROME = "chrome"
    """Inside nav, header, footer, aside, form and the like; ``value`` is the element."""
    CODE = "code"
    """Preformatted text."""
    QUOTE = "quote"
    """A block quotation."""


@dataclass(frozen=True, slots=True, order=True)
class Hint:
    """One hint over ``[start, end)`` of the text it travels with."""

    start: int
    end: int
    kind: HintKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A seed as text, with the evidence for how it was read."""

    text: str
    encoding: str
    r"""Python codec name; line ends are normalised to ``\n``."""
    evidence: str
    """Why this encoding: bom, utf-8 strict, share of common characters, …."""
    media_type: str
    """text/plain, text/html, text/markdown, application/pdf, …docx."""
    hints: tuple[Hint, ...] = ()
    replaced: int = 0
    """Bytes that no reading explains, shown as U+FFFD in the text."""


class Page:
    """Text under cleaning, with the facts that rules may ask for, each computed once.

    A page is never changed: after a rule there is a new page.
    """

    __slots__ = ("_facts", "hints", "text")

    def __init__(self, text: str, hints: tuple[Hint, ...] = ()) -> None:
        """Wrap ``text``; ``hints`` are in its offsets."""
        self.text = text
        self.hints = hints
        self._facts: dict[Callable[[Page], object], object] = {}

    def fact(self, compute: Callable[[Page], Fact]) -> Fact:
        """The value of ``compute(self)``, computed at most once for this page."""
        if compute not in self._facts:
            self._facts[compute] = compute(self)
        return cast("Fact", self._facts[compute])

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the page with their places."""
        return self.fact(_lines)

    def hints_of(self, kind: HintKind) -> tuple[Hint, ...]:
        """The hints of one kind, in order."""
        return tuple(hint for hint in self.hints if hint.kind is kind)


def _lines(page: Page) -> tuple[Line, ...]:
    return split_lines(page.text)
