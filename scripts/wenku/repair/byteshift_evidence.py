"""What speaks for a restored text: the language, the page's own words, its script and readings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, log

from wenku.model.page import Page
from wenku.repair.byteshift_alphabet import Letter, after, by_lead
from wenku.text.han import HAN_CLASS, HAN_RUN
from wenku.text.patterns import lazy
from wenku.text.pinyin import LETTERS, LONGEST
from wenku.vocab.characters import Variants, variants
from wenku.vocab.language import (
    BOUNDARY,
    LanguageModel,
    folded,
    language_model,
    segmented_cost,
)

READING = f"[(\uff08]([{LETTERS}]{{1,{LONGEST}}})\\s?[)\uff09]"
"""A syllable in parentheses, as it is injected behind a character."""

_READINGS = lazy(READING)
_ANNOTATED = lazy(f"([{HAN_CLASS}]){READING}")
_SUSPECT = lazy(
    f"\\?(?:[?!;,\uff1f\uff01\uff1b\uff0c]|[{LETTERS}]{{1,{LONGEST}}}\\))[^\n\uff0c,\u3002\u3001]*"
)
"""A mark of damage and what may be shifted after it: no witness for what the page says."""

OWN_WORDS, OWN_CHARACTERS = 0.3, 0.05
"""Shares of the page's own pairs, and of its characters, in the probability of what follows."""
STRANGE = -log(1 - OWN_WORDS - OWN_CHARACTERS)
"""Cost, in nats, of being no character of the page."""
SYMBOLS_A_WORD = 1.6
OFTEN = 4
"""Times that the page must use a string of two or three for it to count as a word of its own."""
WRONG_SCRIPT = 10.0
"""Cost, in nats, of a Simplified character on a converted page, and of the reverse."""
UNREAD = 4.0
"""Cost of a character without its reading where the page gives all its others one."""
THROUGHOUT = 0.9
"""Share of its occurrences that a character must have a reading at to be read throughout."""
WORD_WEIGHT = 0.4
"""Share of the word list in the cost of a stretch of text; the rest is the character model's."""
MOST_STEPS = 400_000
"""Steps of search on one page. A run takes about a thousand; this many, some seconds."""
REMEMBERED = 400_000
"""Characters of the page whose pairs are counted."""


