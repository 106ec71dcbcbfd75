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
from pathlib import Path

from wenku.digests import of_file, of_files, versions
from wenku.publish.site.engine import Settings, html_name
from wenku.staging import second_name, write_whole

THEME = Path(__file__).parent.parent / "theme"
DIALECT = Path(__file__).parent.parent / "dialect.py"
STATIC = "static"
_ENGINE = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "pyyaml")


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
        drawn_from = f"{self._settings}\0{page}\0{text}"
        key = hashlib.sha256(drawn_from.encode()).hexdigest()
        self._now[page] = [key, ""]
        known = self._known.get(page)
        if known is None or known[0] != key:
            return False
        drawn = self._earlier / html_name(page)
        if not drawn.is_file() or of_file(drawn) != known[1]:
            return False
        second_name(drawn, site / html_name(page))
        self._now[page] = known
        return True

    def remember(self, site: Path) -> None:
        """Keep what this build drew for the next one."""
        for page, known in self._now.items():
            if not known[1] and (site / html_name(page)).is_file():
                known[1] = of_file(site / html_name(page))
        write_whole(self._record, json.dumps(self._now, ensure_ascii=False).encode("utf-8"))


def drawn_with(settings: Settings) -> str:
    """Digest of what all pages are drawn with: templates, configuration, engine, environment."""
    templates = [
        path for path in sorted(THEME.rglob("*")) if path.relative_to(THEME).parts[0] != STATIC
    ]
    told = (
        sys.version,
        versions(_ENGINE),
        settings.site_url,
        sorted(settings.parts),
        os.environ.get("SOURCE_DATE_EPOCH", "0"),
        of_file(settings.config),
        of_files(THEME, templates),
        of_file(DIALECT),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _read(record: Path) -> dict[str, list[str]]:
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {page: pair for page, pair in known.items() if isinstance(pair, list) and len(pair) == 2}  # noqa: PLR2004
