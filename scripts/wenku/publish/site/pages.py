"""The engine's copy of ``docs/``: the same pages, each told which template draws it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import yaml

from wenku.errors import BuildError
from wenku.publish.site.links import LinkCheck

TEMPLATES = {
    "documents": "document.html",
    "cities": "entity.html",
    "themes": "entity.html",
    "institutions": "entity.html",
    "policies": "entity.html",
}
"""Template by folder; overviews have the list template, all else the theme's ``main.html``."""
PAGE_TEMPLATES = {
    "index.md": "home.html",
    "download.md": "download.html",
    "search.md": "search.html",
    "compare.md": "compare.html",
    "indicators.md": "indicators.html",
    "timeline.md": "knowledge.html",
    "network.md": "knowledge.html",
}
ENGINE_FIELDS = frozenset({"template", "icon", "status", "hide", "search", "render_macros"})
"""Front matter that the engine obeys: ours alone, never what a seed says."""

_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n\n?", re.DOTALL)
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def split(text: str) -> tuple[dict[str, object], str]:
    """Front matter and body of a Markdown file; no fields where it has none."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    fields = yaml.load(found[1], Loader=_Loader)  # noqa: S506  (a safe loader, written in C)
    return (fields if isinstance(fields, dict) else {}), text[found.end() :]


def engine_page(fields: Mapping[str, object], body: str, template: str) -> str:
    """A page for the engine: its front matter as one line of JSON, which YAML reads as well."""
    obeyed = {name: value for name, value in fields.items() if name not in ENGINE_FIELDS}
    if template:
        obeyed["template"] = template
    return f"---\n{_flow(obeyed)}\n---\n\n{body}"


# JSON lets these stand raw inside a string; YAML does not, or reads them as something else.
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _flow(fields: Mapping[str, object]) -> str:
    written = json.dumps(fields, ensure_ascii=False, default=str)
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def engine_pages(
    docs: Path,
    articles: Mapping[str, str],
    fields_of: Callable[[str], Mapping[str, object]],
    page_records: Mapping[str, object],
) -> Iterator[tuple[str, str]]:
    """Path and text of every Markdown page below ``docs``, documents first, in order of path.

    Nothing is kept between two pages, so that a large library needs no more memory than a small.

    Args:
        docs: the folder of Markdown.
        articles: article of each document with its ids, by id of the document.
        fields_of: front matter of a document's page with its record, by id of the document.
        page_records: records of other pages, by path.

    Raises:
        BuildError: a document is in ``docs`` and not in the library, or the other way round; or a
            link leads nowhere.
    """
    # Whether a mapping has an article is not asked of it: it may make the article to answer.
    missing = set(articles)
    links = LinkCheck()
    # Documents come first: most links lead to them, and are settled where they stand.
    for file in sorted(docs.rglob("*.md"), key=lambda each: (not _is_document(each, docs), each)):
        path, name = file.relative_to(docs).as_posix(), file.stem
        if _is_document(file, docs):
            if name not in missing:
                raise BuildError("has no seed", where=path, remedy="run `wenku convert` first")
            missing.discard(name)
            fields, body = fields_of(name), articles[name]
        else:
            fields, body = split(file.read_text(encoding="utf-8"))
            if path in page_records:
                fields["record"] = page_records[path]
        yield path, engine_page(fields, links.settled(path, body), template_of(path))
    if missing:
        raise BuildError(
            f"{min(missing)}.md is missing from docs/documents", remedy="run `wenku convert` first"
        )
    links.require_whole()


def _is_document(file: Path, docs: Path) -> bool:
    """Whether a page is that of a document, and no list of documents."""
    return file.relative_to(docs).parts[0] == "documents" and file.name != "index.md"


def template_of(path: str) -> str:
    """The template of a page by its place, empty for the theme's own."""
    parts = PurePosixPath(path).parts
    if path in PAGE_TEMPLATES:
        return PAGE_TEMPLATES[path]
    if parts[-1] == "index.md" or len(parts) == 1:
        return "list.html" if len(parts) > 1 else ""
    return TEMPLATES.get(parts[0], "")
