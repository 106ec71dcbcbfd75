"""From a library and its Markdown to everything below ``build/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenku.publish.everything import publish as publish

__all__ = ["publish"]


def __getattr__(name: str) -> object:
    """Load it on first use: each run of the engine reads :mod:`.dialect` from here, and no more."""
    if name == "publish":
        from wenku.publish.everything import publish

        return publish
    raise AttributeError(name)
