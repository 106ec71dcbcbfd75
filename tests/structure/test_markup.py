"""What markup said, as the readers of HTML and Markdown hand it on, and when it is believed."""

from __future__ import annotations

import pytest

from wenku.decode import decode
from wenku.model import Block, BlockKind, Hint, HintKind, Metadata, Page
from wenku.structure import structure
from wenku.trail import Trail

LONG = "我市召开全市卫生健康工作会议"
PROSE = "为深入推进各项工作，进一步提高服务水平，现就有关事项作出如下安排，请认真贯彻执行。"


def read(source: str, name: str = "page.html") -> tuple[Metadata, tuple[Block, ...]]:
    decoded = decode(source.encode(), name)
    return structure(Page(decoded.text, decoded.hints), Trail(decoded.text), name)


def headings(blocks: tuple[Block, ...]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if block.kind is BlockKind.HEADING]


def of_kind(blocks: tuple[Block, ...], kind: BlockKind) -> list[str]:
    return [block.text for block in blocks if block.kind is kind]


def html(body: str, head: str = "") -> str:
    return f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def test_headings_of_markup_keep_their_nesting() -> None:
    body = (
        f"<h1>南坪镇工作方案</h1><p>{PROSE}</p><h2>目标</h2><p>{PROSE}</p>"
        f"<h4>近期</h4><p>{PROSE}</p><h4>远期</h4><p>{PROSE}</p><h2>措施</h2><p>{PROSE}</p>"
    )
    metadata, blocks = read(html(body))
    assert metadata.title == "南坪镇工作方案"
    assert headings(blocks) == [(2, "目标"), (3, "近期"), (3, "远期"), (2, "措施")]


def test_markup_that_makes_all_headings_equal_gives_way_to_the_numbers() -> None:
    body = f"<p>{PROSE}</p>" + "".join(
        f"<h3>{title}</h3><p>{PROSE}</p>"
        for title in (
            "一、总体要求",
            "二、主要任务",
            "（一）抓产业",
            "（二）抓人才",
            "三、保障措施",
        )
    )
    _, blocks = read(html(body))
    assert [level for level, _ in headings(blocks)] == [2, 2, 3, 3, 2]


def test_bold_lines_that_markup_left_unmarked_nest_below_its_headings() -> None:
    body = (
        f"<h2>一、总体要求</h2><p>{PROSE}</p><h2>二、主要任务</h2>"
        f"<p><strong>（一）抓产业</strong></p><p>{PROSE}</p>"
        f"<p><strong>（二）抓人才</strong></p><p>{PROSE}</p>"
    )
    _, blocks = read(html(body))
    assert [level for level, _ in headings(blocks)] == [2, 2, 3, 3]


def test_a_page_that_sets_every_paragraph_as_a_heading_is_not_believed() -> None:
    body = "".join(f"<h2>{PROSE}{place}</h2>" for place in "甲乙丙丁") + "<h2>一、结语</h2>"
    _, blocks = read(html(body + f"<h2>{PROSE}</h2>"))
    assert headings(blocks) == [(2, "一、结语")]


def test_a_bold_line_between_paragraphs_is_a_heading_and_a_bold_word_is_none() -> None:
    body = (
        f"<p>{PROSE}</p><p><b>让群众少跑腿</b></p><p>{PROSE}</p>"
        "<p>要做到<strong>应保尽保</strong>、<b>应救尽救</b>，不落一户，不漏一人，真正把好事办好。</p>"
    )
    _, blocks = read(html(body))
    assert headings(blocks) == [(2, "让群众少跑腿")]
    marked = [block.text[mark.start : mark.end] for block in blocks for mark in block.marks]
    assert marked == ["应保尽保", "应救尽救"]


def test_a_paragraph_that_is_all_bold_stresses_nothing() -> None:
    _, blocks = read(html(f"<p><b>{PROSE}</b></p>"))
    assert [block.marks for block in blocks] == [()]


def test_emphasis_finds_its_place_across_runs_of_blanks() -> None:
    text = "　要　　做到 \t 应保尽保，不漏一人。"
    start = text.index("应保")
    page = Page(text, (Hint(start - 1, start + 4, HintKind.STRONG),))
    _, (block,) = structure(page, Trail(text), "x")
    assert [block.text[mark.start : mark.end] for mark in block.marks] == ["应保尽保"]


def test_lists_keep_their_numbers_and_their_depth() -> None:
    inner = "<ul><li>发放手册</li></ul>"
    body = f"<p>{PROSE}</p><ol start=3><li>入户宣传{inner}</li><li>学校课堂</li></ol>"
    _, blocks = read(html(body))
    items = [(block.level, block.text) for block in blocks if block.kind is BlockKind.ITEM]
    assert items == [(1, "3. 入户宣传"), (2, "发放手册"), (1, "4. 学校课堂")]


