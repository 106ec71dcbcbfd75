"""The byte view of text: GBK pairs, and what a decoder of the Windows kind makes of them.

Damage of bytes (see :mod:`wenku.repair.byteshift`) is undone in this view. Characters are pairs of
a lead byte 0x81-0xFE and a trail byte 0x40-0xFE without 0x7F; ASCII is one byte.
"""

from __future__ import annotations

from functools import cache

LEADS = range(0x81, 0xFF)
LEVEL_ONE = range(0xB0, 0xD8)
"""Lead bytes of the usual characters in GB 2312."""
HIGH = 0x80
"""Bytes from here on never stand alone."""
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


@cache
def _pairs() -> dict[tuple[int, int], str]:
    table: dict[tuple[int, int], str] = {}
    for lead in LEADS:
        # One decoding for a whole row, with a line end after each pair, is six times faster.
        row = b"".join(bytes((lead, trail, 10)) for trail in TRAILS).decode("gbk", "replace")
        for trail, char in zip(TRAILS, row.split("\n"), strict=False):
            if len(char) == 1 and char != "\ufffd":
                table[lead, trail] = char
    return table


@cache
def _codes() -> dict[str, tuple[int, int]]:
    return {char: pair for pair, char in _pairs().items()}


def decoded(lead: int, trail: int) -> str:
    """The character of a byte pair, empty where GBK assigns none."""
    return _pairs().get((lead, trail), "")


def pair_of(char: str) -> tuple[int, int] | None:
    """The two bytes of a character, None for ASCII and for what GBK does not hold."""
    return _codes().get(char)


@cache
def with_lead(lead: int) -> tuple[tuple[int, str], ...]:
    """Trail byte and character of all pairs with this lead byte."""
    return tuple((t, _pairs()[lead, t]) for t in TRAILS if (lead, t) in _pairs())


@cache
def with_trail(trail: int) -> tuple[tuple[int, str], ...]:
    """Lead byte and character of all pairs with this trail byte."""
    return tuple((lead, _pairs()[lead, trail]) for lead in LEADS if (lead, trail) in _pairs())


@cache
def vanishing() -> dict[int, frozenset[int]]:
    """Trail bytes by lead byte of the pairs that a decoder prints as nothing.

    They are the user-defined cells (AAA1-AFFE, F8A1-FEFE, A140-A7A0), the unassigned ones, and
    all with 0x80, which leads no character.
    """
    return {
        lead: frozenset(trail for trail in TRAILS if (lead, trail) not in _pairs())
        for lead in (0x80, *LEADS)
        if any((lead, trail) not in _pairs() for trail in TRAILS)
    }


def is_usual(char: str) -> bool:
    """Whether a Simplified character is in level 1 of GB 2312: the 3,755 that everyone knows."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return LEVEL_ONE[0] <= code[0] <= LEVEL_ONE[-1]
