"""What speaks for a restored text: the language, the page's own words, its script and readings."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator

from wenku.model.page import Page
from wenku.text import gbk
from wenku.text.han import HAN_CLASS, HAN_RUN
from wenku.text.pinyin import LETTERS, LONGEST
from wenku.vocab.characters import Readings, Variants, readings, variants
from wenku.vocab.language import BOUNDARY, LanguageModel, folded, language_model

READING = f"[(\uff08]([{LETTERS}]{{1,{LONGEST}}})\\s?[)\uff09]"
"""A syllable in parentheses, as it is injected behind a character."""

_READINGS = re.compile(READING)
_ANNOTATED = re.compile(f"([{HAN_CLASS}]){READING}")
_SUSPECT = re.compile(
    f"\\?(?:[?!;,\uff1f\uff01\uff1b\uff0c]|[{LETTERS}]{{1,{LONGEST}}}\\))[^\n\uff0c,\u3002\u3001]*"
)
"""A mark of damage and what may be shifted after it: no witness for what the page says."""

_DOUBLED = re.compile("(?=[\u3002\u3001\uff0c\uff1b\uff1a]{2})")

OWN_WORDS = 0.3
"""Share of the page's own pairs in the probability of what follows a character."""
PAIRED = ("\u201c\u201d", "\u2018\u2019", "\u300a\u300b", "\u3010\u3011")
UNOPENED, REOPENED, UNCLOSED = 7.0, 4.0, 4.0
"""Cost, in nats, of a mark that closes what is not open, opens what is, or is left open."""
DOUBLED = 5.0
"""Cost, in nats, of two stops or commas in a row."""
LINE_BEHIND = 600
"""Characters of a line that are read for open marks."""
OWN_CHARACTERS = 0.05
"""Share of how often the page has the character at all."""
STRANGE = -math.log(1 - OWN_WORDS - OWN_CHARACTERS)
"""Cost of being no character of the page."""
SYMBOLS_A_WORD = 1.6
OFTEN = 4
"""Times that the page must use a string of two or three for it to count as a word of its own."""
RAREST = 13.5
"""Cost, in nats, of the rarest character guessed where a byte is lost and the page lacks it."""
WRONG_SCRIPT = 10.0
"""Cost, in nats, of a Simplified character on a converted page, and of the reverse."""
UNREAD = 4.0
"""Cost of a character without its reading where the page gives all its others one."""
WORD_WEIGHT = 0.4
"""Share of the word list in the cost of a stretch of text; the rest is the character model's."""
REMEMBERED = 400_000
"""Characters of the page whose pairs are counted."""


