"""HTML: what a reader sees, line by line, and what the markup says about it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.decode import decode
from wenku.model import Decoded, HintKind


def read(body: str, head: str = "") -> Decoded:
    return decode(f"<html><head>{head}</head><body>{body}</body></html>", "page.html")


def hinted(decoded: Decoded, kind: HintKind) -> list[tuple[str, str]]:
    return [(decoded.text[h.start : h.end], h.value) for h in decoded.hints if h.kind is kind]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>甲</p><p>乙</p>", "甲\n乙\n", id="paragraphs"),
        pytest.param("甲<br>乙<br/>丙", "甲\n乙\n丙\n", id="line breaks"),
        pytest.param("<p>甲\n   乙</p>", "甲乙\n", id="source line end between ideographs"),
        pytest.param("<p>one\n two</p>", "one two\n", id="source line end between words"),
        pytest.param("<p>a <b> b</b>c</p>", "a bc\n", id="inline space kept once"),
        pytest.param("<ol start=3><li>甲</li><li>乙</li></ol>", "3. 甲\n4. 乙\n", id="numbers"),
        pytest.param(
            "<ol><li><p>甲</p><p>续</p></li><li><div> 乙</div></li></ol>",
            "1. 甲\n续\n2. 乙\n",
            id="numbered paragraphs",
        ),
        pytest.param(
            "<ol><li></li><li><ol><li>甲</li></ol></li></ol>", "1. \n2. \n1. 甲\n", id="empty items"
        ),
        pytest.param("<ul><li>甲</li></ul>", "甲\n", id="bullets are no text"),
        pytest.param("10 km<sup>2</sup>，CO<sub>2</sub>", "10 km²，CO₂\n", id="exponent and index"),
        pytest.param("甲<script>x</script><!-- c --><style>y</style>", "甲\n", id="not shown"),
        pytest.param("<pre>x\n  y</pre>", "x\n  y\n", id="preformatted"),
        pytest.param("A &amp; B &lt;p&gt; &ldquo;引&rdquo;", "A & B <p> “引”\n", id="entities"),
        pytest.param("<table><tr><td><p>整页</p></td></tr></table>", "整页\n", id="layout table"),
    ],
)
def test_text(body: str, text: str) -> None:
    assert read(body).text == text


def test_hints() -> None:
    decoded = read(
        "<h2>题</h2><ul><li>甲<ul><li>乙</li></ul></li></ul><p>有<strong>重点</strong>"
        "和<a href='javascript:x'>链接</a></p><nav>导航</nav><p style='display: none'>藏</p>"
        "<div class='breadcrumb'>位置</div><blockquote>引</blockquote>",
        "<title> 题 - 网 </title><meta name='PubDate' content='2024-01-02'><meta name=x content=y>",
    )
    assert hinted(decoded, HintKind.HEADING) == [("题", "2")]
    assert hinted(decoded, HintKind.STRONG) == [("重点", "")]
    assert hinted(decoded, HintKind.LINK) == [("链接", "")]
    assert hinted(decoded, HintKind.CHROME) == [("导航", "nav"), ("位置", "div")]
    assert hinted(decoded, HintKind.HIDDEN) == [("藏", "")]
    assert hinted(decoded, HintKind.QUOTE) == [("引", "")]
    assert hinted(decoded, HintKind.TITLE) == [("", "题 - 网")]
    assert hinted(decoded, HintKind.META) == [("", "PubDate=2024-01-02")]
    assert ("乙", "2") in hinted(decoded, HintKind.ITEM)
    assert "javascript" not in decoded.text


VEILED = "visibility: hidden; opacity: 0;"
STORY = "<p>渔民在禁渔期修补渔网。</p><p>合作社为他们联系了育苗场的活计，每月多收入两千元。</p>"


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        pytest.param(
            f"<h1>禁渔期的一天</h1><div id=js_content style='{VEILED}'>{STORY}</div>",
            [],
            id="an article that a script would show",
        ),
        pytest.param(
            f"<h1>禁渔期的一天</h1><div style='{VEILED}'>{STORY}</div><p>轻触阅读原文</p>",
            [],
            id="without a name that tells it",
        ),
        pytest.param(
            "".join(f"<div style='opacity:0'>{STORY}</div>" for _ in range(3)),
            [],
            id="paragraphs that fade in",
        ),
        pytest.param(
            "<div id=js_content style='visibility:hidden'>请看图片</div><p>这个号没有留言。</p>",
            [],
            id="a short article of that name beside a sentence of the site",
        ),
        pytest.param(
            f"<h1>渔家</h1>{STORY}{STORY}<div style='visibility:hidden'>网站正在维护。</div>",
            ["网站正在维护。"],
            id="a note of the site",
        ),
        pytest.param(
            f"{STORY}<p style='opacity:0'>蟹苗批发电话</p>", ["蟹苗批发电话"], id="keywords"
        ),
        pytest.param(
            f"<p>短讯。</p><div style='display:none'>{STORY}</div>",
            ["渔民在禁渔期修补渔网。\n合作社为他们联系了育苗场的活计，每月多收入两千元。"],
            id="what is gone is gone, however long",
        ),
        pytest.param(
            f"<div id=js_content style='{VEILED}'>{STORY}<p hidden>口令</p></div>",
            ["口令"],
            id="what is gone within an article",
        ),
        pytest.param(f"{STORY}<p style='opacity:0.8'>淡字</p>", [], id="a pale colour"),
    ],
)
def test_a_style_that_scripts_undo_hides_no_article(body: str, hidden: list[str]) -> None:
    assert [text for text, _ in hinted(read(body), HintKind.HIDDEN)] == hidden


def test_a_data_table_is_one_line_a_row_with_its_cells() -> None:
    decoded = read(
        "<table><tr><th>年</th><th colspan=2>数</th></tr>"
        "<tr><td>2023</td><td>1</td><td>2</td></tr></table>"
    )
    assert decoded.text == "年\t数\t\n2023\t1\t2\n"
    assert hinted(decoded, HintKind.CELL)[:2] == [("年", "0:0:0:h"), ("数", "0:0:1:h")]


def test_a_text_file_with_stray_tags_is_text() -> None:
    stray = '<del id="abcde"><dfn id="abcde"></dfn></del>\n  • <ul id="abcde"></ul>\n正文。'
    assert decode(stray, "page.txt").text == stray


def test_a_fragment_is_html_whatever_its_suffix() -> None:
    assert decode("<div><p>甲</p><p>乙</p></div>", "page.txt").text == "甲\n乙\n"


def test_depth_costs_no_stack_and_no_square() -> None:
    def seconds(depth: int) -> float:
        start = time.process_time()
        assert read("<div>" * depth + "深" + "</div>" * depth).text == "深\n"
        return time.process_time() - start

    assert seconds(20_000) < 12 * seconds(5_000)


@given(st.text(alphabet="<>/&;=\"' ptabledivscriptsytlohrefno甲-!", max_size=120))
def test_any_markup_is_read(source: str) -> None:
    decoded = decode(f"<html>{source}", "x.html")
    for hint in decoded.hints:
        assert 0 <= hint.start <= hint.end <= len(decoded.text)


def test_a_wechat_page_states_account_author_and_date_in_named_elements() -> None:
    head = (
        "<span>原创</span><span id=js_author_name> 岳小禾</span><a id=js_name>\n 山乡茶事 </a>"
        "<em id=publish_time>2021-04-08 20:15</em>"
    )
    article = f"<div id=js_content>{STORY}</div>"
    stated = {text for _, text in hinted(read(head + article), HintKind.META)}
    assert stated == {"source=山乡茶事", "author=岳小禾", "pubdate=2021-04-08 20:15"}
    assert hinted(read(head + STORY), HintKind.META) == []
