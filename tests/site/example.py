"""A small library to look at and to test pages with, made without the stages that make real ones.

The texts lie in ``articles/``: fields, an empty line, then one block to a line with empty lines
between (``## `` heading, ``- `` item, ``> `` quotation, ``| `` table, ``**`` emphasis). The trail
of each document is a true one: it leads from a damaged text to the cleaned text by edits.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from wenku.model import (
    Annotations,
    Block,
    BlockKind,
    Document,
    Entity,
    EntityKind,
    Library,
    Mark,
    Mention,
    Metadata,
    Passage,
    Related,
    Source,
    Theme,
)
from wenku.text.anchor import Anchors
from wenku.trail import Certainty, Change, Edit, Trail

ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True, slots=True)
class Place:
    """A city that the texts name."""

    province: str
    slug: str


CITIES = {
    "济南市": Place("山东省", "jinan"),
    "杭州市": Place("浙江省", "hangzhou"),
    "蚌埠市": Place("安徽省", "bengbu"),
    "宣城市": Place("安徽省", "xuancheng"),
    "上海市": Place("上海市", "shanghai"),
}
THEMES = {
    "中医药传承创新": "中医",
    "医养结合与养老服务": "医养结合",
    "区域协作与一体化": "合作",
}
"""Theme and the word that stands for it in the texts."""

READINGS = {"发": "fā", "医": "yī", "产": "chǎn"}
SPAM = "精彩内容免费观看"
"""Wording of a removed line, which must be found on no page."""

KINDS = {"- ": BlockKind.ITEM, "> ": BlockKind.QUOTE, "| ": BlockKind.TABLE, "``` ": BlockKind.CODE}


def blocks_of(lines: Iterable[str]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks from lines; in a table, tabs part cells and ``\\n`` rows."""
    blocks: list[Block] = []
    text = ""
    anchors = Anchors()
    for line in lines:
        kind, level, marked = _kind_of(line)
        shown = marked if kind is BlockKind.CODE else marked.replace("**", "")
        rows = _rows(shown) if kind is BlockKind.TABLE else ()
        start, text = len(text), f"{text}{shown}\n"
        place = (kind, start, start + len(shown), shown, level, anchors.give(shown))
        blocks.append(Block(*place, _marks(marked), rows, header=bool(rows)))
    return text, tuple(blocks)


def _kind_of(line: str) -> tuple[BlockKind, int, str]:
    if found := re.match(r"(#{2,6}) ", line):
        return BlockKind.HEADING, len(found[1]), line[found.end() :]
    for sign, kind in KINDS.items():
        if line.startswith(sign):
            return kind, int(kind is BlockKind.ITEM), line[len(sign) :]
    return BlockKind.PARAGRAPH, 0, line


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.split("\t")) for row in text.split("\n"))


def _marks(marked: str) -> tuple[Mark, ...]:
    marks, position = [], 0
    for at, piece in enumerate(marked.split("**")):
        if at % 2:
            marks.append(Mark(position, position + len(piece)))
        position += len(piece)
    return tuple(marks)


def trail_to(text: str, doubtful: Iterable[str] = ()) -> Trail:
    """A trail that ends in ``text``: readings taken out, commas widened, a line of spam removed."""
    final = f"{text}{SPAM}\n"
    narrow = final.replace("\uff0c", ",")
    commas = [at for at, char in enumerate(final) if char == "\uff0c"]
    widened = tuple(Edit(at, at + 1, ",", "\uff0c") for at in commas)
    original, taken_out = _annotated_with_readings(narrow)
    places = sorted((text.index(surface), surface) for surface in doubtful)
    flags = tuple(
        Edit(at, at + len(surface), surface, surface, note="字节不足以还原")
        for at, surface in places
    )
    gone = (Edit(len(text), len(final), f"{SPAM}\n", ""),)
    changes = (
        Change("repair", "REP101", "pinyin", Certainty.DETERMINED, taken_out),
        Change("repair", "REP201", "punctuation", Certainty.INFERRED, widened),
        Change("repair", "REP301", "byte-shift", Certainty.UNRESOLVED, flags),
        Change("prune", "PRU101", "spam", Certainty.DETERMINED, gone),
    )
    trail = Trail(original, tuple(change for change in changes if change.edits))
    assert trail.replay() == text
    assert trail.undo(text) == original
    return trail


def _annotated_with_readings(text: str) -> tuple[str, tuple[Edit, ...]]:
    pieces: list[str] = []
    edits: list[Edit] = []
    length = 0
    for char in text:
        pieces.append(char)
        length += 1
        if char in READINGS:
            reading = f"({READINGS[char]})"
            edits.append(Edit(length, length + len(reading), reading, ""))
            pieces.append(reading)
            length += len(reading)
    return "".join(pieces), tuple(edits)


def annotated(blocks: Sequence[Block], subject: str) -> Annotations:
    """Cities and themes by their bare names: enough to draw pages with."""
    mentions = tuple(_mentions(blocks))
    named = sorted({mention.entity for mention in mentions} - {subject})
    themes = sorted(_themes(blocks), key=lambda theme: (-theme.strength, theme.name))
    return Annotations(
        subject_city=subject,
        province=CITIES[subject].province if subject else "",
        cities=(*([subject] if subject else []), *named),
        mentions=mentions,
        themes=tuple(themes),
    )


