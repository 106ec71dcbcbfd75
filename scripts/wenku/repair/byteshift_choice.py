"""The decision behind the repair of shifted bytes: which restored text, or none."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenku.repair.byteshift_alphabet import symbol_of
from wenku.repair.byteshift_evidence import Evidence
from wenku.repair.byteshift_marks import LINE_BEHIND, MARKS, Frame, line_before
from wenku.repair.byteshift_paths import Guess, Path
from wenku.repair.byteshift_search import Search
from wenku.trail import Certainty, Edit

DOUBTS = (6.0, 7.5, 9.0, 10.0, 10.0, 11.0, 12.0, math.inf)
"""Cost, in nats, of a step that makes one look for a pair that printed as nothing: at first, when
one has been looked for, and so on."""
POLISHED = 3
"""Ended paths whose guesses are looked at again."""
BEAM, JOINTLY = 4, 8
"""Texts kept, and characters tried at a place, while guesses are settled together."""
LOST = "\uff10"
"""Symbol of a digit that was swallowed."""
CONTEXT = 6
"""Symbols on either side that are scored along."""
CERTAIN, CERTAIN_FIRST = 0.6, 0.55
"""Share of the probability that the chosen character of a guessed place must have; the first one
stands between known neighbours."""
HOLE = "?"
"""Stays where a character was and cannot be known."""
WORST_MEAN, HEAD_START = 8.5, 4.0
"""Cost a symbol, and on top of it once, in nats, above which a restored text is not sound."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The best restored text for a run, with what speaks for it."""

    start: int
    end: int
    restored: str
    """What cannot be known is ``?`` in it."""
    holes: tuple[int, ...]
    """Places in ``restored`` of what cannot be known."""
    gain: float
    """How much more probable, in nats, it is than the text as it stands."""
    grounded: bool
    """Whether the bytes determine a character of it, so that it is more than a guess."""
    certainty: Certainty
    note: str

    def edits(self, text: str) -> Iterator[Edit]:
        """The repair as edits of ``text``; what cannot be known is flagged on its own."""
        start, end, restored = self.start, self.end, self.restored
        last = len(restored) - 1
        if 0 in self.holes and text[start] == HOLE:
            yield self._flag(start)
            start, restored = start + 1, restored[1:]
        ends_open = last in self.holes and text[end - 1] == HOLE
        if ends_open:
            end, restored = end - 1, restored[:-1]
        inner = any(0 < hole < last for hole in self.holes)
        certainty = Certainty.UNRESOLVED if inner else self.certainty
        yield Edit(start, end, text[start:end], restored, "", self.note, certainty)
        if ends_open:
            yield self._flag(end)

    def _flag(self, place: int) -> Edit:
        note = "the bytes of this character or digit are lost"
        return Edit(place, place + 1, HOLE, HOLE, "", note, Certainty.UNRESOLVED)


