"""Pages with what they should become written in front of each line.

A line is its expected block and its text: ``T`` title, ``M`` metadata, ``H2`` to ``H6`` heading
with level, ``P`` paragraph, ``I1`` item with depth, ``C`` row of a table, ``Q`` quotation. Lines
``# key: value`` at the top state the expected metadata and ``why`` the page is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wenku.model import Block, BlockKind

PAGES = Path(__file__).parent / "pages"

_LETTERS = {
    BlockKind.TITLE: "T",
    BlockKind.METADATA: "M",
    BlockKind.HEADING: "H",
    BlockKind.PARAGRAPH: "P",
    BlockKind.ITEM: "I",
    BlockKind.TABLE: "C",
    BlockKind.QUOTE: "Q",
    BlockKind.CODE: "K",
}


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """A page and what it should become."""

    name: str
    text: str
    lines: tuple[tuple[str, str], ...]
    """Expected tag and text of each line."""
    expected: dict[str, str]
    """Expected metadata by field; a field that is not named must be empty."""


def read_page(path: Path) -> AnnotatedPage:
    """Parse one annotated page."""
    expected: dict[str, str] = {}
    lines: list[tuple[str, str]] = []
    raw: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            key, _, value = line[2:].partition(":")
            expected[key.strip()] = value.strip()
        elif line:
            tag, _, text = line.partition(" ")
            raw.append(text)
            lines.append((tag, text if tag == "C" else " ".join(text.split())))
    text = "\n".join(raw) + "\n"
    return AnnotatedPage(path.stem, text, tuple(lines), expected)


def all_pages() -> list[AnnotatedPage]:
    """Every annotated page, by name."""
    return [read_page(path) for path in sorted(PAGES.glob("*.txt"))]


def tagged(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Blocks in the notation of the pages."""
    lines: list[tuple[str, str]] = []
    for block in blocks:
        level = str(block.level) if block.level else ""
        lines.extend((_LETTERS[block.kind] + level, text) for text in block.text.split("\n"))
    return lines
