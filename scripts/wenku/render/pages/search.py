"""The search page: its heading, and how to search. The theme draws the search itself between."""

from __future__ import annotations

from wenku.render import markdown

HERE = "search.md"

_HOW = """\
-   **几个词**：用空格隔开，都要出现，不论次序。
-   **"……"**：引号里的字连同空格照样查，如 `"health care"`。
-   **-词**：不含这个词的文献，如 `养老 -旅游`。
-   **标点、数字、字母**：都可以查，如 `互联网+医疗健康`、`2025年`、`1+1+N`。
-   **繁体、异体、全角**：与简体、半角查到的相同。
-   **拼音**：全拼或首字母，输入时提示城市、主题、机构和文献，如 `xuancheng`、`yyjh`。
-   **快捷键**：任何一页按 `/` 或 `Ctrl K` 都到检索框；上下键选提示，回车确定。"""

_COUNTED = """\
逐字查找：正文、小标题和标题里有这串字就算查到，没有就不算，不分词，也不猜。\
篇数和处数是全库的准确数目，连续重叠的也分别计数。标题里查到的排在最前，其次是小标题，\
再看正文里的疏密；其他相当时，新的在前。"""


def search_page() -> str:
    """Heading and explanation."""
    return markdown.paragraphs(
        [
            "# 检索",
            markdown.section("怎样检索", "how-to-search"),
            _HOW,
            markdown.section("怎样计数和排列", "how-counted"),
            _COUNTED,
        ]
    )
