"""EPUB 3 by pandoc: the library, and a selection for each city and theme."""

from wenku.publish.epub.write import EpubReport, write_epubs

__all__ = ["EpubReport", "write_epubs"]
