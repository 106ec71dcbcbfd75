"""Files of the last build's site that need not be made again.

A page is drawn from its text, the templates, the configuration, the engine's version and its
environment; a comparison is written from a document and the frame, by our code. The digest of all
that is kept for each file, with the digest of what came out; where both are as they were, the file
is taken over. Everything else is made: a file that was changed by hand, half written or removed, or
where the record cannot be read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path

from wenku.digests import of_file, of_files, of_folder, versions
from wenku.publish.edition import EPOCH
from wenku.publish.site.engine import Settings
from wenku.staging import second_name, write_whole

PACKAGE = Path(__file__).parent.parent.parent
THEME = PACKAGE / "publish" / "theme"
DIALECT = PACKAGE / "publish" / "dialect.py"
STATIC = "static"
_ENGINE = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "pyyaml")


class KeptFiles:
    """What the last build made."""

    def __init__(self, record: Path, earlier: Path, made_with: str) -> None:
        """Read the record of an earlier build.

        Args:
            record: the file in which the digests are kept.
            earlier: the folder of the site that the record tells of.
            made_with: digest of what all files of this build are made with.
        """
        self._record = record
        self._earlier = earlier
        self._made_with = made_with
        self._known = _read(record)
        self._now: dict[str, list[str]] = {}

    def take_over(self, name: str, made_from: str, site: Path) -> bool:
        """Put a file into ``site`` if it was made before from the same.

        Args:
            name: path of the file below the site.
            made_from: all that makes it another file than its neighbours.
            site: the folder of the site that is being made.
        """
        told = f"{self._made_with}\0{name}\0{made_from}"
        key = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        self._now[name] = [key, ""]
        known = self._known.get(name)
        if known is None or known[0] != key:
            return False
        made = self._earlier / name
        if not made.is_file() or of_file(made) != known[1]:
            return False
        second_name(made, site / name)
        self._now[name] = known
        return True

    def remember(self, site: Path) -> None:
        """Keep what this build made for the next one."""
        for name, known in self._now.items():
            if not known[1] and (site / name).is_file():
                known[1] = of_file(site / name)
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
        os.environ.get(EPOCH, "0"),
        of_file(settings.config),
        of_files(THEME, templates),
        of_file(DIALECT),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


@cache
def written_by() -> str:
    """Digest of our code and its data, for what is written without the engine."""
    return of_folder(PACKAGE)


def _read(record: Path) -> dict[str, list[str]]:
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {name: pair for name, pair in known.items() if isinstance(pair, list) and len(pair) == 2}  # noqa: PLR2004
