"""Lines that were cut at one width, put together again.

A program that cuts lines fills each of them: it goes on to the next line only where the next
character, figure or Latin word has no room left. So a cut line tells itself by what follows it,
once the width is known; and the width is known from many lines that keep to it. Programs count
differently (characters, columns of a terminal, bytes), so that each way of counting is tried.

A line break in Chinese text is a paragraph break unless all of that is so and the cuts themselves
are witnesses: they run through words and figures, or through sentences that go on behind them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from wenku.model.page import HintKind, Page
from wenku.repair.wrap import NARROWEST, SLACK, WORD, gain
from wenku.rules import rule
from wenku.text.han import CLOSING, OPENING
from wenku.text.lines import Line
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Edit
from wenku.vocab.tables import table

SHORTEST = 8
"""Characters of the shortest line that may be a cut one."""
LONGEST = 160
"""Characters of the longest."""
FEWEST = 3
"""Cut lines, at least, that show a width."""
HANGING = 2
"""Columns by which a mark that may not begin a line hangs over the width."""
TORN = 10
"""One cut in so many, at least, tears a word or a figure apart; of random cuts one in four does."""
FEWEST_TORN = 2
NARROW_TORN, NARROW_SHARE = 3, 6
"""The same for narrow text, which verse and lists resemble more."""
LEAST = 20
"""Columns of the narrowest text that is looked at."""
LINES = 20
"""Lines, at most, that paragraphs have in the mean."""
EXACT = 0.8
"""Share of cuts that had no room left from which what else comes near to the width is no cut."""
AGAINST = 4
"""Cut sentences, at least, for each sentence left open without being cut."""
WIDTHS = 4
"""Widths tried for each way of counting, the commonest first."""
WORD_ROOM = 12
"""Characters of the longest figure or Latin word that goes on a new line as a whole."""

_STOPS = frozenset("\u3002\uff01\uff1f!?")
_PAUSED = frozenset("\uff1a\uff1b:;")
_ENDS = _STOPS.union("\u2026")
_CLOSERS = CLOSING + ")"
_INNER = lazy("[\u3002\uff0c\uff1b\uff01\uff1f,;\u3001]")
_STARTS = lazy(
    "\\s*(?:[0-9]{1,3}[.\u3001\uff0e)\uff09](?![0-9])|[一二三四五六七八九十]{1,3}\u3001(?![一二三四五六七八九十])"
    "|[(\uff08][0-9一二三四五六七八九十]{1,3}[)\uff09]|第[^\\s]{1,3}[章节条](?!规定|[第的所和至、，])"
    "|[*\u2022\u25a0-\u25ff\u2460-\u2473|#>]|-(?![0-9]))"
)
_FIGURE_END = lazy("[0-9.,]$")
_OPENING_END = lazy(f"[{OPENING}]$")
_OWN_LINE = frozenset({HintKind.HEADING, HintKind.ITEM, HintKind.CELL, HintKind.CODE})
_LATIN_END = lazy("[A-Za-z,;.:!?)]$")
_LATIN_START = lazy("[A-Za-z]")
_ADDRESS_END = lazy("[@./][A-Za-z0-9_@./-]{1,12}$")
_ADDRESS_START = lazy("[A-Za-z0-9_-]{0,24}[@./][A-Za-z0-9]")
_PARTS = " "
_STICKS = lazy(f"[{CLOSING})\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f%\u2030\u2103]")
"""What no line begins with unless it was cut."""
_GAPS = ("  ", "\t", "\u3000")
_ROW = lazy("(?<=\\S)(?:\\t| {2,}| ?\u3000[ \u3000]*)(?=\\S)")
"""A gap that parts columns."""
_LABELLED = lazy("[^\\s\uff0c\u3002\uff1b\u3001,;\uff1a:]{1,8}[\uff1a:](?!\u201c)")
"""A speaker or a label at the start of a line; what is told before a quotation is none."""
_NEXT = lazy(
    f"[{OPENING}(]*(?:[0-9A-Za-z]{{1,{WORD_ROOM}}}|.)"
    f"[{CLOSING})%\u2030\u2103\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff05,.:;!?\u2026\u2014]*"
)
"""What goes on a new line as a whole: a word or character with the marks that stick to it."""
_BROAD = lazy(
    "[\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]+"
)
"""What takes two columns in a terminal; quotation marks, dashes and Greek letters take one."""
_WIDENED = lazy("[\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09]")
"""Marks that were narrow if the page was folded before it was cut."""


def columns(text: str) -> int:
    """Columns that a text takes where ideographs and their marks take two: its bytes in GBK."""
    return len(text.encode("gbk", "replace"))


def _terminal(text: str) -> int:
    return len(text) + sum(map(len, _BROAD.findall(text)))


def _folded(text: str) -> int:
    return columns(text) - len(_WIDENED.findall(text))


class _Count(NamedTuple):
    """A way of counting the width of a line."""

    of: Callable[[str], int]
    narrowest: int
    """Width below which more has to be torn."""
    least: int
    """The narrowest width."""
    hanging: int
    slack: int
    """Units by which a line may fall short for reasons that do not show, as in print."""


_COUNTS = (
    _Count(columns, NARROWEST, LEAST, HANGING, SLACK),
    _Count(len, NARROWEST // 2, LEAST // 2, HANGING // 2, 0),
    _Count(_terminal, NARROWEST, LEAST, HANGING, 0),
    _Count(_folded, NARROWEST, LEAST, HANGING, 0),
)


@rule(
    "REP740",
    stage="repair",
    family="wrapping",
    certainty=Certainty.INFERRED,
    respects_protected=False,
    repairs={
        (
            "为深入实施健康中国战略\uff0c有效满足人民群众全方位、全生命周期健康需求\uff0c加快打造具有泉城特\n"
            "色的国际医疗康养名城\uff0c济南市印发实施了关于建设国际医疗康养名城的意见\uff0c明确了四个方面的重\n"
            "点建设任务\uff0c坚持省市共建、区域统筹原则\uff0c依托辖区各级各类卫生健康资源\uff0c遵循问题导向和需\n"
            "求导向\uff0c发展高端康养。"
        ): (
            "为深入实施健康中国战略\uff0c有效满足人民群众全方位、全生命周期健康需求\uff0c加快打造具有泉城特"
            "色的国际医疗康养名城\uff0c济南市印发实施了关于建设国际医疗康养名城的意见\uff0c明确了四个方面的重"
            "点建设任务\uff0c坚持省市共建、区域统筹原则\uff0c依托辖区各级各类卫生健康资源\uff0c遵循问题导向和需"
            "求导向\uff0c发展高端康养。"
        ),
    },
    leaves_alone=(
        (
            "蚌埠市中医医院妇产科开展孕妇学校健康知识讲座活动\n"
            "蚌埠市民政健康养老集团养护中心隆重举行揭牌的仪式\n"
            "蚌埠市生态环境局推行环保体检与环保管家的管理模式\n"
            "蚌埠市卫生健康委员会印发健康口腔行动实施方案通知\n"
            "安徽省全力推动公立医院高质量发展取得了显著的成效"
        ),
    ),
)
def join_wrapped_lines(page: Page) -> Iterable[Edit]:
    """Join lines that were cut at one width.

    Damage: mail programs, PDF and typewriter-like editors end a line after so many columns or
    characters, some sites put a blank line after each. Evidence, all of it needed: three lines or
    more are full to one width, each so that what follows had no room left, and end without a stop;
    and either some of these ends tear a word of the lexicon or a figure apart, or they part
    sentences whose rest follows, while hardly a sentence of the page ends open without being full.
    Verse is narrower and pauses at one place; titles and list items end with a whole word and hold
    no sentence, paragraphs differ in width. A line that begins an item or is indented more than the
    one above begins a paragraph; rows of columns, headings and signatures stay.
    """
    if sum(map(_may_be_cut, page.lines)) < FEWEST:
        return
    lines = _Lines(page)
    fit = _best_fit(lines)
    if fit is not None and (fit.torn or fit.spoken):
        for one, two, between in fit.joined():
            yield _joint(page.text, one, two, between)


def _may_be_cut(line: Line) -> bool:
    return SHORTEST <= len(line.text) <= LONGEST and line.text[-1] not in _STOPS


class _Lines:
    """The lines of a page that hold anything, and which of them the next one may continue."""

    def __init__(self, page: Page) -> None:
        self.lines = [line for line in page.lines if line.text and not line.text.isspace()]
        self.bare = [line.text.strip() for line in self.lines]
        self._page = page

    @cached_property
    def open(self) -> list[bool]:
        """Which lines end without a stop."""
        return [bare.rstrip(_CLOSERS)[-1:] not in _ENDS for bare in self.bare]

    @cached_property
    def continued(self) -> list[int]:
        """Lines that the next one may continue: it begins no item, no cell, no paragraph."""
        marked = _marked_lines(self._page)
        rows = [
            any(sign in bare for sign in _GAPS) and _ROW.search(bare) is not None
            for bare in self.bare
        ]
        return [
            at
            for at, (one, two) in enumerate(pairwise(self.lines))
            if SHORTEST <= len(self.bare[at]) <= LONGEST
            and two.number not in marked
            and not (rows[at] or rows[at + 1])
            and _STARTS.match(two.text) is None
            and self.indents[at + 1] <= self.indents[at]
        ]

    def widths(self, count: _Count) -> list[int]:
        """The width of each line."""
        return [
            count.of(line.text.rstrip()) if len(bare) <= LONGEST else 2 * len(bare)
            for line, bare in zip(self.lines, self.bare, strict=True)
        ]

    def rooms(self, count: _Count) -> list[int]:
        """What each line that may be continued would have needed to take in more."""
        rooms = [0] * len(self.lines)
        for at in self.continued:
            match = _NEXT.match(self.bare[at + 1])
            latin = self.bare[at + 1][0].isascii() and _LATIN_END.search(self.bare[at])
            rooms[at] = (count.of(match.group()) if match else 0) + bool(latin)
        return rooms

    @cached_property
    def hangs(self) -> list[bool]:
        """Which lines end with a mark that may hang over the width."""
        return [_STICKS.match(bare[-1]) is not None for bare in self.bare]

    @cached_property
    def indents(self) -> list[int]:
        """By how many columns each line is indented."""
        return [
            columns(line.text[: len(line.text) - len(line.text.lstrip())]) for line in self.lines
        ]

    def usual_indent(self, fitting: Sequence[int], own: Sequence[int], width: int) -> int:
        """The indent of lines that go on; more of it begins a paragraph."""
        found = Counter(
            self.indents[at + 1] for at in fitting if self.open[at] and own[at] >= width - SLACK
        )
        return min(found, key=lambda indent: (-found[indent], indent), default=0)

    def speaks(self, at: int) -> int:
        """Where the first mark of a sentence inside a line stands, or -1."""
        match = _INNER.search(self.bare[at], 0, len(self.bare[at]) - 1)
        return match.start() if match else -1


class _Fit:
    """The lines of a page under one way of counting and one width."""

    def __init__(
        self, lines: _Lines, count: _Count, width: int, own: list[int], rooms: list[int]
    ) -> None:
        self.lines = lines
        self._own, self._width = own, width
        most = width + count.hanging
        fitting = [
            at
            for at in lines.continued
            if own[at] <= (most if lines.hangs[at] else width) and own[at + 1] <= most
        ]
        base = lines.usual_indent(fitting, own, width)
        fitting = [at for at in fitting if lines.indents[at + 1] <= base]
        self.full = {at for at in fitting if own[at] + rooms[at] > width}
        self.cuts = sorted(at for at in self.full if lines.open[at])
        close = {at for at in fitting if lines.open[at] and own[at] >= width - count.slack}
        exact = len(close.intersection(self.cuts)) > EXACT * len(close)
        self.close = sorted(self.cuts if exact else close.union(self.cuts))
        """Cuts that keep to the width, as print does if it is not the column."""
        self.narrow = width < count.narrowest
        self.going_on = [at for at in self.cuts if at + 1 in self.full or not lines.open[at + 1]]
        """Cuts behind which a sentence ends, or the text is cut again."""
        self._over = {at for at, width_ in enumerate(own) if width_ > most}
        self._indented = base == 0 and any(lines.indents)

    @cached_property
    def torn(self) -> bool:
        """Whether the cuts run through words and figures as random ones do."""
        lines = self.lines.lines
        cuts = self.cuts if self.narrow else self.close
        torn = sum(_is_torn(lines[at].bare, lines[at + 1].bare) for at in cuts)
        fewest, share = (NARROW_TORN, NARROW_SHARE) if self.narrow else (FEWEST_TORN, TORN)
        return len(cuts) >= FEWEST and torn >= max(fewest, len(cuts) / share)

    @cached_property
    def spoken(self) -> bool:
        """Whether the cuts run through sentences, and no sentence is left open otherwise."""
        lines = self.lines
        ends = sum(not lines.open[at + 1] for at in self.going_on)
        # Titles of one length lead from one to the next and never come to a stop.
        if self.narrow or ends * LINES < len(self.cuts) or ends == 0:
            return False
        places = [place for place in map(lines.speaks, self.going_on) if place >= 0]
        # Verse and slogans pause at the same place in each line.
        if len(places) < FEWEST or max(Counter(places).values()) * 2 > len(places):
            return False
        against = sum(
            at in self._over or (lines.open[at] and at not in self.full and self._is_cut_short(at))
            for at in range(len(lines.lines))
        )
        return len(places) >= AGAINST * against

    def _is_cut_short(self, at: int) -> bool:
        line = self.lines.lines[at]
        short = 2 * self._own[at] < self._width
        return not short and line.bare[-1] not in _PAUSED and self.lines.speaks(at) >= 0

    @cached_property
    def _blunt(self) -> bool:
        """Whether the cuts heed neither words nor marks: a figure is torn, a mark begins a line."""
        lines = self.lines.lines
        return any(
            _STICKS.match(lines[at + 1].bare)
            or (lines[at].bare[-1].isdecimal() and lines[at + 1].bare[0].isdecimal())
            for at in self.full
        )

    def _parts(self, at: int) -> bool:
        """Whether a cut took the place of a blank between Latin words."""
        one, two = self.lines.lines[at], self.lines.lines[at + 1]
        if not (_LATIN_END.search(one.bare) and _LATIN_START.match(two.bare)):
            return False
        if one.text[-1] == " " or (two.text[0] == " " and self._indented):
            return True
        if _ADDRESS_END.search(one.bare[-WORD_ROOM:]) or _ADDRESS_START.match(two.bare):
            return False
        ended = not one.bare[-1].isalpha()
        return ended or self._own[at] < self._width or not self._blunt

    def joined(self) -> Iterator[tuple[Line, Line, str]]:
        """Lines that belong together, two by two, and what goes between them."""
        lines = self.lines.lines
        cuts = set(self.close if self.torn else self.cuts)
        steps = Counter(lines[at + 1].number - lines[at].number for at in cuts)
        step = min(steps, key=lambda step: (-steps[step], step))
        for at in sorted(cuts | self.full):
            one, two = lines[at], lines[at + 1]
            if two.number - one.number == step and (at in cuts or self._goes_on(at + 1)):
                yield one, two, _PARTS if self._parts(at) else ""

    def _goes_on(self, at: int) -> bool:
        """Whether a line behind a stop may be the next sentence of the same paragraph."""
        bare = self.lines.lines[at].bare
        if _STICKS.match(bare):
            return True
        if self.lines.open[at] and at not in self.full:
            return False
        return self._indented or _LABELLED.match(bare) is None


def _best_fit(lines: _Lines) -> _Fit | None:
    tried = [at for at in lines.continued if lines.open[at]]
    if len(tried) < FEWEST:
        return None
    best, most = None, -1
    for count in _COUNTS:
        if len(tried) <= most:
            break
        own = lines.widths(count)
        likely = _likely([own[at] for at in tried], count)
        rooms = lines.rooms(count) if likely else []
        for width in likely:
            going_on = _going_on(lines, tried, count.hanging, width, own, rooms)
            if going_on > most:
                best, most = (count, width, own, rooms), going_on
    return _Fit(lines, *best) if best else None


def _going_on(
    lines: _Lines,
    tried: Sequence[int],
    hanging: int,
    width: int,
    own: Sequence[int],
    rooms: Sequence[int],
) -> int:
    """How many open lines are full to a width and lead to one that is full or ends a sentence."""
    return sum(
        not lines.open[at + 1] or own[at + 1] + rooms[at + 1] > width
        for at in tried
        if own[at] + rooms[at] > width >= own[at + 1] - hanging
        and (own[at] <= width or (own[at] <= width + hanging and lines.hangs[at]))
    )


def _likely(open_: Sequence[int], count: _Count) -> list[int]:
    """The widths that open lines most often come near to or have, the commonest first."""
    counts = Counter(width for width in open_ if width >= count.least)
    near = {width: sum(counts[width - less] for less in range(SLACK + 1)) for width in counts}
    ways = (
        sorted(near, key=lambda width: (-near[width], -width))[:WIDTHS],
        sorted(counts, key=lambda width: (-counts[width], -width))[:WIDTHS],
    )
    return [width for width in dict.fromkeys((*ways[0], *ways[1])) if near[width] >= FEWEST]


def _marked_lines(page: Page) -> frozenset[int]:
    """Lines in which markup begins a heading, an item or a cell, and lines of code."""
    starts = [line.start for line in page.lines]
    marked: set[int] = set()
    for hint in page.hints:
        if hint.kind in _OWN_LINE:
            first = bisect_right(starts, hint.start)
            last = bisect_left(starts, hint.end) if hint.kind is HintKind.CODE else first
            marked.update(range(first, last + 1))
    return frozenset(marked)


def _is_torn(one: str, two: str) -> bool:
    """Whether a cut runs through a word, parts a figure from its unit, or follows an opening."""
    if _FIGURE_END.search(one):
        return two[0].isdecimal() or two.startswith(table("spacing.tsv")["units"])
    return _OPENING_END.search(one) is not None or gain(one, two) >= WORD


def _joint(text: str, one: Line, two: Line, between: str) -> Edit:
    start = one.start + len(one.text.rstrip())
    end = two.start + len(two.text) - len(two.text.lstrip())
    return Edit(start, end, text[start:end], between)
