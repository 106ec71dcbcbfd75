"""The search behind the repair of shifted bytes: every text that would have printed as this.

Once a decoder has lost one byte, each character it prints is the trail byte of one true character
and the lead byte of the next. Walking along what is printed, a :class:`Path` carries the true
characters so far and the lead byte of the one under way; it ends where the bytes are aligned again:
at a byte below 0x80 that stands alone, at a byte that swallowed the one after it (printed ``?``),
or at a mark where the decoder began anew (``?`` and the mark). Where the decoder printed nothing,
a path goes through each unprintable pair that fits. What bytes leave open the evidence ranks.
"""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from wenku.repair.byteshift_evidence import READING, Evidence
from wenku.text import gbk
from wenku.text.han import HAN_RUN
from wenku.text.pinyin import LETTERS, LONGEST

WIDTH = 16
"""Paths kept at each place."""
LONGEST_RUN = 160
"""Printed characters that one run may have."""
VANISHED = 2
"""Unprintable pairs in a row that are considered."""
IMPROBABLE = 9.0
"""Cost of a single step, in nats, that makes one look for what is missing."""
CHOICES = 6
"""Characters followed up where a byte is unknown."""
ODD_END = 3.0
"""Cost of an end that sites rarely show, in nats."""

SAMPLE, LEAST_SAMPLE, SOUND_MEAN = 7, 3, 7.5
"""Ideographs looked at, at most and at least, and the mean cost below which they are sound."""
HOPELESS_MEAN, HEAD_START = 9.5, 16.0
"""Cost a character, and on top of it once, in nats, above which a path is given up."""

_BEHIND = re.compile(READING)
_ORPHAN = re.compile(f"\\?([{LETTERS}]{{1,{LONGEST}}})\\s?[)\uff09]")
_BOUNDARY = frozenset("\u3002\u3001\uff0c\uff01\uff1f\uff1b\uff1a,!?;:\n")


class Path(NamedTuple):
    """True characters that explain what is printed so far."""

    cost: float
    """Of the model and the penalties together, in nats."""
    restored: str
    history: str
    """The last two symbols, for the model."""
    leads: tuple[int, ...]
    """Possible lead bytes of the character under way; none when the path has ended."""
    guessed: tuple[int, ...]
    """Places in ``restored`` that the bytes alone do not determine."""
    end: int
    """Where the printed text that is explained ends."""
    penalty: float = 0.0
    """What of the cost is not the model's."""
    eaten: bool = False
    """Whether a byte below 0x40 was swallowed at the end and is lost."""

    def penalized(self, cost: float) -> Path:
        """The same path at a higher price."""
        return self._replace(cost=self.cost + cost, penalty=self.penalty + cost)


def _hopeful(path: Path) -> bool:
    return path.cost < HOPELESS_MEAN * len(path.restored) + HEAD_START


def _rises(here: Sequence[Path], steps: Sequence[Path]) -> bool:
    """Whether the cheapest way on costs more than sound text does."""
    least = min((path.cost for path in steps), default=math.inf)
    return bool(here) and least - min(path.cost for path in here) > IMPROBABLE


