"""The open data: everything known about the corpus in formats that other programs read."""

from wenku.publish.data.write import write_data

__all__ = ["write_data"]
