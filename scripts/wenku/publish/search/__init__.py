"""Search that finds what a search in the page finds: an index of n-grams in script files."""

from wenku.publish.search.write import SearchReport, write_search

__all__ = ["SearchReport", "write_search"]