class Search:
    """Paths over one text."""

    __slots__ = ("_evidence", "_text")

    def __init__(self, text: str, evidence: Evidence) -> None:
        """Search in ``text``, ranked by ``evidence``."""
        self._text = text
        self._evidence = evidence

    def ended(self, starts: Sequence[Path], gaps: Container[int]) -> tuple[list[Path], int]:
        """The paths that reach an end, cheapest first, and where the bytes stop making sense.

        Args:
            starts: paths at one place, see :meth:`openings`.
            gaps: places where pairs may be inserted that were printed as nothing.

        Returns:
            The second is the first place, outside of ``gaps``, at which even the cheapest path
            becomes improbable; -1 where there is none.
        """
        front = heapq.nsmallest(WIDTH, starts)
        ends: list[Path] = []
        limit = front[0].end + LONGEST_RUN if front else 0
        broken = -1
        while front and (place := min(path.end for path in front)) < limit:
            here = [path for path in front if path.end == place]
            front = [path for path in front if path.end > place]
            if place in gaps:
                here += self._with_vanished(here)
            steps = [after for path in here for after in self._steps(path)]
            ends += [after for after in steps if not after.leads]
            if broken < 0 and place not in gaps and _rises(here, steps):
                broken = place
            front += [after for after in steps if after.leads]
            front = heapq.nsmallest(WIDTH, filter(_hopeful, front))
        return sorted(ends), broken

    def looks_sound(self, place: int) -> bool:
        """Whether what is printed from ``place`` on is sound text as it stands."""
        printed = HAN_RUN.match(self._text, place, place + SAMPLE)
        if printed is None or len(printed[0]) < LEAST_SAMPLE:
            return False
        symbols = self._evidence.symbols(printed[0])
        cost = sum(
            self._evidence.follow(symbols[:i], symbols[i]) for i in range(1, len(symbols))
        )
        return cost < SOUND_MEAN * (len(symbols) - 1)

    def openings(self, place: int, second: int, history: str) -> Iterator[Path]:
        """Paths for a printed mark A3+``second`` whose first half A3 belongs to the one before."""
        start = Path(0.0, "", history, (0xA3,), (), place)
        for _, char in self._evidence.common_with_trail(0xA3):
            yield self._extended(start, char, (second,), place, guess=True)

    def _extended(
        self,
        path: Path,
        char: str,
        leads: tuple[int, ...],
        end: int,
        *,
        guess: bool = False,
        read: bool = False,
    ) -> Path:
        symbol = self._evidence.symbol(char)
        penalty = self._evidence.penalty(char, has_reading=read)
        cost = path.cost + self._evidence.follow(path.history, symbol) + penalty
        guessed = (*path.guessed, len(path.restored)) if guess else path.guessed
        history = (path.history + symbol)[-2:]
        restored = path.restored + char
        return Path(cost, restored, history, leads, guessed, end, path.penalty + penalty)

    def _closing(self, path: Path, trail: int) -> list[tuple[str, bool]]:
        """Characters under way that this trail byte completes, and whether it is a guess."""
        if len(path.leads) == 1:
            char = gbk.decoded(path.leads[0], trail)
            return [(char, False)] if char else []
        common = self._evidence.common_with_trail(trail)
        fitting = (char for lead, char in common if lead in path.leads)
        return [(char, True) for char in self._likely(path.history, fitting)]

    def _likely(self, history: str, chars: Iterable[str]) -> list[str]:
        known = self._evidence
        ranked = [(known.follow(history, known.symbol(char)), char) for char in chars]
        return [char for _, char in heapq.nsmallest(CHOICES * 2, ranked)]

    def _steps(self, path: Path) -> Iterator[Path]:
        """All ways to explain the next printed character."""
        if path.end >= len(self._text):
            return
        printed = self._text[path.end]
        pair = gbk.pair_of(printed)
        if pair is not None:
            yield from self._pair(path, *pair)
        elif printed == "?":
            yield from self._swallowed(path)
        elif "@" <= printed <= "~":
            yield from self._alone(path, printed)
        if "!" <= printed <= "~":
            yield from self._pair(path, 0xA3, ord(printed) + 0x80)

    def _pair(self, path: Path, lead: int, trail: int) -> Iterator[Path]:
        after = path.end + 1
        for char, guess in self._closing(path, lead):
            if trail > 0x80:
                done = self._extended(path, char, (trail,), after, guess=guess)
                yield done
                yield from self._past_reading(done)
            elif trail < 0x7F:
                done = self._extended(path, char, (), after, guess=guess)
                odd = 0.0 if chr(trail).isalpha() else ODD_END
                yield done._replace(restored=done.restored + chr(trail)).penalized(odd)

    def _past_reading(self, path: Path) -> Iterator[Path]:
        """Skip a reading that was injected behind two halves that happened to be a character."""
        behind = _BEHIND.match(self._text, path.end)
        if behind and self._evidence.readings.fits(self._text[path.end - 1], behind[1]):
            yield path._replace(end=behind.end())

    def _alone(self, path: Path, printed: str) -> Iterator[Path]:
        behind = _BEHIND.match(self._text, path.end + 1)
        for char, guess in self._closing(path, ord(printed)):
            if behind is None or self._evidence.readings.fits(char, behind[1]):
                yield self._extended(
                    path, char, (), path.end + 1, guess=guess, read=behind is not None
                )

    def _swallowed(self, path: Path) -> Iterator[Path]:
        orphan = _ORPHAN.match(self._text, path.end)
        if orphan is not None:
            yield from self._read(path, orphan[1])
            return
        after = path.end + 1
        eaten = after < len(self._text) and self._text[after] not in _BOUNDARY
        for char in self._likely(path.history, self._under_way(path)):
            done = self._extended(path, char, (), after, guess=True)
            if eaten:
                odd = 0.0 if self._text[after] in "0123456789.%" else ODD_END
                done = done._replace(eaten=True).penalized(odd)
            yield done

    def _under_way(self, path: Path) -> Iterator[str]:
        """Characters that the one under way may be, its second byte being lost."""
        if len(path.leads) == 1:
            yield from self._evidence.common_with_lead(path.leads[0])
            return
        for char in self._evidence.likely_after(path.history):
            pair = gbk.pair_of(char)
            if pair and pair[0] in path.leads:
                yield char

    def _read(self, path: Path, syllable: str) -> Iterator[Path]:
        """The swallowed byte was the parenthesis of a reading, which names the character."""
        for char in self._evidence.readings.characters(syllable):
            pair = gbk.pair_of(char)
            if pair and pair[0] in path.leads:
                done = self._extended(path, char, (), path.end + 1, guess=True, read=True)
                yield done._replace(restored=done.restored + "(")

    def _with_vanished(self, here: list[Path]) -> list[Path]:
        """The same paths with up to :data:`VANISHED` pairs inserted that were printed as nothing."""
        found: list[Path] = []
        layer = here
        for _ in range(VANISHED):
            best = heapq.nsmallest(CHOICES, layer)
            layer = [after for path in best for after in self._vanish(path)]
            found += layer
        return found

    def _vanish(self, path: Path) -> Iterator[Path]:
        known = self._evidence
        ranked = [
            (known.follow(path.history, known.symbol(char)), char, lead)
            for char, lead in self._closed_unseen(path)
        ]
        for _, char, lead in heapq.nsmallest(CHOICES, ranked):
            trails = tuple(sorted(trail for trail in gbk.vanishing()[lead] if trail > 0x80))
            yield self._extended(path, char, trails, path.end, guess=True)

    def _closed_unseen(self, path: Path) -> Iterator[tuple[str, int]]:
        """Characters under way whose second byte leads a pair that prints as nothing."""
        for char in self._under_way(path):
            pair = gbk.pair_of(char)
            if pair is not None and pair[1] in gbk.vanishing():
                yield char, pair[1]