def test_a_table_keeps_its_cells_and_its_head() -> None:
    body = (
        f"<p>{PROSE}</p><table><tr><th>年度</th><th>里程</th></tr>"
        "<tr><td>2022</td><td></td></tr><tr><td>2023</td><td>70</td></tr></table>"
    )
    _, blocks = read(html(body))
    (table,) = [block for block in blocks if block.kind is BlockKind.TABLE]
    assert table.rows == (("年度", "里程"), ("2022", ""), ("2023", "70"))
    assert table.header


def test_quotations_and_code_stay_what_they_are() -> None:
    body = f"<p>{PROSE}</p><blockquote>道路通，百业兴。</blockquote><pre>a = 1\n  b = 2\n\nc</pre>"
    _, blocks = read(html(body))
    assert of_kind(blocks, BlockKind.QUOTE) == ["道路通，百业兴。"]
    assert of_kind(blocks, BlockKind.CODE) == ["a = 1\n  b = 2\n\nc"]


@pytest.mark.parametrize(
    ("head", "first", "title"),
    [
        ("<title>我市召开会议_新闻频道_某某网</title>", "我市召开会议", "我市召开会议"),
        ("<title>我市召开会议 - 某某网</title>", "我市召开会议", "我市召开会议"),
        ("<title>我市召开会议|某某市人民政府</title>", "", "我市召开会议"),
        ("<title>某某市人民政府门户网站</title>", "我市召开会议", "我市召开会议"),
        ("<title>内容页</title>", "我市召开会议", "我市召开会议"),
        ('<meta name="ArticleTitle" content="我市召开会议">', "通知公告", "我市召开会议"),
        ('<meta property="og:title" content="我市召开会议">', "", "我市召开会议"),
        ("<title>我市召开全市卫生健康工作会…</title>", LONG, LONG),
        ("<title><b>x</b>我市召开会议</title>", "", "x我市召开会议"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_title_is_the_articles_own(head: str, first: str, title: str) -> None:
    line = f"<p>{first}</p>" if first else ""
    metadata, _ = read(html(f"{line}<p>{PROSE}</p>", head))
    assert metadata.title == title


def test_a_title_that_markup_contradicts_is_left_in_the_body() -> None:
    """The h1 was taken away with the page's header; what stands first is a kicker."""
    head = "<title>平湖区推进社区食堂建设_某某网</title>"
    metadata, blocks = read(html(f"<p>幸福“食”光</p><p>{PROSE}</p>", head))
    assert metadata.title == "平湖区推进社区食堂建设"
    assert "幸福“食”光" in [block.text for block in blocks if block.in_body]


def test_meta_tags_state_what_no_line_does() -> None:
    head = (
        '<meta name="ArticleTitle" content="我市召开会议">'
        '<meta name="PubDate" content="2022-05-11 10:20">'
        '<meta name="ContentSource" content="市卫健委"><meta name="Author" content="admin">'
        '<meta property="og:url" content="https://x.example/a/1.html">'
    )
    metadata, _ = read(html(f"<p>{PROSE}</p>", head))
    stated = (metadata.date, metadata.source, metadata.author, metadata.url)
    assert stated == ("2022-05-11", "市卫健委", "", "https://x.example/a/1.html")


def test_a_line_outweighs_a_meta_tag_and_hostile_tags_are_refused() -> None:
    head = (
        '<meta name="PubDate" content="2022-13-11"><meta name="source" content="网络">'
        '<meta name="Author" content="&lt;img src=x&gt;王丽">'
        '<meta property="og:url" content="javascript:alert(1)">'
    )
    body = f"<h1>我市召开会议</h1><p>发布时间：2021-01-02 来源：市教育局</p><p>{PROSE}</p>"
    metadata, _ = read(html(body, head))
    stated = (metadata.date, metadata.source, metadata.author, metadata.url)
    assert stated == ("2021-01-02", "市教育局", "王丽", "")


def test_markdown_front_matter_and_headings() -> None:
    source = (
        "---\ntitle: 南坪镇工作方案\ndate: 2021-07-08\nsource: 南坪镇人民政府\n---\n"
        f"# 南坪镇工作方案\n\n{PROSE}\n\n## 一、目标\n\n{PROSE}\n\n### （一）近期\n\n{PROSE}\n\n"
        "| 设施 | 数量 |\n|---|---|\n| 分类亭 | 36 |\n"
    )
    metadata, blocks = read(source, "plan.md")
    stated = (metadata.title, metadata.date, metadata.source)
    assert stated == ("南坪镇工作方案", "2021-07-08", "南坪镇人民政府")
    assert headings(blocks) == [(2, "一、目标"), (3, "（一）近期")]
    assert [block.rows for block in blocks if block.rows] == [(("设施", "数量"), ("分类亭", "36"))]
