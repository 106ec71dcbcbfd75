"""The site: the engine's copy of ``docs/``, the record behind each document's boxes, the build."""

from wenku.publish.site.build import build_site

__all__ = ["build_site"]
