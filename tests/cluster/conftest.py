"""Pages to clean, and faults to survive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.corpus import clean_documents

POISON = Path(__file__).parent / "poison"


class WithoutExtra(pytest.Module):
    """A module of tests that cannot be imported."""

    def collect(self) -> Iterator[pytest.Item]:
        pytest.skip("the optional extra `cluster` is not installed")


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    try:
        import_module("distributed")
        import_module("pyarrow")
    except ImportError:
        if not os.environ.get("WENKU_REQUIRE_BROWSER"):
            return WithoutExtra.from_parent(parent, path=module_path)
    return None


@pytest.fixture
def _poison(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Children started from here on die of documents that are called so."""
    from wenku.cluster.isolation import close_idle

    paths = [str(POISON), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    close_idle()
    yield
    close_idle()


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """Some sound articles as pages, by file name, a damaged one among them."""
    seed = min((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    articles = {
        f"{article.id}.txt": f"{article.title}\n{article.body}" for article in clean_documents()[:5]
    }
    return {**articles, "torn.txt": seed.read_bytes().decode("utf-8")}
