"""The search behind the repair of shifted bytes: every text that would have printed as this.

Once a decoder has lost one byte, each character it prints is the trail byte of one true character
and the lead byte of the next. Walking along what is printed, a :class:`Path` carries the true
characters so far and the lead byte of the one under way; it ends where the bytes are aligned again:
at a byte below 0x80 that stands alone, at a byte that swallowed the one after it (printed ``?``),
or at a mark where the decoder began anew (``?`` and the mark). Where the decoder printed nothing,
a path goes through each unprintable pair that fits. What bytes leave open the evidence ranks; of
paths that the bytes and the model can no longer tell apart only the cheapest goes on.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from wenku.repair.byteshift_alphabet import (
    Letter,
    leads_behind,
    letter,
    likeliest_with_trail,
    symbol_of,
    unseen_with_lead,
    with_lead,
    with_trail,
)
from wenku.repair.byteshift_evidence import READING, Evidence
from wenku.text import gbk
from wenku.text.han import HAN_CLASS, HAN_RUN
from wenku.text.patterns import lazy
from wenku.text.pinyin import LETTERS, LONGEST
from wenku.vocab.characters import readings
from wenku.vocab.language import BOUNDARY

WIDTH = 8
"""Paths kept at each place."""
BEYOND = 12
"""Places after a sound end at which a later one is still looked for."""
OPENINGS = 8
"""Characters tried in the place of the one whose first byte is lost, by each of two rankings."""
NONE: frozenset[int] = frozenset()
BLANK = "\u3000"
LONGEST_RUN = 160
"""Printed characters that one run may have."""
DOUBTFUL = 6.0
"""Cost of a single step, in nats, that makes one look for what is missing."""
CHOICES = 6
"""Characters followed up where a byte is unknown; twice as many where it is the last one."""
ODD_END = 3.0
"""Cost of an end that sites rarely show, in nats."""
SAMPLE, LEAST_SAMPLE, SOUND_MEAN = 7, 3, 7.5
"""Ideographs looked at, at most and at least, and the mean cost below which they are sound."""
UNSOUND_MEAN = 11.0
"""Mean cost above which they are not."""
HOPELESS_MEAN, HEAD_START = 9.5, 16.0
"""Cost a character, and on top of it once, in nats, above which a path is given up."""

_BEHIND = lazy(READING)
_ORPHAN = lazy(f"\\?([{LETTERS}]{{1,{LONGEST}}})\\s?[)\uff09]")
_SHREDS = lazy(f"[{HAN_CLASS}]{{1,3}}[@-~]")
_CUTS = ("?", "!", ";", ",")
_BOUNDARY = frozenset("\u3002\u3001\uff0c\uff01\uff1f\uff1b\uff1a,!?;:\n")


class Guess(NamedTuple):
    """A place that the bytes alone do not determine, with the characters that may stand there."""

    place: int
    choices: tuple[str, ...]


class Path(NamedTuple):
    """True characters that explain what is printed so far."""

    cost: float
    """Of the model and the penalties together, in nats."""
    restored: str
    history: str
    """The last two symbols, for the model."""
    leads: frozenset[int]
    """Possible lead bytes of the character under way; none when the path has ended."""
    guesses: tuple[Guess, ...]
    end: int
    """Where the printed text that is explained ends."""
    penalty: float = 0.0
    """What of the cost is not the model's."""
    eaten: bool = False
    """Whether a byte below 0x40 was swallowed at the end and is lost."""
    doubts: tuple[tuple[float, int], ...] = ()
    """Cost and place of the steps that sound text rarely takes."""

    def penalized(self, cost: float) -> Path:
        """The same path at a higher price."""
        return self._replace(cost=self.cost + cost, penalty=self.penalty + cost)


def _cost(path: Path) -> float:
    return path.cost


def _place(stand: _Stand) -> int:
    return stand.place


def _hopeful(path: Path) -> bool:
    return path.cost < HOPELESS_MEAN * len(path.restored) + HEAD_START


def _front(paths: Iterable[Path]) -> list[Path]:
    """The cheapest paths, one of each kind that the steps to come can tell apart."""
    kinds: dict[tuple[int, str, frozenset[int]], Path] = {}
    for path in paths:
        kind = (path.end, path.history, path.leads)
        if _hopeful(path) and (kind not in kinds or path.cost < kinds[kind].cost):
            kinds[kind] = path
    return heapq.nsmallest(WIDTH, kinds.values(), key=_cost)


