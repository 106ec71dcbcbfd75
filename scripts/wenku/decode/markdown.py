"""Markdown seeds: rendered by the parser that the site uses, then read as HTML."""

from __future__ import annotations

import re

import markdown
import yaml

from wenku.decode.html import read_html
from wenku.model import Hint, HintKind
from wenku.text.patterns import lazy

_FRONT_MATTER = lazy(r"\A---\n(.{0,20000}?)\n---\n", re.DOTALL)
_FIELDS = ("title", "date", "source", "author", "editor", "url")


def read_markdown(source: str) -> tuple[str, tuple[Hint, ...]]:
    """Text and hints of a Markdown seed; simple front matter fields become META hints."""
    stated: tuple[Hint, ...] = ()
    front = _FRONT_MATTER.match(source)
    if front:
        stated = _stated(front.group(1))
        if stated:
            source = source[front.end() :]
    html = markdown.markdown(source, extensions=["tables", "sane_lists"])
    text, hints = read_html(html)
    return text, (*stated, *hints)


def _stated(front: str) -> tuple[Hint, ...]:
    try:
        fields = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506  (strings, lists, maps only)
    except yaml.YAMLError:
        return ()
    if not isinstance(fields, dict):
        return ()
    return tuple(
        Hint(0, 0, HintKind.META, f"{key}={fields[key]}")
        for key in _FIELDS
        if isinstance(fields.get(key), str) and fields[key].strip()
    )
