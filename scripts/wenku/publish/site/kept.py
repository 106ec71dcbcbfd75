"""Pages of the last build that need not be drawn again.

A page is drawn from its text, the templates, the configuration, the engine's version and its
environment. The digest of all that is kept for each page, with the digest of the HTML that came
out; where both are as they were, the HTML is taken over. Everything else is drawn: a page that was
changed by hand, half written or removed, or a record of pages that cannot be read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from importlib import metadata
from pathlib import Path

from wenku.publish.site.engine import Settings, html_name
from wenku.staging import second_name, write_whole

THEME = Path(__file__).parent.parent / "theme"
STATIC = "static"
_ENGINE = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "pyyaml")
_DIGEST = 32
"""Hexadecimal digits of a digest that are kept: 128 bits."""


class KeptPages:
    """What the last build drew."""

    def __init__(self, record: Path, earlier: Path, settings: Settings) -> None:
        """Read the record of an earlier build.

        Args:
            record: the file in which the digests are kept.
            earlier: the folder of the site that the record tells of.
            settings: what this build's pages are drawn with.
        """
        self._record = record
        self._earlier = earlier
        self._settings = drawn_with(settings)
        self._known = _read(record)
        self._now: dict[str, list[str]] = {}

    def take_over(self, page: str, text: str, site: Path) -> bool:
        """Put a page's HTML into ``site`` if it was drawn before from the same.

        Args:
            page: path of the page for the engine, below its pages.
            text: what the engine would read.
            site: the folder of the site that is being made.
        """
        key = _short(hashlib.sha256(f"{self._settings}\0{page}\0{text}".encode()))
        self._now[page] = [key, ""]
        known = self._known.get(page)
        if known is None or known[0] != key:
            return False
        drawn = self._earlier / html_name(page)
        if not drawn.is_file() or _of_file(drawn) != known[1]:
            return False
        second_name(drawn, site / html_name(page))
        self._now[page] = known
        return True

    def remember(self, site: Path) -> None:
        """Keep what this build drew for the next one."""
        for page, known in self._now.items():
            if not known[1] and (site / html_name(page)).is_file():
                known[1] = _of_file(site / html_name(page))
        write_whole(self._record, json.dumps(self._now, ensure_ascii=False).encode("utf-8"))


def drawn_with(settings: Settings) -> str:
    """Digest of what all pages are drawn with: templates, configuration, engine, environment."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _ENGINE:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    told = (settings.site_url, sorted(settings.parts), os.environ.get("SOURCE_DATE_EPOCH", "0"))
    digest.update(repr(told).encode())
    digest.update(settings.config.read_bytes())
    for path in sorted(THEME.rglob("*")):
        inside = path.relative_to(THEME)
        if path.is_file() and inside.parts[0] != STATIC:
            digest.update(f"{inside.as_posix()}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _read(record: Path) -> dict[str, list[str]]:
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {page: pair for page, pair in known.items() if isinstance(pair, list) and len(pair) == 2}  # noqa: PLR2004


def _of_file(path: Path) -> str:
    return _short(hashlib.sha256(path.read_bytes()))


def _short(digest: hashlib._Hash) -> str:
    return digest.hexdigest()[:_DIGEST]
