"""The same article saved as HTML and as text gives the same body."""

from __future__ import annotations

from wenku import clean

TITLE = "全县推进农村道路建设"
PARAGRAPHS = (
    "一、工作进展",
    "今年以来，全县新建改建农村公路120公里，完成投资2亿元，群众出行更加方便。",
    "二、下一步打算",
    "县交通运输局将继续实施危桥改造，力争年底前全面完成任务。",
)


def test_html_and_text_give_the_same_body() -> None:
    text = "首页 > 新闻中心 > 正文\n" + "\n".join(f"　　{line}" for line in (TITLE, *PARAGRAPHS))
    page = (
        f"<html><head><title>{TITLE}_某某网</title></head><body><div class='nav'><a>首页</a></div>"
        f"<h1>{TITLE}</h1>{''.join(f'<p>　　{line}</p>' for line in PARAGRAPHS)}</body></html>"
    )
    one, other = clean(text, "a.txt"), clean(page.encode("gbk"), "a.html")
    assert [block.text for block in one.body] == [block.text for block in other.body]
    assert [block.text for block in one.body] == list(PARAGRAPHS)
    assert one.metadata.title == other.metadata.title == TITLE
