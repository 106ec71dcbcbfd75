"""Markdown as the site engine reads it, and what a reader then sees."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import yaml

CONFIG = Path(__file__).resolve().parents[2] / "mkdocs.yml"
ENGINE_OWN = ("toc", "tables", "fenced_code")
"""Extensions that the engine switches on by itself."""


class _Environment(yaml.SafeLoader):
    """Reads the configuration; values from the environment are not needed here."""


_Environment.add_constructor("!ENV", lambda *_: None)


@cache
def _converter() -> markdown.Markdown:
    config = yaml.load(CONFIG.read_text(encoding="utf-8"), Loader=_Environment)  # noqa: S506
    names: list[str] = [*ENGINE_OWN]
    options: dict[str, dict[str, Any]] = {}
    for entry in config["markdown_extensions"]:
        name, settings = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
        names.append(name)
        options[name] = settings
    return markdown.Markdown(extensions=sorted(set(names)), extension_configs=options)


def to_html(text: str) -> str:
    """The HTML that the site's Markdown settings give."""
    converter = _converter()
    converter.reset()
    return converter.convert(text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def read(html: str) -> tuple[str, list[tuple[str, dict[str, str | None]]]]:
    """The text of HTML, and its tags with their attributes, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.texts), reader.tags


def shown(text: str) -> str:
    """What a reader sees of Markdown."""
    return read(to_html(text))[0]
