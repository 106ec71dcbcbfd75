"""Patterns that are compiled when a page first needs them.

A character class over the ideographs takes Python 3.11 two to five milliseconds to compile, and
the rules hold some three hundred patterns, most of which a given page never asks. Compiled at
import they were a third of the start-up of ``wenku clean``.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_FACTS = ("pattern", "flags", "groups", "groupindex")


class _Lazy:
    """Stands for a pattern; after its first use its methods are the pattern's own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS and name not in _FACTS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for each in (*_METHODS, *_FACTS):
            setattr(self, each, getattr(compiled, each))
        return getattr(self, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for a module to hold: ``re.compile`` at first use.

    What is wrong with ``source`` is therefore raised at first use too; the tests of every rule use
    its patterns.
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))
