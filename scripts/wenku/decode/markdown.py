"""Markdown seeds: rendered by the parser that the site uses, then read as HTML."""

from __future__ import annotations

import re

import markdown
import yaml

from wenku.decode.html import read_html
from wenku.model import Hint, HintKind
from wenku.text.patterns import lazy

_FRONT_MATTER = lazy(r"\A---\n(.{0,20000}?)\n---\n", re.DOTALL)
MOST_BRACKETS = 100
"""In one block; a longer list of links is written with a line to each."""

_FIELDS = ("title", "date", "source", "author", "editor", "url")


def read_markdown(source: str) -> tuple[str, tuple[Hint, ...]]:
    """Text and hints of a Markdown seed; simple front matter fields become META hints."""
    stated: tuple[Hint, ...] = ()
    front = _FRONT_MATTER.match(source)
    if front:
        stated = _stated(front.group(1))
        if stated:
            source = source[front.end() :]
    source = "\n\n".join(_untangled(block) for block in source.split("\n\n"))
    html = markdown.markdown(source, extensions=["tables", "sane_lists"])
    text, hints = read_html(html)
    return text, (*stated, *hints)


def _untangled(block: str) -> str:
    """A block with its brackets escaped, where there are more than links need.

    For each opening bracket the parser looks for its partner in all that follows.
    """
    return block.replace("[", "\\[") if block.count("[") > MOST_BRACKETS else block


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