_Weighed = tuple[float, str, float]
"""Cost, text, and the penalties in the cost."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """A path with its guesses settled."""

    cost: float
    restored: str
    path: Path
    shares: tuple[tuple[int, float], ...]
    """Guessed places, and how probable the chosen character is there."""
    rival: str
    """The next best text, and by how much; empty where the bytes leave none."""


def choose(text: str, start: int, starts: Sequence[Path], evidence: Evidence) -> Choice | None:
    """The most probable restored text for the run at ``start``, None where no path ends.

    Args:
        text: the page.
        start: where the replaced span begins.
        starts: paths from the first printed character of the run.
        evidence: of the page.
    """
    search = Search(text, evidence)
    # Behind the mark nothing has been improbable yet, but a pair may be missing already.
    gaps = {path.end for path in starts}
    found: list[Path] = []
    for doubt in DOUBTS:
        ends, doubts = search.ended(starts, gaps)
        found += ends
        place = next((place for cost, place in doubts if cost >= doubt), -1)
        if place < 0 or not evidence.spend(0):
            break
        # A missing pair makes the next character improbable, or one of the two behind it.
        gaps.update(range(place - 2, place + 1))
    return _best(text, start, list(dict.fromkeys(found)), evidence) if found else None


def _best(text: str, start: int, ends: Sequence[Path], evidence: Evidence) -> Choice:
    neighbourhood = _Neighbourhood(text, start, max(path.end for path in ends), evidence)
    cheapest = sorted((neighbourhood.weighed(path), path) for path in set(ends))[:POLISHED]
    settled = ((neighbourhood.jointly(path, weighed), path) for weighed, path in cheapest)
    best = neighbourhood.judged(*min(settled))
    holes = tuple(
        place for place, share in best.shares if share < (CERTAIN if place else CERTAIN_FIRST)
    )
    restored = "".join(HOLE if i in holes else char for i, char in enumerate(best.restored))
    if best.path.eaten:
        holes = (*holes, len(restored))
        restored += HOLE
    own = best.path.cost - best.path.penalty
    sound = own < WORST_MEAN * len(best.restored) + HEAD_START and 2 * len(holes) <= len(restored)
    gain = neighbourhood.null - best.cost
    note = f"{gain:.0f} nats more probable than as it stands{best.rival}"
    certainty = Certainty.INFERRED if best.rival else Certainty.DETERMINED
    return Choice(
        start,
        best.path.end,
        restored,
        holes,
        gain if sound else -math.inf,
        len(best.path.guesses) < len(best.restored),
        certainty,
        note,
    )


class _Neighbourhood:
    """What a run stands between, so that different texts for it can be compared."""

    __slots__ = (
        "_before", "_behind", "_evidence", "_frames", "_limit", "_line", "_text", "null",
    )  # fmt: skip

    def __init__(self, text: str, start: int, end: int, evidence: Evidence) -> None:
        self._text = text
        self._evidence = evidence
        self._limit = end + 2 * CONTEXT
        self._before = evidence.before(text, start, CONTEXT)
        self._behind: dict[int, str] = {}
        self._line = line_before(text, start)
        self._frames: dict[int, Frame] = {}
        self.null = evidence.cost(self._before + self._after(start))

    def _after(self, end: int) -> str:
        """What is printed behind a run that ends at ``end``, cut where all texts are cut."""
        if end not in self._behind:
            self._behind[end] = self._evidence.after(self._text, end, self._limit)
        return self._behind[end]

    def _whole(self, path: Path, restored: str) -> str:
        """The symbols of the neighbourhood with ``restored`` in the place of the run."""
        behind = self._after(path.end)
        if restored.endswith("("):
            # A parenthesis that was swallowed belongs to a reading, which is no text.
            behind = behind.partition("\uff09")[2]
        elif path.eaten and not behind.startswith(LOST):
            behind = LOST + behind
        return self._before + "".join(map(symbol_of, restored.removesuffix("("))) + behind

    def weighed(self, path: Path) -> _Weighed:
        """Cost of the whole neighbourhood if ``path`` is true as it stands."""
        cost = self._evidence.cost(self._whole(path, path.restored))
        cost += path.penalty + self._marks(path, path.restored)
        return cost, path.restored, path.penalty

    def _marks(self, path: Path, restored: str) -> float:
        frame = self._frames.get(path.end)
        if frame is None:
            rest = self._text[path.end : path.end + LINE_BEHIND].partition("\n")[0]
            frame = self._frames[path.end] = self._line.followed_by(rest)
        return frame.cost(restored)

    def jointly(self, path: Path, weighed: _Weighed) -> _Weighed:
        """The cheapest text over all guessed places together, as far as a narrow beam sees."""
        beam = [weighed]
        for guess in path.guesses:
            few = guess.choices[:JOINTLY]
            found = {new for old in beam for new in self._alternatives(path, old, guess, few)}
            beam = sorted(found | set(beam))[:BEAM]
        return beam[0]

    def judged(self, best: _Weighed, path: Path) -> _Scored:
        """How sure each guessed place is, each looked at once more with all its choices."""
        shares: list[tuple[int, float]] = []
        rivals: list[tuple[float, str]] = []
        for guess in path.guesses:
            found = sorted(self._alternatives(path, best, guess, guess.choices))
            best = found[0]
            shares.append((guess.place, 1 / sum(math.exp(best[0] - other[0]) for other in found)))
            rivals += [(other[0] - best[0], other[1]) for other in found[1:2]]
        rival = min(rivals, default=None)
        said = f"; {rival[0]:.1f} than {rival[1]}" if rival else ""
        return _Scored(best[0], best[1], path, tuple(shares), said)

    def _alternatives(
        self, path: Path, now: _Weighed, guess: Guess, choices: Sequence[str]
    ) -> Iterator[_Weighed]:
        """The text with each character that may stand at a guessed place."""
        cost, restored, penalty = now
        place, char = guess.place, restored[guess.place]
        head, tail = restored[:place], restored[place + 1 :]
        read = tail.startswith("(")
        whole = self._whole(path, restored)
        at = len(self._before) + place
        known = self._evidence
        gap = known.gap(whole[max(0, at - CONTEXT) : at], whole[at + 1 : at + CONTEXT + 1])

        def local(one: str) -> _Weighed:
            own, text = known.penalty(one, has_reading=read), head + one + tail
            extra = own
            if one in MARKS or char in MARKS:
                extra += self._marks(path, text)
            return gap.cost(symbol_of(one)) + extra, text, own

        old, _, gone = local(char)
        for one in choices:
            if one == char:
                yield now
                continue
            near, text, own = local(one)
            yield cost - old + near, text, penalty - gone + own
