"""Pages whose line ends were lost: path, title, date, source and body on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wenku.model import Page
from wenku.rules import rule
from wenku.text.han import count_han
from wenku.text.patterns import lazy
from wenku.trail import Edit
from wenku.vocab.boilerplate import Entry, Use, boilerplate, fold, squeeze

SHORTEST = 120
"""Characters of a line that can hold a page."""
HEAD = 400
"""Characters in which path, title and metadata stand."""
TAIL = 300
"""Characters at the end in which the foot of the site stands."""
TITLE_HAN = (5, 60)
BODY_HAN = 30
"""Ideographs that must follow the metadata."""
STEPS = 2
"""Arrows of a path."""

_TOKEN = lazy(r"\S\S*")
_ARROWS = frozenset({">", "\u00bb", "\u203a", "\u2192", ">>", "\uff1e", "::", "|", "/", "-"})
_ARROW = lazy("[>\u00bb\u203a\u2192\uff1e]")
_DATE = lazy(
    r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:T?\d{1,2}:\d{2}(?::\d{2})?)?"
)
_TIME = lazy(r"\d{1,2}:\d{2}(?::\d{2})?")
_PIECES = lazy(r"[^\[\]()\s][^\[\]()\s]*")
_SENTENCE = lazy("[\u3002\uff1b]")
_ENDED = lazy(r"(?:[\u3002\uff01\uff1f\u201d\uff09)]|日)$")

_STATING = frozenset({"source", "author", "editor"})
_FOOT = (
    (Use.STATES, "editor"),
    (Use.DUTY, "editors"),
    (Use.LINE, "disclaimer"),
    (Use.LINE, "copyright"),
    (Use.LINE, "share"),
    (Use.LINE, "navigation"),
)
_BODY = (
    "各县水利局\uff0c市直有关单位\uff1a 汛期将至\uff0c现将有关事项通知如下\u3002 "
    "各地要落实巡查责任\uff0c加密雨水情监测\uff0c及时发布预警信息\u3002 "
    "请于月底前报送水库自查情况\uff0c并抄送市应急管理局和各流域管理处备案\u3002 "
    "联系单位为市水利局运行管理处\uff0c未尽事宜另行通知\u3002"
)
_PATH = "首页 > 政务 > 正文"
_TITLE = "关于做好水库防汛工作的通知"
_META = "发布日期\uff1a2021-05-18 来源\uff1a市水利局 浏览次数\uff1a87"


@rule(
    "REP750",
    stage="repair",
    family="lines",
    repairs={
        f"{_PATH} {_TITLE} {_META} {_BODY}": f"{_PATH}\n{_TITLE}\n{_META}\n{_BODY}",
        f"{_TITLE} {_META} {_BODY} [打印]": f"{_TITLE}\n{_META}\n{_BODY}\n[打印]",
    },
    leaves_alone=(
        f"{_TITLE} {_BODY}",
        f"{_TITLE} 2021-05-18 {_BODY}",
        f"会议于2021年5月18日召开\u3002 来源\uff1a地表水 用途\uff1a灌溉 {_BODY}",
        f"{_PATH}\n{_TITLE}\n{_META}\n{_BODY}",
    ),
)
def part_one_line(page: Page) -> Iterable[Edit]:
    """Begin a line again where path, title, metadata, body and foot of a page run together.

    Scrapers that take the text of a whole page at once keep a blank where a line ended. What is
    certain is parted: behind a path, before the first label of date, source or counter, behind
    the last, and before the buttons and editors that close the page. Between title and body there
    must be a date and another part of metadata, none of it in a sentence. The body stays as it is:
    nothing says which of its blanks were line ends.
    """
    line = next((line for line in page.lines if line.bare), None)
    if line is None or len(line.text) < SHORTEST:
        return
    head = _head(line.text)
    if not head:
        return
    for place in (*head, *_foot(line.text, head[-1])):
        start = len(line.text[:place].rstrip())
        if start:
            gap = line.text[start:place]
            yield Edit(line.start + start, line.start + place, gap, "\n", note="a line ended here")


def _head(text: str) -> list[int]:
    """Where title, metadata and body begin on a line; empty where it holds no such page."""
    tokens = list(_TOKEN.finditer(text, 0, HEAD))
    first = _behind_path(tokens)
    stated = next((i for i in range(first, len(tokens)) if _kind(tokens[i][0])), len(tokens))
    behind, kinds = _behind_metadata(tokens, stated)
    if behind >= len(tokens) or not {"date"} < set(kinds):  # a date and another part
        return []
    title = text[tokens[first].start() : tokens[stated].start()]
    body = text[tokens[behind].start() :]
    if not TITLE_HAN[0] <= count_han(title) <= TITLE_HAN[1] or _SENTENCE.search(title):
        return []
    if count_han(body) < BODY_HAN or _SENTENCE.search(body) is None:
        return []
    return [tokens[i].start() for i in (first, stated, behind)]


def _behind_path(tokens: Sequence[re.Match[str]]) -> int:
    """The first token behind a path: steps with arrows between, in one token or in several."""
    place, arrows = 0, 0
    while place < len(tokens):
        arrows += len(_ARROW.findall(tokens[place][0]))
        if place + 1 < len(tokens) and tokens[place + 1][0] in _ARROWS:
            arrows += tokens[place + 1][0] not in {"|", "/", "-"}
            place += 2
            continue
        break
    return place + 1 if arrows >= STEPS else 0


def _entries(token: str) -> tuple[Entry, ...]:
    return boilerplate().labels.get(_label(token), ())


def _label(token: str) -> str:
    """What stands before a colon, as labels are looked up; empty where there is none."""
    label, colon, _ = fold(token).partition(":")
    return squeeze(label) if colon else ""


def _kind(token: str) -> str:
    """What a token states: a date, who wrote it, a counter; empty where it is none of these."""
    if _DATE.fullmatch(token):
        return "date"
    for entry in _entries(token):
        if entry.use is Use.STATES and entry.family in (*_STATING, "date"):
            return "date" if entry.family == "date" else "by"
        if entry.use in (Use.COUNTER, Use.LABEL) and entry.family == "metadata-widget":
            return "counter"
    return ""


def _behind_metadata(tokens: Sequence[re.Match[str]], place: int) -> tuple[int, list[str]]:
    """The first token behind a run of metadata, and what its parts state."""
    kinds: list[str] = []
    while place < len(tokens):
        token = tokens[place][0]
        kind = _kind(token)
        if kind:
            kinds.append(kind)
            waits = fold(token).endswith(":")
            place += (
                2 if waits and place + 1 < len(tokens) and _is_value(tokens[place + 1][0]) else 1
            )
        elif kinds and (_TIME.fullmatch(token) or _is_widget(token)):
            place += 1
        else:
            break
    return place, kinds


def _is_value(token: str) -> bool:
    """Whether a token can be the value of a label before it, and is no label or button itself."""
    return not _entries(token) and not _is_widget(token) and _SENTENCE.search(token) is None


def _is_widget(token: str) -> bool:
    """Whether a token is made of buttons: [大], 【打印】【关闭】."""
    pieces = _PIECES.findall(fold(token))
    items = boilerplate().items
    return bool(pieces) and all(
        any(entry.use is Use.WIDGET for entry in items.get(squeeze(piece), ())) for piece in pieces
    )


def _foot(text: str, floor: int) -> Iterator[int]:
    """Where the foot of the site begins on a line, and its further lines."""
    begun = False
    for token in _TOKEN.finditer(text, max(floor, len(text) - TAIL)):
        if token.start() == len(text) - TAIL:  # may be the rest of a word
            continue
        opens = _opens_foot(token[0])
        if not begun:
            before = text[: token.start()].rstrip()
            begun = opens and _ENDED.search(before, max(0, len(before) - 2)) is not None
            if begun:
                yield token.start()
        elif _opens_line(token[0]):
            yield token.start()


def _opens_foot(token: str) -> bool:
    if token.startswith(("[", "\u3010")) and _is_widget(token):
        return True
    return any((entry.use, entry.family) in _FOOT for entry in _entries(token))


def _opens_line(token: str) -> bool:
    """Whether a part of the foot stands on a line of its own: a notice, the host of the site."""
    hosts = boilerplate().context[Use.HOST]
    return _label(token) in hosts or any(entry.use is Use.LINE for entry in _entries(token))
