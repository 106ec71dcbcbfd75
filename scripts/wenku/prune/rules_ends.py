"""Rules on whole lines before, after and inside the article."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.model import Page
from wenku.prune.cutting import line_edits, settled
from wenku.prune.heads import before_article
from wenku.prune.tails import after_article, inside_article
from wenku.rules import rule
from wenku.trail import Edit

_BODY = "全市养老床位达到三万张\uff0c比上年增长一成\u3002\n"


@rule(
    "PRU310",
    stage="prune",
    family="navigation",
    repairs={
        _BODY + "相关新闻\n某市召开座谈会\n": _BODY,
        _BODY + "上一篇\uff1a某市召开座谈会\nCopyright \u00a9 2020 某网 沪ICP备12345号\n": _BODY,
        _BODY + "本文仅代表作者观点\uff0c不代表本站立场\u3002": _BODY,
    },
    leaves_alone=(
        _BODY + "附件\uff1a1. 任务分工表\n某市民政局\n2023年5月6日\n",
        "相关新闻报道了这一做法\u3002\n" + _BODY,
        _BODY + "联系人\uff1a王某\uff0c电话\uff1a0531-1234567\n",
        _BODY + "一、转载请注明出处\u3002\n二、床位按月公布\u3002\n",
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
    contacts of a notice stay, and so do metadata with values. What reads like a wording stays
    where the lines beside it show that it is the article's: a clause of a series that counts on,
    a label amid labels of the article's own, contacts below the name of whose they are.
    """
    return line_edits(page, settled(page, after_article))


@rule(
    "PRU320",
    stage="prune",
    family="navigation",
    repairs={
        "首页 > 新闻动态 > 行业资讯\n" + _BODY: _BODY,
        "首页\n新闻\n政务\n走进某市\n联系我们\n某市养老服务办法\n" + _BODY: "某市养老服务办法\n"
        + _BODY,
    },
    leaves_alone=(
        "某市养老服务办法\n第一章 总则\n" + _BODY,
        "行业资讯 | 2023-10-18\n" + _BODY,
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
    return line_edits(page, settled(page, before_article))


@rule(
    "PRU330",
    stage="prune",
    family="navigation",
    repairs={_BODY + "扫一扫在手机打开当前页\n" + _BODY: _BODY + _BODY},
    leaves_alone=(
        _BODY + "分享\n" + _BODY,
        _BODY + "市民扫一扫二维码即可预约\u3002\n" + _BODY,
        _BODY + "主办单位\uff1a某市民政局\n" + _BODY,
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_lines_inside_article(page: Page) -> Iterable[Edit]:
    """Delete wordings between the paragraphs that no article contains.

    Only wordings that are long enough to say nothing else; a single word such as the one for
    sharing may be a heading and stays.
    """
    return line_edits(page, settled(page, inside_article))
