"""Width of punctuation, digits and letters: full-width marks in Chinese, half-width figures.

Collections of scraped text fold the comma, colon, semicolon, exclamation and question marks, round
brackets, per cent sign and full-width digits and letters to ASCII; the marks of the original are
known from their Chinese surroundings. Two degrees of evidence are told apart. A comma or semicolon
between ideographs is never right, wherever it stands. Anything else (a colon, brackets, a mark
beside a figure) may be an author's habit, and is widened only where the page or the line shows that
it was folded: it has half-width marks between ideographs, and not more full-width ones.

Not NFKC, which would also spoil ……, ～, ① and ℃. Marks are written as escapes on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from wenku.model.page import Page
from wenku.repair.chinese import HAN_LIKE, HAN_OR_MARK, chinese_lines, holds, odd_signs
from wenku.rules import protected_spans, rule
from wenku.text.han import CLOSING, OPENING
from wenku.text.lines import Line
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Edit

WIDE = {
    ",": "\uff0c",
    ":": "\uff1a",
    ";": "\uff1b",
    "!": "\uff01",
    "?": "\uff1f",
    "(": "\uff08",
    ")": "\uff09",
}
"""The marks that folding narrowed, with what they were."""

_FOLDED_MARK = lazy(
    f"[,:;!?](?:(?<=(?:{HAN_LIKE}|[{CLOSING}%)]).)(?={HAN_LIKE}|[{OPENING}(])"
    f"|(?<={HAN_LIKE}[!?])$)",
    re.MULTILINE,
)
_WIDE_MARK = lazy("[\uff0c\uff1a\uff1b\uff01\uff1f]")


def folded(page: Page) -> bool:
    """Whether the page's punctuation was folded to ASCII, or nothing speaks against it."""
    return page.fact(_folded)


def _folded(page: Page) -> bool:
    wide = len(_WIDE_MARK.findall(page.text))
    return wide == 0 or wide <= len(_FOLDED_MARK.findall(page.text))


def folded_lines(page: Page, holding: re.Pattern[str]) -> Iterator[Line]:
    """Chinese lines whose punctuation was folded, by evidence of the page or of the line alone."""
    whole = folded(page)
    for line in chinese_lines(page, holding):
        if whole or _folded_alone(line.text):
            yield line


def _folded_alone(text: str) -> bool:
    return _FOLDED_MARK.search(text) is not None and _WIDE_MARK.search(text) is None


_FULL_WIDTH_OFFSET = 0xFEE0
_NARROW = {code: chr(code - _FULL_WIDTH_OFFSET) for code in (*range(0xFF10, 0xFF1A), 0xFF05)}
_NARROW |= {
    code: chr(code - _FULL_WIDTH_OFFSET)
    for first in (0xFF21, 0xFF41)
    for code in range(first, first + 26)
}
_WIDE_ALNUM = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_FULL_WIDTH = lazy(f"[{_WIDE_ALNUM}\uff05][{_WIDE_ALNUM}\uff05]*")
_SIGNS = "\uff03\uff06\uff0a\uff0b\uff0d\uff0e\uff0f\uff1d\uff20\uff3f"
_FULL_WIDTH_SIGNS = frozenset(map(chr, _NARROW)).union(_SIGNS)
_ALNUM = f"0-9A-Za-z{_WIDE_ALNUM}"
_BETWEEN_FIGURES = lazy(f"[{_SIGNS}](?<=[{_ALNUM}][{_SIGNS}])(?=[{_ALNUM}])")
"""Signs inside of a telephone number, a range, an address, a formula."""
_DIGIT = "[0-9\uff10-\uff19]"
_PER = lazy(
    f"\uff0f(?:(?<={_DIGIT}\uff0f)|(?<={_DIGIT}{HAN_LIKE}\uff0f)"
    f"|(?<={_DIGIT}{HAN_LIKE}{HAN_LIKE}\uff0f))"
)
"""A stroke behind a figure with its unit: so many a person, a day, a square metre."""


