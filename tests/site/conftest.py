"""The example library published once, for all tests that look at pages."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.example import example_library
from wenku.corpus import write_tree
from wenku.publish.site import Settings, build_site
from wenku.render import OWNED, ReadingCopies, render_tree

if TYPE_CHECKING:
    from wenku.model import Library

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Published:
    """A library and where it was published."""

    library: Library
    docs: Path
    build: Path

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.build / "site"

    @property
    def html(self) -> list[Path]:
        """All its pages."""
        return sorted(self.site.rglob("*.html"))


def published(library: Library, folder: Path, parts: frozenset[str] = frozenset()) -> Published:
    """Write the Markdown of a library below ``folder`` and publish it there."""
    docs, build = folder / "docs", folder / "build"
    write_tree(docs, render_tree(library), OWNED)
    for written in ("about.md", "download.md"):
        shutil.copy(ROOT / "docs" / written, docs / written)
    settings = Settings(ROOT / "mkdocs.yml", os.environ.get("SITE_URL", ""), parts)
    build_site(library, docs, build, ReadingCopies(library), settings=settings)
    return Published(library, docs, build)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The example library, published without an address of its own."""
    patch = pytest.MonkeyPatch()
    patch.delenv("SITE_URL", raising=False)
    patch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = published(example_library(), tmp_path_factory.mktemp("example"))
    patch.undo()
    return made
