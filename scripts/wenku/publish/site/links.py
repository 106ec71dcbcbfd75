"""Links between pages: written as the addresses of the finished site, and checked.

The engine draws the pages of a large library in several runs, none of which sees all of them. So
links are settled before: each ``.md`` target becomes the page's address, and every page and anchor
that a link names must be there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from wenku.errors import BuildError

_LINK = re.compile(r"\]\(([^()\s#]*)(#[^()\s]*)?\)")
_ID = re.compile(r'\{:?[^{}\n]*?#([^\s{}#]+)|\bid="([^"\n]+)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

TOLD = 3
"""Dead links that an error names; the rest is counted."""


def addressed(body: str) -> str:
    """Markdown with the addresses of the site in its links.

    >>> addressed("[济南](../cities/jinan.md#x)")
    '[济南](../cities/jinan.html#x)'
    """
    return _LINK.sub(_address, body)


def _address(match: re.Match[str]) -> str:
    file, anchor = match[1], match[2] or ""
    if not file.endswith(".md") or _ELSEWHERE.match(file):
        return match[0]
    return f"]({file.removesuffix('.md')}.html{anchor})"


class LinkCheck:
    """Gathers the links and anchors of all pages, and tells what leads nowhere."""

    def __init__(self) -> None:
        """Know no page yet."""
        self._ids: dict[str, frozenset[str]] = {}
        self._links: dict[tuple[str, str], str] = {}
        """A page that has the link, by target and anchor."""

    def add(self, path: str, body: str) -> None:
        """Take in a page: its path below the pages, its Markdown before :func:`addressed`."""
        self._ids[path] = frozenset(one or other for one, other in _ID.findall(body))
        folder = posixpath.dirname(path)
        for file, anchor in _LINK.findall(body):
            if _ELSEWHERE.match(file) or not (file or anchor):
                continue
            target = posixpath.normpath(posixpath.join(folder, unquote(file))) if file else path
            if target.endswith(".md"):
                self._links.setdefault((target, unquote(anchor[1:])), path)

    def require_whole(self) -> None:
        """Refuse links that lead nowhere.

        Raises:
            BuildError: a page or an anchor that a link names is not there.
        """
        dead = list(self._dead())
        if dead:
            more = f"; and {len(dead) - TOLD} more" if len(dead) > TOLD else ""
            raise BuildError(
                f"links that lead nowhere: {'; '.join(dead[:TOLD])}{more}",
                remedy="run `wenku convert`, then `wenku check`",
            )

    def _dead(self) -> Iterator[str]:
        for (target, anchor), page in sorted(self._links.items()):
            if target not in self._ids:
                yield f"{page} to {target}"
            elif anchor and anchor not in self._ids[target]:
                yield f"{page} to {target}#{anchor}"