class Evidence:
    """Costs of characters on one page, in nats; lower is more probable.

    Text is compared in Simplified form, with its readings removed and numbers folded, so that
    the model, the page and a candidate speak of the same symbols.
    """

    __slots__ = (
        "_after", "_always_read", "_costs", "_leads", "_likely", "_next", "_own", "_pairs", "_seen", "_symbols", "_total", "_trails", "_triples", "_unseen",
        "converted", "model", "readings", "variants",
    )

    def __init__(self, text: str) -> None:
        """Learn from the parts of ``text`` that show no damage."""
        self.model: LanguageModel = language_model()
        self.readings: Readings = readings()
        self.variants: Variants = variants()
        self._costs: dict[tuple[str, str], float] = {}
        self._symbols: dict[str, str] = {}
        self._total = 1
        self._likely: dict[str, tuple[tuple[str, int, int], ...]] = {}
        self._next: defaultdict[str, set[str]] = defaultdict(set)
        self._unseen: dict[int, tuple[tuple[str, int], ...]] = {}
        self._leads: dict[int, tuple[str, ...]] = {}
        self._trails: dict[int, tuple[tuple[int, str], ...]] = {}
        self._pairs: Counter[str] = Counter()
        self._triples: Counter[str] = Counter()
        self._after: Counter[str] = Counter()
        sound = _SUSPECT.sub("\n", text[:REMEMBERED])
        self.learn(sound)
        self.converted = self._is_converted(sound)
        self._seen = frozenset(sound)
        self._always_read = self._read_everywhere(sound)

    def learn(self, text: str) -> None:
        """Count the pairs and triples of a sound stretch among the page's own words."""
        symbols = self.symbols(text)
        self._pairs.update(map("".join, zip(symbols, symbols[1:], strict=False)))
        self._triples.update(
            map("".join, zip(symbols, symbols[1:], symbols[2:], strict=False))
        )
        self._after.update(symbols)
        for first, second in zip(symbols, symbols[1:], strict=False):
            self._next[first].add(second)
        self._costs.clear()
        self._likely.clear()
        self._total = len(symbols) + self._total
        self._own = self._own_words()

    def _own_words(self) -> dict[str, float]:
        """Costs of words that the page uses, lower than the word list's."""
        total = self._total / SYMBOLS_A_WORD
        own: dict[str, float] = {}
        for counts in (self._pairs, self._triples):
            for word, count in counts.items():
                listed = self.model.word(word)
                if count >= OFTEN or (listed is not None and count > 1):
                    share = OWN_WORDS * count / total
                    if listed is not None:
                        share += (1 - OWN_WORDS) * math.exp(-listed)
                    own[word] = -math.log(share)
        return own

    def symbol(self, char: str) -> str:
        """:meth:`symbols` of one character."""
        known = self._symbols.get(char)
        if known is None:
            known = self._symbols[char] = folded(self.variants.simplified(char))
        return known

    def with_trail(self, trail: int) -> tuple[tuple[int, str], ...]:
        """Lead byte and character of the usual characters with this trail byte."""
        known = self._trails.get(trail)
        if known is None:
            pairs = gbk.with_trail(trail)
            known = tuple((lead, char) for lead, char in pairs if self._is_common(char))
            self._trails[trail] = known
        return known

    def with_lead(self, lead: int) -> tuple[str, ...]:
        """The usual characters with this lead byte, usual ones first."""
        known = self._leads.get(lead)
        if known is None:
            chars = (char for _, char in gbk.with_lead(lead) if self._is_common(char))
            known = self._leads[lead] = tuple(sorted(chars, key=self._rarity))
        return known

    def unseen_with_lead(self, lead: int) -> tuple[tuple[str, int], ...]:
        """The usual characters with this lead byte whose trail byte may lead an unseen pair."""
        known = self._unseen.get(lead)
        if known is None:
            pairs = ((char, gbk.pair_of(char)) for char in self.with_lead(lead))
            known = tuple((char, p[1]) for char, p in pairs if p and p[1] in gbk.vanishing())
            self._unseen[lead] = known
        return known

    def completed(self, leads: Container[int], trail: int) -> list[str]:
        """The usual characters with one of these lead bytes and this trail byte."""
        return [char for lead, char in self.with_trail(trail) if lead in leads]

    def begun(self, history: str, leads: Container[int]) -> Iterator[tuple[str, int]]:
        """Characters seen after ``history`` with one of these lead bytes, and their trail byte."""
        for char, lead, trail in self._likely_after(history):
            if lead in leads:
                yield char, trail

    def seen_after(self, history: str) -> Iterator[tuple[str, int]]:
        """Characters seen after ``history``, and their trail byte."""
        return ((char, trail) for char, _, trail in self._likely_after(history))

    def _likely_after(self, history: str) -> tuple[tuple[str, int, int], ...]:
        """Characters of either script that the model or the page has seen after ``history``."""
        known = self._likely.get(history)
        if known is None:
            symbols = {*self.model.followers(history), *self._next.get(history[-1:], ())}
            chars = (char for symbol in sorted(symbols) for char in self.variants.forms(symbol))
            pairs = ((char, gbk.pair_of(char)) for char in chars if char != BOUNDARY)
            known = tuple((char, *pair) for char, pair in pairs if pair is not None)
            self._likely[history] = known
        return known

    def _rarity(self, char: str) -> float:
        return self.model.single(self.symbol(char))

    def _is_common(self, char: str) -> bool:
        symbol = self.symbol(char)
        if symbol == BOUNDARY:
            return False
        return self.model.single(symbol) <= RAREST or self._after[symbol] > 0

    def symbols(self, text: str) -> str:
        """Text as the models know it."""
        return folded("".join(map(self.variants.simplified, _READINGS.sub("", text))))

    def _is_converted(self, text: str) -> bool | None:
        """Whether the page is in Traditional characters; None where nothing tells."""
        chars = Counter("".join(HAN_RUN.findall(text)))
        there = sum(n for char, n in chars.items() if self.variants.is_traditional(char))
        here = sum(n for char, n in chars.items() if self.variants.is_simplified(char))
        return None if there == here else there > here

    def _read_everywhere(self, text: str) -> frozenset[str]:
        read = Counter(match[1] for match in _ANNOTATED.finditer(text))
        return frozenset(
            char for char, count in read.items() if count >= 0.9 * text.count(char)
        )

    def penalty(self, char: str, *, has_reading: bool) -> float:
        """What a character costs for not being in the page's script or ways."""
        cost = UNREAD if char in self._always_read and not has_reading else 0.0
        if self.converted is None:
            return cost
        wrong = self.variants.is_traditional(char)
        if self.converted:
            wrong = self.variants.is_simplified(char) or self._written_otherwise(char)
        return cost + WRONG_SCRIPT if wrong else cost

    def _written_otherwise(self, char: str) -> bool:
        """Whether the page, converted character by character, writes another form of it."""
        if char in self._seen:
            return False
        forms = self.variants.forms(self.variants.simplified(char))
        return any(form in self._seen for form in forms if form != char)

    def follow(self, history: str, symbol: str) -> float:
        """Cost of a symbol after others, the page's own pairs and triples considered."""
        key = (history[-2:], symbol)
        known = self._costs.get(key)
        if known is None:
            known = self._costs[key] = self._follow(*key)
        return known

    def _follow(self, history: str, symbol: str) -> float:
        cost = self.model.follow(history, symbol)
        share = OWN_CHARACTERS * self._after.get(symbol, 0) / self._total
        pairs = self._pairs.get(history[-1:] + symbol, 0)
        if pairs:
            own = pairs / (self._after[history[-1:]] + 2)
            triple = self._triples.get(history + symbol, 0) / (self._pairs.get(history, 0) + 1)
            share += OWN_WORDS * max(own, triple)
        if not share:
            return cost + STRANGE
        return -math.log((1 - OWN_WORDS - OWN_CHARACTERS) * math.exp(-cost) + share)

    def cost(self, symbols: str) -> float:
        """Cost of a stretch of symbols by both models together."""
        chain = sum(
            self.follow(symbols[max(0, i - 2) : i], symbols[i]) for i in range(1, len(symbols))
        )
        return (1 - WORD_WEIGHT) * chain + WORD_WEIGHT * self.model.word_cost(symbols, self._own)

    def open_marks(self, text: str, start: int) -> tuple[int, ...]:
        """How many marks of each pair the line has left open before ``start``."""
        line = text[max(0, start - LINE_BEHIND) : start].rpartition("\n")[2]
        return tuple(line.count(mark[0]) - line.count(mark[1]) for mark in PAIRED)

    def misplaced(self, depths: tuple[int, ...], restored: str, at_end: bool) -> float:
        """Cost of quotation marks and brackets that the line so far contradicts.

        Args:
            depths: see :meth:`open_marks`.
            restored: text that follows.
            at_end: whether the line ends behind it.
        """
        cost = 0.0
        for (opening, closing), depth in zip(PAIRED, depths, strict=True):
            now = depth
            for mark in restored:
                if mark == opening:
                    cost += REOPENED * (now > 0)
                    now += 1
                elif mark == closing:
                    cost += UNOPENED * (now <= 0)
                    now -= 1
            cost += UNCLOSED * (at_end and now > 0)
        return cost + DOUBLED * len(_DOUBLED.findall(restored))

    def before(self, text: str, start: int, length: int = 6) -> str:
        """The last symbols of the line before ``start``."""
        line = text[max(0, start - 60) : start].rpartition("\n")[2]
        return (BOUNDARY + self.symbols(line))[-length:]

    def after(self, text: str, start: int, end: int) -> str:
        """The symbols from ``start`` to ``end``, or to the end of the line."""
        return self.symbols_of_line(text[start:end], closed=end >= len(text))

    def symbols_of_line(self, text: str, *, closed: bool) -> str:
        """The symbols up to the end of the line; ``closed`` says that the text ends there."""
        line, newline, _ = text.partition("\n")
        return self.symbols(line) + (BOUNDARY if newline or closed else "")


def evidence(page: Page) -> Evidence:
    """The evidence of a page, gathered once."""
    return page.fact(_gathered)


def _gathered(page: Page) -> Evidence:
    return Evidence(page.text)
