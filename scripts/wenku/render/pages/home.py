"""The home page: what is here, at a glance."""

from __future__ import annotations

from wenku.model import Entity
from wenku.render import markdown
from wenku.render.pages.cities import by_province
from wenku.render.shelf import Shelf, pieces

HERE = "index.md"
NEWEST = 8
PURPOSE = (
    "各地公开发布的康养与卫生健康政策文献，经整理、著录、编目，可以按地方和主题查阅，逐段引用。"
)


def home_page(shelf: Shelf) -> str:
    """Figures, newest documents, themes, cities, and how to use it all."""
    return markdown.paragraphs(
        [
            "# 康养文库",
            PURPOSE,
            _figures(shelf),
            markdown.section("最新文献", "newest"),
            shelf.entries(shelf.newest[:NEWEST], HERE),
            f"[全部{len(shelf.newest)}篇文献](documents/index.md)",
            *_section("主题", "themes", shelf.counted(_largest_first(shelf), HERE)),
            *_section("城市", "cities", _cities(shelf)),
            markdown.section("怎样使用", "use"),
            _USE,
        ]
    )


def _section(label: str, anchor: str, body: str) -> list[str]:
    """A heading and what it heads; neither where there is nothing."""
    return [markdown.section(label, anchor), body] if body else []


def _figures(shelf: Shelf) -> str:
    figures = [
        (len(shelf.newest), "篇", "文献", "documents/index.md"),
        (len(shelf.cities), "座", "城市", "cities/index.md"),
        (len(shelf.themes), "个", "主题", "themes/index.md"),
    ]
    return "\n".join(
        markdown.item(f"**{count}**{unit}{markdown.link(name, target)}")
        for count, unit, name, target in figures
        if count
    )


def _largest_first(shelf: Shelf) -> list[Entity]:
    return sorted(shelf.themes, key=lambda theme: (-len(theme.documents), theme.name))


def _cities(shelf: Shelf) -> str:
    lines = []
    for province, cities in by_province(shelf.cities).items():
        names = (f"{shelf.name('city', city.name, HERE)} {pieces(city)}" for city in cities)
        lines.append(markdown.item(f"**{markdown.escape(province)}** {'，'.join(names)}"))
    return "\n".join(lines)


_USE = """\
-   **查阅** 由[文献](documents/index.md)、[城市](cities/index.md)、\
[主题](themes/index.md)、[标签](tags.md)进入，各页互相链接。
-   **比较** [各地各主题的有无](compare.md)、[量化的指标](indicators.md)、\
[历年的目标与成绩](timeline.md)、[合作网络](network.md)，条条引到原文。
-   **引用** 每段有编号和固定链接；文末有国家标准格式的引文。
-   **核对** 每篇列出改动之处；全库的情况见[文本质量](quality.md)。"""
