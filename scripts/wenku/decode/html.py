"""HTML to lines of text with hints; the tree is BeautifulSoup's.

Parsed by ``html.parser``: it has no depth limit (libxml2 cuts a deeply nested page off without a
word) and does not stop at a broken byte. The walk is iterative, so depth costs no stack.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import (
    BeautifulSoup,
    CData,
    MarkupResemblesLocatorWarning,
    Tag,
    XMLParsedAsHTMLWarning,
)
from bs4.element import NavigableString, PreformattedString

from wenku.decode.hiding import believed, is_gone, is_veiled
from wenku.decode.tables import Grid, grid_of
from wenku.errors import SeedError
from wenku.model import Hint, HintKind
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy

_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "object",
        "embed",
        "applet",
        "iframe",
        "canvas",
        "svg",
        "math",
        "audio",
        "video",
        "map",
    ]
)
"""Elements whose content no reader sees as text."""

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noframes",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ]
)
_LEADS = frozenset(["p", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6"])
"""Blocks whose text stands behind the number of the item that they open."""
_CHROME = frozenset(
    ["nav", "footer", "aside", "form", "button", "select", "textarea", "label", "menu", "dialog"]
)
_CHROME_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "menu"]
)
_CHROME_NAME = lazy(
    r"(?:^|[\s_-])(?:nav|navbar|menu|bread-?crumbs?|crumbs?|footer?|side-?bar|share|bdshare|related|"
    r"comments?|copyright|pagination|pager|toolbar|tool-?box|recommend|hot-?list|login|qr-?code|"
    r"advert\w*|ads?|banner|friend-?links?|toplink)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_HEADINGS = {f"h{level}": str(level) for level in range(1, 7)}
_SPANS = {
    "a": HintKind.LINK,
    "strong": HintKind.STRONG,
    "b": HintKind.STRONG,
    "blockquote": HintKind.QUOTE,
    "pre": HintKind.CODE,
}
_META_NAMES = frozenset(
    [
        "articletitle",
        "pubdate",
        "contentsource",
        "author",
        "editor",
        "source",
        "title",
        "og:title",
        "keywords",
        "article:published_time",
        "article:author",
        "publishdate",
        "createdate",
        "firstpublishedtime",
        "dc.title",
        "dc.date",
        "dc.creator",
        "dc.publisher",
        "sitename",
        "og:site_name",
        "columnname",
        "url",
        "og:url",
    ]
)
_SPACE = lazy(r"[ \t\n\r\f]+")
_BETWEEN_HAN = lazy(
    f"(?<=[{HAN_CLASS}\u3002\uff0c\u3001\uff1b\uff1a\uff01\uff1f\u201d\uff09])"
    f"[ \t]*[\r\n][ \t\r\n\f]*(?=[{HAN_CLASS}\u201c\uff08])"
)
MAX_TAGS = 400_000

_RAISED = str.maketrans(
    "0123456789+-", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b"
)
_LOWERED = str.maketrans(
    "0123456789+-", "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b"
)
_EXPONENT = lazy(r"[0-9+-]{1,3}")


@dataclass(slots=True)
class _Writer:
    """Text under construction, with the places of what has been written."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    hints: list[Hint] = field(default_factory=list)
    veils: list[tuple[int, int]] = field(default_factory=list)
    fresh: bool = True
    """At the start of a line."""
    pending: bool = False
    """White space seen and not yet written."""
    numbered: bool = False
    """Right behind the number of an item."""

    def text(self, content: str) -> None:
        collapsed = _SPACE.sub(" ", _BETWEEN_HAN.sub("", content))
        if not collapsed.strip(" "):
            self.pending = self.pending or bool(collapsed)
            return
        if not (self.fresh or self.numbered) and (self.pending or collapsed[0] == " "):
            self._write(" ")
        self._write(collapsed.strip(" "))
        self.pending = collapsed[-1] == " "

    def verbatim(self, content: str) -> None:
        self._write(content)
        self.fresh = content.endswith("\n")

    def number(self, number: int) -> None:
        self._write(f"{number}. ")
        self.numbered = True

    def line_break(self) -> None:
        if not self.fresh:
            self._write("\n")
        self.fresh, self.pending = True, False

    def hint(self, start: int, kind: HintKind, value: str = "") -> None:
        end = self._end_from(start)
        if end > start:
            self.hints.append(Hint(start, end, kind, value))

    def veil(self, start: int) -> None:
        end = self._end_from(start)
        if end > start:
            self.veils.append((start, end))

    def _end_from(self, start: int) -> int:
        """Where what began at a place ends, its last line break left out."""
        ends_line = self.pieces and self.pieces[-1] == "\n" and self.length > start
        return self.length - 1 if ends_line else self.length

    def _write(self, content: str) -> None:
        if content:
            self.pieces.append(content)
            self.length += len(content)
            self.fresh = self.numbered = False


@dataclass(slots=True)
class _Open:
    """An element whose children are being walked."""

    tag: Tag
    children: Iterator[object]
    start: int
    counter: int
    """Number of the next item, where the element is an ordered list."""
    preformatted: bool = False
    """In a ``<pre>``, however deep."""


