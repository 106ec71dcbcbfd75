"""The open data: everything known about the corpus in formats that other programs read."""

from wenku.publish.data.parquet import write_parquet
from wenku.publish.data.write import write_checksums, write_data

__all__ = ["write_checksums", "write_data", "write_parquet"]
