"""What holds for any page whatsoever: nothing lost, nothing doubled, nothing unsound."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.structure.annotated import all_pages
from wenku.model import Block, BlockKind, Hint, HintKind, Page
from wenku.structure import derive_title, structure
from wenku.structure.tables import without_pipes
from wenku.trail import Trail

FRAGMENTS = st.sampled_from(
    [
        *("\n", "\n\n", " ", "\u3000\u3000", "\t", "\u2028", "\x0b", "\x00"),
        *(
            "一、",
            "（一）",
            "1. ",
            "1．",
            "（1）",
            "①",
            "第一章 ",
            "第三条 ",
            "专栏12 ",
            "附件1",
            "• ",
            "一是",
        ),
        *(
            "加强组织领导",
            "总体要求",
            "目录",
            "参考文献",
            "保障措施",
            "。",
            "，",
            "；",
            "：",
            "？",
            "——",
        ),
        *(
            "来源：",
            "作者：王丽",
            "发布时间：",
            "2023-05-06",
            "二〇二三年五月六日",
            "（记者 王丽）",
            "责任编辑：",
        ),
        *(
            "| a | b |\n",
            "|---|---|\n",
            "|",
            "a\tb\n",
            "《关于加强领导的意见》",
            "“",
            "”",
            "<b>",
            "{{ x }}",
            "---",
        ),
        "为深入推进各项工作，进一步提高服务水平，现将有关事项通知如下，请认真贯彻执行。",
    ]
)
TEXTS = st.one_of(
    st.lists(FRAGMENTS, max_size=40).map("".join),
    st.text(max_size=200),
    st.sampled_from([page.text for page in all_pages()]),
)
VALUES = st.sampled_from(
    ["", "1", "2", "6", "9", "x", "1:2.", "0:0:0", "0:0:1:h", "0:1:0", "1:9:9", "99999999:0:0"]
)
METAS = st.sampled_from(
    [
        "ArticleTitle=总体要求",
        "PubDate=2023-02-30",
        "author=<script>",
        "url=javascript:x",
        "source=a\nb",
    ]
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    text = draw(TEXTS)
    hints: list[Hint] = []
    for _ in range(draw(st.integers(0, 8))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        kind = draw(st.sampled_from(list(HintKind)))
        value = draw(METAS) if kind is HintKind.META else draw(VALUES)
        hints.append(Hint(start, end, kind, value))
    return Page(text, tuple(sorted(hints)))


def bare(text: str) -> str:
    return "".join(text.split())


def held(page: Page, block: Block) -> str:
    """The characters of a block's span; the pipes of a table drawn with them are no text."""
    span = page.text[block.start : block.end]
    if block.kind is not BlockKind.TABLE or bare(span) == bare(block.text):
        return bare(span)
    return bare("".join(map(without_pipes, span.split("\n"))))


@given(pages())
def test_every_character_belongs_to_exactly_one_block(page: Page) -> None:
    _, blocks = structure(page, Trail(page.text), "x.txt")
    position = 0
    for block in blocks:
        assert block.start >= position
        assert not page.text[position : block.start].strip()
        assert block.end > block.start
        position = block.end
    assert not page.text[position:].strip()


@given(pages())
def test_a_block_shows_the_characters_of_its_span(page: Page) -> None:
    _, blocks = structure(page, Trail(page.text), "x.txt")
    for block in blocks:
        assert bare(block.text) == held(page, block)
        if block.kind is not BlockKind.CODE:
            assert block.text == block.text.strip()
        if block.kind not in {BlockKind.CODE, BlockKind.TABLE}:
            assert block.text == " ".join(block.text.split())


@given(pages())
def test_levels_start_at_the_top_and_skip_none(page: Page) -> None:
    _, blocks = structure(page, Trail(page.text), "x.txt")
    before = 1
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            assert 2 <= block.level <= min(before + 1, 6)
            before = block.level
        else:
            assert (block.level >= 1) is (block.kind is BlockKind.ITEM)


@given(pages())
def test_anchors_are_given_once_and_to_the_body_only(page: Page) -> None:
    _, blocks = structure(page, Trail(page.text), "x.txt")
    anchors = Counter(block.anchor for block in blocks if block.in_body)
    assert set(anchors.values()) <= {1}
    assert "" not in anchors
    assert all(block.anchor[0] == "h" for block in blocks if block.kind is BlockKind.HEADING)
    assert all(not block.anchor for block in blocks if not block.in_body)


@given(pages())
def test_marks_and_cells_lie_within_their_block(page: Page) -> None:
    _, blocks = structure(page, Trail(page.text), "x.txt")
    for block in blocks:
        position = 0
        for mark in block.marks:
            assert position <= mark.start < mark.end <= len(block.text)
            position = mark.end
        assert bool(block.rows) is (block.kind is BlockKind.TABLE)
        if block.rows:
            assert len({len(row) for row in block.rows}) == 1
            assert block.text.split("\n") == ["\t".join(row) for row in block.rows]


@given(pages())
def test_metadata_is_one_harmless_line_a_field(page: Page) -> None:
    metadata, _ = structure(page, Trail(page.text), "x.txt")
    fields = (metadata.title, metadata.source, metadata.author, metadata.editor, metadata.url)
    for value in fields:
        assert len(value) <= 200
        assert value == " ".join(value.split())
        assert value.isprintable()
    assert not metadata.url or metadata.url.startswith(("http://", "https://", "/"))
    for date in (metadata.date, metadata.date_inferred):
        assert not date or dt.date.fromisoformat((date + "-01-01")[:10]).year > 1900
    assert not metadata.title_derived


@given(pages())
def test_the_same_page_gives_the_same_document(page: Page) -> None:
    again = Page(page.text, page.hints)
    trail = Trail(page.text)
    assert structure(page, trail, "x.txt") == structure(again, trail, "x.txt")


@given(pages(), st.sampled_from(["", "宣城市", "延边朝鲜族自治州"]))
def test_a_derived_title_is_the_articles_own_words(page: Page, city: str) -> None:
    _, blocks = structure(page, Trail(page.text), "x.txt")
    title = derive_title(blocks, city)
    words = title.removeprefix(city).lstrip("\uff1a")
    assert bare(words) in bare("".join(block.text for block in blocks))
    assert "\n" not in title
