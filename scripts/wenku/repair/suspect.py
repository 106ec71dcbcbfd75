"""Places where the source itself is at fault: flagged, never silently improved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wenku.model.page import Page
from wenku.rules import rule
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy
from wenku.text.pinyin import LETTERS, LONGEST, toned
from wenku.trail import Certainty, Edit
from wenku.vocab.characters import readings
from wenku.vocab.files import vocabulary_text

MOST_STOPS = 3
"""Full stops of the Latin kind between ideographs, beyond which they are the way of a page."""
TELLING = 6
"""Different words of the list that a page must hold to be a spun text."""

_STOP = lazy(f"\\.(?<=[{HAN_CLASS}]\\.)(?=[{HAN_CLASS}])")
_NUMBERED = lazy(
    "(?:^|\n)[ \\t\u3000(\uff08\u7b2c]*"
    "[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}$"
)
_CENSORED = lazy(f"(?<=[{HAN_CLASS}\u3001\uff0c,])-(?=\u6027(?![\u80fd\u683c\u8d28\u4ef7]))")
_ORPHAN = lazy(
    f"[?@-~](?<=[^\\x00-\\x7f].)(?:(?<=\\?)|(?<!\\?)\\()([{LETTERS}]{{1,{LONGEST}}})\\)(?=[^\\x00-\\x7f])"
)


@rule(
    "REP452",
    stage="repair",
    family="suspect",
    certainty=Certainty.UNRESOLVED,
    repairs={"实现了.真正形成了合力": "实现了.真正形成了合力"},
    leaves_alone=("一.总体要求", "增长3.5个百分点", "第1.加强领导", "访问www.example.中国"),
)
def flag_lone_stop(page: Page) -> Iterator[Edit]:
    """Flag a full stop of the Latin kind between two ideographs.

    A mark, or text, is missing there; the source does not say which. A page with many of them
    ends its sentences so, and nothing is missing.
    """
    if "." not in page.text:
        return
    places = [match.start() for match in _STOP.finditer(page.text)]
    alone = [place for place in places if not _is_numbering(page.text, place)]
    if len(alone) <= MOST_STOPS:
        for place in alone:
            note = "a lone full stop: the source is faulty here"
            yield Edit(place, place + 1, ".", ".", "", note)


def _is_numbering(text: str, place: int) -> bool:
    return _NUMBERED.search(text[max(0, place - 8) : place].rjust(8, "\n")) is not None


@rule(
    "REP454",
    stage="repair",
    family="suspect",
    certainty=Certainty.UNRESOLVED,
    repairs={"由-性健康服务和非-性健康服务组成": "由-性健康服务和非-性健康服务组成"},
    leaves_alone=("突出“生态-康养-文旅”深度融合", "高-性价比", "男-女性别比"),
)
def flag_censored(page: Page) -> Iterator[Edit]:
    """Flag a hyphen that a filter put in the place of characters before a word it watches."""
    if "-\u6027" not in page.text:
        return
    for match in _CENSORED.finditer(page.text):
        note = "a filter removed characters here"
        yield Edit(match.start(), match.end(), "-", "-", "", note)


@rule(
    "REP456",
    stage="repair",
    family="suspect",
    certainty=Certainty.UNRESOLVED,
    repairs={
        text: text
        for text in ("年夜力成长黉舍教诲，扶植州里卫生病院，经由过程撑持，可以或许让屯子白叟受益",)
    },
    leaves_alone=(
        "他今朝在精神病院任职，接洽了一位住民",
        "大力发展学校教育，建设乡镇卫生院",
    ),
)
def flag_spun(page: Page) -> Iterator[Edit]:
    """Flag the telling words of a text that a program rewrote with synonyms.

    Such a text cannot be restored: the table is not known, and it changed facts and names as well.
    A page must hold many different ones, for each is a word of its own.
    """
    words, pattern = _spun()
    found = list(pattern.finditer(page.text))
    if len({match[0] for match in found}) < TELLING:
        return
    for match in found:
        note = f"spun text, perhaps {words[match[0]]}"
        yield Edit(match.start(), match.end(), match[0], match[0], "", note)


@cache
def _spun() -> tuple[dict[str, str], re.Pattern[str]]:
    content = vocabulary_text("spun.txt")
    rows = [line.split("\t") for line in content.splitlines() if line and line[0] != "#"]
    words = {row[0]: row[1] for row in rows}
    longest = sorted(words, key=lambda word: (-len(word), word))
    return words, re.compile("|".join(map(re.escape, longest)))


@rule(
    "REP458",
    stage="repair",
    family="suspect",
    certainty=Certainty.UNRESOLVED,
    repairs={"要點?guó)家支持": "要點?guó)家支持", "在平O(shè)、人才": "在平O(shè)、人才"},
    leaves_alone=("會議在亳(bó)州召開", "什么?(见附件)", "function f(x)", "维生素C(VC)含量"),
)
def flag_orphan_reading(page: Page) -> Iterator[Edit]:
    """Flag an injected reading whose character was lost with the bytes around it."""
    if ")" not in page.text:
        return
    for match in _ORPHAN.finditer(page.text):
        if toned(match[1]) and readings().is_syllable(match[1]):
            note = "a reading whose character is damaged"
            yield Edit(match.start(), match.end(), match[0], match[0], "", note)
