"""Blanks and invisible characters that no writer put there.

Blanks carry meaning in Chinese text too: they part clauses of a title, the number of a heading from
its words, columns, given names of two characters in a list. So a blank goes only where a mark or a
figure beside it shows that it cannot mean anything, or where the words on both sides are one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from wenku.model.page import Page
from wenku.repair.chinese import HAN_LIKE, chinese_lines, holds, odd_signs
from wenku.rules import rule
from wenku.text.lines import Line
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Edit
from wenku.vocab.tables import table

# Zero-width characters, soft hyphen, byte order mark, directional controls and C0 controls; the
# joiner stays beside emoji, where it chooses the picture.
_UNSEEN_RANGES = (
    (0x00, 0x08),
    (0x0B, 0x0C),
    (0x0E, 0x1F),
    (0x7F, 0x7F),
    (0xAD, 0xAD),
    (0x61C, 0x61C),
    (0x180E, 0x180E),
    (0x200B, 0x200C),
    (0x200E, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x2069),
    (0xFEFF, 0xFEFF),
)
_JOINER = "\u200d"
_UNSEEN = frozenset(
    chr(code) for first, last in _UNSEEN_RANGES for code in range(first, last + 1)
) | {_JOINER}
_INVISIBLE = lazy(
    f"[{re.escape(''.join(sorted(_UNSEEN - {_JOINER})))}]+"
    f"|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]){_JOINER}+"
)
_LETTERS_THAT_JOIN = lazy("[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufeff]")


@rule(
    "REP502",
    stage="repair",
    family="invisible",
    repairs={
        "\ufeff医\u200b疗\u200b服务": "医疗服务",
        "互联网\u00ad医疗\u202e": "互联网医疗",
    },
    leaves_alone=("一家人\U0001f468\u200d\U0001f469\u200d\U0001f467出游", "نمی\u200cخواهم"),
)
def drop_invisible(page: Page) -> Iterable[Edit]:
    """Drop characters that cannot be seen and that part words for a search.

    Damage: editors, anti-copy scripts and byte order marks in the middle of joined files. They
    carry nothing in Chinese; directional controls can even show text in another order than it is
    stored. Joiners inside emoji and in scripts that need them stay.
    """
    if _UNSEEN.isdisjoint(odd_signs(page)):
        return
    needed = _LETTERS_THAT_JOIN.search(page.text.replace("\ufeff", "")) is not None
    for match in _INVISIBLE.finditer(page.text):
        if not (needed and match.group().strip("\u200c\u200d\u200e\u200f\u061c") == ""):
            yield Edit(match.start(), match.end(), match.group(), "")


_ODD_BLANKS = frozenset("\u00a0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B))))
_ODD_BLANK = lazy("(?<=\\S)[\u00a0\u2000-\u200a\u202f\u205f]+(?=[ \u3000]*\\S)")


@rule(
    "REP503",
    stage="repair",
    family="spacing",
    repairs={"记者\u00a0王丽": "记者 王丽"},
    leaves_alone=("\u2003\u2003近年来", "第一章\u3000总则"),
)
def plain_blanks(page: Page) -> Iterable[Edit]:
    """Replace no-break and typographic blanks by ordinary ones, one for one.

    Damage: &nbsp; of web pages, which a search for the words does not match. The ideographic blank
    belongs to Chinese typography and stays; so does any indent, which is evidence of a paragraph.
    """
    if _ODD_BLANKS.isdisjoint(odd_signs(page)):
        return
    for match in _ODD_BLANK.finditer(page.text):
        yield Edit(match.start(), match.end(), match.group(), " " * len(match.group()))


_PAUSES = "\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f"
_CLOSERS = _PAUSES + "\uff09\u300b\u201d\u2019\u300d\u300f\u3011\u3015"
_OPENERS = "\uff08\u300a\u201c\u2018\u300c\u300e\u3010\u3014"
_BESIDE_MARK = lazy(
    f"(?<=\\S)[ \u3000]{{1,3}}(?=[{_CLOSERS}])"
    f"|(?<=[{_OPENERS}])[ \u3000]{{1,3}}(?=\\S)"
    f"|(?<=[{_PAUSES}])(?: {{1,2}}|\u3000)(?=[^\\s?{_CLOSERS}])"
)
_NEXT_ITEM = lazy(
    "(?:[0-9]{1,3}|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3})"
    "[.\u3001\uff0e)\uff09]|[(\uff08\u2460-\u2473\u25a0-\u25ff\u2022\u00b7\u7b2c-]|http|www"
)


@rule(
    "REP710",
    stage="repair",
    respects_protected=False,
    family="spacing",
    repairs={
        "交通樞紐 、村鎮": "交通樞紐、村鎮",
        "产业群体\uff0c 5年内": "产业群体\uff0c5年内",
        "打造\u201c 健康城市 \u201d品牌": "打造\u201c健康城市\u201d品牌",
    },
    leaves_alone=(
        "一、 总则",
        "\uff08七\uff09 高定位",
        "全力推动。 2. 加强领导",
        "印发实施方案 全力推动发展",
    ),
)
def drop_blanks_beside_marks(page: Page) -> Iterable[Edit]:
    """Drop blanks before and after full-width marks and inside their brackets.

    Damage: removed tags, and editors that type a blank after each mark as in English. Full-width
    marks carry their own room, so a blank beside them says nothing. A blank after the number of a
    heading stays, one before the next item of a list run together stays, wider gaps stay.
    """
    if not holds(page, " \u3000"):
        return
    for line in chinese_lines(page, _BESIDE_MARK, " \u3000"):
        for match in _BESIDE_MARK.finditer(line.text):
            if not _parts(line.text, match):
                yield _dropped(line, match)


_HEADING_NUMBER = lazy(
    "^\\s*[(\uff08]?[0-9\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}[)\uff09]?\u3001$"
)


def _parts(text: str, blank: re.Match[str]) -> bool:
    """Whether a blank after a mark parts items: a number before it, or the next item after it."""
    if text[blank.start() - 1] not in _PAUSES or text[blank.end()] in _CLOSERS:
        return False
    if text[blank.start() - 1] not in "\uff0c\u3001" and _NEXT_ITEM.match(text, blank.end()):
        return True
    return blank.start() <= _LABEL and _HEADING_NUMBER.match(text[: blank.start()]) is not None


def _dropped(line: Line, match: re.Match[str]) -> Edit:
    return Edit(line.start + match.start(), line.start + match.end(), match.group(), "")


_LABEL = 8
"""Characters at the start of a line within which a figure numbers a heading, table or annex."""

_GROUP = lazy(" (?<=[0-9] )[0-9]{3}")
_THOUSANDS = lazy(
    f"(?:(?<={HAN_LIKE})|(?<=[{_PAUSES}\uff08]))[0-9]{{1,3}}(?: [0-9]{{3}}){{1,4}}(?=%|{HAN_LIKE})"
)
_ANNOUNCED = 12
"""Characters before a row of figures in which a word may announce it."""
_SHORT_LEAD = 2
"""Figures before the first gap that no number of a list has beside others of three."""


@rule(
    "REP720",
    stage="repair",
    family="spacing",
    repairs={
        "培训学员1 235名": "培训学员1235名",
        "共投入12 345 678元": "共投入12345678元",
        "投入4 320万元": "投入4320万元",
    },
    leaves_alone=(
        "电话021 648 980 25",
        "1 235名",
        "参加2020 100米比赛",
        "三个车间日产量为320 415 286件",
        "两地分别为95 120公顷",
        "全年外贸出口212 305万元",
    ),
)
def close_thousands(page: Page) -> Iterable[Edit]:
    """Close blanks between groups of three digits of one number.

    Damage: thin spaces as thousands separators, lost to ordinary ones. The groups have exactly
    three digits, one to three before the first, an ideograph before and a unit after. Where three
    stand before the first it may be a list of figures, so another number of the page has to show
    that groups are its habit; before 万 and 亿, which leave no number so long, it is a list. Behind
    words that announce a list nothing is closed.
    """
    if " " not in page.text:
        return
    found = [
        (line, match)
        for line in chinese_lines(page, _GROUP)
        for match in _THOUSANDS.finditer(line.text)
        if not _is_list(line.text, match)
    ]
    if not any(match.group().index(" ") <= _SHORT_LEAD for _, match in found):
        return
    for line, match in found:
        number = match.group()
        for place in (at for at, sign in enumerate(number) if sign == " "):
            start = line.start + match.start() + place
            yield Edit(start, start + 1, " ", "", "", "", _certainty(number))


def _is_list(text: str, number: re.Match[str]) -> bool:
    if text[number.end()] in "万亿" and number.group().index(" ") > _SHORT_LEAD:
        return True
    before = text[max(0, number.start() - _ANNOUNCED) : number.start()]
    return any(word in before for word in table("spacing.tsv")["lists"])


def _certainty(number: str) -> Certainty | None:
    """None for the rule's own; with three digits in front the habit of the page decides."""
    return None if number.index(" ") <= _SHORT_LEAD else Certainty.INFERRED


