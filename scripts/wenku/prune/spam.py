"""Hidden advertising: how much of a line is made of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wenku.prune.shape import letters_in
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import fold
from wenku.vocab.spam import SpamWords, Tier, spam_words

ONE_CERTAIN = 2
"""Points of one certain word, or of two rare ones."""
TWO_RARE = 2
ALL = 0.95
RARE_LETTERS = 6
"""A line without a certain word must be made of nothing else, and be more than a word or two."""
NEARLY_ALL = 0.65
"""Share of the letters that must be words of spam where one of them is certain."""
THREE_CERTAIN = 6
LARGE_PART = 0.4
"""… and where three of them are."""
ITEMS = 4
ITEMS_SHARE = 0.3
"""… and where many items are joined by separators, a third of them with a certain word."""
SAMPLE = 3000
"""Characters of a longer line that are measured, at each end."""

_POINTS = {Tier.STRONG: 2, Tier.BRAND: 2, Tier.MEDIUM: 1, Tier.TAIL: 1, Tier.WEAK: 0}
_STOPS = lazy("[\u3002\uff01\uff1f\uff1b]")
_ADDRESS = lazy(r"(?:https?://|www\.)[!-~]+")
_SPACE = lazy(r"\s+")
_ITEM = lazy(r"[^|_,\uff0c\u3001;\uff1b/\s\u00b7~-]+")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text holds of the vocabulary."""

    letters: int
    covered: int
    points: int
    """Of different words: 2 for a certain one, 1 for a rare one."""
    certain: bool
    """Whether one of them is certain."""

    @property
    def share(self) -> float:
        """Share of the letters that are words of spam."""
        return self.covered / self.letters if self.letters else 0.0


def certain_words(folded: str) -> tuple[str, ...]:
    """The certain and the rare words in a folded text, without which no line is spam; cheap."""
    heads, pattern = _heads()
    found = {first + second for first, second in set(pattern.findall(folded))}
    return tuple(
        word for head in sorted(found & heads.keys()) for word in heads[head] if word in folded
    )


@lru_cache(maxsize=1)
def _heads() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """The words by their first two characters, and a pattern for pairs that could be those."""
    heads: dict[str, list[str]] = {}
    for word in (*spam_words().sure, *spam_words().rare):
        heads.setdefault(word[:2], []).append(word)
    first = re.escape("".join(sorted({head[0] for head in heads})))
    second = re.escape("".join(sorted({head[1] for head in heads})))
    pattern = re.compile(f"([{first}])(?=([{second}]))")
    return {head: tuple(words) for head, words in heads.items()}, pattern


def measure(text: str) -> Measure:
    """Count the words of spam in a text, the longest first."""
    words = spam_words()
    folded = _SPACE.sub("", _ADDRESS.sub("", fold(text)))
    if len(folded) > 2 * SAMPLE:
        folded = folded[:SAMPLE] + folded[-SAMPLE:]
    covered, seen = _covered(folded, words)
    return Measure(
        letters_in(folded),
        covered,
        sum(seen.values()),
        ONE_CERTAIN in seen.values(),
    )


def _covered(folded: str, words: SpamWords) -> tuple[int, dict[str, int]]:
    covered, position = 0, 0
    seen: dict[str, int] = {}
    # One word may stand in two groups; the first to match is as good as the other.
    for match in words.first.finditer(folded):
        place = match.start()
        for term in words.terms[match[0]] if place >= position else ():
            if folded.startswith(term.word, place):
                covered += len(term.word)
                seen[term.word] = _POINTS[term.tier]
                position = place + len(term.word)
                break
    return covered, seen


@lru_cache(maxsize=4096)
def is_spam(text: str) -> bool:
    """Whether a line, or a piece of one, is hidden advertising.

    Ordinary text on sexual health, adult education or sports stays: it has sentences, and what
    it shares with spam are single words between many others.
    """
    if has_label(text):
        return True
    if _STOPS.search(text, 0, 2 * SAMPLE):
        return False
    found = measure(text)
    if not found.certain:
        return found.points >= TWO_RARE and found.share >= ALL and found.letters >= RARE_LETTERS
    if found.points >= ONE_CERTAIN and found.share >= NEARLY_ALL:
        return True
    if found.points >= THREE_CERTAIN and found.share >= LARGE_PART:
        return True
    return _mostly_spam_items(text, found)


def has_label(text: str) -> bool:
    """Whether the text begins with the label that link farms print before their links."""
    start = fold(text).lstrip()
    return any(start.startswith(label) for label in spam_words().labels)


def _mostly_spam_items(text: str, found: Measure) -> bool:
    """A long enumeration of short items, a third of which hold a certain word."""
    items = _ITEM.findall(text[: 2 * SAMPLE])
    if len(items) < ITEMS or found.points < THREE_CERTAIN or found.share < ITEMS_SHARE:
        return False
    words = spam_words()
    certain = sum(1 for item in items if any(word in fold(item) for word in words.sure))
    return certain * 3 >= len(items)
