"""Where the data files are: beside this module."""

from __future__ import annotations

from pathlib import Path


def vocabulary_text(name: str) -> str:
    """The text of a data file, read without ``importlib.resources``, which imports much itself."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
