"""Rules on what a page prints twice."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.model import Page
from wenku.prune.cutting import line_edits, settled
from wenku.prune.repeats import paragraphs_again, repeated_titles, second_copies, summaries
from wenku.rules import rule
from wenku.trail import Edit

_ONE = "全市养老床位达到三万张，比上年增长一成，其中护理型床位占到六成以上，提前完成规划目标。\n"
_TWO = "下一步，各县区将继续改造社区养老设施，支持社会力量开办小型机构，让老人在家门口养老。\n"
_THREE = "市民政局有关负责人介绍，改造资金由市县两级财政分担，年底前全部拨付到位，不留缺口。\n"


@rule(
    "PRU210",
    stage="prune",
    family="duplicate",
    repairs={_ONE + _TWO + _ONE + _TWO: _ONE + _TWO},
    leaves_alone=(
        _ONE + _TWO + _ONE,
        "第一节\n走啊走。\n唱啊唱。\n第二节\n走啊走。\n唱啊唱。\n",
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_second_copy(page: Page) -> Iterable[Edit]:
    """Delete an article that is printed a second time.

    Several lines of prose must come again, letter by letter and in the same order. A refrain is
    shorter, and one paragraph that is repeated in its place, as laws do, is no copy.
    """
    return line_edits(page, second_copies(page))


@rule(
    "PRU220",
    stage="prune",
    family="duplicate",
    repairs={
        "全市养老床位达到三万张，比上年增长一成，其中护理型床位占到六成以上，提前完成规划…\n"
        + _ONE
        + _TWO: _ONE + _TWO,
        _ONE.strip() + _TWO + _ONE + _TWO + _THREE: _ONE + _TWO + _THREE,
        "某市养老床位\n某市养老床位 全市养老床位达到三万张，比上年增长一成…\n" + _ONE + _TWO: (
            "某市养老床位\n" + _ONE + _TWO
        ),
    },
    leaves_alone=(
        "全市养老床位达到三万张。\n" + _ONE + _TWO,
        _THREE + _ONE + _TWO,
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_summary(page: Page) -> Iterable[Edit]:
    """Delete a summary or teaser that only repeats sentences of the article below it.

    Every sentence must come again letter by letter (a lost per cent sign does not matter); the
    last one may be cut off. A lead that an author wrote says something in its own words.
    """
    return line_edits(page, settled(page, summaries))


@rule(
    "PRU340",
    stage="prune",
    family="duplicate",
    repairs={
        "某市养老服务办法\n某市养老服务办法\n" + _ONE: "某市养老服务办法\n" + _ONE,
        "某市养老服务办法_某某新闻网\n某市养老服务办法\n" + _ONE: "某市养老服务办法\n" + _ONE,
    },
    leaves_alone=(
        "关于印发某市养老服务办法的通知\n某市养老服务办法\n" + _ONE,
        "静夜思\n床前明月光\n床前明月光\n",
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_repeated_title(page: Page) -> Iterable[Edit]:
    """Delete further lines above the article that print its title again.

    One stays for the next stage to read. Only the first lines of a page are taken for titles, so
    lines that a poem or a table repeats are safe.
    """
    return line_edits(page, settled(page, repeated_titles))


@rule(
    "PRU430",
    stage="prune",
    family="duplicate",
    repairs={_TWO + _ONE + _ONE + _THREE: _TWO + _ONE + _THREE},
    leaves_alone=(
        _ONE + _TWO + _ONE,
        _ONE * 3 + _TWO,
        "让我们一起走。\n让我们一起走。\n" + _ONE,
        "甲方应当在签约后____日内付款，逾期一日，加收千分之三，直至付清为止。\n" * 2 + _ONE,
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_paragraph_again(page: Page) -> Iterable[Edit]:
    """Delete a paragraph that only says again what the one right above it says.

    Editors paste a paragraph twice. It must come again letter by letter, at once, and nowhere
    else on the page: refrains, exercises and clauses that a law repeats in their places are no
    copies, and neither are short lines, verses, rows of tables and forms to be filled in. Asked
    last, when what a site printed between the two is gone.
    """
    return line_edits(page, paragraphs_again(page))
