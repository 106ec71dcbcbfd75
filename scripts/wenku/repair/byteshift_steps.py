"""The steps of the search behind the repair of shifted bytes: how a path explains a place."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from wenku.repair.byteshift_alphabet import (
    Letter,
    completed,
    leads_behind,
    letter,
    letter_of,
    symbol_of,
    unseen_with_lead,
    with_lead,
    with_trail,
)
from wenku.repair.byteshift_evidence import READING, SYLLABLE, Evidence, Ranked, Ranking
from wenku.repair.byteshift_paths import WIDTH, Guess, Path, cost_of
from wenku.text import gbk
from wenku.text.patterns import lazy
from wenku.vocab.characters import readings
from wenku.vocab.language import BOUNDARY

OPENINGS = 8
"""Characters tried in the place of the one whose first byte is lost, by each of two rankings."""
NONE: frozenset[int] = frozenset()
BLANK = "\u3000"
DOUBTFUL = 6.0
"""Cost of a single step, in nats, that makes one look for what is missing."""
CHOICES = 6
"""Characters followed up where a byte is unknown; twice as many where it is the last one."""
ODD_END = 3.0
"""Cost of an end that sites rarely show, in nats."""

_BEHIND = lazy(READING)
_ORPHAN = lazy(f"\\?{SYLLABLE}")
_BOUNDARY = frozenset("\u3002\u3001\uff0c\uff01\uff1f\uff1b\uff1a,!?;:\n")
_ALONE = {byte: frozenset((byte,)) for byte in range(0x40, 0x100)}
"""Lead bytes of the character under way where there is one only."""


class _Pair(NamedTuple):
    """Two bytes that were printed as one character."""

    second: int
    """The second byte of the character under way."""
    first: int
    """The first byte of the next one, or one that stands alone."""
    then: str
    """The symbol that it makes with the byte behind it; empty if none."""


class _Spot(NamedTuple):
    """What is printed at a place."""

    printed: str
    pair: _Pair | None
    """Its bytes; none of ASCII and of what GBK lacks."""
    widened: _Pair | None
    """Those of the full-width mark that an ASCII mark may have been."""
    reading: str
    """The reading that was injected behind it; empty if none was."""
    behind: int
    """Where the text goes on behind the reading."""


class Steps:
    """The steps over one text."""

    __slots__ = ("_evidence", "_spots", "_text", "spared")

    def __init__(self, text: str, evidence: Evidence) -> None:
        """Step over ``text``, ranked by ``evidence``."""
        self._text = text
        self._evidence = evidence
        self._spots: dict[int, _Spot] = {}
        self.spared = 0
        """Steps that were not made, being dearer than the bound."""

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
        start = Path(0.0, "", history, _ALONE[first], (), place)
        # A pair that printed as nothing may stand right behind the mark: the next is not known.
        ranking = Ranking(self._evidence, history, letters)
        best = ranking.best(OPENINGS, self._symbol_at(second, place)) + ranking.best(OPENINGS)
        best = list(dict.fromkeys(best))
        guess = _guess(start, best)
        return [self._extended(start, one, _ALONE[second], place, guess) for one in best]

    def beyond(self, path: Path, bound: float, most: float) -> list[Path]:
        """All ways to explain the next printed character.

        Args:
            path: as far as it has come.
            bound: cost above which a path that goes on need not be made.
            most: cost above which a path that ends need not be made.
        """
        if path.end >= len(self._text):
            return []
        spot = self._spot(path.end)
        steps: list[Path] = []
        if spot.pair is not None:
            steps += self._over(path, spot, spot.pair, bound, most)
        elif spot.printed == "?":
            steps += self._swallowed(path, most)
        elif "@" <= spot.printed <= "~":
            steps += self._alone(path, spot, most)
        if spot.widened is not None:
            steps += self._over(path, spot, spot.widened, bound, most)
        return steps

    def unseen(self, here: Sequence[Path]) -> list[Path]:
        """The same paths with up to two pairs inserted that were printed as nothing."""
        few = heapq.nsmallest(CHOICES // 2, here, key=cost_of)
        once = self._vanished(few)
        return once + self._vanished(once[: CHOICES // 2])

    def behind_unseen(self, place: int, here: Sequence[Path]) -> list[Path]:
        """Paths past a last pair that printed as nothing, where ``?`` before a mark ends a run."""
        if self._text[place : place + 1] != "?" or self._mark_behind(place) not in _BOUNDARY:
            return []
        found: list[Path] = []
        for path in heapq.nsmallest(2, here, key=cost_of):
            best = self._ranked(Steps._unseen, path).best(CHOICES)
            guess = _guess(path, best)
            found += [self._past_unseen(path, one, guess) for one in best]
        return found

    def swallowed_behind(self, path: Path, place: int, most: float) -> list[Path]:
        """The steps over the ``?`` at ``place`` from one of :meth:`behind_unseen`."""
        then = symbol_of(self._mark_behind(place))
        best, guess = self._last(Steps._under_way, path, 0, then, CHOICES, most)
        return [self._extended(path, one, NONE, place + 1, guess) for one in best]

    def _mark_behind(self, place: int) -> str:
        return self._text[place + 1 : place + 2] or "\n"

    def _spot(self, place: int) -> _Spot:
        known = self._spots.get(place)
        if known is None:
            known = self._spots[place] = self._printed_at(place)
        return known

    def _printed_at(self, place: int) -> _Spot:
        printed = self._text[place]
        pair, widened = gbk.pair_of(printed), None
        if "!" <= printed <= "~":
            widened = self._pair(0xA3, ord(printed) + gbk.HIGH, place)
        behind = _BEHIND.match(self._text, place + 1)
        return _Spot(
            printed,
            self._pair(*pair, place) if pair else None,
            widened,
            behind[1] if behind else "",
            behind.end() if behind else place + 1,
        )

    def _pair(self, second: int, first: int, place: int) -> _Pair:
        return _Pair(second, first, self._symbol_at(first, place + 1))

    def _symbol_at(self, lead: int, place: int) -> str:
        """The symbol that ``lead`` and the first byte of what is printed at ``place`` make."""
        printed = self._text[place : place + 1]
        pair = gbk.pair_of(printed)
        trail = pair[0] if pair else ord(printed or "\0")
        return symbol_of(gbk.decoded(lead, trail))

    def _extended(
        self,
        path: Path,
        ranked: Ranked,
        leads: frozenset[int],
        end: int,
        guess: Guess | None = None,
        *,
        read: bool = False,
    ) -> Path:
        near, one = ranked
        cost, restored, history, _, guesses, place, penalties, _, doubts = path
        penalty = self._evidence.penalty(one.char, has_reading=read)
        step = near + penalty
        return Path(
            cost + step,
            restored + one.char,
            history[-1:] + one.symbol,
            leads,
            guesses if guess is None else (*guesses, guess),
            end,
            penalties + penalty,
            doubts=(*doubts, (step, place)) if step > DOUBTFUL else doubts,
        )

    def _over(
        self, path: Path, spot: _Spot, pair: _Pair, bound: float, most: float
    ) -> Iterator[Path]:
        """The steps over two bytes: the second of a character, and one of the next or alone."""
        if pair.first < gbk.HIGH:
            yield from self._over_end(path, pair, most)
            return
        # A reading was injected behind two halves that happened to be a character.
        skips = bool(spot.reading) and readings().fits(spot.printed, spot.reading)
        if len(path.leads) > 1:
            ranking = self._ranked(Steps._completed, path, pair.second)
            if path.cost + ranking.cheapest > bound:
                self.spared += min(CHOICES, len(ranking)) * (1 + skips)
                return
        best, guess = self._closing(path, pair.second, pair.then)
        for one in best:
            if path.cost + one[0] > bound:
                self.spared += 1 + skips
                continue
            done = self._extended(path, one, _ALONE[pair.first], path.end + 1, guess)
            yield done
            if skips:
                yield done._replace(end=spot.behind)

    def _over_end(self, path: Path, pair: _Pair, most: float) -> Iterator[Path]:
        """The steps over two bytes whose second one stands alone, so that the run ends."""
        best, guess = self._closing(path, pair.second, pair.then, most)
        sign = chr(pair.first)
        odd = 0.0 if sign.isalpha() else ODD_END
        for one in best:
            done = self._extended(path, one, NONE, path.end + 1, guess)
            yield done._replace(restored=done.restored + sign).penalized(odd)

    def _alone(self, path: Path, spot: _Spot, most: float) -> Iterator[Path]:
        """The steps over a byte that was printed by itself: the second of a character."""
        best, guess = self._closing(path, ord(spot.printed), "", most)
        read = bool(spot.reading)
        for one in best:
            if not read or readings().fits(one[1].char, spot.reading):
                yield self._extended(path, one, NONE, path.end + 1, guess, read=read)

    def _swallowed(self, path: Path, most: float) -> Iterator[Path]:
        """The steps over a byte that swallowed the one behind it: the first of a character."""
        orphan = _ORPHAN.match(self._text, path.end)
        if orphan is not None:
            yield from self._read(path, orphan[1])
            return
        after = path.end + 1
        eaten = after < len(self._text) and self._text[after] not in _BOUNDARY
        then = "" if eaten else symbol_of(self._mark_behind(path.end))
        best, guess = self._last(Steps._under_way, path, 0, then, 2 * CHOICES, most)
        for one in best:
            done = self._extended(path, one, NONE, after, guess)
            if eaten:
                odd = 0.0 if self._text[after] in "0123456789.%" else ODD_END
                done = done._replace(eaten=True).penalized(odd)
            yield done

    def _read(self, path: Path, syllable: str) -> Iterator[Path]:
        """The swallowed byte was the parenthesis of a reading, which names the character."""
        found = (letter(char) for char in readings().characters(syllable))
        fitting = [one for one in found if one is not None and one.lead in path.leads]
        best = Ranking(self._evidence, path.history, fitting).best(CHOICES)
        guess = _guess(path, best) if len(fitting) > 1 else None
        for one in best:
            done = self._extended(path, one, NONE, path.end + 1, guess, read=True)
            yield done._replace(restored=done.restored + "(")

    def _vanished(self, paths: Iterable[Path]) -> list[Path]:
        """The cheapest of the paths with a pair behind them that was printed as nothing."""
        penalty = self._evidence.penalty
        found: list[tuple[float, int, Path, Ranked, Guess]] = []
        for path in paths:
            best = self._ranked(Steps._unseen, path).best(CHOICES)
            guess = _guess(path, best)
            for one in best:
                cost = path.cost + (one[0] + penalty(one[1].char, has_reading=False))
                found.append((cost, len(found), path, one, guess))
        few = heapq.nsmallest(WIDTH // 2, found)
        return [self._past_unseen(path, one, guess) for _, _, path, one, guess in few]

    def _past_unseen(self, path: Path, one: Ranked, guess: Guess) -> Path:
        return self._extended(path, one, leads_behind(one[1].trail), path.end, guess)

    def _closing(
        self, path: Path, trail: int, then: str, most: float = math.inf
    ) -> tuple[list[Ranked], Guess | None]:
        """Characters under way that this trail byte completes, and what else might be there."""
        if len(path.leads) > 1:
            return self._last(Steps._completed, path, trail, then, CHOICES, most)
        one = letter_of(*path.leads, trail)
        if one is None:
            return [], None
        return [(self._evidence.follow(path.history, one.symbol), one)], None

    def _last(
        self, of: _Letters, path: Path, trail: int, then: str, count: int, most: float
    ) -> tuple[list[Ranked], Guess | None]:
        """The best of ``of(self, path, trail)``, without those that make a path too dear."""
        if path.cost > most:
            self.spared += count
            return [], None
        ranking = self._ranked(of, path, trail)
        if path.cost + ranking.cheapest > most:
            self.spared += min(count, len(ranking))
            return [], None
        best = ranking.best(count, then)
        cheap = [one for one in best if path.cost + one[0] <= most]
        self.spared += len(best) - len(cheap)
        return cheap, _guess(path, best)

    def _ranked(self, of: _Letters, path: Path, trail: int = 0) -> Ranking:
        """``of(self, path, trail)``, ranked; remembered by all that it depends on.

        The same is asked again where paths differ further in front, and for each further gap.
        """
        key = (of, path.history, path.leads, trail)
        found = self._evidence.rankings.get(key)
        if found is None:
            found = Ranking(self._evidence, path.history, of(self, path, trail))
            self._evidence.rankings[key] = found
        return found

    def _completed(self, path: Path, trail: int) -> Iterable[Letter]:
        """Characters that the one under way may be, by its second byte."""
        return completed(trail, path.leads)

    def _under_way(self, path: Path, _trail: int) -> Iterable[Letter]:
        """Characters that the one under way may be, its second byte being lost."""
        if len(path.leads) == 1:
            return with_lead(*path.leads)
        return self._evidence.likely_after(path.history, path.leads)

    def _unseen(self, path: Path, _trail: int) -> Iterable[Letter]:
        """Characters that the one under way may be, if a pair behind it printed as nothing."""
        unseen = gbk.vanishing()
        seen = self._evidence.likely_after(path.history, path.leads)
        letters = [one for one in seen if one.trail in unseen]
        if len(path.leads) == 1:
            letters += unseen_with_lead(*path.leads)
        return letters


_Letters = Callable[[Steps, Path, int], Iterable[Letter]]
"""Candidates for the character under way, by its path and a trail byte."""


def _guess(path: Path, best: Sequence[Ranked]) -> Guess:
    return Guess(len(path.restored), tuple([one.char for _, one in best]))
