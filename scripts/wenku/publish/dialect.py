"""Our own Markdown, drawn at once: an extension of the engine's Markdown, named in ``mkdocs.yml``.

The engine's Markdown tries every construct there is on every text, sixteen patterns each. The pages
of the library use a few of them, always written the same way, and everything else in them is a
numeric reference (``wenku.render.markdown``). Such a page is drawn here in one walk, with the same
bytes. A page that holds anything else, were it a single sign, is left to the engine as a whole: so
nothing is markup here that would not be markup there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, cast

from markdown import Extension, Markdown
from markdown.extensions.toc import nest_toc_tokens, strip_tags, unique
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown.extensions.toc import TocTreeprocessor, _TocToken

_AFTER_WHITE_SPACE = 29
_AFTER_CONTENTS = 4
"""Places among the steps of the engine's Markdown, which are run from high to low."""

_SIGNS = r"<*_`\[\]\\{\x00-\x1f\x7f"
"""What Markdown or the engine may read as more than text; ``&`` is looked at by itself."""

_TOKEN = re.compile(
    rf"(?P<text>[^{_SIGNS}]+)"
    # After an exclamation mark a link would be a picture. A target is an address within the site.
    rf"|(?<!!)\[(?P<label>[^{_SIGNS}]+)\]"
    r"\((?P<target>(?!/)[^<*`\[\]\\{\x00-\x1f\x7f\s()>&\"':]+)\)"
    rf"|(?P<tag><(?:a|mark)(?: [a-z-]+=\"[^{_SIGNS}\">&]*\")*>|</(?:a|mark)>)"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*(?!\*)"
)
_NO_REFERENCE = re.compile(r"&(?!#[0-9]+;)")
_SOURCE = re.compile(r"\.md(?:#|$)")
_STARTS_OTHERWISE = re.compile(r"[-+#>=~:|!\s]|\*(?!\*)|[0-9]+[.)]\s")
_HEADING = re.compile(
    r"(?P<marks>#{1,6}) (?P<label>[^{}\n]*[^{}\n#\s])(?: \{: #(?P<id>(?:[^\W_]|-)+) \})?"
)
_ATTRIBUTES = re.compile(r"\{: #(?P<id>(?:[^\W_]|-)+)(?P<classes>(?: \.[a-z0-9-]+)*) \}")
_FIGURE = re.compile(r'<(?P<name>div|figure) class="[^"<>]*"[^<>]*>.*</(?P=name)>')
_ITEM, _BELOW, _QUOTE, _CELLS = "-   ", "    ", "> ", "| "


class ForeignError(Exception):
    """The page holds something that is not drawn here."""


@dataclass(slots=True)
class Heading:
    """A heading; one without an id of its own gets it when the page's other ids are known."""

    level: int
    label: str
    """As HTML."""
    id: str

    def __str__(self) -> str:
        return f'<h{self.level} id="{self.id}">{self.label}</h{self.level}>'


