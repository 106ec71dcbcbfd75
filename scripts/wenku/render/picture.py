"""Drawing with SVG inside Markdown: elements as one line of HTML, every value escaped.

Colours and letters come from classes of the style sheet, so that a picture follows light, dark and
print; nothing here has a style of its own.
"""

from __future__ import annotations

from wenku.model.address import relative
from wenku.render.markdown import literal


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """An element; ``content`` is markup, attributes are plain. ``class_`` gives ``class``."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>"


def text(label: str, x: float, y: float, class_: str) -> str:
    """A line of text."""
    return element("text", literal(label), x=x, y=y, class_=class_)


def link(content: str, target: str, label: str) -> str:
    """A link around shapes, named for those who do not see them and for a pointer that rests."""
    title = element("title", literal(label))
    return element("a", title + content, href=target, aria_label=label)


def picture(drawing: str, width: float, height: float, label: str, class_: str) -> str:
    """A drawing in a figure that scrolls by itself where the screen is too narrow."""
    svg = element(
        "svg",
        drawing,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="group",
        aria_label=label,
    )
    region = element("div", svg, class_="scroll", role="region", aria_label=label, tabindex=0)
    return element("figure", region, class_=f"picture {class_}")


def page_from(path: str, source: str) -> str:
    """Address of the page made from one Markdown file, from the page made from another."""
    return f"{relative(path, source).removesuffix('.md')}.html"


def shortened(label: str, most: int) -> str:
    """A label cut to a number of characters."""
    return label if len(label) <= most else f"{label[: most - 1]}\u2026"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return literal(value)
    return f"{round(value, 2):g}"