class Evidence:
    """Costs of characters on one page, in nats; lower is more probable.

    Text is compared in Simplified form, with its readings removed and numbers folded, so that
    the model, the page and a candidate speak of the same symbols.
    """

    __slots__ = (
        "_beginnings", "_chars", "_costs", "_likely", "_next", "_pairs", "_penalties", "_read",
        "_seen", "_spent", "_stretches", "_total", "_triples", "_variants", "_words",
        "converted", "model", "ranked",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        """Learn from the parts of ``text`` that show no damage."""
        self.model: LanguageModel = language_model()
        self._variants: Variants = variants()
        self._chars: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._triples: Counter[str] = Counter()
        self._next: defaultdict[str, set[str]] = defaultdict(set)
        self._costs: dict[str, float] = {}
        self._stretches: dict[tuple[str, int, int | None], float] = {}
        self._likely: dict[str, Mapping[int, tuple[Letter, ...]]] = {}
        self.ranked: dict[Hashable, list[Letter]] = {}
        """What the search has ranked by these costs; emptied with them."""
        self._penalties: dict[tuple[str, bool], float] = {}
        self._total = 1
        self._spent = 0
        sound = _SUSPECT.sub("\n", text[:REMEMBERED])
        self._seen = frozenset(sound)
        self.converted = self._is_converted(sound)
        self._read = _read_throughout(sound)
        self._words: dict[str, float] = {}
        self.learn(sound)

    def learn(self, *texts: str) -> None:
        """Count the pairs and triples of sound stretches among the page's own words."""
        for text in texts:
            symbols = self.symbols(text)
            self._chars.update(symbols)
            pairs = list(map("".join, pairwise(symbols)))
            self._pairs.update(pairs)
            self._triples.update(map("".join, zip(pairs, symbols[2:], strict=False)))
            self._total += len(symbols)
            for pair in set(pairs):
                self._next[pair[0]].add(pair[1])
        for remembered in (self._costs, self._stretches, self._likely, self.ranked):
            remembered.clear()
        own = self._own_words()
        self._words = self.model.words_with(own)
        self._beginnings = self.model.beginnings.union(word[:2] for word in own)

    def _own_words(self) -> dict[str, float]:
        """Costs of words that the page uses, lower than the word list's."""
        total = self._total / SYMBOLS_A_WORD
        own: dict[str, float] = {}
        for counts in (self._pairs, self._triples):
            for word, count in counts.items():
                if count == 1:
                    continue
                listed = self.model.word(word)
                if count >= OFTEN or listed is not None:
                    known = 0.0 if listed is None else (1 - OWN_WORDS) * exp(-listed)
                    own[word] = -log(known + OWN_WORDS * count / total)
        return own

    def spend(self, steps: int) -> bool:
        """Whether the page may have more steps of search; bounds the work on hostile pages."""
        self._spent += steps
        return self.affords(0)

    def affords(self, steps: int) -> bool:
        """Whether :meth:`spend` would allow so many."""
        return self._spent + steps <= MOST_STEPS

    def likely_after(self, history: str, leads: Iterable[int]) -> Iterator[Letter]:
        """Characters with one of these lead bytes that the model or the page has seen there."""
        last = history[-1:]
        listed = after(last)
        own = self._likely.get(last)
        if own is None:
            own = by_lead(self._next[last].difference(self.model.followers(last)))
            self._likely[last] = own
        for lead in leads:
            yield from listed.get(lead, ())
            yield from own.get(lead, ())

    def symbols(self, text: str) -> str:
        """Text as the models know it."""
        return folded("".join(map(self._variants.simplified, _READINGS.sub("", text))))

    def _is_converted(self, text: str) -> bool | None:
        """Whether the page is in Traditional characters; None where nothing tells."""
        chars = Counter("".join(HAN_RUN.findall(text)))
        there = sum(n for char, n in chars.items() if self._variants.is_traditional(char))
        here = sum(n for char, n in chars.items() if self._variants.is_simplified(char))
        return None if there == here else there > here

    def penalty(self, char: str, *, has_reading: bool) -> float:
        """What a character costs for not being in the page's script or ways."""
        key = (char, has_reading)
        known = self._penalties.get(key)
        if known is None:
            unread = UNREAD if char in self._read and not has_reading else 0.0
            wrong = WRONG_SCRIPT if self._is_wrong_script(char) else 0.0
            known = self._penalties[key] = unread + wrong
        return known

    def _is_wrong_script(self, char: str) -> bool:
        if self.converted is None:
            return False
        if not self.converted:
            return self._variants.is_traditional(char)
        return self._variants.is_simplified(char) or self._written_otherwise(char)

    def _written_otherwise(self, char: str) -> bool:
        """Whether the page, converted character by character, writes another form of it."""
        if char in self._seen:
            return False
        forms = self._variants.forms(self._variants.simplified(char))
        return any(form in self._seen for form in forms if form != char)

    def follow(self, history: str, symbol: str) -> float:
        """Cost of a symbol after two others, the page's own pairs and triples considered."""
        key = history + symbol
        known = self._costs.get(key)
        if known is None:
            cost = self.model.follow(history, symbol)
            seen = symbol in self._chars
            known = self._on_page(history, symbol, cost) if seen else cost + STRANGE
            self._costs[key] = known
        return known

    def follow_each(self, history: str, symbols: Sequence[str]) -> list[float]:
        """:meth:`follow` for each of ``symbols``."""
        seen = self._chars
        costs = self.model.follow_each(history, symbols)
        return [
            self._on_page(history, symbol, cost) if symbol in seen else cost + STRANGE
            for symbol, cost in zip(symbols, costs, strict=True)
        ]

    def _on_page(self, history: str, symbol: str, cost: float) -> float:
        """Cost of a symbol of the page, its own pairs and triples considered."""
        last = history[-1:]
        share = OWN_CHARACTERS * self._chars[symbol] / self._total
        pairs = self._pairs.get(last + symbol)
        if pairs:
            own = pairs / (self._chars[last] + 2)
            triple = self._triples.get(history + symbol, 0) / (self._pairs.get(history, 0) + 1)
            share += OWN_WORDS * max(own, triple)
        return -log((1 - OWN_WORDS - OWN_CHARACTERS) * exp(-cost) + share)

    def cost(self, symbols: str, start: int = 1, end: int | None = None) -> float:
        """Cost of a stretch of symbols by both models together.

        Args:
            symbols: the stretch.
            start: first place at which the character model is asked.
            end: the place behind the last.
        """
        key = (symbols, start, end)
        known = self._stretches.get(key)
        if known is None:
            places = range(max(1, start), min(len(symbols), end or len(symbols)))
            chain = sum([self.follow(symbols[max(0, i - 2) : i], symbols[i]) for i in places])
            words = segmented_cost(symbols, self._words, self._beginnings)
            known = (1 - WORD_WEIGHT) * chain + WORD_WEIGHT * words
            self._stretches[key] = known
        return known

    def before(self, text: str, start: int, length: int = 6) -> str:
        """The last symbols of the line before ``start``."""
        line = text[max(0, start - 60) : start].rpartition("\n")[2]
        return (BOUNDARY + self.symbols(line))[-length:]

    def after(self, text: str, start: int, end: int) -> str:
        """The symbols from ``start`` to ``end``, or to the end of the line."""
        line, newline, _ = text[start:end].partition("\n")
        return self.symbols(line) + (BOUNDARY if newline or end >= len(text) else "")


def _read_throughout(text: str) -> frozenset[str]:
    read = Counter(match[1] for match in _ANNOTATED.finditer(text))
    if not read:
        return frozenset()
    chars = Counter(text)
    return frozenset(c for c, count in read.items() if count >= THROUGHOUT * chars[c])


def evidence(page: Page) -> Evidence:
    """The evidence of a page, gathered once."""
    return page.fact(_gathered)


def _gathered(page: Page) -> Evidence:
    return Evidence(page.text)
