"""What kinds of repairs and removals are called on the pages, from ``families.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from wenku.errors import VocabularyError

FILE = "families.yml"


class Family(NamedTuple):
    """A family of repairs."""

    label: str
    how: str = ""
    """What a repair does and on what evidence, one sentence."""
    doubt: str = ""
    """Why a place could not be restored, one clause."""


class _Families(NamedTuple):
    repairs: dict[str, Family]
    removed: dict[str, str]


@cache
def _families() -> _Families:
    path = Path(__file__).with_name(FILE)
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        repairs = {name: Family(**fields) for name, fields in loaded["repairs"].items()}
        return _Families(repairs, dict(loaded["removed"]))
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"a family is not described: {error}", where=FILE) from error


def repair_family(name: str) -> Family:
    """A family of repairs; one that is not described is called by its own name."""
    return _families().repairs.get(name) or Family(name)


def removal_label(name: str) -> str:
    """What a family of removals is called; its own name where it is not described."""
    return _families().removed.get(name, name)


def described() -> tuple[frozenset[str], frozenset[str]]:
    """The names of the repairs and of the removals that are described."""
    return frozenset(_families().repairs), frozenset(_families().removed)
