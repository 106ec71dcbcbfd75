"""Every link of a built site, followed on disk: our own reading of the pages, not the engine's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ATTRIBUTES = {"href", "src", "action", "srcset", "poster", "data", "formaction"}


@dataclass
class Seen:
    """What a page holds."""

    ids: list[str] = field(default_factory=list)
    targets: list[tuple[str, str]] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.seen.tags.append((tag, attributes))
        if "id" in attributes:
            self.seen.ids.append(attributes["id"])
        self.seen.targets += [
            (tag, value) for name, value in attributes.items() if name in _ATTRIBUTES
        ]


@cache
def look(page: Path) -> Seen:
    """The ids, link targets and tags of a page."""
    collector = _Collector()
    collector.feed(page.read_text(encoding="utf-8"))
    collector.close()
    return collector.seen


def broken(site: Path) -> Iterator[str]:
    """Links that lead to no file, to no id, or off the site, one line each."""
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue  # served for any address, so its links are absolute
        for tag, target in look(page).targets:
            if fault := _fault(site, page, target):
                yield f"{page.relative_to(site)}: <{tag}> {target}: {fault}"


def _fault(site: Path, page: Path, target: str) -> str:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return "leads elsewhere"
    goal = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not goal.is_relative_to(site.resolve()) or not goal.is_file():
        return "no such file"
    anchor = unquote(parts.fragment)
    if anchor and goal.suffix == ".html" and anchor not in look(goal).ids:
        return "no such id"
    return ""
