"""How probable a stretch of Simplified Chinese is: a small character model and a word list.

Both tables were derived once (see :mod:`wenku.vocab.derive.language`). They are read only when a
page holds marks of byte damage, and cost about 40 ms then.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

from wenku.text.patterns import lazy
from wenku.vocab.files import vocabulary_text

QUANTUM = 0.25
"""Step of a stored cost, in nats."""
BASE = 35
"""Code point of cost 0 in the tables."""
BOUNDARY = "\u3000"
"""Stands for white space, line ends and the ends of a text."""
UNKNOWN = 17.0
"""Cost of a character that the tables do not know, in nats."""
ALONE = 3.0
"""What a character costs more, in nats, that stands between words and is no word itself."""

LONGEST_WORD = 5
"""Symbols that a word has at most."""

_COSTS = {chr(BASE + level): level * QUANTUM for level in range(127 - BASE)}
"""Costs in nats as the tables write them."""

_FOLDED = "[\\s!-~\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
_FOLDABLE = lazy(f"{_FOLDED}{_FOLDED}*")
"""Runs of what is folded; a class stands first, so that the search passes quickly over the rest."""
_DIGITS = lazy("[0-9\uff10-\uff19]+")
_LETTERS = lazy("[A-Za-z\uff21-\uff3a\uff41-\uff5a]+")
_BLANK = lazy(r"\s+")
_ASCII = lazy("[!-~]")
_WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in "!,:;?()%~"}


def folded(text: str) -> str:
    """Text as the model knows it: numbers, Latin words and blanks are one symbol each.

    Punctuation is full-width, whichever width a site left it in.
    """
    return _FOLDABLE.sub(_folded_run, text)


def _folded_run(run: re.Match[str]) -> str:
    return _folded(run[0])


@lru_cache(maxsize=1024)
def _folded(run: str) -> str:
    text = _LETTERS.sub("\uff21", _DIGITS.sub("\uff10", run))
    return _ASCII.sub("\uff0a", _BLANK.sub(BOUNDARY, text).translate(_WIDE))


class Behind(NamedTuple):
    """What the model knows of the characters behind one history; costs in nats."""

    wide: Mapping[str, float]
    """Cost of those seen behind both characters of the history."""
    near: Mapping[str, float]
    """Cost of those seen behind the last one, to which ``once`` is added."""
    once: float
    twice: float
    """Added to the cost in ``single`` of all others."""
    single: Mapping[str, float]


@lru_cache(maxsize=1024)
def _parsed(row: str) -> Mapping[str, float]:
    """The costs of a row of the table by character."""
    return dict(zip(row[1::2], map(_COSTS.__getitem__, row[2::2]), strict=True))


class LanguageModel:
    """Costs in nats (negative natural logarithms of probabilities); lower is more probable."""

    __slots__ = ("_beginnings", "_rows", "_single", "_words")

    def __init__(self, rows: Mapping[str, str], words: Mapping[str, float]) -> None:
        """Wrap the tables: followers by history, and cost by word."""
        self._rows = rows
        self._single = _parsed(rows[""])
        self._words = {char: cost + ALONE for char, cost in self._single.items()} | dict(words)
        self._beginnings = frozenset(word[:2] for word in words)

    def single(self, char: str) -> float:
        """Cost of a character without context."""
        return self._single.get(char, UNKNOWN)

    def follow(self, history: str, char: str) -> float:
        """Cost of ``char`` after ``history``, one or two characters."""
        wide = self._rows.get(history, "") if len(history) > 1 else ""
        if (found := wide.find(char, 1)) > 0:
            return _COSTS[wide[found + 1]]
        near = self._rows.get(history[-1], "")
        once = _COSTS[wide[0]] if wide else 0.0
        if (found := near.find(char, 1)) > 0:
            return once + _COSTS[near[found + 1]]
        twice = once + _COSTS[near[0]] if near else once
        return twice + self._single.get(char, UNKNOWN)

    def behind(self, history: str) -> Behind:
        """What may follow ``history``, one or two characters, with its costs."""
        wide = self._rows.get(history, "") if len(history) > 1 else ""
        near = self._rows.get(history[-1:], "")
        once = _COSTS[wide[0]] if wide else 0.0
        return Behind(
            _parsed(wide),
            _parsed(near),
            once,
            once + _COSTS[near[0]] if near else once,
            self._single,
        )

    def lead_each(self, last: str, chars: Iterable[str], then: str) -> list[float]:
        """:meth:`follow` for ``then`` after each of ``chars``, which stand behind ``last``."""
        rows = self._rows
        alone = self._single.get(then, UNKNOWN)
        costs: list[float] = []
        for char in chars:
            once = 0.0
            if wide := rows.get(last + char):
                if (found := wide.find(then, 1)) > 0:
                    costs.append(_COSTS[wide[found + 1]])
                    continue
                once = _COSTS[wide[0]]
            near = rows.get(char)
            if near is None:
                costs.append(once + alone)
            elif (found := near.find(then, 1)) > 0:
                costs.append(once + _COSTS[near[found + 1]])
            else:
                costs.append(once + _COSTS[near[0]] + alone)
        return costs

    def followers(self, char: str) -> str:
        """The symbols that the model has seen after one, in no order of merit."""
        return self._rows.get(char, "")[1::2]

    def words_with(self, own: Mapping[str, float]) -> Words:
        """The word list, with the words that cost something else on a page."""
        return Words(self._words, self._beginnings, own)

    def word(self, word: str) -> float | None:
        """Cost of a word of the list, None if it is not one."""
        return self._words.get(word)


class Words:
    """A word list with the words of one page: what the cheapest cut of a text into them costs."""

    __slots__ = (
        "_beginnings",
        "_known",
        "_listed",
        "_own",
        "_own_beginnings",
        "_reached",
        "_remaining",
    )

    def __init__(
        self, listed: Mapping[str, float], beginnings: Container[str], own: Mapping[str, float]
    ) -> None:
        """Lay the costs of a page's ``own`` words over those of the list.

        Args:
            listed: cost by word, single symbols included; none is longer than five.
            beginnings: the first two symbols of all words that are longer than one; most pairs of
                a text begin none.
            own: the page's own, of two symbols or more.
        """
        self._listed = listed
        self._beginnings = beginnings
        self._own = own
        self._own_beginnings = frozenset(word[:2] for word in own)
        self._known: dict[str, tuple[tuple[int, float], ...]] = {}
        self._reached: dict[str, list[float]] = {}
        self._remaining: dict[str, list[float]] = {}

    def cost(self, text: str) -> float:
        """Cost of the cheapest way to cut ``text`` into words; linear in its length."""
        return self.reached(text)[-1]

    def reached(self, text: str) -> list[float]:
        """The same for each beginning of ``text``, from none of it to all."""
        known, first = self._known.get, self.first
        best = [0.0, *[inf] * len(text)]
        for start in range(len(text)):
            here = best[start]
            piece = text[start : start + LONGEST_WORD]
            for length, cost in known(piece) or first(piece):
                best[start + length] = min(best[start + length], here + cost)
        return best

    def remaining(self, text: str) -> list[float]:
        """The same for each end of ``text``, from all of it to none."""
        best = [0.0] * (len(text) + 1)
        for start in reversed(range(len(text))):
            words = self.first(text[start : start + LONGEST_WORD])
            best[start] = min([cost + best[start + length] for length, cost in words])
        return best

    def around(self, left: str, right: str) -> tuple[list[float], list[float]]:
        """:meth:`reached` of the end of ``left``, :meth:`remaining` of ``right``; remembered."""
        reached, remaining = self._reached.get(left), self._remaining.get(right)
        if reached is None:
            reached = self._reached[left] = self.reached(left)[-LONGEST_WORD:]
        if remaining is None:
            remaining = self._remaining[right] = self.remaining(right)
        return reached, remaining

    def first(self, piece: str) -> tuple[tuple[int, float], ...]:
        """Length and cost of the words that ``piece`` begins with, a single symbol first.

        Remembered: what stands around a place is asked for again with each text for it.
        """
        known = self._known.get(piece)
        if known is None:
            known = self._known[piece] = tuple(self._words_at(piece))
        return known

    def begins(self, pair: str) -> bool:
        """Whether a word begins with these two symbols."""
        return pair in self._beginnings or pair in self._own_beginnings

    def _words_at(self, piece: str) -> Iterator[tuple[int, float]]:
        yield 1, self._listed.get(piece[0], UNKNOWN + ALONE)
        if self.begins(piece[:2]):
            for length in range(2, len(piece) + 1):
                word = piece[:length]
                cost = self._own.get(word)
                if cost is None:
                    cost = self._listed.get(word)
                if cost is not None:
                    yield length, cost


class Slot:
    """A stretch with one place left open, to compare what may stand there.

    What lies on one side of the place is cut once, and not again for each symbol that is tried.
    """

    __slots__ = ("_across", "_left", "_reached", "_remaining", "_right", "_words")

    def __init__(self, words: Words, left: str, right: str) -> None:
        """Leave a place open between ``left`` and ``right``."""
        self._words = words
        self._reached, self._remaining = words.around(left, right)
        # No word reaches further from the place.
        self._left, self._right = left[1 - LONGEST_WORD :], right[: LONGEST_WORD - 1]
        pairs = (self._left[at : at + 2] for at in range(len(self._left) - 1))
        self._across = [at for at, pair in enumerate(pairs) if words.begins(pair)]

    def cost(self, symbol: str) -> float:
        """:meth:`Words.cost` of the stretch with ``symbol`` in the place."""
        here = len(self._left)
        reached, remaining = self._reached, self._remaining
        text = self._left + symbol + self._right
        best = inf
        for start in (*self._across, *range(max(0, here - 1), here + 1)):
            for length, cost in self._words.first(text[start : start + LONGEST_WORD]):
                if start + length > here:
                    whole = reached[start] + cost + remaining[start + length - here - 1]
                    best = min(best, whole)
        return best


@cache
def language_model() -> LanguageModel:
    """The model of the vocabulary, read once."""
    rows: dict[str, str] = {}
    for line in _lines("language_model.txt"):
        history, _, followers = line.partition("\t")
        rows[history] = followers
    words: dict[str, float] = {}
    for line in _lines("words.txt"):
        level, _, members = line.partition("\t")
        words.update(dict.fromkeys(members.split(" "), _COSTS[level]))
    return LanguageModel(rows, words)


def _lines(name: str) -> Iterator[str]:
    content = vocabulary_text(name)
    return (line for line in content.split("\n") if line and not line.startswith("# "))
