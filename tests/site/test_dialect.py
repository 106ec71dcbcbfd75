"""What is drawn at once is what the engine's Markdown draws, byte for byte, contents and all."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from tests.site.conftest import ROOT
from wenku.publish.dialect import ForeignError, draw, makeExtension
from wenku.publish.site.pages import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.site.conftest import Published

ENGINE = ("toc", "tables", "fenced_code", "attr_list")
"""Extensions that the engine has by itself, and those that ``mkdocs.yml`` names."""

NUMBER = '<a class="num" href="#p1" data-n="1" aria-label="第1段"></a>'

DRAWN = [
    "一段文字。",
    "# 题名\n\n一段文字。\n{: #p1 }",
    f"{NUMBER}一段[济南市](../cities/a_b-c.html#x)文字。\n{{: #p1 .item .depth-1 }}",
    "文字&#42;&#91;&#60;，a > b，100%！",
    '文字<mark class="doubt" id="place-1">的</mark>，**粗体[链](x.html)**。**再**',
    "-   [一](a.html) 二\n-   **三** 四",
    "-   一\n    {: #p1 .item .depth-1 }\n\n-   **二**\n    {: #p2 .item }\n\n-   三",
    "-   一\n    {: #p1 .item .depth-1 }",
    "> 引文\n\n> 又一段\n> {: #p2 }\n\n后文",
    "| 甲 | 乙 |\n| --- | --- |\n| 一 |  |\n| [二](a.html) | > 3 |",
    "## 同名\n\n### 同名\n\n### Same\n\n### Same\n\n## 名 {: #same }",
    "# Same\n\n文字\n{: #same }\n\n## Same",
    "## [带链接](a.html)\n\n文字\n\n#### 跳级",
    '<div class="figure" id="p1"><div class="scroll"><table></table></div></div>\n\n文字',
    "# 只有题名",
]
"""Pages of our own writing."""

FOREIGN = [
    "`码`",
    "一*二",
    "<b>一</b>",
    "<script>x</script>",
    '<div class="a">',
    '<div class="a"></div><div class="b"></div>',
    '<div class="a"><span></div>文字</span></div>文',
    "[一](a.md)",
    "[一](/a.html)",
    "[一](javascript:x)",
    "[一]: a.html",
    "![一](a.png)",
    "看![一](a.html)",
    "&amp;",
    "&",
    "一\n二",
    "-   一\n    二",
    "-   一\n-   二\n\n-   三",
    "-   一\n\n    -   二",
    "-   一\n{: #p1 }",
    "    一",
    "1. 一",
    "---",
    "一{: #x }",
    "# {: #x }",
    "一\n{: onclick=x }",
    "| 一 |\n| --- |\n| 二 |",
    "| 一 | 二 |\n| :-- | --- |\n| 二 | 三 |",
    "> 一\n二",
    "# 一 #",
    "__一__",
    "\\[一",
    "\u3000一",
    "-   # 一",
    "## __proto__",
]
"""Pages with something else in them."""


def drawn(source: str, extensions: Sequence[Any]) -> tuple[str, object]:
    """HTML and contents of a page."""
    converter = Markdown(
        extensions=extensions, extension_configs={"toc": {"toc_depth": "2-6"}}, tab_length=4
    )
    shown = converter.convert(source)

    def entries(tokens: list[dict[str, Any]]) -> list[object]:
        return [(each["id"], each["name"], entries(each["children"])) for each in tokens]

    return shown, entries(getattr(converter, "toc_tokens", []))


def assert_alike(source: str) -> None:
    """The page is the same with and without the extension."""
    assert drawn(source, [*ENGINE, makeExtension()]) == drawn(source, ENGINE)


@pytest.mark.parametrize("source", DRAWN)
def test_our_own_writing_is_drawn_here(source: str) -> None:
    assert draw(source).blocks
    assert_alike(source)


@pytest.mark.parametrize("source", FOREIGN)
def test_anything_else_is_left_to_the_engine(source: str) -> None:
    with pytest.raises(ForeignError):
        draw(source)
    assert_alike(f"# 题名\n\n{source}\n\n文字[链](a.html)")


@pytest.mark.parametrize(("one", "other"), list(product(DRAWN, repeat=2)))
def test_blocks_stand_after_each_other_as_the_engine_sets_them(one: str, other: str) -> None:
    assert_alike(f"{one}\n\n{other}")


SIGNS = ["一", "。", " ", "  ", "\n", "\n\n", "\t", "\u3000", "\x02", "\xa0", "a", "1", "\u2028"]
SIGNS += list("#>-+*_`~=:|!\\<>&{}[]().'\"/")
SIGNS += ["&#42;", "&#0;", "&amp;", "[链](", "a.html", "#x", ")", "](", "**", "[链](a_b.html)"]
SIGNS += [NUMBER, '<mark class="doubt">', "</mark>", "<a", "<b>", "</b>", "{: #p1 }", "\n{: #p2 }"]
SIGNS += ["\n\n## ", "\n\n-   ", "\n-   ", "\n\n> ", "\n> ", "| ", " | ", " |\n", "| --- | --- |\n"]
SIGNS += ["\n\n-   一\n    {: #p3 }", "\n    {: #p4 .item }", "\n    "]
SIGNS += ["\n\n| 甲 | 乙 |\n| --- | --- |\n| ", '\n\n<div class="x">', "</div>", "\n\n1. "]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)
PAGES = st.lists(st.one_of(TEXTS, st.sampled_from(DRAWN)), max_size=4).map("\n\n".join)


@given(PAGES)
def test_whatever_a_page_holds_it_is_drawn_as_by_the_engine(source: str) -> None:
    assert_alike(source)


def test_every_page_of_the_library_is_drawn_as_by_the_engine(example: Published) -> None:
    pages = sorted((example.build / "pages").rglob("*.md"))
    foreign = set()
    for page in pages:
        _, body = split(page.read_text(encoding="utf-8"))
        assert_alike(body)
        try:
            draw(body.strip("\n"))
        except ForeignError:
            foreign.add(page.name)
    assert len(foreign) < len(pages) / 5, foreign


def test_the_engine_is_told_of_it() -> None:
    assert "  - wenku.publish.dialect\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
