"""Units of quantified statements, and wordings that only look like quantities."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from wenku.vocab.files import vocabulary_text
from wenku.vocab.mappings import Source, parsed

FILE = "units.yml"

_LISTS = (
    "counts",
    "denominators",
    "digits_only",
    "idioms",
    "measures",
    "parts",
    "parts_alone",
    "percents",
)
_TABLES = ("conditional", "not_before")


class Units(NamedTuple):
    """What may stand behind a figure; ``units.yml`` tells what each field means."""

    measures: tuple[str, ...]
    counts: tuple[str, ...]
    digits_only: tuple[str, ...]
    percents: tuple[str, ...]
    conditional: Mapping[str, tuple[str, ...]]
    denominators: tuple[str, ...]
    aliases: Mapping[str, str]
    not_before: Mapping[str, tuple[str, ...]]
    parts: tuple[str, ...]
    parts_alone: tuple[str, ...]
    idioms: tuple[str, ...]


@cache
def units() -> Units:
    """The units of the project, read once."""
    return read_units(vocabulary_text(FILE), FILE)


def read_units(text: str, where: str) -> Units:
    """Units from the text of their file.

    Raises:
        VocabularyError: naming file and line: a list is missing or not sorted, a unit stands in
            two lists, an alias leads to no unit.
    """
    source = Source(text, where)
    loaded = parsed(text, where)
    lists: Any = {name: source.words(loaded.get(name), (name,)) for name in _LISTS}
    tables: Any = {name: source.table(loaded.get(name), (name,)) for name in _TABLES}
    aliases = source.pairs(loaded.get("aliases"), ("aliases",))
    found = Units(**lists, **tables, aliases=aliases)
    _check_kinds(source, found)
    return found


def _check_kinds(source: Source, found: Units) -> None:
    kinds: dict[str, str] = {}
    for name in ("measures", "counts", "digits_only", "percents", "conditional"):
        for unit in getattr(found, name):
            if unit in kinds:
                message = f"{unit} stands in {kinds[unit]} too"
                raise source.error(message, (name, unit), "a unit has one kind")
            kinds[unit] = name
    for alias, unit in found.aliases.items():
        if unit not in kinds:
            message = f"{alias} leads to {unit}, which is no unit"
            raise source.error(message, ("aliases", alias))
