"""Links between pages: written as the addresses of the finished site, and checked.

The engine draws the pages of a large library in several runs, none of which sees all of them. So
links are settled before: each ``.md`` target becomes the page's address, and every page and anchor
that a link names must be there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from wenku.errors import BuildError

_LINK = re.compile(r"\]\(([^()\s#]*)(#[^()\s]*)?\)")
# Each begins with what it looks for, so that a page is passed over quickly.
_STATED = re.compile(r"\{:?[^{}\n]*?#([^\s{}#]+)")
_WRITTEN = re.compile(r'id(?<!\wid)="([^"\n]+)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

TOLD = 3
"""Dead links that an error names; the rest is counted."""
REMEMBERED = 2**14
"""Links whose pages are remembered: neighbouring pages link to the same ones."""

Anchors = dict[str, str]
"""By anchor, empty for a page as a whole, the first page with a link to it."""


class LinkCheck:
    """Settles the links of all pages one after the other, and tells which lead nowhere."""

    def __init__(self) -> None:
        """Know no page yet."""
        self._ids: dict[str, str] = {}
        """The ids of a page, each on a line, which takes a tenth of the memory of a set; an empty
        one is among them, for links to the page as a whole."""
        self._ahead: dict[str, Anchors] = {}
        """Links to pages that have not come yet."""
        self._dead: dict[tuple[str, str], str] = {}

    def settled(self, path: str, body: str) -> str:
        """A page with the addresses of the site in its links, which are noted with its ids.

        Args:
            path: where the page is, below the pages.
            body: its Markdown.
        """
        self._arrive(path, body)
        folder = posixpath.dirname(path)
        found: set[tuple[str, str]] = set()

        def as_address(match: re.Match[str]) -> str:
            file, anchor = match[1], match[2] or ""
            page, shown = _page(folder, file)
            if page or (anchor and not file):
                found.add((page or path, anchor))
            return f"]({shown}{anchor})"

        body = _LINK.sub(as_address, body)
        for page, anchor in found:
            self._note(page, unquote(anchor[1:]), path)
        return body

    def require_whole(self) -> None:
        """Refuse links that lead nowhere.

        Raises:
            BuildError: a page or an anchor that a link names is not there.
        """
        for target, anchors in self._ahead.items():
            self._lost(target, anchors.items())
        if self._dead:
            dead = [self._told(*link) for link in sorted(self._dead)[:TOLD]]
            rest = len(self._dead) - TOLD
            more = f"; and {rest} more" if rest > 0 else ""
            raise BuildError(
                f"links that lead nowhere: {'; '.join(dead)}{more}",
                remedy="run `wenku convert`, then `wenku check`",
            )

    def _arrive(self, path: str, body: str) -> None:
        """Take in a page's ids, and look at the links to it that came before."""
        ids = ("", "", *_STATED.findall(body), *_WRITTEN.findall(body), "")
        self._ids[path] = "\n".join(ids)
        anchors = self._ahead.pop(path, {}).items()
        self._lost(path, (link for link in anchors if not self._has(path, link[0])))

    def _note(self, target: str, anchor: str, page: str) -> None:
        if target not in self._ids:
            self._ahead.setdefault(target, {}).setdefault(anchor, page)
        elif not self._has(target, anchor):
            self._lost(target, [(anchor, page)])

    def _has(self, page: str, anchor: str) -> bool:
        return f"\n{anchor}\n" in self._ids[page]

    def _lost(self, target: str, links: Iterable[tuple[str, str]]) -> None:
        for anchor, page in links:
            self._dead.setdefault((target, anchor), page)

    def _told(self, target: str, anchor: str) -> str:
        shown = f"{target}#{anchor}" if target in self._ids else target
        return f"{self._dead[target, anchor]} to {shown}"


@lru_cache(maxsize=REMEMBERED)
def _page(folder: str, file: str) -> tuple[str, str]:
    """The page that a link from a folder leads to, empty if to none, and the link on the site.

    >>> _page("documents", "../cities/jinan.md")
    ('cities/jinan.md', '../cities/jinan.html')
    """
    if not file or _ELSEWHERE.match(file):
        return "", file
    target = posixpath.normpath(posixpath.join(folder, unquote(file)))
    shown = f"{file.removesuffix('.md')}.html" if file.endswith(".md") else file
    return target if target.endswith(".md") else "", shown