@rule(
    "REP600",
    stage="repair",
    family="width",
    repairs={
        "\uff12\uff10\uff12\uff15年，增长\uff16\uff0e\uff15\uff05": "2025年，增长6.5%",
        "\uff27\uff24\uff30达到3万亿元": "GDP达到3万亿元",
        "收费\uff13\uff10元\uff0f人，电话\uff10\uff15\uff15\uff11\uff0d\uff16\uff12\uff13\uff14": (
            "收费30元/人，电话0551-6234"
        ),
    },
    leaves_alone=(
        "①加强领导～Ⅴ类水质，气温25℃",
        "约5～10个",
        "文\uff0f王丽 图\uff0f新华社",
        "白日依山尽\uff0f黄河入海流",
        "城市\uff0d乡村\uff0d社区",
    ),
)
def narrow_figures(page: Page) -> Iterable[Edit]:
    """Write digits, Latin letters, the percent sign and signs between them half-width.

    Damage: some editors type them full-width, and a search for 2025年 then finds nothing. They
    mean the same in either width, so nothing is lost; ① Ⅴ ℃ ～ are other characters and stay. A
    hyphen, point, stroke or other sign is part of a figure where figures or letters stand on both
    sides, a stroke also behind a figure with its unit; between words signs stay as they are.
    """
    if _FULL_WIDTH_SIGNS.isdisjoint(odd_signs(page)):
        return
    for match in _FULL_WIDTH.finditer(page.text):
        before = match.group()
        yield Edit(match.start(), match.end(), before, before.translate(_NARROW))
    between = {match.start() for match in _BETWEEN_FIGURES.finditer(page.text)}
    if "\uff0f" in page.text:
        between.update(match.start() for match in _PER.finditer(page.text))
    for place in sorted(between):
        sign = page.text[place]
        yield Edit(place, place + 1, sign, chr(ord(sign) - _FULL_WIDTH_OFFSET))


_QUOTE = lazy("[\"']")
_STRAIGHT = lazy('"')
_SINGLE = lazy(r"(?<!\w)'(?! )([^'\u2018\u2019\n]{1,60})'(?!\w)", re.ASCII)
_HAN = lazy(HAN_LIKE)


@rule(
    "REP602",
    stage="repair",
    family="width",
    certainty=Certainty.INFERRED,
    repairs={
        '打造"健康中国"与"平安中国"': "打造\u201c健康中国\u201d与\u201c平安中国\u201d",
        "实施'银龄'计划": "实施\u2018银龄\u2019计划",
    },
    leaves_alone=(
        '设置 title="健康" 即可',
        '{"名称": "健康中国"}',
        "It's the Year's best, 最佳",
        '屏幕为5"到7"之间，可选',
    ),
)
def curl_quotes(page: Page) -> Iterable[Edit]:
    """Curl straight quotation marks that pair around Chinese words on a line.

    Damage: editors and filters straighten quotation marks. Which mark opens is known only where
    they pair: the line has an even number and every pair encloses ideographs. Code, attributes,
    inches and apostrophes enclose none, or stand beside = or a letter.
    """
    if not holds(page, "\"'"):
        return
    for line in chinese_lines(page, _QUOTE):
        yield from _double(line)
        yield from _single(line)


def _double(line: Line) -> Iterator[Edit]:
    places = [match.start() for match in _STRAIGHT.finditer(line.text)]
    pairs = list(zip(places[::2], places[1::2], strict=False))
    if len(places) % 2 or not all(_encloses_chinese(line.text, *pair) for pair in pairs):
        return
    for opening, closing in pairs:
        yield _at(line, opening, '"', "\u201c")
        yield _at(line, closing, '"', "\u201d")


def _encloses_chinese(text: str, opening: int, closing: int) -> bool:
    before = text[max(opening - 1, 0) : opening]
    return before != "=" and not before.isdigit() and bool(_HAN.search(text, opening, closing))


def _single(line: Line) -> Iterator[Edit]:
    for match in _SINGLE.finditer(line.text):
        if _HAN.search(match.group(1)):
            yield _at(line, match.start(), "'", "\u2018")
            yield _at(line, match.end() - 1, "'", "\u2019")


def _at(line: Line, place: int, before: str, after: str) -> Edit:
    start = line.start + place
    return Edit(start, start + len(before), before, after)