class Units(NamedTuple):
    """What ``vocab/spacing.tsv`` knows of the words beside a figure."""

    figure: re.Pattern[str]
    """A figure, one blank, and a unit that is not the beginning of another word."""
    label: re.Pattern[str]
    """The end of a text after which a figure numbers a table or an annex."""


@cache
def units() -> Units:
    """The patterns, read once."""
    rows = table("spacing.tsv")
    names = "|".join(sorted(rows["units"], key=lambda name: (-len(name), name)))
    words = "|".join(rows["words"])
    figure = f"(?<![0-9A-Za-z.,:/ -])[0-9]{{1,9}}(?:\\.[0-9]{{1,4}})? (?!{words})(?:{names})"
    labels = "|".join(rows["labels"])
    return Units(re.compile(figure), re.compile(f"(?:{labels}|^|\\s)$"))


_FIGURE_BEFORE_BLANK = lazy(" (?<=[0-9] )")
_FIGURE_AND_BLANK = lazy(f" (?<=[0-9] )(?:%|{HAN_LIKE})")
_JOINED = lazy(f"[0-9](?<={HAN_LIKE}[0-9])")
_PARTED = lazy(f" (?<={HAN_LIKE} )[0-9]")
"""A figure behind a blank behind an ideograph: the habit of parting the two scripts."""
PARTING_SHARE = 0.2
"""Share of parted figures from which parting is the page's habit."""


