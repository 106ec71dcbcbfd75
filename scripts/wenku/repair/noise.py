"""What copy protections and broken exports put into running text.

Whole lines of advertising and navigation are the pruning stage's; here is what stands inside of
lines that are otherwise the article. These rules come before script and width, which would change
the shapes that give noise away.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import cache

from wenku.model.page import HintKind, Page
from wenku.repair.chinese import HAN_LIKE, HAN_OR_MARK, holds
from wenku.rules import rule
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Edit
from wenku.vocab.tables import table

_ENTITY = lazy(
    r"&(?:amp;){0,3}(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6});", re.ASCII
)
_MARKUP_SIGN = lazy("[<>&\x00-\x1f\x7f-\x9f]|[\ud800-\udfff\ufffd]")


@rule(
    "REP500",
    stage="repair",
    family="markup",
    repairs={
        "打造&ldquo;健康中国&rdquo;&amp;nbsp;品牌": "打造\u201c健康中国\u201d 品牌",
        "坚持&#39;防治结合&#39;": "坚持'防治结合'",
    },
    leaves_alone=(
        "R&D;投入增长，AT&T公司",
        "年龄&lt;65岁，写作&lt;div&gt;",
        "用 `&nbsp;` 表示空格",
    ),
)
def decode_entities(page: Page) -> Iterable[Edit]:
    """Decode HTML entities that were left in the text, also twice encoded ones.

    Damage: text that was escaped once more often than it was read. Only names that HTML knows are
    decoded. Signs of markup (``&lt;``) stay as they are: decoded, text could turn into a tag; so
    does code in backticks.
    """
    if "&" not in page.text:
        return
    for match in _ENTITY.finditer(page.text):
        before = match.group()
        after = html.unescape(html.unescape(before.replace("&amp;", "&"))).replace("\u00a0", " ")
        quoted = page.text[match.start() - 1 : match.start()] == "`"
        if after != before and not quoted and _MARKUP_SIGN.search(after) is None:
            yield Edit(match.start(), match.end(), before, after)


_TAG = lazy(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,10})(?P<attributes>(?:\s[^<>\n]{0,300})?)/?>",
    re.ASCII,
)
_HIDING_ID = lazy(r"^\s+id=\"([a-z0-9]{4,8})\"\s*$", re.ASCII)
_LESSON = lazy(
    r"</?[a-zA-Z][^<>\n]{0,300}>[^\n]{0,40}(?:标签|属性|元素|标记|代码|HTML)"
    r"|(?:标签|属性|元素|标记|代码|HTML)[^\n]{0,40}</?[a-zA-Z][^<>\n]{0,300}>"
)
_STYLED = lazy(r"\s(?:style|class|href|src|align|color|target|id)\s?=", re.ASCII)


@rule(
    "REP501",
    stage="repair",
    family="markup",
    deletes_han=True,
    repairs={
        '<tr id="yyy80"></tr>近年来<ul id="yyy80"><sup id="yyy80"></sup></ul>': "近年来",
        '来源：<a href="http://example.com/x" title="健康报">健康报</a>': "来源：健康报",
        "第一段<br/>第二段<strong>重点</strong>": "第一段\n第二段重点",
    },
    leaves_alone=(
        "网页用<p>标签分段，用<div>分块，<b>字</b>加粗",
        "`<br/>` 表示换行",
        "当a<b且c>d时成立",
    ),
)
def drop_stray_tags(page: Page) -> Iterable[Edit]:
    """Drop HTML tags that stand in the text as text; what they enclose stays.

    Damage: spammers hide links in pairs of empty elements with one random id for the page, and
    exports escape markup. A tag goes when it has attributes of a page, when it is one of a pair
    with text or nothing between, or breaks a line (which it then does). A lone ``<p>`` stays, and
    code in backticks; on a page that speaks of tags only empty elements with a random id go.
    Ideographs inside a tag, as in a title attribute, go with it.
    """
    if "<" not in page.text:
        return
    code = [(hint.start, hint.end) for hint in page.hints_of(HintKind.CODE)]
    tags = [match for match in _TAG.finditer(page.text) if match["name"].lower() in _elements()]
    for tag in _hidden(tags) if _explains_markup(page.text) else _paired_or_dressed(tags):
        quoted = page.text[tag.start() - 1 : tag.start()] == "`"
        if not quoted and not any(start <= tag.start() < end for start, end in code):
            after = "\n" if tag["name"].lower() == "br" else ""
            yield Edit(tag.start(), tag.end(), tag.group(), after)


@cache
def _elements() -> frozenset[str]:
    return frozenset(table("noise.tsv")["elements"])


def _explains_markup(text: str) -> bool:
    """Whether a line that has a tag also speaks of tags: then tags are what the text is about."""
    return _LESSON.search(text) is not None


def _hidden(tags: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Tags with nothing but an id, and the ends of such, which close at once."""
    stack: list[str] = []
    for tag in tags:
        if _HIDING_ID.match(tag["attributes"]) and not tag["close"]:
            stack.append(tag["name"])
            yield tag
        elif tag["close"] and stack and stack[-1] == tag["name"]:
            stack.pop()
            yield tag