def read_html(source: str) -> tuple[str, tuple[Hint, ...]]:
    """The text that a page shows, line by line, with hints of its markup."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(_closed(source.replace("\x00", "")), "html.parser")
    writer = _Writer()
    _walk(soup, writer)
    text = "".join(writer.pieces)
    hidden = believed(text, writer.veils, writer.hints)
    return text, tuple(
        sorted((*_stated(soup, of_wechat="js_content" in source), *writer.hints, *hidden))
    )


def require_few_tags(source: str, name: str, most: int = MAX_TAGS) -> None:
    """Refuse markup whose tree would not fit into memory: a tag of three bytes takes a thousand.

    Raises:
        SeedError: there are more tags than any document has.
    """
    if source.count("<") > most:
        raise SeedError(
            f"holds more than {most} tags", where=name, remedy="split it, or save its text only"
        )


def _closed(source: str) -> str:
    """The source with openings that nothing closes written as the text that they are.

    The parser would look for the end of each of them in all that follows.
    """
    last = source.rfind(">") + 1
    source = source[:last] + source[last:].replace("<", "&lt;")
    last = source.rfind("-->") + 1
    return source[:last] + source[last:].replace("<!--", "&lt;!--")


_NAMED = {"js_name": "source", "js_author_name": "author", "publish_time": "pubdate"}
"""Elements of WeChat pages that hold a value, and the meta tag that other pages have for it."""


def _stated(soup: BeautifulSoup, *, of_wechat: bool) -> Iterator[Hint]:
    title = soup.find("title")
    if isinstance(title, Tag) and title.get_text(strip=True):
        yield Hint(0, 0, HintKind.TITLE, _SPACE.sub(" ", title.get_text()).strip())
    for tag in soup.find_all("meta"):
        name = str(tag.get("name") or tag.get("property") or "").strip()
        content = _SPACE.sub(" ", str(tag.get("content") or "")).strip()
        if name.lower() in _META_NAMES and content:
            yield Hint(0, 0, HintKind.META, f"{name}={content}")
    for tag in soup.find_all(id=list(_NAMED)) if of_wechat else ():
        content = _SPACE.sub(" ", tag.get_text()).strip()
        if content:
            yield Hint(0, 0, HintKind.META, f"{_NAMED[str(tag['id'])]}={content}")


def _walk(root: Tag, writer: _Writer) -> None:
    stack = [_Open(root, iter(root.children), 0, 1)]
    depth = 0
    tables = 0
    while stack:
        current = stack[-1]
        child = next(current.children, None)
        if child is None:
            stack.pop()
            depth -= current.tag.name in {"ul", "ol"}
            _close(current, writer, depth)
        elif isinstance(child, Tag):
            if child.name in _DROPPED:
                continue
            grid = grid_of(child) if child.name == "table" else None
            if grid is not None:
                _write_grid(grid, writer, tables)
                tables += 1
                continue
            depth += child.name in {"ul", "ol"}
            stack.append(_opened(child, stack[-1], writer))
        elif isinstance(child, NavigableString):
            _write_string(child, current, writer)


def _opened(tag: Tag, parent: _Open, writer: _Writer) -> _Open:
    if (tag.name == "br" or tag.name in _BLOCKS) and not (writer.numbered and tag.name in _LEADS):
        writer.line_break()
    preformatted = parent.preformatted or tag.name == "pre"
    opened = _Open(tag, iter(tag.children), writer.length, _first_number(tag), preformatted)
    if tag.name == "li" and parent.tag.name == "ol":
        writer.number(parent.counter)
        parent.counter += 1
    return opened


def _close(opened: _Open, writer: _Writer, depth: int) -> None:
    tag = opened.tag
    if tag.name in _BLOCKS:
        writer.line_break()
    for kind, value in _hints_for(tag, depth):
        writer.hint(opened.start, kind, value)
    if is_veiled(tag) and not is_gone(tag):
        writer.veil(opened.start)


def _hints_for(tag: Tag, depth: int) -> Iterator[tuple[HintKind, str]]:
    if tag.name in _HEADINGS:
        yield HintKind.HEADING, _HEADINGS[tag.name]
    elif tag.name == "li":
        yield HintKind.ITEM, str(max(depth, 1))
    elif tag.name in _SPANS:
        yield _SPANS[tag.name], ""
    if is_gone(tag):
        yield HintKind.HIDDEN, ""
    elif _is_chrome(tag):
        yield HintKind.CHROME, tag.name


def _is_chrome(tag: Tag) -> bool:
    if tag.name in {"html", "body", "main", "article", "[document]"} or tag.name in _HEADINGS:
        return False
    if tag.name in _CHROME or str(tag.get("role") or "") in _CHROME_ROLES:
        return True
    names = tag.get("class")
    listed = " ".join(names) if isinstance(names, list) else str(names or "")
    return bool(_CHROME_NAME.search(f"{listed} {tag.get('id') or ''}"[:500]))


def _write_string(string: NavigableString, parent: _Open, writer: _Writer) -> None:
    if isinstance(string, PreformattedString) and not isinstance(string, CData):
        return  # comments, declarations, processing instructions
    content = str(string)
    if parent.preformatted:
        writer.verbatim(content)
    elif parent.tag.name == "sup" and _EXPONENT.fullmatch(content.strip()):
        writer.text(content.strip().translate(_RAISED))
    elif parent.tag.name == "sub" and _EXPONENT.fullmatch(content.strip()):
        writer.text(content.strip().translate(_LOWERED))
    else:
        writer.text(content)


def _write_grid(grid: Grid, writer: _Writer, number: int) -> None:
    """A data table: one line a row, cells parted by tabs, each with its place as a hint."""
    writer.line_break()
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if column:
                writer.verbatim("\t")
            start = writer.length
            writer.verbatim(cell.text)
            head = ":h" if cell.head else ""
            writer.hints.append(
                Hint(start, writer.length, HintKind.CELL, f"{number}:{row}:{column}{head}")
            )
        writer.fresh = False
        writer.line_break()


def _first_number(tag: Tag) -> int:
    start = str(tag.get("start") or "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1  # noqa: PLR2004
