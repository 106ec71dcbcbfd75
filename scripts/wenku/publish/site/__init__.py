"""The site: the engine's copy of ``docs/``, the record behind each document's boxes, the build."""

from wenku.publish.site.build import build_site
from wenku.publish.site.engine import Settings

__all__ = ["Settings", "build_site"]