def _paired_or_dressed(tags: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Tags that show to be markup, in any order."""
    stacks: dict[str, list[re.Match[str]]] = {}
    for tag in tags:
        name = tag["name"].lower()
        if tag["close"]:
            opening = stacks.get(name)
            if opening:
                first = opening.pop()
                yield tag
                if not _dressed(first):
                    yield first
            continue
        stacks.setdefault(name, []).append(tag)
        if _dressed(tag):
            yield tag


def _dressed(tag: re.Match[str]) -> bool:
    attributes = tag["attributes"]
    return _STYLED.search(attributes) is not None or (
        tag["name"].lower() in ("br", "hr", "img") and tag.group().endswith("/>")
    )


_ANY_TOKENS = lazy("[!-~] [!-~]{1,2} [!-~]{1,2} [!-~]")
_TOKENS = lazy(
    f"(?:(?<={HAN_OR_MARK})|(?<=[,;:!?)])|^)[ ]?[!-~]{{1,2}}(?: [!-~]{{1,2}}){{3,}}[ ]?"
    f"(?={HAN_OR_MARK}|[,;:!?(]|$)",
    re.MULTILINE,
)
_ODD = lazy(r"^(?:[A-Za-z0-9][!-/:-@\[-`{-~]|[!-/:-@\[-`{-~][A-Za-z0-9]|[!-/:-@\[-`{-~]{2})$")
_OPERATOR = lazy(r"^(?:[+\-*/<>=!&|:.]{1,2}|[A-Za-z0-9][,;:.)]|[(\"'][A-Za-z0-9]|[A-Za-z]['=])$")
ODD_SHARE = 3
"""One token in so many is a letter glued to a sign: in formulas signs stand by themselves."""
FEWEST_ODD = 2


@rule(
    "REP504",
    stage="repair",
    family="anti-copy",
    certainty=Certainty.INFERRED,
    repairs={
        "在改革过程中。9 W. C% @)": "在改革过程中。",
        "推进医养结合\n4 d8 _) }7 Q$ K! c# s8\n完善体系": "推进医养结合\n\n完善体系",
    },
    leaves_alone=(
        "已知 a + b = c 且 x < y",
        "分为 A B C D 四级",
        "比分为 3 : 2 , 1 : 1",
        "for i in x : i + = 1",
    ),
)
def drop_jammer_tokens(page: Page) -> Iterable[Edit]:
    """Drop runs of random one- and two-character tokens.

    Damage: forum software strews them between lines, in the colour of the background, against
    copying. The shape gives them away: four or more tokens of one or two ASCII characters, many of
    them a letter glued to a sign that no formula glues it to. Formulas, grades and scores keep
    their signs apart.
    """
    if _ANY_TOKENS.search(page.text) is None:
        return
    for match in _TOKENS.finditer(page.text):
        tokens = match.group().split()
        odd = sum(1 for token in tokens if _ODD.match(token) and not _OPERATOR.match(token))
        if odd >= FEWEST_ODD and odd * ODD_SHARE >= len(tokens):
            yield Edit(match.start(), match.end(), match.group(), "")


_STREWN_SIGNS = ("织梦", "织夢", "織梦", "織夢", "dede", "Dede")


@cache
def _words(name: str) -> re.Pattern[str]:
    words = sorted(table("noise.tsv")[name], key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_shape, words)), re.IGNORECASE)


def _shape(word: str) -> str:
    """A word with its blanks and commas; an end that is Latin must not run on in an address."""
    shape = re.escape(word).replace("_", r"\s{0,2}").replace("\uff0c", "[,\uff0c]")
    before = "(?<![A-Za-z0-9./@])" if word[0].isascii() else ""
    after = "(?![A-Za-z0-9/])" if word[-1].isascii() else ""
    return before + shape + after


@rule(
    "REP505",
    stage="repair",
    family="anti-copy",
    deletes_han=True,
    repairs={
        "完善医疗本文来自织梦卫生服务体系": "完善医疗卫生服务体系",
        "坚持省市共建copyright dedecms\uff0c统筹推进": "坚持省市共建\uff0c统筹推进",
        "织梦好,好织梦优化资源dedecms.com配置": "优化资源配置",
    },
    leaves_alone=("织梦内容管理系统是一种建站软件", "访问 www.dedecms.com/x 下载"),
)
def drop_strewn_words(page: Page) -> Iterable[Edit]:
    """Drop the words that a site system strews into paragraphs against copying.

    Damage: DedeCMS inserts them at random places, invisible on its own pages. The closed list of
    phrases proves itself; the system's bare name goes only beside one of them, since a text may be
    about it.
    """
    if not holds(page, _STREWN_SIGNS) or _words("strewn").search(page.text) is None:
        return
    taken: list[re.Match[str]] = [*_words("strewn").finditer(page.text)]
    inside = {place for match in taken for place in range(*match.span())}
    taken += (
        match for match in _words("beside").finditer(page.text) if match.start() not in inside
    )
    for match in taken:
        yield Edit(match.start(), match.end(), match.group(), "")


_INDENT = " \t\u3000"
_PAUSES = ",\uff0c;\uff1b"
_LEADING = lazy(f"[{_INDENT}]*([{_PAUSES}][ \u3000]*)(?={HAN_LIKE})")


@rule(
    "REP506",
    stage="repair",
    family="punctuation",
    certainty=Certainty.INFERRED,
    repairs={
        "\uff0c日前\uff0c南宁市": "日前\uff0c南宁市",
        "全面推进。\n\uff0c日前": "全面推进。\n日前",
    },
    leaves_alone=("加快推进医养结合\n\uff0c完善服务体系", "、加强领导"),
)
def drop_leading_pause(page: Page) -> Iterable[Edit]:
    """Drop a comma or semicolon that begins a paragraph.

    Damage: what stood before it (a place and date line, a link) was removed with its words only.
    No paragraph begins with a pause. Where the line above is open, the comma may belong to it: a
    line break in the middle of a sentence, which is left alone.
    """
    for line in page.lines:
        if line.text.lstrip(_INDENT)[:1] not in _PAUSES:
            continue
        match = _LEADING.match(line.text)
        if match is None:
            continue
        above = page.text[max(0, line.start - _ABOVE) : line.start]
        if _OPEN_LINE.search(above) is None:
            yield Edit(line.start + match.start(1), line.start + match.end(), match.group(1), "")


_ABOVE = 200
_OPEN_LINE = lazy("[^\\s.!?;:\u3002\uff01\uff1f\uff1b\uff1a\u2026]\\n$")
