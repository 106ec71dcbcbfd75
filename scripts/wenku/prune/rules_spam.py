"""Rules on hidden advertising: whole lines, tails of lines, names glued to the first word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from wenku.model import Page
from wenku.prune.brands import NUMBERED, glued_name, glued_unknown_name, name_in_sentence
from wenku.prune.cutting import line_edit, part_edit
from wenku.prune.listings import cues_in, is_spam_list
from wenku.prune.reading import read
from wenku.prune.spam import certain_words, has_label, is_spam
from wenku.prune.verdict import Kind
from wenku.prune.zones import zones_of
from wenku.rules import rule
from wenku.text.lines import Line
from wenku.text.patterns import lazy
from wenku.trail import Edit
from wenku.vocab.boilerplate import fold
from wenku.vocab.spam import spam_words

_LAST_STOP = lazy("[\u3002\uff01\uff1f\uff1b\u201d\u300d][^\u3002\uff01\uff1f\uff1b]*$")
_SEPARATOR = lazy(r"\s*[_|丨\uff5c]\s*|\s+-+\s+|\s{2,}")
_NUMBERED = lazy(r"[0-9]{3,6}(?:体育|娱乐|彩票|棋牌|电竞|真人)")
LABEL_LETTERS = 8
"""Characters of a label before a name that is advertised."""
FARM_BARS = 2
"""Bars on a line that goes on with the links of a farm."""
TAIL_LETTERS = 4


@rule(
    "PRU150",
    stage="prune",
    family="spam",
    repairs={
        "正文\u3002\n主站蜘蛛池模板\uff1a 甲| 乙| 丙\n": "正文\u3002\n",
        "无码人妻_亚洲精品久久_国产在线\n正文\u3002\n": "正文\u3002\n",
        "正文\u3002\n银河城app下载\uff0c666真人注册\uff0c凤凰城娱乐官方网站\n": "正文\u3002\n",
    },
    leaves_alone=(
        "国产设备进入亚洲和欧美市场\u3002",
        "成人教育与性健康教育",
        "精品课程在线免费观看",
        "体育彩票公益金使用情况",
        "社保app下载\u3001医保app注册\u3001公积金官方网站",
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_spam_lines(page: Page) -> Iterable[Edit]:
    """Delete lines of hidden advertising.

    Hacked and mirrored pages carry lines of search words for pornography and betting at their
    head or foot, joined by ``|``, ``_`` or commas. A line goes when its letters are mostly
    words of that vocabulary, among them several that no article uses; a line with sentences
    never does, nor does one with a few ordinary words of the kind. A short list goes when most
    of its items are nothing but names of betting with what those are sold with, or ask for a
    hospital.
    """
    for number in _spam_lines(page):
        yield line_edit(page, number, "spam", "words of hidden advertising")


def _folded(page: Page) -> str:
    return fold(page.text)


def _suspects(page: Page) -> frozenset[int]:
    """The lines that hold a word without which no line is spam."""
    folded = page.fact(_folded)
    return _lines_with(page, folded, (*certain_words(folded), *spam_words().labels))


def _may_list(page: Page) -> frozenset[int]:
    """The lines that hold a word without which no line is a short list of search words."""
    folded = page.fact(_folded)
    return _lines_with(page, folded, tuple(cues_in(folded)))


def _lines_with(page: Page, folded: str, words: Sequence[str]) -> frozenset[int]:
    found: set[int] = set()
    starts = [line.start for line in page.lines] if words else []
    for word in words:
        place = folded.find(word)
        while place >= 0:
            number = bisect_right(starts, place) - 1
            found.add(number)
            place = folded.find(word, page.lines[number].end)
    return frozenset(found)


def _spam_lines(page: Page) -> Iterator[int]:
    suspects, lists = page.fact(_suspects), page.fact(_may_list)
    farm = False
    for number, line in enumerate(page.lines if suspects or lists else ()):
        if line.text.isspace() or not line.text:
            continue
        suspect = number in suspects
        if suspect and has_label(line.text):
            farm = True
            yield number
        elif (
            (farm and _is_of_farm(line))
            or (suspect and _advertises(line.text))
            or (number in lists and is_spam_list(line.text))
        ):
            yield number
        else:
            farm = False


def _advertises(text: str) -> bool:
    return is_spam(text) or _labelled_spam(text)


def _labelled_spam(text: str) -> bool:
    """A label such as the one for the source, with a name that is advertised as its value."""
    label, colon, value = fold(text).partition(":")
    return bool(colon) and len(label.strip()) <= LABEL_LETTERS and is_spam(value.strip())


def _is_of_farm(line: Line) -> bool:
    """Below the label the links go on, whatever they advertise: many bars and no sentence."""
    return line.text.count("|") >= FARM_BARS and read(line.text).kind is not Kind.PROSE


@rule(
    "PRU140",
    stage="prune",
    family="spam",
    repairs={
        "6686体育网页版近年来\uff0c某县发展木耳产业\u3002": "近年来\uff0c某县发展木耳产业\u3002",
        "养老服务体系建设_亚博app官网": "养老服务体系建设",
        "亩产达到三百斤\uff0c万博体育官网下载每斤卖到八元\u3002": (
            "亩产达到三百斤\uff0c每斤卖到八元\u3002"
        ),
    },
    leaves_alone=(
        "国家体育总局官网近日发布通知\uff0c要求各地落实\u3002",
        "2023体育课程标准近日印发\uff0c各校执行\u3002",
        "警方通报\uff0c亚博体育app官网下载链接均为赌博网站\u3002",
    ),
    deletes_han=True,
    respects_protected=False,
)
def cut_glued_spam(page: Page) -> Iterable[Edit]:
    """Take names of betting sites and strings of spam off the ends of real lines.

    Spun pages glue the name they advertise to the first word of a paragraph, to the title
    behind a separator, or to the end of the last sentence. The name must be one of the
    vocabulary, or a number before a word of betting, and be followed by the words that such
    names are sold with. A name that is not listed is told by its build, only at the head of the
    article, and only where a sentence of its own begins behind it. Between two clauses a listed
    name goes with what it is sold with, unless the page tells of betting or fraud.
    """
    suspects = page.fact(_suspects)
    first = min(zones_of(page).first, len(page.lines) - 1)
    told = any(word in page.text for word in spam_words().about) if suspects else True
    for number, line in enumerate(page.lines):
        start, suspect = 0, number in suspects
        if suspect and _advertises(line.text):
            continue  # the whole line goes
        if suspect or NUMBERED.match(line.text.lstrip()):
            start = glued_name(line.text)
        if number <= first and not start:
            start = glued_unknown_name(line.text)
        if start:
            place = line.start + len(line.text) - len(line.text.lstrip())
            yield part_edit(page, place, line.start + start, "spam", "name glued to the first word")
        between = name_in_sentence(line.text) if suspect and not told else None
        if between is not None:
            places = line.start + between[0], line.start + between[1]
            yield part_edit(page, *places, "spam", "name between two clauses")
            continue
        end = _glued_tail(line.text) if suspect else len(line.text)
        if start < end < len(line.text.rstrip()):
            yield part_edit(page, line.start + end, line.end, "spam", "advertising behind the line")


def _glued_tail(line: str) -> int:
    """Where advertising begins behind the last sentence or a separator; the length if nowhere."""
    stop = _LAST_STOP.search(line, max(0, len(line) - 2000))
    start = stop.start() + 1 if stop else 0
    if stop and len(line) - start >= TAIL_LETTERS and is_spam(line[start:].strip()):
        return start
    for separator in _SEPARATOR.finditer(line, start):
        if separator.start() and is_spam(line[separator.end() :].strip()):
            return separator.start()
    return len(line)
