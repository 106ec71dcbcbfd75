"""How probable a stretch of Simplified Chinese is: a small character model and a word list.

Both tables were derived once (see :mod:`wenku.vocab.derive.language`). They are read only when a
page holds marks of byte damage, and cost about 30 ms then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

QUANTUM = 0.25
"""Step of a stored cost, in nats."""
BASE = 35
"""Code point of cost 0 in the tables."""
BOUNDARY = "\u3000"
"""Stands for white space, line ends and the ends of a text."""
UNKNOWN = 17.0
"""Cost of a character that the tables do not know, in nats."""
LONGEST_WORD = 5
"""Longest word looked up, in characters."""

NO_WORDS: Mapping[str, float] = {}

_DIGITS = re.compile("[0-9\uff10-\uff19]+")
_LETTERS = re.compile("[A-Za-z\uff21-\uff3a\uff41-\uff5a]+")
_BLANK = re.compile(r"\s+")
_ASCII = re.compile("[!-~]")
_WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in "!,:;?()%~"}


def folded(text: str) -> str:
    """Text as the model knows it: numbers, Latin words and blanks are one symbol each.

    Punctuation is full-width, whichever width a site left it in.
    """
    text = _LETTERS.sub("\uff21", _DIGITS.sub("\uff10", text))
    return _ASCII.sub("\uff0a", _BLANK.sub(BOUNDARY, text).translate(_WIDE))


class LanguageModel:
    """Costs in nats (negative natural logarithms of probabilities); lower is more probable."""

    __slots__ = ("_rows", "_single", "_words")

    def __init__(self, rows: Mapping[str, str], words: Mapping[str, float]) -> None:
        """Wrap the tables: followers by history, and cost by word."""
        self._rows = rows
        first = rows[""]
        self._single = {
            first[i]: _cost(first[i + 1]) for i in range(1, len(first), 2)
        }
        self._words = words

    def knows(self, char: str) -> bool:
        """Whether the running text or the word list used the character at all."""
        return char in self._single

    def single(self, char: str) -> float:
        """Cost of a character without context."""
        return self._single.get(char, UNKNOWN)

    def follow(self, history: str, char: str) -> float:
        """Cost of ``char`` after ``history``, its last two characters at most."""
        cost = 0.0
        for length in (2, 1):
            row = self._rows.get(history[-length:]) if len(history) >= length else None
            if row is not None:
                found = row.find(char, 1)
                if found > 0:
                    return cost + _cost(row[found + 1])
                cost += _cost(row[0])
        return cost + self._single.get(char, UNKNOWN)

    def followers(self, history: str) -> Iterator[str]:
        """The symbols that the model has seen after ``history``, in no order of merit."""
        for length in (2, 1):
            yield from self._rows.get(history[-length:], "")[1::2]

    def word(self, word: str) -> float | None:
        """Cost of a word of the list, None if it is not one."""
        return self._words.get(word)

    def word_cost(self, text: str, own: Mapping[str, float] = NO_WORDS) -> float:
        """Cost of the cheapest way to cut ``text`` into words; linear in its length.

        Args:
            text: symbols, see :func:`folded`.
            own: words that cost something else here than in the list.
        """
        best = [0.0]
        for end in range(1, len(text) + 1):
            char = text[end - 1]
            least = best[end - 1] + self._words.get(char, self.single(char) + 3.0)
            for length in range(2, min(LONGEST_WORD, end) + 1):
                word = text[end - length : end]
                cost = own.get(word) or self._words.get(word)
                if cost is not None and best[end - length] + cost < least:
                    least = best[end - length] + cost
            best.append(least)
        return best[-1]


def _cost(level: str) -> float:
    return (ord(level) - BASE) * QUANTUM


@cache
def language_model() -> LanguageModel:
    """The model of the vocabulary, read once."""
    rows: dict[str, str] = {}
    for line in _lines("language_model.txt"):
        history, _, followers = line.partition("\t")
        rows[history] = followers
    return LanguageModel(rows, word_costs())


@cache
def word_costs() -> Mapping[str, float]:
    """The words of present-day news with their costs in nats, read once (about 10 ms)."""
    words: dict[str, float] = {}
    for line in _lines("words.txt"):
        level, _, members = line.partition("\t")
        words.update(dict.fromkeys(members.split(" "), _cost(level)))
    return words


def _lines(name: str) -> list[str]:
    content = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in content.split("\n") if line and not line.startswith("# ")]
