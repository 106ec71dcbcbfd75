"""The home page: what is here, at a glance."""

from __future__ import annotations

from wenku.model import Entity
from wenku.render import markdown
from wenku.render.pages.cities import by_province
from wenku.render.shelf import SEPARATOR, Shelf, pieces

HERE = "index.md"
NEWEST = 8


def home_page(shelf: Shelf) -> str:
    """Figures, newest documents, themes, cities, and how to use it all."""
    return markdown.paragraphs(
        [
            "# 康养文库",
            _figures(shelf),
            "## 最新文献",
            shelf.entries(shelf.newest[:NEWEST], HERE),
            f"[全部{len(shelf.newest)}篇文献](documents/index.md)",
            "## 主题",
            shelf.counted(_largest_first(shelf), HERE),
            "## 城市",
            *_cities(shelf),
            "## 怎样使用",
            _USE,
        ]
    )


def _figures(shelf: Shelf) -> str:
    figures = [
        (len(shelf.newest), "篇", "文献", "documents/index.md"),
        (len(shelf.cities), "座", "城市", "cities/index.md"),
        (len(shelf.themes), "个", "主题", "themes/index.md"),
    ]
    return "\n".join(
        markdown.item(f"**{count}**{unit}{markdown.link(name, target)}")
        for count, unit, name, target in figures
    )


def _largest_first(shelf: Shelf) -> list[Entity]:
    return sorted(shelf.themes, key=lambda theme: (-len(theme.documents), theme.name))


def _cities(shelf: Shelf) -> list[str]:
    lines = []
    for province, cities in by_province(shelf.cities).items():
        names = SEPARATOR.join(
            f"{shelf.name('city', city.name, HERE)} {pieces(city)}" for city in cities
        )
        lines.append(markdown.item(f"**{markdown.escape(province)}** {names}"))
    return ["\n".join(lines)]


_USE = "\n".join(
    markdown.item(text)
    for text in (
        "**读**：每段有编号，点编号得到这一段的固定链接，可以复制链接或引文。",
        "**查**：由[城市](cities/index.md)、[主题](themes/index.md)、[标签](tags.md)进入。",
        "**引**：文末有国家标准格式的引文，也有供文献管理软件使用的格式。",
        "**核**：每篇都列出改动之处；全库的情况见[文本质量](quality.md)。",
    )
)
