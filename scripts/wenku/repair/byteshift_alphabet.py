"""The usual characters by their bytes, as the repair of shifted bytes asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from wenku.text import gbk
from wenku.vocab.characters import variants
from wenku.vocab.language import BOUNDARY, folded, language_model

RAREST = 13.5
"""Cost, in nats, of the rarest character that is guessed where a byte is lost."""

LIKELIEST = 11.5
"""The same, where both its bytes are lost or doubtful."""


class Letter(NamedTuple):
    """A character with its bytes and the symbol under which the models know it."""

    char: str
    lead: int
    trail: int
    symbol: str


@cache
def symbol_of(char: str) -> str:
    """A character as the models know it: Simplified, punctuation full-width, digits one symbol."""
    return folded(variants().simplified(char))


@cache
def letter(char: str) -> Letter | None:
    """The character with its bytes, None where GBK lacks it."""
    pair = gbk.pair_of(char)
    return Letter(char, *pair, symbol_of(char)) if pair else None


@cache
def letter_of(lead: int, trail: int) -> Letter | None:
    """The character of two bytes, None where GBK has none."""
    char = gbk.decoded(lead, trail)
    return letter(char) if char else None


@cache
def with_trail(trail: int) -> tuple[Letter, ...]:
    """The usual characters with this trail byte."""
    return _usual(char for _, char in gbk.with_trail(trail))


@cache
def with_lead(lead: int) -> tuple[Letter, ...]:
    """The usual characters with this lead byte."""
    return _usual(char for _, char in gbk.with_lead(lead))


@cache
def likeliest_with_trail(trail: int) -> tuple[Letter, ...]:
    """Those of :func:`with_trail` that are tried where the lead byte is lost as well."""
    single = language_model().single
    return tuple(one for one in with_trail(trail) if single(one.symbol) <= LIKELIEST)


@lru_cache(maxsize=4096)
def completed(trail: int, leads: frozenset[int]) -> tuple[Letter, ...]:
    """Those of :func:`likeliest_with_trail` that have one of these lead bytes."""
    return tuple(one for one in likeliest_with_trail(trail) if one.lead in leads)


@cache
def leads_behind(lead: int) -> frozenset[int]:
    """Lead bytes that a character may have behind an unseen pair with this lead byte."""
    return frozenset(trail for trail in gbk.vanishing()[lead] if trail >= gbk.HIGH)


@cache
def unseen_with_lead(lead: int) -> tuple[Letter, ...]:
    """The usual characters with this lead byte whose trail byte may lead a pair that vanishes."""
    return tuple(one for one in with_lead(lead) if one.trail in gbk.vanishing())


@cache
def spellings(symbol: str) -> tuple[Letter, ...]:
    """The characters of either script that a symbol of the models stands for."""
    if symbol == BOUNDARY:
        return ()
    found = (letter(char) for char in variants().forms(symbol))
    return tuple(one for one in found if one is not None)


@lru_cache(maxsize=1024)
def after(symbol: str) -> Mapping[int, tuple[Letter, ...]]:
    """The characters of either script that the model has seen after a symbol, by lead byte."""
    return by_lead(language_model().followers(symbol))


def by_lead(symbols: Iterable[str]) -> Mapping[int, tuple[Letter, ...]]:
    """The characters of either script that symbols of the models stand for, by lead byte."""
    found: defaultdict[int, list[Letter]] = defaultdict(list)
    for symbol in symbols:
        for one in spellings(symbol):
            found[one.lead].append(one)
    return {lead: tuple(letters) for lead, letters in found.items()}


def _usual(chars: Iterable[str]) -> tuple[Letter, ...]:
    single = language_model().single
    found = (one for one in map(letter, chars) if one is not None)
    return tuple(o for o in found if o.symbol != BOUNDARY and single(o.symbol) <= RAREST)
