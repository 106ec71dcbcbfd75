r"""Writing Markdown that says exactly what the text says.

Everything that Markdown, HTML or the engine's extensions would read as markup is written as a
numeric character reference, and only that: Chinese prose stays as readable as it was. References
are used, and not backslashes, because Python-Markdown drops a backslash before some marks and
keeps it before others, while a reference means the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Anywhere in a line: entities, tags, emphasis, code, links, footnotes, attribute lists, template
# braces, escapes; line ends, tabs and control characters, which Markdown rewrites or uses itself.
_ANYWHERE = re.compile(r"[&<*_`\[\]\\{\x00-\x1f\x7f]")
_IN_HTML = re.compile(r"[&<>\"\x00-\x1f\x7f]")
# At the start of a line: headings, quotes, lists, rules, fences, tables, definitions, admonitions.
_AT_START = re.compile(r"[-+#>=~:|! ]|\d+(?P<mark>[.)])(?=\s|$)")


def escape(text: str) -> str:
    """Text as inline Markdown that renders to exactly ``text``.

    >>> escape("*[a]: b")
    '&#42;&#91;a&#93;: b'
    """
    return _ANYWHERE.sub(_reference, text)


def at_line_start(markdown: str) -> str:
    """Inline Markdown made safe to stand on a line of its own, as a paragraph or a heading.

    >>> at_line_start("1. x")
    '1&#46; x'
    """
    if starter := _AT_START.match(markdown):
        place = starter.start("mark") if starter["mark"] else 0
        markdown = f"{markdown[:place]}&#{ord(markdown[place])};{markdown[place + 1 :]}"
    kept = markdown.rstrip("# ")
    return kept + "".join(f"&#{ord(character)};" for character in markdown[len(kept) :])


def line(text: str) -> str:
    """Plain text as a line of Markdown.

    >>> line("- {{ x }}")
    '&#45; &#123;&#123; x }}'
    """
    return at_line_start(escape(text))


def literal(text: str) -> str:
    """Text for inside an HTML block, on one line.

    >>> literal("a < b")
    'a &#60; b'
    """
    return _IN_HTML.sub(_reference, text)


def link(label: str, target: str) -> str:
    """A link; ``label`` is inline Markdown, ``target`` already percent-encoded."""
    return f"[{label}]({target})"


def heading(text: str, level: int) -> str:
    """A heading line; ``text`` is plain."""
    return f"{'#' * level} {line(text)}"


def section(label: str, anchor: str) -> str:
    """A heading of a generated page, with an id that links and styles can rely on.

    ``label`` is inline Markdown.
    """
    return f"## {label} {{: #{anchor} }}"


def item(text: str) -> str:
    """An item of a list; ``text`` is inline Markdown on one line."""
    return f"-   {text}"


def fence(text: str) -> str:
    """Lines of code, between fences that the code itself cannot close."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}\n{text}\n{marks}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are inline Markdown, rows are filled up to the widest."""
    body = [tuple(row) for row in rows]
    width = max(map(len, (tuple(header), *body)))
    lines = [_row(header, width), _row(["---"] * width, width)]
    return "\n".join([*lines, *(_row(row, width) for row in body)])


def paragraphs(blocks: Iterable[str]) -> str:
    """Blocks of Markdown as a file: a blank line between them, one line end at the end."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def _row(cells: Sequence[str], width: int) -> str:
    filled = [cell.replace("|", "&#124;") for cell in (*cells, *[""] * (width - len(cells)))]
    return f"| {' | '.join(filled)} |"


def _reference(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])
