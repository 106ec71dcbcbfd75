"""What speaks for a restored text: the language, the page's own words, its script and readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from math import exp, inf, log
from operator import add
from typing import Any, TypeVar

from wenku.model.page import Page
from wenku.repair.byteshift_alphabet import Letter, after, by_lead
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy
from wenku.text.pinyin import LETTERS, LONGEST
from wenku.vocab.characters import Variants, variants
from wenku.vocab.language import (
    BOUNDARY,
    UNKNOWN,
    LanguageModel,
    Slot,
    Words,
    folded,
    language_model,
)

SYLLABLE = f"([{LETTERS}]{{1,{LONGEST}}})\\s?[)\uff09]"
"""A syllable and the parenthesis behind it, the other one lost to the character before."""
READING = f"[(\uff08]{SYLLABLE}"
"""A syllable in parentheses, as it is injected behind a character."""

_READINGS = lazy(READING)
_ANNOTATED = lazy(f"[(\uff08](?<=([{HAN_CLASS}])[(\uff08]){SYLLABLE}")
_SUSPECT = lazy(
    f"\\?(?:[?!;,\uff1f\uff01\uff1b\uff0c]|[{LETTERS}]{{1,{LONGEST}}}\\))[^\n\uff0c,\u3002\u3001]*"
)
"""A mark of damage and what may be shifted after it: no witness for what the page says."""

OWN_WORDS, OWN_CHARACTERS = 0.3, 0.05
"""Shares of the page's own pairs, and of its characters, in the probability of what follows."""
LISTED = 1 - OWN_WORDS - OWN_CHARACTERS
"""Share of the model in the probability of what follows."""
STRANGE = -log(LISTED)
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


Entry = TypeVar("Entry", bound=tuple[Any, ...])
Ranked = tuple[float, Letter]
"""A character that may stand at a place, and its cost behind what stands in front of it."""