class _Stand(NamedTuple):
    """How far a search has come before it looks at a place."""

    place: int
    front: list[Path]
    ends: int
    """How many paths have ended."""
    limit: int
    furthest: list[Path]
    spent: int
    """Steps up to here."""


class Search:
    """Paths over one text."""

    __slots__ = ("_ends", "_evidence", "_gaps", "_stands", "_text")

    def __init__(self, text: str, evidence: Evidence) -> None:
        """Search in ``text``, ranked by ``evidence``."""
        self._text = text
        self._evidence = evidence
        self._stands: list[_Stand] = []
        self._ends: list[Path] = []
        self._gaps: frozenset[int] = frozenset()

    def ended(
        self, starts: Sequence[Path], gaps: Collection[int]
    ) -> tuple[list[Path], list[tuple[float, int]]]:
        """The paths that reach an end, cheapest first, and where the bytes stop making sense.

        Asked again, with the same starts and further gaps, it goes on from the first of these.

        Args:
            starts: paths at one place, see :meth:`openings`.
            gaps: places where pairs may be inserted that were printed as nothing.

        Returns:
            The second holds cost and place of the doubtful steps, outside of ``gaps``, of the
            cheapest path that ends, or else of the one that comes furthest.
        """
        _, front, _, limit, furthest, spent = self._resumed(starts, gaps)
        ends = self._ends
        while front and (place := min([path.end for path in front])) < limit:
            self._stands.append(_Stand(place, front, len(ends), limit, furthest, spent))
            here = [path for path in front if path.end == place]
            later = [path for path in front if path.end > place]
            if place in gaps:
                here += self._with_vanished(here)
            steps = [after for path in here for after in self._steps(path)]
            steps += self._after_unseen(place, here)
            for path in steps:
                if not path.leads:
                    ends.append(path)
                    limit = limit if path.doubts else min(limit, place + BEYOND)
            front = _front([*later, *(path for path in steps if path.leads)])
            spent += len(steps) + len(here)
            if not self._evidence.spend(len(steps) + len(here)):
                break
            furthest = front[:1] or furthest
        ranked = sorted(ends, key=_cost)
        telling = ranked or furthest
        doubts = telling[0].doubts if telling else ()
        return ranked, [doubt for doubt in doubts if doubt[1] not in gaps]

    def _resumed(self, starts: Sequence[Path], gaps: Collection[int]) -> _Stand:
        """Where the search can go on: at the first place that gaps added since may change."""
        new = self._gaps.symmetric_difference(gaps)
        self._gaps = frozenset(gaps)
        stands = self._stands
        if new and stands:
            index = min(bisect_left(stands, min(new), key=_place), len(stands) - 1)
            stand = stands[index]
            # Steps that need not be made again count as before: what a page may spend is the same.
            if self._evidence.affords(stand.spent):
                self._evidence.spend(stand.spent)
                del stands[index:], self._ends[stand.ends :]
                return stand
        stands.clear()
        self._ends.clear()
        front = _front(starts)
        limit = front[0].end + LONGEST_RUN if front else 0
        return _Stand(0, front, 0, limit, front[:1], 0)

    def looks_sound(self, place: int) -> bool:
        """Whether what is printed from ``place`` on is sound text as it stands."""
        return self._mean_cost(place, LEAST_SAMPLE) < SOUND_MEAN

    def leads_on(self, path: Path) -> bool:
        """Whether nothing is sound behind the end of a path: the run goes on there."""
        place = path.end
        if self._text[place - 1] == "?" and self._text[place : place + 1] in _CUTS:
            place += 1
        behind = _SHREDS.match(self._text, place)
        least = 1 if behind else LEAST_SAMPLE
        return UNSOUND_MEAN < self._mean_cost(place, least) < math.inf

    def _mean_cost(self, place: int, least: int) -> float:
        """Mean cost of the ideographs printed from ``place`` on; infinite where they are few."""
        printed = HAN_RUN.match(self._text, place, place + SAMPLE)
        if printed is None or len(printed[0]) < least:
            return math.inf
        symbols = self._evidence.symbols(printed[0])
        places = range(1, len(symbols))
        if not places:
            return self._evidence.model.single(symbols)
        cost = sum(self._evidence.follow(symbols[max(0, i - 2) : i], symbols[i]) for i in places)
        return cost / len(places)

    def openings(self, place: int, mark: tuple[int, int], history: str) -> list[Path]:
        """Paths for a printed mark whose first byte belongs to the character before it.

        Args:
            place: behind the mark.
            mark: its two bytes.
            history: symbols in front of the run.
        """
        first, second = mark
        letters = list(with_trail(first))
        seen = self._evidence.likely_after(history, gbk.LEADS)
        letters += [one for one in seen if one.trail == first]
        blank = letter(BLANK)
        if blank and history.endswith(BOUNDARY) and blank.trail == first:
            # An indent at the start of a line, where no sentence could put a blank.
            letters.append(blank)
        start = Path(0.0, "", history, frozenset((first,)), (), place)
        # A pair that printed as nothing may stand right behind the mark: the next is not known.
        best = self._likely(history, letters, self._symbol_at(second, place), OPENINGS)
        best += self._likely(history, letters, "", OPENINGS)
        guess = Guess(0, tuple(dict.fromkeys(one.char for one in best)))
        return [
            self._extended(start, char, frozenset((second,)), place, guess)
            for char in guess.choices
        ]

    def _extended(
        self,
        path: Path,
        char: str,
        leads: frozenset[int],
        end: int,
        guess: Guess | None = None,
        *,
        read: bool = False,
    ) -> Path:
        cost, restored, history, _, guesses, place, penalties, _, doubts = path
        symbol = symbol_of(char)
        penalty = self._evidence.penalty(char, has_reading=read)
        step = self._evidence.follow(history, symbol) + penalty
        return Path(
            cost + step,
            restored + char,
            history[-1:] + symbol,
            leads,
            guesses if guess is None else (*guesses, guess),
            end,
            penalties + penalty,
            doubts=(*doubts, (step, place)) if step > DOUBTFUL else doubts,
        )

    def _symbol_at(self, lead: int, place: int) -> str:
        """The symbol that ``lead`` and the first byte of what is printed at ``place`` make."""
        printed = self._text[place : place + 1]
        pair = gbk.pair_of(printed)
        trail = pair[0] if pair else ord(printed or "\0")
        return symbol_of(gbk.decoded(lead, trail))

    def _likely(
        self, history: str, letters: Iterable[Letter], then: str, count: int = CHOICES
    ) -> list[Letter]:
        """The most probable between ``history`` and the symbol ``then``, if that is known."""
        distinct = list(set(letters))
        costs = self._evidence.follow_each(history, [one.symbol for one in distinct])
        ranked = sorted(zip(costs, distinct, strict=True))
        if not then:
            return [one for _, one in ranked[:count]]
        follow, last = self._evidence.follow, history[-1:]
        best: list[tuple[float, Letter]] = []
        for near, one in ranked:
            if len(best) == count and near > best[-1][0]:
                break  # no cost is below 0: none of the others comes among the best
            insort(best, (near + follow(last + one.symbol, then), one))
            del best[count:]
        return [one for _, one in best]

    def _recalled(
        self, of: _Letters, path: Path, trail: int = 0, then: str = "", count: int = CHOICES
    ) -> list[Letter]:
        """:meth:`_likely` of ``of(self, path, trail)``, remembered by all that it depends on.

        A search begins anew for each pair that may be missing, and asks the same again.
        """
        key = (of, path.history, path.leads, trail, then, count)
        found = self._evidence.ranked.get(key)
        if found is None:
            found = self._likely(path.history, of(self, path, trail), then, count)
            self._evidence.ranked[key] = found
        return found

    def _closing(self, path: Path, trail: int, then: str) -> list[tuple[str, Guess | None]]:
        """Characters under way that this trail byte completes, and what else might be there."""
        if len(path.leads) == 1:
            (lead,) = path.leads
            char = gbk.decoded(lead, trail)
            return [(char, None)] if char else []
        return _guessed(path, self._recalled(Search._completed, path, trail, then))

    def _completed(self, path: Path, trail: int) -> Iterable[Letter]:
        """Characters that the one under way may be, by its second byte."""
        return (one for one in likeliest_with_trail(trail) if one.lead in path.leads)

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
        for char, guess in self._closing(path, lead, self._symbol_at(trail, after)):
            if trail >= gbk.HIGH:
                done = self._extended(path, char, frozenset((trail,)), after, guess)
                yield done
                yield from self._past_reading(done)
            else:
                done = self._extended(path, char, NONE, after, guess)
                odd = 0.0 if chr(trail).isalpha() else ODD_END
                yield done._replace(restored=done.restored + chr(trail)).penalized(odd)

    def _past_reading(self, path: Path) -> Iterator[Path]:
        """Skip a reading that was injected behind two halves that happened to be a character."""
        behind = _BEHIND.match(self._text, path.end)
        if behind and readings().fits(self._text[path.end - 1], behind[1]):
            yield path._replace(end=behind.end())

    def _alone(self, path: Path, printed: str) -> Iterator[Path]:
        behind = _BEHIND.match(self._text, path.end + 1)
        for char, guess in self._closing(path, ord(printed), ""):
            if behind is None or readings().fits(char, behind[1]):
                read = behind is not None
                yield self._extended(path, char, NONE, path.end + 1, guess, read=read)

    def _swallowed(self, path: Path) -> Iterator[Path]:
        orphan = _ORPHAN.match(self._text, path.end)
        if orphan is not None:
            yield from self._read(path, orphan[1])
            return
        after = path.end + 1
        eaten = after < len(self._text) and self._text[after] not in _BOUNDARY
        then = "" if eaten else symbol_of(self._text[after : after + 1] or "\n")
        letters = self._recalled(Search._under_way, path, 0, then, 2 * CHOICES)
        for char, guess in _guessed(path, letters):
            done = self._extended(path, char, NONE, after, guess)
            if eaten:
                odd = 0.0 if self._text[after] in "0123456789.%" else ODD_END
                done = done._replace(eaten=True).penalized(odd)
            yield done

    def _after_unseen(self, place: int, here: Sequence[Path]) -> Iterator[Path]:
        """A last pair that printed as nothing, and behind it the byte that printed as ``?``."""
        printed, after = self._text[place : place + 1], self._text[place + 1 : place + 2] or "\n"
        if printed != "?" or after not in _BOUNDARY:
            return
        then = symbol_of(after)
        for path in heapq.nsmallest(2, here, key=_cost):
            for unseen in self._vanish(path):
                letters = self._recalled(Search._under_way, unseen, 0, then)
                for char, guess in _guessed(unseen, letters):
                    yield self._extended(unseen, char, NONE, place + 1, guess)

    def _under_way(self, path: Path, _trail: int) -> Iterable[Letter]:
        """Characters that the one under way may be, its second byte being lost."""
        if len(path.leads) == 1:
            return with_lead(*path.leads)
        return self._evidence.likely_after(path.history, path.leads)

    def _read(self, path: Path, syllable: str) -> Iterator[Path]:
        """The swallowed byte was the parenthesis of a reading, which names the character."""
        found = (letter(char) for char in readings().characters(syllable))
        fitting = [one for one in found if one is not None and one.lead in path.leads]
        for char, guess in _guessed(path, self._likely(path.history, fitting, "")):
            one = guess if len(fitting) > 1 else None
            done = self._extended(path, char, NONE, path.end + 1, one, read=True)
            yield done._replace(restored=done.restored + "(")

    def _with_vanished(self, here: list[Path]) -> list[Path]:
        """The same paths with up to two pairs inserted that were printed as nothing."""
        few = heapq.nsmallest(CHOICES // 2, here, key=_cost)
        once = [after for path in few for after in self._vanish(path)]
        once = heapq.nsmallest(WIDTH // 2, once, key=_cost)
        twice = [after for path in once[: CHOICES // 2] for after in self._vanish(path)]
        return once + heapq.nsmallest(WIDTH // 2, twice, key=_cost)

    def _unseen(self, path: Path, _trail: int) -> Iterable[Letter]:
        """Characters that the one under way may be, if a pair behind it printed as nothing."""
        unseen = gbk.vanishing()
        seen = self._evidence.likely_after(path.history, path.leads)
        yield from (one for one in seen if one.trail in unseen)
        if len(path.leads) == 1:
            yield from unseen_with_lead(*path.leads)

    def _vanish(self, path: Path) -> Iterator[Path]:
        best = self._recalled(Search._unseen, path)
        for one, (char, guess) in zip(best, _guessed(path, best), strict=True):
            yield self._extended(path, char, leads_behind(one.trail), path.end, guess)


_Letters = Callable[[Search, Path, int], Iterable[Letter]]
"""Candidates for the character under way, by its path and a trail byte."""


def _guessed(path: Path, letters: Sequence[Letter]) -> list[tuple[str, Guess | None]]:
    guess = Guess(len(path.restored), tuple(one.char for one in letters))
    return [(char, guess) for char in guess.choices]