def parts_figures(page: Page) -> bool:
    """Whether the page sets figures off from ideographs by blanks, as some houses do."""
    return page.fact(_parts_figures)


def _parts_figures(page: Page) -> bool:
    parted = len(_PARTED.findall(page.text))
    return parted > PARTING_SHARE * (parted + len(_JOINED.findall(page.text)))


@rule(
    "REP722",
    stage="repair",
    family="spacing",
    certainty=Certainty.INFERRED,
    repairs={"凡年满60 岁的老人": "凡年满60岁的老人", "比重达到35 %以上": "比重达到35%以上"},
    leaves_alone=(
        "在 2018 年的 3 个城市",
        "图1 年度增长情况",
        "专栏12 中医药服务能力提升工程",
        "推进计划2 个人账户改革",
    ),
)
def close_figure_and_unit(page: Page) -> Iterable[Edit]:
    """Close a blank between a figure and its unit where the figure's other side is closed.

    Damage: removed tags and line breaks leave ``60 岁``. Houses that set figures off do so on both
    sides and on the whole page (在 2018 年), so there nothing is touched; nor are numbers of tables
    and annexes, which a word and not a unit follows.
    """
    if _FIGURE_AND_BLANK.search(page.text) is None or parts_figures(page):
        return
    for line in chinese_lines(page, _FIGURE_BEFORE_BLANK):
        for match in units().figure.finditer(line.text):
            before = line.text[max(0, match.start() - _LABEL) : match.start()]
            if units().label.search(before) is None:
                place = line.start + line.text.index(" ", match.start())
                yield Edit(place, place + 1, " ", "")
