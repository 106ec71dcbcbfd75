"""Where things stand: paths below ``docs/`` and addresses on the site, in one place."""

from __future__ import annotations

import re

from wenku.model.library import Entity

FOLDERS = {
    "city": "cities",
    "theme": "themes",
    "institution": "institutions",
    "policy": "policies",
}
"""Folder of the pages of each kind of entity; other kinds have no pages."""

# Letters and digits of any script stay readable. Everything that could end a Markdown link target,
# an HTML attribute or a path is percent-encoded, white space and brackets among it.
_UNSAFE = re.compile(r"[^\w./~-]")


def document_path(identifier: str) -> str:
    """Path of a document's Markdown below ``docs/``."""
    return f"documents/{identifier}.md"


def has_page(entity: Entity) -> bool:
    """Whether an entity has a page of its own."""
    return entity.kind in FOLDERS and bool(entity.slug)


def entity_path(entity: Entity) -> str:
    """Path of an entity's Markdown below ``docs/``.

    Raises:
        KeyError: the kind of the entity has no pages.
    """
    return f"{FOLDERS[entity.kind]}/{entity.slug}.md"


def address(path: str) -> str:
    """Address on the site, from its root, of a Markdown path; percent-encoded where needed."""
    return encoded(f"{path.removesuffix('.md')}.html")


def relative(target: str, source: str) -> str:
    """Link from the Markdown file ``source`` to the Markdown file ``target``, both below ``docs/``.

    >>> relative("cities/jinan.md", "documents/a.md")
    '../cities/jinan.md'
    """
    return between(encoded(target), source)


def between(target: str, source: str) -> str:
    """What :func:`relative` gives, for a ``target`` that is percent-encoded already.

    The folders below ``docs/`` are plain words, the same whether they are encoded or not.
    """
    folder = source[: source.rfind("/") + 1]
    if folder and target.startswith(folder):
        return target[len(folder) :]
    return "../" * folder.count("/") + target


def encoded(path: str) -> str:
    """Percent-encode what is not safe in a link target; letters of all scripts are kept."""
    return _UNSAFE.sub(_percent, path)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
