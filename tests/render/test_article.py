"""Blocks as Markdown: nothing of an article is lost, and nothing but its structure is added."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.rendering import read, to_html
from tests.render.test_markdown import LINES, TEXTS
from tests.site.example import HOSTILE, blocks_of, document
from wenku.model import (
    Annotations,
    Block,
    BlockKind,
    Document,
    EntityKind,
    Mark,
    Mention,
    Metadata,
    Source,
)
from wenku.render import reading_copy, render_document
from wenku.render.article import article, block_markdown, mark_spans
from wenku.render.spans import Span, inline
from wenku.trail import Trail

LINKS = {("city", "济南市"): "cities/jinan.md", ("city", "上海市"): "cities/shanghai.md"}


def lone(block: Block, **known: object) -> Document:
    """A document of one block."""
    source = Source("a.txt", "0" * 64, 1, "utf-8", "text/plain", "simplified")
    annotations = Annotations(**known)  # type: ignore[arg-type]
    trail = Trail(block.text)
    return Document("a", source, Metadata(title="题"), block.text, (block,), trail, annotations)


def paragraph(text: str, *marks: tuple[int, int]) -> Block:
    """A paragraph with emphasis."""
    spans = tuple(Mark(*mark) for mark in marks)
    return Block(BlockKind.PARAGRAPH, 0, len(text), text, anchor="p1", marks=spans)


def city(text: str, surface: str, name: str, nth: int = 0) -> Mention:
    """A mention of a city in block 0."""
    start = [found.start() for found in re.finditer(surface, text)][nth]
    return Mention(0, start, start + len(surface), surface, EntityKind.CITY, name)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("正文。", "正文。"),
        ("## 一、总则", "## 一、总则"),
        ("### 1. 目标", "### 1&#46; 目标"),
        ("- 1. 有号的项", "1&#46; 有号的项"),
        ("- 1.有号的项", "1.有号的项"),
        ("- （一）有号的项", "（一）有号的项"),
        ("- 一、有号的项", "一、有号的项"),
        ("- ①有号的项", "①有号的项"),
        ("- 没有号的项", "-   没有号的项"),
        ("> 引文", "> 引文"),
        ("| 甲\t乙\n1\t2|3", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2&#124;3 |"),
        ("``` a\n```\nb", "````\na\n```\nb\n````"),
        ("**重点。**其余。", "**重点。**其余。"),
        ("其中“**重点**”，是", "其中“**重点**”，是"),
    ],
)
def test_each_kind_of_block(line: str, written: str) -> None:
    _, blocks = blocks_of([line])
    assert block_markdown(blocks[0], (mark_spans(blocks[0]),)) == written


def test_a_table_without_a_header_keeps_its_first_row_in_the_body() -> None:
    block = Block(BlockKind.TABLE, 0, 7, "甲\t乙\n丙\t丁")
    _, tags = read(to_html(block_markdown(block, ())))
    assert [tag for tag, _ in tags].count("td") == 4


@given(LINES, st.data())
def test_emphasis_marks_what_it_is_given(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    marks = data.draw(st.lists(st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))))
    block = paragraph(text, *marks)
    found, tags = read(to_html(block_markdown(block, (mark_spans(block),))))
    assert found == text
    assert {tag for tag, _ in tags} <= {"p", "strong"}
    assert [tag for tag, _ in tags].count("strong") == len(mark_spans(block))


@given(TEXTS, st.data())
def test_layers_never_lose_a_character(text: str, data: st.DataObject) -> None:
    def layer(opening: str, closing: str) -> list[Span]:
        cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
        return [
            Span(start, end, opening, closing)
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        ]

    layers = [layer("<i>", "</i>"), layer("<b>", "</b>")]
    written = inline(text, layers)
    assert read(written)[0] == text
    assert written.count("<i>") == len(layers[0])


class TestLinks:
    def test_the_first_mention_in_a_paragraph_is_a_link(self) -> None:
        text = "济南市与上海市合作，济南市牵头。"
        mentions = (
            city(text, "济南市", "济南市"),
            city(text, "上海市", "上海市"),
            city(text, "济南市", "济南市", 1),
        )
        written = article(lone(paragraph(text), mentions=mentions), LINKS)
        assert written == [
            "[济南市](../cities/jinan.md)与[上海市](../cities/shanghai.md)合作，济南市牵头。"
        ]

    def test_no_link_in_a_heading(self) -> None:
        block = Block(BlockKind.HEADING, 0, 3, "济南市", 2)
        mentions = (city("济南市", "济南市", "济南市"),)
        assert article(lone(block, mentions=mentions), LINKS) == ["## 济南市"]

    def test_no_link_without_a_page(self) -> None:
        mentions = (city("济南市", "济南市", "济南市"),)
        assert article(lone(paragraph("济南市"), mentions=mentions), {}) == ["济南市"]

    def test_a_name_inside_a_longer_name_is_no_mention_of_its_own(self) -> None:
        text = "上海市第十人民医院"
        hospital = Mention(0, 0, 9, text, EntityKind.INSTITUTION, text)
        mentions = (city(text, "上海市", "上海市"), hospital)
        assert article(lone(paragraph(text), mentions=mentions), LINKS) == [text]

    def test_emphasis_and_link_nest(self) -> None:
        text = "在济南市建"
        block = paragraph(text, (0, 3))
        mentions = (city(text, "济南市", "济南市"),)
        written = article(lone(block, mentions=mentions), LINKS)
        found, tags = read(to_html(written[0]))
        assert found == text
        assert [tag for tag, _ in tags] == ["p", "strong", "a", "a"]


class TestReadingCopy:
    def test_each_block_has_its_id_and_paragraphs_their_numbers(self) -> None:
        lines = ["## 题", "甲。", "- 乙", "- 1. 丙", "> 丁", "| 戊\t己", "``` 庚"]
        made = document("a", lines, Metadata(title="题"))
        found, tags = read(to_html(reading_copy(made)))
        ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
        assert ids == [block.anchor for block in made.body]
        numbers = [a["data-n"] for tag, a in tags if tag == "a" and a.get("class") == "num"]
        assert numbers == ["1", "2", "3", "4", "5", "6"]
        assert found.split() == ["题", "甲。", "乙", "1.", "丙", "丁", "戊己", "庚"]

    def test_numbers_are_no_part_of_the_text(self) -> None:
        made = document("a", ["甲。", "乙。"], Metadata(title="题"))
        assert read(to_html(reading_copy(made)))[0] == "甲。\n乙。"

    def test_an_unresolved_place_is_marked_and_explained(self) -> None:
        made = document("a", ["前 损 坏后", "**无**"], Metadata(title="题"), doubtful=["损 坏"])
        found, tags = read(to_html(reading_copy(made)))
        assert found == "前 损 坏后\n无"
        assert ("mark", {"class": "doubt", "id": "place-1"}) in tags
        assert [a["href"] for _, a in tags if a.get("class") == "doubt-ref"] == ["#doubt-1"]

    @given(st.lists(LINES.filter(lambda line: "**" not in line), min_size=1, max_size=6))
    def test_the_text_survives(self, lines: list[str]) -> None:
        blocks: list[Block] = []
        text = ""
        for at, line in enumerate(lines):
            start, text = len(text), f"{text}{line}\n"
            place = (start, start + len(line), line)
            blocks.append(Block(BlockKind.PARAGRAPH, *place, anchor=f"p{at}"))
        source = Source("a.txt", "0" * 64, 1, "utf-8", "text/plain", "simplified")
        made = Document("a", source, Metadata(), text, tuple(blocks), Trail(text))
        assert read(to_html(reading_copy(made)))[0] == "\n".join(lines)
        assert read(to_html("\n\n".join(article(made, {}))))[0] == "\n".join(lines)


def test_hostile_lines_are_text_in_both_copies() -> None:
    made = document("a", HOSTILE, Metadata(title="<script>alert(1)</script>"))
    allowed = {"p", "h1", "h2", "ul", "li", "blockquote", "table", "thead", "tbody", "tr", "th"}
    allowed |= {"td", "pre", "code", "div", "a"}
    body = render_document(made).split("---\n", 2)[2]
    for written in (body, reading_copy(made)):
        found, tags = read(to_html(written))
        assert {tag for tag, _ in tags} <= allowed
        assert not any(name.startswith("on") for _, a in tags for name in a)
        assert not any("style" in attributes for _, attributes in tags)
        targets = [a["href"] or "" for tag, a in tags if tag == "a"]
        assert all(target.startswith("#") for target in targets)
        for block in made.body:
            if block.kind not in (BlockKind.TABLE, BlockKind.CODE):
                assert block.text.strip() in found