@dataclass(slots=True)
class Drawn:
    """A page as HTML."""

    blocks: list[str | Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @property
    def headings(self) -> Iterator[Heading]:
        """All headings, in order."""
        return (block for block in self.blocks if isinstance(block, Heading))

    @property
    def title(self) -> Heading | None:
        """The heading of the page itself, if it begins with one."""
        first = next(iter(self.blocks), None)
        return first if isinstance(first, Heading) and first.level == 1 else None

    def name_headings(self, toc: TocTreeprocessor) -> None:
        """Give ids to the headings that have none, as the engine does."""
        for heading in self.headings:
            if not heading.id:
                name = html.unescape(strip_tags(heading.label))
                heading.id = unique(toc.slugify(name, toc.sep), self.ids)

    def contents(self, toc: TocTreeprocessor) -> list[_TocToken]:
        """The headings that the page's contents list, each with those below it."""
        return nest_toc_tokens(
            [
                {"level": heading.level, "id": heading.id, "name": strip_tags(heading.label)}
                for heading in self.headings
                if toc.toc_top <= heading.level <= toc.toc_bottom
            ]
        )


def draw(source: str) -> Drawn:
    """Draw the blocks of a page.

    Raises:
        ForeignError: the engine's Markdown is needed for it.
    """
    drawn = Drawn()
    blocks = filter(None, (part.strip("\n") for part in source.split("\n\n")))
    for kind, group in groupby(blocks, _kind):
        if kind == _QUOTE:
            drawn.blocks.append(_quote(list(group), drawn))
        elif kind == _ITEM:
            drawn.blocks.append(_list(list(group), drawn))
        else:
            drawn.blocks += [_block(block, kind, drawn) for block in group]
    return drawn


def _kind(block: str) -> str:
    return next((start for start in (_QUOTE, _ITEM, _CELLS, "#") if block.startswith(start)), "")


def _block(block: str, kind: str, drawn: Drawn) -> str | Heading:
    if kind == "#":
        return _heading(block, drawn)
    if kind == _CELLS:
        return _table(block)
    if block.startswith(("<div ", "<figure ")):
        return _figure(block)
    return _element("p", block, drawn)


def _heading(block: str, drawn: Drawn) -> Heading:
    if not (found := _HEADING.fullmatch(block)) or found["label"] != found["label"].strip():
        raise ForeignError
    if found["id"]:
        drawn.ids.add(found["id"])
    return Heading(len(found["marks"]), _inline(found["label"]), found["id"] or "")


def _element(tag: str, block: str, drawn: Drawn) -> str:
    """A line of text, with its attributes on a line of their own below it."""
    text, _, below = block.partition("\n")
    attributes = ""
    if below:
        if not (found := _ATTRIBUTES.fullmatch(below)):
            raise ForeignError
        drawn.ids.add(found["id"])
        classes = found["classes"].replace(".", "").strip()
        attributes = f' class="{classes}"' * bool(classes) + f' id="{found["id"]}"'
    return f"<{tag}{attributes}>{_line(text)}</{tag}>"


def _quote(blocks: Sequence[str], drawn: Drawn) -> str:
    """Quotations that follow each other are one."""
    paragraphs = (_element("p", _without(_QUOTE, _QUOTE, block), drawn) for block in blocks)
    return "\n".join(("<blockquote>", *paragraphs, "</blockquote>"))


def _list(blocks: Sequence[str], drawn: Drawn) -> str:
    """One list: items line by line, or with blank lines between them and paragraphs in them."""
    if len(blocks) > 1:
        paragraphs = (_element("p", _without(_ITEM, _BELOW, block), drawn) for block in blocks)
        items = [f"<li>\n{paragraph}\n</li>" for paragraph in paragraphs]
    elif f"\n{_BELOW}" in blocks[0]:
        items = [_element("li", _without(_ITEM, _BELOW, blocks[0]), drawn)]
    else:
        items = [_element("li", _without(_ITEM, "", each), drawn) for each in blocks[0].split("\n")]
    return "\n".join(("<ul>", *items, "</ul>"))


def _without(start: str, below: str, block: str) -> str:
    """A block without what its lines begin with."""
    first, *others = block.split("\n")
    if not first.startswith(start) or not all(line.startswith(below) for line in others):
        raise ForeignError
    return "\n".join((first.removeprefix(start), *(line.removeprefix(below) for line in others)))


def _table(block: str) -> str:
    head, *others = (_cells(line) for line in block.split("\n"))
    if len(head) == 1 or others[0:1] != [["---"] * len(head)] or not others[1:]:
        raise ForeignError
    if any(len(row) != len(head) for row in others):
        raise ForeignError
    body = "\n".join(_row(row, "td") for row in others[1:])
    return f"<table>\n<thead>\n{_row(head, 'th')}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cells(line: str) -> list[str]:
    if not line.startswith(_CELLS) or not line.endswith(" |"):
        raise ForeignError
    return [cell.strip(" ") for cell in line[1:-1].split("|")]


def _row(cells: Sequence[str], tag: str) -> str:
    return "\n".join(("<tr>", *(f"<{tag}>{_inline(cell)}</{tag}>" for cell in cells), "</tr>"))


def _figure(block: str) -> str:
    """HTML of ours on a line of its own, with an end to its first element and no other after it."""
    if not (found := _FIGURE.fullmatch(block)):
        raise ForeignError
    depth = 0
    for tag in re.finditer(rf"<(/?){found['name']}\b", block):
        depth += -1 if tag[1] else 1
        if not depth and block.find(">", tag.end()) != len(block) - 1:
            raise ForeignError
    if depth:
        raise ForeignError
    return f"{block}\n"


def _line(text: str) -> str:
    if not text or _STARTS_OTHERWISE.match(text) or text[-1].isspace():
        raise ForeignError
    return _inline(text)


def _inline(text: str) -> str:
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    done = 0
    for token in _TOKEN.finditer(text):
        if token.start() != done:
            break
        done = token.end()
        match token.lastgroup:
            case "text":
                yield _text(token[0])
            case "target":
                yield _link(token["label"], token["target"])
            case "tag":
                yield token[0]
            case _:
                yield f"<strong>{_inline(token['strong'])}</strong>"
    if done != len(text):
        raise ForeignError


def _text(text: str) -> str:
    if "&" in text and _NO_REFERENCE.search(text):
        raise ForeignError
    return text.replace(">", "&gt;")


def _link(label: str, target: str) -> str:
    if _SOURCE.search(target):
        raise ForeignError
    return f'<a href="{target}">{_text(label)}</a>'


class _Pages(Preprocessor):
    """Puts a drawn page in the place of its Markdown, as HTML that Markdown leaves alone."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.drawn: Drawn | None = None

    def run(self, lines: list[str]) -> list[str]:
        self.drawn = None
        source = "\n".join(lines).strip("\n")
        try:
            drawn = draw(source)
        except ForeignError:
            return lines
        self.drawn, blocks, kept = drawn, drawn.blocks, list[str]()
        drawn.name_headings(cast("TocTreeprocessor", self.md.treeprocessors["toc"]))
        if drawn.title:
            # The engine takes a page's title from a heading that its own Markdown has drawn.
            blocks, kept = blocks[1:], [source.partition("\n")[0], ""]
        return [*kept, self.md.htmlStash.store("\n".join(map(str, blocks))) if blocks else ""]


class _Contents(Treeprocessor):
    """Tells the engine the headings of a drawn page, which its own tree does not hold."""

    def __init__(self, md: Markdown, pages: _Pages) -> None:
        super().__init__(md)
        self._pages = pages

    def run(self, root: Element) -> None:
        if (drawn := self._pages.drawn) is None:
            return
        if drawn.title:
            root[0].set("id", drawn.title.id)
        toc = cast("TocTreeprocessor", self.md.treeprocessors["toc"])
        self.md.toc_tokens = drawn.contents(toc)  # type: ignore[attr-defined]


class Dialect(Extension):
    """Draws the pages that are written in our dialect."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name is Markdown's)
        """Take our place among the steps of ``md``."""
        pages = _Pages(md)
        md.preprocessors.register(pages, "dialect", _AFTER_WHITE_SPACE)
        md.treeprocessors.register(_Contents(md, pages), "dialect", _AFTER_CONTENTS)


def makeExtension(**settings: object) -> Dialect:  # noqa: N802  (the name is Markdown's)
    """The extension, as Markdown asks a module for it."""
    return Dialect(**settings)
