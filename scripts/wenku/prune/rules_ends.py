"""Rules on whole lines before, after and inside the article."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.model import Page
from wenku.prune.cutting import line_edits
from wenku.prune.heads import before_article
from wenku.prune.tails import after_article, inside_article
from wenku.rules import rule
from wenku.trail import Edit

_BODY = "\u5168\u5e02\u517b\u8001\u5e8a\u4f4d\u8fbe\u5230\u4e09\u4e07\u5f20\uff0c\u6bd4\u4e0a\u5e74\u589e\u957f\u4e00\u6210\u3002\n"


@rule(
    "PRU310",
    stage="prune",
    family="navigation",
    repairs={
        _BODY + "\u76f8\u5173\u65b0\u95fb\n\u67d0\u5e02\u53ec\u5f00\u5ea7\u8c08\u4f1a\n": _BODY,
        _BODY + "\u4e0a\u4e00\u7bc7\uff1a\u67d0\u5e02\u53ec\u5f00\u5ea7\u8c08\u4f1a\nCopyright \u00a9 2020 \u67d0\u7f51 \u6caaICP\u590712345\u53f7\n": _BODY,
        _BODY + "\u672c\u6587\u4ec5\u4ee3\u8868\u4f5c\u8005\u89c2\u70b9\uff0c\u4e0d\u4ee3\u8868\u672c\u7ad9\u7acb\u573a\u3002": _BODY,
    },
    leaves_alone=(
        _BODY + "\u9644\u4ef6\uff1a1. \u4efb\u52a1\u5206\u5de5\u8868\n\u67d0\u5e02\u6c11\u653f\u5c40\n2023\u5e745\u67086\u65e5\n",
        "\u76f8\u5173\u65b0\u95fb\u62a5\u9053\u4e86\u8fd9\u4e00\u505a\u6cd5\u3002\n" + _BODY,
        _BODY + "\u8054\u7cfb\u4eba\uff1a\u738b\u67d0\uff0c\u7535\u8bdd\uff1a0531-1234567\n",
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_lines_after_article(page: Page) -> Iterable[Edit]:
    """Delete what a site prints below an article.

    The article ends with its last line of prose that no list of links precedes. Below it, lines
    go that a vocabulary of wordings knows (shares, comments, copyright, disclaimers); lines
    that a heading of a list (related news, products, rankings) has opened; and short lines
    left over once the foot of the page was reached. Signatures, dates, attachments and
    contacts of a notice stay, and so do metadata with values.
    """
    return line_edits(page, after_article(page))


@rule(
    "PRU320",
    stage="prune",
    family="navigation",
    repairs={
        "\u9996\u9875 > \u65b0\u95fb\u52a8\u6001 > \u884c\u4e1a\u8d44\u8baf\n" + _BODY: _BODY,
        "\u9996\u9875\n\u65b0\u95fb\n\u653f\u52a1\n\u8d70\u8fdb\u67d0\u5e02\n\u8054\u7cfb\u6211\u4eec\n\u67d0\u5e02\u517b\u8001\u670d\u52a1\u529e\u6cd5\n" + _BODY: "\u67d0\u5e02\u517b\u8001\u670d\u52a1\u529e\u6cd5\n" + _BODY,
    },
    leaves_alone=(
        "\u67d0\u5e02\u517b\u8001\u670d\u52a1\u529e\u6cd5\n\u7b2c\u4e00\u7ae0 \u603b\u5219\n" + _BODY,
        "\u884c\u4e1a\u8d44\u8baf | 2023-10-18\n" + _BODY,
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_lines_before_article(page: Page) -> Iterable[Edit]:
    """Delete what a site prints above an article.

    Above the first line of prose, lines go that are made of known wordings (menus, breadcrumbs,
    search boxes, share buttons), and short lines between the known entries of a menu. The
    title, subtitles and metadata with values stay.
    """
    return line_edits(page, before_article(page))


@rule(
    "PRU330",
    stage="prune",
    family="navigation",
    repairs={_BODY + "\u626b\u4e00\u626b\u5728\u624b\u673a\u6253\u5f00\u5f53\u524d\u9875\n" + _BODY: _BODY + _BODY},
    leaves_alone=(
        _BODY + "\u5206\u4eab\n" + _BODY,
        _BODY + "\u5e02\u6c11\u626b\u4e00\u626b\u4e8c\u7ef4\u7801\u5373\u53ef\u9884\u7ea6\u3002\n" + _BODY,
        _BODY + "\u4e3b\u529e\u5355\u4f4d\uff1a\u67d0\u5e02\u6c11\u653f\u5c40\n" + _BODY,
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_lines_inside_article(page: Page) -> Iterable[Edit]:
    """Delete wordings between the paragraphs that no article contains.

    Only wordings that are long enough to say nothing else; a single word such as the one for
    sharing may be a heading and stays.
    """
    return line_edits(page, inside_article(page))
