"""What every test may lean on: folders, Chromium, a web server, properties that repeat."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.chromium import Visitor, launched
from tests.webserver import FolderServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent

# A failure must be one that the next run repeats: examples follow from the test, not from chance.
# HYPOTHESIS_PROFILE=search looks further, at random, for a person who is hunting.
hypothesis.settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, print_blob=True
)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives Chromium, and keep it in one process so that one browser is started."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group("browser"))


def missing_program(name: str) -> None:
    """Skip a test whose program is not installed; fail it where the run promised to have it."""
    message = f"{name} is not installed"
    if os.environ.get("WENKU_REQUIRE_BROWSER"):
        pytest.fail(f"{message}, and WENKU_REQUIRE_BROWSER forbids to go without it")
    pytest.skip(message)


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Find a program such as ``pdftotext``; the test is skipped, or fails, without it."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            missing_program(name)
        return str(path)

    return find


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def seeds(root: Path) -> tuple[Path, ...]:
    """The raw documents, sorted by name."""
    return tuple(sorted((root / "seeds").glob("*.txt")))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for all browser tests; it resolves no host but this machine."""
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        missing_program("chromium")
    with launched(str(path)) as browser:
        yield browser


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """Opens pages; afterwards any foreign request, script error or dialog fails the test."""
    with Visitor(chromium) as visitor:
        yield visitor
    assert visitor.complaints() == []


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder on this machine: ``serve(folder, prefix="/repo")`` gives its address."""
    servers: list[FolderServer] = []

    def start(folder: Path, prefix: str = "") -> str:
        servers.append(FolderServer(folder, prefix))
        return servers[-1].address

    yield start
    for server in servers:
        server.close()