_NARROW_BRACKET = lazy("[()]")
_BRACKET = lazy("[()\uff08\uff09]")
_TONES = (
    "\u0101\u00e1\u01ce\u00e0\u0113\u00e9\u011b\u00e8\u012b\u00ed\u01d0\u00ec\u014d\u00f3\u01d2\u00f2"
    "\u016b\u00fa\u01d4\u00f9\u01d6\u01d8\u01da\u01dc"
)
_GLOSS = lazy(f"[a-z]{{0,3}}[{_TONES}][a-z]{{0,3}}")
_CHINESE = lazy(HAN_OR_MARK)
_NUMBER = lazy(r"\d{1,3}|[a-zA-Z]", re.ASCII)
_ENOUGH = 200
"""Characters after an opening bracket that are looked at: deep nesting must not cost more."""
_INDENT = 8
_AREA_CODE = lazy(r"0\d{2,3}|\+?86", re.ASCII)


class Brackets(NamedTuple):
    """A pair of round brackets on a line."""

    text: str
    opening: int
    closing: int

    @property
    def inside(self) -> str:
        """What stands between them, no more than is needed to judge it."""
        return self.text[self.opening + 1 : min(self.closing, self.opening + _ENOUGH)]

    @property
    def before(self) -> str:
        """The character in front, empty at the start of the line or after its indent."""
        return _before(self.text, self.opening)

    @property
    def behind(self) -> str:
        """The character after, empty at the end of the line."""
        return self.text[self.closing + 1 : self.closing + 2]


@rule(
    "REP604",
    stage="repair",
    family="width",
    repairs={
        "(七)高定位推动健康产业发展": "\uff08七\uff09高定位推动健康产业发展",
        "方案(2023-2025)及(广德)基地": "方案\uff082023-2025\uff09及\uff08广德\uff09基地",
        "含(详见(附件)表)内容": "含\uff08详见\uff08附件\uff09表\uff09内容",
    },
    leaves_alone=(
        "世界卫生组织即WHO (World Health Organization)认为",
        "设函数f(x)在区间上连续",
        "亳(b\u00f3)州与六(l\u00f9)安",
        "全文使用全角标点，仅此处(广德)为半角，作者习惯如此。",
        "拨打(021)64898025咨询",
    ),
)
def widen_brackets(page: Page) -> Iterable[Edit]:
    """Widen round brackets in Chinese text, both of a pair or neither.

    Damage: folding of （ and ）. A pair is Chinese when it encloses ideographs, or stands behind an
    ideograph or a Chinese mark, or numbers an item at the start of a line. Functions, English
    brackets, dialling codes and a reading such as 亳(bó)州 stay; so does everything on a page whose
    other punctuation is full-width, where half-width brackets are the author's.
    """
    if not holds(page, "()"):
        return
    refused = {place for span in protected_spans(page) for place in range(*span)}
    for line in folded_lines(page, _NARROW_BRACKET):
        widened: set[int] = set()
        for pair in sorted(_pairs(line.text), key=lambda pair: pair.opening):
            follows = pair.opening - 1 in widened
            if follows or _is_mixed(pair) or _is_chinese_pair(pair):
                widened.add(pair.closing)
                yield from _widened_pair(line, pair, refused)


def _pairs(text: str) -> Iterator[Brackets]:
    stack: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() in "(\uff08":
            stack.append(match.start())
        elif stack:
            yield Brackets(text, stack.pop(), match.start())


def _widened_pair(line: Line, pair: Brackets, refused: set[int]) -> Iterator[Edit]:
    places = [place for place in (pair.opening, pair.closing) if line.text[place] in "()"]
    if refused.isdisjoint(line.start + place for place in places):
        for place in places:
            yield _at(line, place, line.text[place], WIDE[line.text[place]])


def _is_mixed(pair: Brackets) -> bool:
    return (pair.text[pair.opening] == "(") != (pair.text[pair.closing] == ")")


def _is_chinese_pair(pair: Brackets) -> bool:
    inside, before = pair.inside, pair.before
    if _CHINESE.search(inside):
        return not (before.isascii() and before.isalpha() and pair.behind in "=+*/^")
    if _GLOSS.fullmatch(inside) or _AREA_CODE.fullmatch(inside) or before == "]":
        return False
    if before == "":
        return bool(_NUMBER.fullmatch(inside))
    if before in ",:;":
        return bool(_NUMBER.fullmatch(inside) and _CHINESE.match(pair.behind))
    return pair.text[pair.opening - 1] != " " and bool(_CHINESE.match(before))


