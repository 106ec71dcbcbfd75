"""Sentences that only a site says: disclaimers, notices of document sites, invitations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from wenku.text.han import count_han
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import Gapped, boilerplate, key

GAP = 60
"""Characters that may stand in a gap of a sentence pattern."""
SUPPORT = 0.3
"""Share of signal words from which a sentence beside a certain one belongs to the same notice."""
WHOLE = 0.6
"""Share of a line in sentences of a notice from which it is nothing else."""
LONGEST = 1500
"""Longer lines are not looked at: no notice of a site is so long."""

_SENTENCE = lazy(
    r"[^\u3002\uff01\uff1f\uff1b!?;]+[\u3002\uff01\uff1f\uff1b!?;\u201d\u2019)\uff09]*"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a line and whether a site says it."""

    start: int
    end: int
    han: int
    family: str
    """Family of the pattern that matched; empty where none did."""
    support: float
    """Share of its ideographs that are words of such notices."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the sentences of one line say together."""

    sentences: tuple[Said, ...]

    @property
    def family(self) -> str:
        """The family of the first sentence that matched, empty where none did."""
        return next((said.family for said in self.sentences if said.family), "")

    @property
    def share(self) -> float:
        """Share of the ideographs in sentences that matched or support them."""
        total = sum(said.han for said in self.sentences)
        mine = sum(s.han for s in self.sentences if s.family or s.support >= SUPPORT)
        return mine / total if total else 0.0

    @property
    def whole(self) -> bool:
        """Whether the line is nothing but a notice."""
        return bool(self.family) and self.share >= WHOLE

    @property
    def closing(self) -> int:
        """Where a notice begins that was glued to the end of a line, or -1."""
        place = -1
        for said in reversed(self.sentences):
            if said.family:
                place = said.start
            elif said.support < SUPPORT:
                break
        return place if self.sentences and place > self.sentences[0].start else -1


@lru_cache(maxsize=1)
def _by_rarest() -> dict[str, tuple[Gapped, ...]]:
    """For the words of each pattern's most telling group, the patterns to try."""
    found: dict[str, list[Gapped]] = {}
    for pattern in boilerplate().sentences:
        telling = max(
            (group for group in pattern.groups if "" not in group),
            key=lambda group: min(map(len, group)) * 8 - len(group),
        )
        for word in telling:
            found.setdefault(word, []).append(pattern)
    return {word: tuple(patterns) for word, patterns in found.items()}


@lru_cache(maxsize=2048)
def notice_in(line: str) -> Notice | None:
    """The notice that a line holds, if any of its sentences matches a pattern."""
    if len(line) > LONGEST:
        return None
    folded = key(line)
    patterns = _patterns_for(folded)
    if not patterns:
        return None
    sentences = tuple(
        _said(match[0], match.start(), match.end(), patterns) for match in _SENTENCE.finditer(line)
    )
    notice = Notice(sentences)
    return notice if notice.family else None


def _patterns_for(folded: str) -> list[Gapped]:
    found: dict[Gapped, None] = {}
    for word, patterns in _by_rarest().items():
        if word in folded:
            found.update(dict.fromkeys(patterns))
    return [pattern for pattern in found if _possible(pattern, folded)]


def _possible(pattern: Gapped, folded: str) -> bool:
    return all("" in group or any(word in folded for word in group) for group in pattern.groups)


def _said(text: str, start: int, end: int, patterns: list[Gapped]) -> Said:
    folded = key(text)
    family = next((p.family for p in patterns if _possible(p, folded) and matches(p, folded)), "")
    return Said(start, end, count_han(text), family, support_of(folded))


def matches(pattern: Gapped, folded: str) -> bool:
    """Whether a folded sentence holds the groups of a pattern in their order.

    All places that a group can end at are carried along together, so the work is bounded by
    the length of the sentence times the number of words, whatever the sentence.
    """
    places: set[int] | None = None
    for group, gap in zip(pattern.groups, pattern.gaps, strict=True):
        reach: set[int] = set()
        for word in group:
            reach.update(_ends(word, folded, places, gap=gap))
        if not reach:
            return False
        places = reach
    return True


def _ends(word: str, folded: str, places: set[int] | None, *, gap: bool) -> set[int]:
    """Where ``word`` ends when it starts at one of the places (or near behind, with a gap)."""
    if places is None:
        return {start + len(word) for start in _starts(word, folded)}
    if not word:
        return set() if gap else places
    if not gap:
        return {place + len(word) for place in places if folded.startswith(word, place)}
    return {
        start + len(word)
        for start in _starts(word, folded)
        if any(place <= start <= place + GAP for place in places)
    }


def _starts(word: str, folded: str) -> list[int]:
    if not word:
        return list(range(len(folded) + 1))
    found: list[int] = []
    start = folded.find(word)
    while start >= 0:
        found.append(start)
        start = folded.find(word, start + 1)
    return found


def support_of(folded: str, family: str = "disclaimer") -> float:
    """Share of the ideographs of a folded text that are signal words of a family."""
    total = count_han(folded)
    return _covered(folded, family)[0] / total if total else 0.0


def distinct_signals(folded: str, family: str) -> int:
    """How many different signal words of a family a text holds."""
    return _covered(folded, family)[1]


def _covered(folded: str, family: str) -> tuple[int, int]:
    index = _index(family)
    covered, position, seen = 0, 0, set()
    while position < len(folded):
        for word in index.get(folded[position], ()):
            if folded.startswith(word, position):
                covered += count_han(word)
                seen.add(word)
                position += len(word)
                break
        else:
            position += 1
    return covered, len(seen)


@lru_cache(maxsize=8)
def _index(family: str) -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for word in boilerplate().signals.get(family, ()):
        index.setdefault(word[0], []).append(word)
    return {first: tuple(words) for first, words in index.items()}
