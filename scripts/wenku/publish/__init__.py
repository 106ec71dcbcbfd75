"""From a library and its Markdown to everything below ``build/``."""

from wenku.publish.everything import publish

__all__ = ["publish"]