def _mentions(blocks: Sequence[Block]) -> Iterator[Mention]:
    for at, block in enumerate(blocks):
        for city in CITIES:
            for found in re.finditer(f"{city[:-1]}市?", block.text):
                yield Mention(at, *found.span(), found[0], EntityKind.CITY, city)


def _themes(blocks: Sequence[Block]) -> Iterator[Theme]:
    for name, term in THEMES.items():
        passages = tuple(
            Passage(at, 0, len(block.text), (term,))
            for at, block in enumerate(blocks)
            if term in block.text and block.kind is not BlockKind.HEADING
        )
        if passages:
            yield Theme(name, min(1.0, len(passages) / 10), passages)


def document(
    identifier: str,
    lines: Iterable[str],
    stated: Metadata,
    *,
    subject: str = "",
    doubtful: Iterable[str] = (),
) -> Document:
    """A document from lines (see :func:`blocks_of`)."""
    text, blocks = blocks_of(lines)
    data = text.encode("utf-8")
    digest = hashlib.sha256(data).hexdigest()
    seed = f"{identifier}.txt"
    return Document(
        id=identifier,
        source=Source(seed, digest, len(data), "utf-8", "text/plain", "traditional"),
        metadata=stated,
        text=text,
        blocks=blocks,
        trail=trail_to(text, doubtful),
        annotations=annotated(blocks, subject),
    )


def read_article(path: Path) -> Document:
    """A document from a file of ``articles/``."""
    head, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n"))
    identifier = fields.pop("id", path.stem)
    subject, doubtful = fields.pop("subject", ""), fields.pop("doubtful", "").split()
    stated = Metadata(title_derived="source" not in fields, **fields)
    return document(identifier, lines, stated, subject=subject, doubtful=doubtful)


def library_of(documents: Iterable[Document]) -> Library:
    """The documents with their cities and themes, each related to the one before it."""
    ordered = tuple(sorted(documents, key=lambda each: each.id))
    related = {
        after.id: (Related(before.id, 0.5, ("同属主题“中医药传承创新”", "都写到上海市")),)
        for before, after in pairwise(ordered)
    }
    return Library(ordered, tuple(_entities(ordered)), related)


def _entities(documents: Sequence[Document]) -> Iterator[Entity]:
    for name, place in CITIES.items():
        if naming := tuple(d.id for d in documents if name in d.annotations.cities):
            yield Entity(name, "city", place.slug, naming, place.province)
    for name in THEMES:
        if naming := tuple(
            d.id for d in documents if name in {theme.name for theme in d.annotations.themes}
        ):
            yield Entity(name, "theme", name, naming)


HOSTILE = (
    "---",
    "title: injected",
    "{{ config.site_name }} {% include 'x' %}",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "[链接](javascript:alert(3)) <a href='javascript:alert(4)'>x</a> ![图](https://example.org/a)",
    "一段话 {: onclick=alert(5) #main .num }",
    "[x]: https://example.org/ 'y'",
    "*[缩写]: 全称",
    "[^1]: 脚注 [^1] [TOC]",
    "1. 其一",
    "    四个空格的缩进",
    "&lt;b&gt; &#60;i&#62; &amp;copy; `code` _斜_ ~~删~~ ==亮== ++加++ https://example.org/",
    "- <iframe src='https://example.org'></iframe> {: style=color:red }",
    "> <svg onload=alert(6)> *引* {: onclick=alert(7) }",
    "| <b>甲</b>\t乙 | 丙\n`一`\t{: onclick=alert(8) }",
    "``` </code></pre></div><script>alert(9)</script>\n\n```\n{{ x }} **y**",
    "## <script>alert(10)</script> {: #cite onclick=alert(11) } ##",
    "!!! note",
    "]]><!-- 注释 --> <?php ?> \\*反斜\\杠\\",
    "wzxhzdk:0 klzzwxh:0001 \u2028 行 \u200b 零宽 \U00020bb7",
)
"""Lines that would be markup in Markdown, HTML, YAML, Jinja or an extension: all are plain text."""


def hostile() -> Document:
    """A document every part of which tries to be more than text."""
    return document(
        "hostile",
        HOSTILE,
        Metadata(
            title="</title><script>alert(20)</script> {{ 7*7 }} \"'> # 标题",
            date="2020-02-30",
            source="<img src=x onerror=alert(21)>",
            author='"><script>alert(22)</script>',
            editor="{{ config }}",
            url="javascript:alert(23)",
            doc_type="<b>体裁</b>",
        ),
        doubtful=["四个空格", "<img src=x onerror=alert(2)>"],
    )


def example_library() -> Library:
    """Eight documents: dated and undated, with and without headings, one of them hostile."""
    return library_of([*map(read_article, sorted(ARTICLES.glob("*.txt"))), hostile()])
