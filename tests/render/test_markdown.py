"""Any text at all survives Markdown: what is read on the page is what was written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.render.rendering import read, shown, to_html
from wenku.render import markdown

# Control characters are no text, and HTML cannot hold them; the cleaned text has none.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
MARKUP = st.sampled_from(
    [
        *"&<>*_`[]{}#+-=~|!:\\\"'().^0123456789 \u3000\xa0\u2028",
        *["**", "__", "```", "~~~", "    ", "1. ", "- ", "# ", "> ", "{: ", "{{", "}}", "{%"],
        *["---", "===", "***", "<script>", "</p>", "<!--", "-->", "<?", "&lt;", "&#60;", "&amp"],
        *["[x]: y", "*[a]: b", "[^1]", "[TOC]", "](javascript:alert(1))", "onclick=x", "#id", ".c"],
        *[
            "wzxhzdk:0",
            "klzzwxh:0000",
            "amp",
            "\ufeff",
            "http://a.b/",
            "a@b.cn",
            "中",
            "文。",
            "“”",
        ],
    ]
)
TEXTS = st.lists(st.one_of(MARKUP, CHARACTERS), min_size=1, max_size=30).map("".join)
LINES = TEXTS.filter(lambda text: text == text.strip() and text)

WITH_A_MEANING = (
    "---",
    "{{ config }}",
    "{% raw %}",
    "<script>alert(1)</script>",
    "<!-- x -->",
    "<?php x ?>",
    "{: onclick=alert(1) }",
    "文字 {: #id .class }",
    "[链接](javascript:alert(1))",
    "[x]: y",
    "*[a]: b",
    "[^1]: 脚注",
    "[TOC]",
    "| 甲 | 乙 |",
    "1. 其一",
    "1) 其一",
    "２. 其二",
    "- 项",
    "+ 项",
    "* 项",
    "# 题 #",
    "题 ##",
    "> 引",
    "    缩进",
    "~~~",
    "```",
    "===",
    "title: x",
    "!!! note",
    ": 定义",
    "a\\*b\\",
    "&copy; &#169; &amp;lt;",
    "__init__ *斜* **粗** `码` ***",
    "行尾两个空格  ",
    "甲\t乙",
)


@pytest.mark.parametrize("text", WITH_A_MEANING)
def test_what_has_a_meaning_is_text(text: str) -> None:
    found, tags = read(to_html(markdown.line(text)))
    assert found == text
    assert tags == [("p", {})]


@pytest.mark.parametrize("text", WITH_A_MEANING)
def test_as_a_heading_too(text: str) -> None:
    found, tags = read(to_html(markdown.heading(text, 2)))
    assert found == text
    assert [tag for tag, _ in tags] == ["h2"]
    assert set(tags[0][1]) == {"id"}


@given(LINES)
@example("1. a")
@example("甲\u2028---")
def test_a_line_survives(text: str) -> None:
    found, tags = read(to_html(f"前\n\n{markdown.line(text)}\n\n后"))
    assert found == f"前\n{text}\n后"
    assert [tag for tag, _ in tags] == ["p", "p", "p"]


@given(st.lists(LINES, min_size=2, max_size=6))
def test_lines_do_not_join_into_markup(texts: list[str]) -> None:
    found, tags = read(to_html(markdown.paragraphs(map(markdown.line, texts))))
    assert found == "\n".join(texts)
    assert [tag for tag, _ in tags] == ["p"] * len(texts)


@given(LINES)
def test_a_heading_survives(text: str) -> None:
    found, tags = read(to_html(markdown.heading(text, 3)))
    assert found == text
    assert [tag for tag, _ in tags] == ["h3"]


@given(LINES)
def test_an_item_survives(text: str) -> None:
    found, tags = read(to_html(markdown.item(markdown.line(text))))
    assert found.strip("\n") == text
    assert [tag for tag, _ in tags] == ["ul", "li"]


@given(LINES)
def test_the_label_of_a_link_survives(text: str) -> None:
    found, tags = read(to_html(f"见{markdown.link(markdown.escape(text), 'a.md')}。"))
    assert found == f"见{text}。"
    assert tags == [("p", {}), ("a", {"href": "a.md"})]


CELLS = st.lists(LINES, min_size=2, max_size=3)


@given(CELLS, st.lists(CELLS, min_size=1, max_size=3))
def test_a_table_survives(header: list[str], rows: list[list[str]]) -> None:
    table = markdown.table(map_escape(header), [map_escape(row) for row in rows])
    found, tags = read(to_html(table))
    width = max(map(len, (header, *rows)))
    names = [tag for tag, _ in tags]
    assert names.count("th") == width
    assert names.count("td") == width * len(rows)
    assert [line for line in found.split("\n") if line] == [
        text for row in (header, *rows) for text in row
    ]


def map_escape(texts: list[str]) -> list[str]:
    return [markdown.escape(text) for text in texts]


@given(st.lists(TEXTS, min_size=1, max_size=5).map("\n".join).filter(str.strip))
def test_code_survives(text: str) -> None:
    found, tags = read(to_html(markdown.fence(text)))
    assert found.rstrip("\n") == text.expandtabs().rstrip("\n")
    assert [tag for tag, _ in tags] == ["pre", "code"]


@given(TEXTS)
def test_html_of_our_own_holds_text(text: str) -> None:
    found, tags = read(to_html(f"<div><p>{markdown.literal(text)}</p></div>\n\n后"))
    assert found.removesuffix("\n后").rstrip("\n") == text
    assert [tag for tag, _ in tags] == ["div", "p", "p"]


def test_chinese_prose_is_left_readable() -> None:
    prose = (
        "（一）到2025年，建成“15分钟”服务圈：1.15万余人次；"
        "5-10个，占比≥60%——详见《意见》〔2014〕7号。"
    )
    assert markdown.line(prose) == prose


def test_only_what_would_be_read_is_referred_to() -> None:
    assert markdown.line("1.加强 - 提升 a+b=c (d) #e! 3~5") == "1.加强 - 提升 a+b=c (d) #e! 3~5"
    assert markdown.line("1. 加强*") == "1&#46; 加强&#42;"
    assert shown(markdown.line("1. 加强*")) == "1. 加强*"
