"""Achievement or target: by the words of the clause, its time, its section, its document."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from wenku.annotate.indicators.times import ACHIEVEMENT, TARGET, Time
from wenku.annotate.indicators.wording import alternatives, any_of
from wenku.model import Block, Metadata
from wenku.vocab.statements import wordings

HEAD = 4
"""Characters before a verb that are no subject yet."""
BACK = 300
"""Characters before a clause in which a plain word is still heard."""

# 行动计划, 发展规划 are names; 主要, 需要, 将军, 即将 hold other words.
_NO_NOUN = "(?<!行动计划)(?<!年计划)(?<!培养计划)(?<!人计划)(?<!\u300a计划)"


class _Markers(NamedTuple):
    """Words that tell one kind or the other."""

    pattern: re.Pattern[str]
    """Each alternative begins with a plain character; what must not stand before comes after."""
    aims: frozenset[str]
    """The matches that tell a target; all others tell an achievement."""

    def told_by(self, match: re.Match[str]) -> str:
        """Which kind a match tells."""
        return TARGET if match[0] in self.aims else ACHIEVEMENT


@cache
def _markers() -> _Markers:
    words = wordings()
    target = [word for word in words.target if word not in {"计划", "规划", "拟"}]
    pattern = (
        f"{alternatives(target)}|计划{_NO_NOUN}(?!生育|经济|单列|书)|拟(?<![模虚比草]拟)(?!定|人)"
        f"|规划(?=建设|到|新建|布局)|将(?={_acts()})|{alternatives(words.achievement)}"
    )
    return _Markers(re.compile(pattern), frozenset((*target, "计划", "拟", "规划", "将")))


def _acts() -> str:
    words = wordings()
    return any_of(
        (
            *words.keep_verbs,
            *(word for word in words.drop_verbs if word[1:]),
            *words.going_on,
            "达",
            "超",
        )
    )


@cache
def _weak_markers() -> _Markers:
    words = wordings()
    target = [word for word in words.weak_target if word not in {"要", "将"}]
    pattern = (
        f"{alternatives(target)}|要(?<![主需重必纲概提摘]要)(?!求|素|点|闻|件|害)|将(?![其军近])"
        f"|{alternatives(words.weak_achievement)}"
    )
    return _Markers(re.compile(pattern), frozenset((*target, "要", "将")))


def kind_of(
    text: str, figure: int, clause: int, sentence: int, frame: Time | None, assumed: str
) -> tuple[str, bool]:
    """Tell target from achievement for the figure at ``figure``, and whether something said so.

    In this order: a plain word of its clause (the nearest before the figure), its time where that
    stands in the sentence, a plain word earlier in the sentence, its time carried over, a hint in
    the clause, what the section and the document make one assume.

    Args:
        text: the text of the block.
        figure: place of the figure.
        clause: where its clause starts.
        sentence: where its sentence starts.
        frame: its time.
        assumed: what the section or document makes one assume; empty for nothing.
    """
    told = _last_told(text, clause, figure)
    here = frame is not None and frame.kind and frame.start >= sentence
    if told:
        return told, True
    if here and frame is not None:
        return frame.kind, True
    told = _last_told(text, max(sentence, clause - BACK), clause)
    if told:
        return told, True
    if frame is not None and frame.kind:
        return frame.kind, True
    hinted = "" if assumed else _hint(text, clause, figure)
    if hinted:
        return hinted, True
    return assumed or ACHIEVEMENT, False


def told_in(text: str, start: int, end: int) -> str:
    """What the first plain word of a stretch tells, or nothing."""
    markers = _markers()
    match = markers.pattern.search(text, start, end)
    return markers.told_by(match) if match else ""


def _hint(text: str, clause: int, figure: int) -> str:
    """A weak word; one of doing is an aim only at the head of a clause, without a subject."""
    found, markers = "", _weak_markers()
    for match in markers.pattern.finditer(text, clause, figure):
        told = markers.told_by(match)
        if told == ACHIEVEMENT or match.start() - clause <= HEAD:
            found = told
    return found


def _last_told(text: str, start: int, end: int) -> str:
    """What the last plain word of a stretch tells, or nothing."""
    markers = _markers()
    found = list(markers.pattern.finditer(text, start, end))
    return markers.told_by(found[-1]) if found else ""


def assumed_kind(metadata: Metadata) -> str:
    """What a document makes one assume: target for plans (by title and kind), or nothing."""
    words = any_of(wordings().plan_types)
    plain = re.sub("\u300a[^\u300a\u300b]{0,80}\u300b", "", metadata.title)
    if metadata.doc_type and re.search(words, metadata.doc_type):
        return TARGET
    return TARGET if re.search(f"{words}(?:\uff08[^\uff09]{{0,20}}\uff09|的通知)?$", plain) else ""


class Sections:
    """What the headings passed so far make one assume about the paragraphs below them."""

    __slots__ = ("_document", "_open")

    def __init__(self, document: str) -> None:
        """Begin with what the document makes one assume."""
        self._document = document
        self._open: list[tuple[int, str]] = []

    def enter(self, heading: Block) -> None:
        """Pass a heading."""
        while self._open and self._open[-1][0] >= heading.level:
            self._open.pop()
        self._open.append((heading.level, _section_kind(heading.text)))

    def assumed(self) -> str:
        """What holds here: the nearest heading that says something, else the document."""
        return next((kind for _, kind in reversed(self._open) if kind), self._document)


@cache
def _sections() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = wordings()
    return re.compile(any_of(words.past_sections)), re.compile(any_of(words.future_sections))


def _section_kind(heading: str) -> str:
    past, future = _sections()
    if past.search(heading):
        return ACHIEVEMENT
    return TARGET if future.search(heading) else ""