class Evidence:
    """Costs of characters on one page, in nats; lower is more probable.

    Text is compared in Simplified form, with its readings removed and numbers folded, so that
    the model, the page and a candidate speak of the same symbols.
    """

    __slots__ = (
        "_chars", "_costs", "_gaps", "_likely", "_next", "_pairs", "_penalties", "_read",
        "_seen", "_shares", "_spent", "_texts", "_total", "_triples", "_variants", "_words",
        "converted", "model", "rankings",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        """Learn from the parts of ``text`` that show no damage."""
        self.model: LanguageModel = language_model()
        self._variants: Variants = variants()
        self._chars: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._triples: Counter[str] = Counter()
        self._texts: list[str] = []
        self._next: dict[str, set[str]] = {}
        self._shares: dict[str, float] = {}
        self._costs: dict[str, float] = {}
        self._gaps: dict[tuple[str, str], Gap] = {}
        self._likely: dict[str, Mapping[int, tuple[Letter, ...]]] = {}
        self.rankings: dict[Hashable, Ranking] = {}
        """What the search has ranked by these costs; emptied with them."""
        self._penalties: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self._words: Words
        self._total = 1
        self._spent = 0
        sound = _SUSPECT.sub("\n", text[:REMEMBERED])
        self._seen = frozenset(sound)
        self.converted = self._is_converted(sound)
        self._read = _read_throughout(sound)
        self.learn(sound)

    def learn(self, *texts: str) -> None:
        """Count the pairs and triples of sound stretches among the page's own words."""
        for text in texts:
            symbols = self.symbols(text)
            self._chars.update(symbols)
            pairs = list(map(add, symbols, symbols[1:]))
            self._pairs.update(pairs)
            self._triples.update(map(add, pairs, symbols[2:]))
            self._total += len(symbols)
            self._texts.append(symbols)
        total = self._total
        self._shares = {one: OWN_CHARACTERS * count / total for one, count in self._chars.items()}
        for remembered in (self._costs, self._gaps, self._likely, self._next, self.rankings):
            remembered.clear()
        self._words = self.model.words_with(self._own_words())

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

    def likely_after(self, history: str, leads: Collection[int]) -> list[Letter]:
        """Characters with one of these lead bytes that the model or the page has seen there."""
        last = history[-1:]
        own = self._likely.get(last)
        if own is None:
            listed = self.model.behind(last).near
            own = by_lead([one for one in self._following(last) if one not in listed])
            self._likely[last] = own
        letters: list[Letter] = []
        for known in (after(last), own):
            for lead in leads if len(leads) < len(known) else known:
                if lead in known and lead in leads:
                    letters += known[lead]
        return letters

    def symbols(self, text: str) -> str:
        """Text as the models know it."""
        return folded(self._variants.simplified_text(_READINGS.sub("", text)))

    def _is_converted(self, text: str) -> bool | None:
        """Whether the page is in Traditional characters; None where nothing tells."""
        leaning = self._variants.leaning(text)
        return None if leaning == 0 else leaning > 0

    def penalty(self, char: str, *, has_reading: bool) -> float:
        """What a character costs for not being in the page's script or ways."""
        penalties = self._penalties[has_reading]
        known = penalties.get(char)
        if known is None:
            unread = UNREAD if char in self._read and not has_reading else 0.0
            wrong = WRONG_SCRIPT if self._is_wrong_script(char) else 0.0
            known = penalties[char] = unread + wrong
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
            seen = symbol in self._shares
            known = self._on_page(history, symbol, cost) if seen else cost + STRANGE
            self._costs[key] = known
        return known

    def follow_each(self, history: str, symbols: Iterable[str]) -> list[float]:
        """:meth:`follow` for each of ``symbols``."""
        wide, near, once, twice, single = self.model.behind(history)
        shares, own = self._shares, self._following(history[-1:])
        costs: list[float] = []
        for symbol in symbols:
            if symbol in wide:
                cost = wide[symbol]
            elif symbol in near:
                cost = once + near[symbol]
            else:
                cost = twice + single.get(symbol, UNKNOWN)
            if symbol not in shares:
                costs.append(cost + STRANGE)
            elif symbol in own:
                costs.append(self._on_page(history, symbol, cost))
            else:
                costs.append(-log(LISTED * exp(-cost) + shares[symbol]))
        return costs

    def _following(self, last: str) -> set[str]:
        """The symbols that the page has behind one."""
        known = self._next.get(last)
        if known is None:
            known = self._next[last] = set()
            for text in self._texts:
                *inner, end = text.split(last)[1:] or ("",)
                known.update([part[0] if part else last for part in inner], end[:1])
        return known

    def lead_each(self, last: str, symbols: Sequence[str], then: str) -> list[float]:
        """:meth:`follow` for ``then`` after each of ``symbols``, which stand behind ``last``."""
        costs = self.model.lead_each(last, symbols, then)
        share = self._shares.get(then)
        if share is None:
            return [cost + STRANGE for cost in costs]
        # The model's costs are steps of a quarter: few are different.
        mixed = {cost: -log(LISTED * exp(-cost) + share) for cost in set(costs)}
        seen, pairs = self._shares, self._pairs
        return [
            self._on_page(last + symbol, then, cost)
            if symbol in seen and symbol + then in pairs
            else mixed[cost]
            for symbol, cost in zip(symbols, costs, strict=True)
        ]

    def _on_page(self, history: str, symbol: str, cost: float) -> float:
        """Cost of a symbol of the page, its own pairs and triples considered."""
        last = history[-1:]
        share = self._shares[symbol]
        pairs = self._pairs.get(last + symbol)
        if pairs:
            own = pairs / (self._chars[last] + 2)
            triple = self._triples.get(history + symbol, 0) / (self._pairs.get(history, 0) + 1)
            share += OWN_WORDS * max(own, triple)
        return -log(LISTED * exp(-cost) + share)

    def cost(self, symbols: str) -> float:
        """Cost of a stretch of symbols by both models together."""
        chain = sum(self.chain(symbols, 1))
        return (1 - WORD_WEIGHT) * chain + WORD_WEIGHT * self._words.cost(symbols)

    def chain(self, symbols: str, start: int) -> list[float]:
        """:meth:`follow` for each symbol from the place ``start`` on, which is not the first."""
        costs: list[float] = []
        for place in range(start, len(symbols)):
            cost = self._costs.get(symbols[max(0, place - 2) : place + 1])
            if cost is None:
                cost = self.follow(symbols[max(0, place - 2) : place], symbols[place])
            costs.append(cost)
        return costs

    def gap(self, left: str, right: str) -> Gap:
        """What may stand between two stretches of symbols."""
        known = self._gaps.get((left, right))
        if known is None:
            known = self._gaps[left, right] = Gap(self, Slot(self._words, left, right), left, right)
        return known

    def before(self, text: str, start: int, length: int = 6) -> str:
        """The last symbols of the line before ``start``."""
        line = text[max(0, start - 60) : start].rpartition("\n")[2]
        return (BOUNDARY + self.symbols(line))[-length:]

    def after(self, text: str, start: int, end: int) -> str:
        """The symbols from ``start`` to ``end``, or to the end of the line."""
        line, newline, _ = text[start:end].partition("\n")
        return self.symbols(line) + (BOUNDARY if newline or end >= len(text) else "")


class Gap:
    """A place between two stretches of symbols, with what the symbols cost that may stand there."""

    __slots__ = ("_costs", "_evidence", "_left", "_right", "_slot")

    def __init__(self, known: Evidence, slot: Slot, left: str, right: str) -> None:
        """Leave a place open between ``left``, which is not empty, and ``right``."""
        self._evidence = known
        self._slot = slot
        self._left, self._right = left[-2:], right[:2]
        self._costs: dict[str, float] = {}

    def cost(self, symbol: str) -> float:
        """Cost of both stretches with ``symbol`` between them, by both models together.

        The character model is asked for the symbol, and for the two behind it.
        """
        known = self._costs.get(symbol)
        if known is None:
            text = self._left + symbol + self._right
            chain = sum(self._evidence.chain(text, len(self._left)))
            known = (1 - WORD_WEIGHT) * chain + WORD_WEIGHT * self._slot.cost(symbol)
            self._costs[symbol] = known
        return known


class Ranking:
    """Characters that may stand at a place, with their costs behind what stands in front."""

    __slots__ = ("_best", "_costs", "_evidence", "_last", "_letters", "_symbols", "cheapest")

    def __init__(self, known: Evidence, history: str, letters: Iterable[Letter]) -> None:
        """Rank ``letters`` behind ``history`` by what is ``known``."""
        self._evidence = known
        self._last = history[-1:]
        # Those of the alphabet come as tuples and once each; what is put together may be doubled.
        if not isinstance(letters, tuple):
            letters = tuple({one.char: one for one in letters}.values())
        self._letters: tuple[Letter, ...] = letters
        self._symbols = [one.symbol for one in self._letters]
        self._costs = known.follow_each(history, self._symbols)
        self._best: dict[tuple[int, str], list[Ranked]] = {}
        self.cheapest = min(self._costs, default=inf)
        """Cost of the cheapest one."""

    def __len__(self) -> int:
        return len(self._letters)

    def best(self, count: int, then: str = "") -> list[Ranked]:
        """The most probable between what stands in front and ``then``, if that is known."""
        found = self._best.get((count, then))
        if found is None:
            found = self._best[count, then] = self._chosen(count, then)
        return found

    def _chosen(self, count: int, then: str) -> list[Ranked]:
        costs = self._costs
        if not then:
            return _cheapest(costs, zip(costs, self._letters, strict=True), count)
        ahead = self._evidence.lead_each(self._last, self._symbols, then)
        whole = list(map(add, costs, ahead))
        ranked = _cheapest(whole, zip(whole, self._letters, costs, strict=True), count)
        return [(near, one) for _, one, near in ranked]


def _cheapest(costs: Sequence[float], entries: Iterable[Entry], count: int) -> list[Entry]:
    """The cheapest entries in order, each beginning with its cost.

    Most are out of the question, and numbers alone are sorted fast.
    """
    if len(costs) > count:
        most = sorted(costs)[count - 1]
        entries = [entry for entry in entries if entry[0] <= most]
    return sorted(entries)[:count]


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