_MARK = lazy(r"[,;:!?](?:(?<=[!?])[!?]*)?")
_LEFT = lazy(f"{HAN_LIKE}|[{CLOSING}%\u2026\u2030\u2103\u00b7]")
_RIGHT = lazy(f"{HAN_LIKE}|[{OPENING}]")
_ASKS = lazy("吗|呢|吧|么|何|哪|谁|怎|多少|是否|能否|可否|几|岂|难道|啥|咋|不不|是不是|有没有")
_HAN_OR_CLOSER = lazy(f"{HAN_LIKE}|[{CLOSING}]")
_LOST = lazy(r"\?\?\s*[^\s?!]|^[^\S\n]*\?|[ \u3000]\?|\?[;!,]", re.MULTILINE)
_SENTENCE_END = lazy("[\u3002\uff01!\uff1b;]")
_ENDED = lazy(f"\u3002[{CLOSING}]*$|[\uff01\uff1f!][{CLOSING}][{CLOSING}]*$")
"""Behind a sentence that has ended no question ends: a question mark there is a lost character."""
_WINDOW = 80
"""How far back a question is looked for, in characters."""


class Mark(NamedTuple):
    """A half-width mark on a line with its surroundings; blanks beside it are looked through."""

    line: Line
    start: int
    end: int
    sign: str
    """The mark itself, or a run of exclamation and question marks."""
    left: str
    """The character before it, empty at the start of the line."""

    @property
    def right(self) -> str:
        """The character after it, empty at the end of the line."""
        return self.line.text[self.end : self.end + _INDENT].lstrip()[:1]

    @property
    def lead(self) -> str:
        """A few characters before it."""
        return self.line.text[max(0, self.start - _INDENT) : self.start]

    @property
    def spaced(self) -> bool:
        """Whether a blank follows it."""
        return self.line.text[self.end : self.end + 1] == " "


@rule(
    "REP606",
    stage="repair",
    family="width",
    repairs={
        "土地,房屋;其他:见下": "土地\uff0c房屋\uff1b其他\uff1a见下",
        "具体步骤如何?快看!": "具体步骤如何\uff1f快看\uff01",
        "到100%,日期:2024-02-29 16:14": "到100%\uff0c日期\uff1a2024-02-29 16:14",
    },
    leaves_alone=(
        "投入1,000万元\uff0c17:45:00发布\uff0c比例1:3",
        "QQ:2404953868, 1059182318 联系",
        "环境管理模式??破解园区堵点",
        "王丽. 健康城市研究[J]. 卫生,2019,35(4):12-15.",
    ),
)
def widen_marks(page: Page) -> Iterable[Edit]:
    """Widen comma, semicolon, colon, exclamation and question mark in Chinese text.

    Damage: folding. A comma or semicolon between ideographs is widened everywhere; other marks on
    folded lines only, where an ideograph, a Chinese mark or a per cent sign stands before them, or
    an ideograph after them. Numbers, times, ratios, addresses, code and references stay. A question
    mark needs a question: what stands inside a sentence that asks nothing is the trace of a lost
    character on a page that has lost some, and no punctuation.
    """
    if not holds(page, ",;:!?"):
        return
    lossy = loses_characters(page)
    whole = folded(page)
    for line in chinese_lines(page, _MARK):
        on_folded_line = whole or _folded_alone(line.text)
        for match in _MARK.finditer(line.text):
            mark = Mark(line, *match.span(), match[0], _before(line.text, match.start()))
            is_folded = on_folded_line and _is_folded_mark(mark, lossy=lossy)
            if is_folded or _is_never_right(mark):
                after = "".join(WIDE[sign] for sign in mark.sign)
                yield _at(line, mark.start, mark.sign, after)


def _before(text: str, place: int) -> str:
    """The character in front, empty at the start of the line or after its indent."""
    near = text[place - 1 : place]
    return text[max(0, place - _INDENT) : place].rstrip()[-1:] if near.isspace() else near


@lru_cache(maxsize=4096)
def _is_left(char: str) -> bool:
    """Whether a character before a mark makes it Chinese."""
    return _LEFT.match(char) is not None


def loses_characters(page: Page) -> bool:
    """Whether the page has question marks that stand for characters outside of its encoding."""
    return page.fact(_loses_characters)


def _loses_characters(page: Page) -> bool:
    return "?" in page.text and _LOST.search(page.text) is not None


def _is_never_right(mark: Mark) -> bool:
    return mark.sign in ",;" and _is_left(mark.left) and _RIGHT.match(mark.right) is not None


