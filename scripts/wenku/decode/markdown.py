"""Markdown seeds: rendered by the parser that the site uses, then read as HTML."""

from __future__ import annotations

import re

import markdown
import yaml

from wenku.decode.html import read_html
from wenku.decode.markdown_source import with_definitions_shown, with_lists_told
from wenku.errors import SeedError
from wenku.model import Hint, HintKind
from wenku.text.patterns import lazy

_FRONT_MATTER = lazy(r"\A---\n(.{0,20000}?)\n---\n", re.DOTALL)
MOST_BRACKETS = 100
"""In one block; a longer list of links is written with a line to each."""
MOST_MARKS = 1000
"""Signs of inline markup in one block; no paragraph of prose has so many."""
_MARKS = "[]!*_`\\"

_FIELDS = ("title", "date", "source", "author", "editor", "url")


def read_markdown(source: str) -> tuple[str, tuple[Hint, ...]]:
    """Text and hints of a Markdown seed; simple front matter fields become META hints."""
    stated: tuple[Hint, ...] = ()
    front = _FRONT_MATTER.match(source)
    if front:
        stated = _stated(front.group(1))
        if stated:
            source = source[front.end() :]
    stand_ins = _stand_ins(source)
    source = with_definitions_shown(source, stand_ins[0], stand_ins[1])
    source = with_lists_told(source)
    source = "\n\n".join(_untangled(block, stand_ins) for block in source.split("\n\n"))
    html = markdown.markdown(source, extensions=["tables", "sane_lists"])
    text, hints = read_html(html)
    # One character for one, so the hints stay where they are
    back = {ord(other): mark for mark, other in zip(_MARKS, stand_ins, strict=True)}
    return text.translate(back), (*stated, *hints)


def _untangled(block: str, stand_ins: str) -> str:
    """A block whose marks the parser does not see, where there are more than prose has.

    For each opening bracket the parser looks for its partner in all that follows, and for each
    mark it writes the whole block anew.
    """
    if block.count("[") <= MOST_BRACKETS and sum(map(block.count, _MARKS)) <= MOST_MARKS:
        return block
    return block.translate(str.maketrans(_MARKS, stand_ins))


def _stand_ins(source: str) -> str:
    """Characters of private use that the source has none of, one for each mark."""
    for first in range(0x10F000, 0x10FF00, len(_MARKS)):
        found = "".join(map(chr, range(first, first + len(_MARKS))))
        if not set(found) & set(source):
            return found
    raise SeedError("is full of characters of private use", remedy="export it again as text")


def _stated(front: str) -> tuple[Hint, ...]:
    try:
        fields = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506  (strings, lists, maps only)
    except (yaml.YAMLError, RecursionError, ValueError):
        return ()
    if not isinstance(fields, dict):
        return ()
    return tuple(
        Hint(0, 0, HintKind.META, f"{key}={fields[key]}")
        for key in _FIELDS
        if isinstance(fields.get(key), str) and fields[key].strip()
    )
