"""How probable a stretch of Simplified Chinese is: a small character model and a word list.

Both tables were derived once (see :mod:`wenku.vocab.derive.language`). They are read only when a
page holds marks of byte damage, and cost about 40 ms then.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from math import inf

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

_DIGITS = lazy("[0-9\uff10-\uff19]+")
_LETTERS = lazy("[A-Za-z\uff21-\uff3a\uff41-\uff5a]+")
_BLANK = lazy(r"\s+")
_ASCII = lazy("[!-~]")
_WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in "!,:;?()%~"}


def folded(text: str) -> str:
    """Text as the model knows it: numbers, Latin words and blanks are one symbol each.

    Punctuation is full-width, whichever width a site left it in.
    """
    text = _LETTERS.sub("\uff21", _DIGITS.sub("\uff10", text))
    return _ASCII.sub("\uff0a", _BLANK.sub(BOUNDARY, text).translate(_WIDE))


class LanguageModel:
    """Costs in nats (negative natural logarithms of probabilities); lower is more probable."""

    __slots__ = ("_rows", "_single", "_words", "beginnings")

    def __init__(self, rows: Mapping[str, str], words: Mapping[str, float]) -> None:
        """Wrap the tables: followers by history, and cost by word."""
        self._rows = rows
        first = rows[""]
        self._single = {first[i]: _cost(first[i + 1]) for i in range(1, len(first), 2)}
        self._words = {char: cost + ALONE for char, cost in self._single.items()} | dict(words)
        self.beginnings = frozenset(word[:2] for word in words)
        """The first two symbols of the words; most pairs of a text begin none."""

    def single(self, char: str) -> float:
        """Cost of a character without context."""
        return self._single.get(char, UNKNOWN)

    def follow(self, history: str, char: str) -> float:
        """Cost of ``char`` after ``history``, one or two characters."""
        cost = 0.0
        for known in (history, history[-1]) if len(history) > 1 else (history,):
            row = self._rows.get(known)
            if row is not None:
                found = row.find(char, 1)
                if found > 0:
                    return cost + (ord(row[found + 1]) - BASE) * QUANTUM
                cost += (ord(row[0]) - BASE) * QUANTUM
        return cost + self._single.get(char, UNKNOWN)

    def follow_each(self, history: str, chars: Iterable[str]) -> list[float]:
        """:meth:`follow` for each of ``chars``, the rows of the table looked up once."""
        rows, single = self._rows, self._single
        wide = rows.get(history, "") if len(history) > 1 else ""
        near = rows.get(history[-1:], "")
        once = _cost(wide[0]) if wide else 0.0
        twice = once + (_cost(near[0]) if near else 0.0)
        costs: list[float] = []
        for char in chars:
            if (found := wide.find(char, 1)) > 0:
                costs.append((ord(wide[found + 1]) - BASE) * QUANTUM)
            elif (found := near.find(char, 1)) > 0:
                costs.append(once + (ord(near[found + 1]) - BASE) * QUANTUM)
            else:
                costs.append(twice + single.get(char, UNKNOWN))
        return costs

    def followers(self, char: str) -> str:
        """The symbols that the model has seen after one, in no order of merit."""
        return self._rows.get(char, "")[1::2]

    def words_with(self, own: Mapping[str, float]) -> dict[str, float]:
        """Cost by word, with the words that cost something else on a page."""
        words = self._words.copy()
        words.update(own)
        return words

    def word(self, word: str) -> float | None:
        """Cost of a word of the list, None if it is not one."""
        return self._words.get(word)


def segmented_cost(text: str, words: Mapping[str, float], beginnings: Container[str]) -> float:
    """Cost of the cheapest way to cut ``text`` into words; linear in its length.

    Args:
        text: symbols, see :func:`folded`.
        words: cost of each, single characters included; none is longer than five.
        beginnings: the first two symbols of all words that are longer.
    """
    cost_of = words.get
    length = len(text)
    best = [0.0, *[inf] * length]
    for start, char in enumerate(text):
        here, end = best[start], start + 1
        best[end] = min(best[end], here + cost_of(char, UNKNOWN + ALONE))
        if text[start : start + 2] in beginnings:
            for end in range(start + 2, min(start + 5, length) + 1):
                cost = cost_of(text[start:end])
                if cost is not None and here + cost < best[end]:
                    best[end] = here + cost
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
    words: dict[str, float] = {}
    for line in _lines("words.txt"):
        level, _, members = line.partition("\t")
        words.update(dict.fromkeys(members.split(" "), _cost(level)))
    return LanguageModel(rows, words)


def _lines(name: str) -> Iterator[str]:
    content = vocabulary_text(name)
    return (line for line in content.split("\n") if line and not line.startswith("# "))