def _is_folded_mark(mark: Mark, *, lossy: bool) -> bool:
    if mark.sign in ",;:":
        return _is_folded_pause(mark)
    if "?" in mark.sign:
        return _asks(mark, lossy=lossy)
    return _is_left(mark.left)


_ENTITY_END = lazy("&[#A-Za-z][A-Za-z0-9]{1,6}$", re.ASCII)


_NAMED = lazy(f"\\[(?=[^\\[\\]]{{1,22}}\\]$)[^\\x00-\\x7f]{{0,22}}?{HAN_LIKE}")
_NAME = 24
"""Characters of a name in brackets, a speaker's say."""


def _is_folded_pause(mark: Mark) -> bool:
    if _is_left(mark.left):
        return True
    if mark.left == "]" and _NAMED.search(mark.line.text[max(0, mark.start - _NAME) : mark.start]):
        return True
    if mark.sign in ",;" and mark.right == "" and mark.left.isalnum():
        return _ENTITY_END.search(mark.lead) is None
    if mark.sign == ";" and _ENTITY_END.search(mark.lead):
        return False
    # Behind a question mark it may be what a torn pair of bytes left, which is no punctuation.
    if mark.left in ("", "?") or (mark.sign == ":" and mark.spaced):
        return False
    return _RIGHT.match(mark.right) is not None


def _asks(mark: Mark, *, lossy: bool) -> bool:
    """Whether a mark with a question mark in it stands in a question, and not for lost bytes."""
    if _ENDED.search(mark.lead):
        return False
    at_end = mark.right == "" or mark.right in CLOSING
    figure = mark.line.text[mark.end : mark.end + 1].isdecimal()
    if len(mark.sign) > 1 and lossy and not at_end:
        return False
    if (
        len(mark.sign) == 1
        and _HAN_OR_CLOSER.match(mark.left)
        and (at_end or not (lossy or figure))
    ):
        return True
    text = mark.line.text[max(0, mark.start - _WINDOW) : mark.start]
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return _ASKS.search(text, ends[-1] if ends else 0) is not None


_TYPED_SIGNS = (
    "...",
    "\u3002\u3002",
    "\u3002 \u3002",
    "\u00b7" * 4,
    "--",
    "\u2500" * 2,
    "\u2015" * 2,
)
_TYPED = lazy("\\.{3}|\u3002 ?\u3002|\u00b7{4}|--|\u2500\u2500|\u2015\u2015")
_DOTS = lazy(
    f"(?:(?<={HAN_OR_MARK})|(?<=[A-Za-z0-9%,:;!?)])) {{0,2}}"
    "(?:\\.{3,}+(?: {1,2}\\.{3,}+)*+|\u3002(?: ?\u3002){2,}+|\u00b7{4,}+)"
    "(?![ \u3000]*[0-9]+[ \u3000]*$)"
)
_DASH = lazy(
    f"(?:(?<={HAN_LIKE})|(?<=[{CLOSING})]))(?:-{{2,3}}|\u2500{{2}}|\u2015{{2}})"
    f"(?={HAN_LIKE}|[{OPENING}(])"
)


@rule(
    "REP603",
    stage="repair",
    family="width",
    repairs={
        "重点是什么......难点": "重点是什么\u2026\u2026难点",
        "他想了想\u3002\u3002\u3002": "他想了想\u2026\u2026",
        "健康--永远的追求": "健康\u2014\u2014永远的追求",
    },
    leaves_alone=(
        "第一章 总则......3",
        "学科--branch 参数",
        "生态-康养-文旅",
    ),
)
def join_dots_and_dashes(page: Page) -> Iterable[Edit]:
    """Write dots typed one by one as an ellipsis, and hyphens as a dash, between ideographs.

    Damage: keyboards. Three or more dots behind an ideograph are an ellipsis unless a page number
    follows, as in a table of contents; two or three hyphens between ideographs are a dash. A single
    hyphen is a sign of its own.
    """
    if not holds(page, _TYPED_SIGNS):
        return
    for line in chinese_lines(page, _TYPED):
        for pattern, sign in ((_DOTS, "\u2026\u2026"), (_DASH, "\u2014\u2014")):
            for match in pattern.finditer(line.text):
                yield _at(line, match.start(), match.group(), sign)
