"""What a line looks like, whatever it says: prose, a title, or neither."""

from __future__ import annotations

from typing import NamedTuple

from wenku.text.han import HAN_CLASS, count_han
from wenku.text.patterns import lazy

SENTENCE_ENDS = "\u3002\uff01\uff1f\uff1b"
"""Marks that end a sentence or a clause of it."""

_AFTER_END = "\u201d\u2019\u300d\u300f\uff09\u3011\"')]\uff0a* \u3000\t\xa0"
_FINAL = SENTENCE_ENDS + ".!?;"
_CUT = lazy(
    r"(?:\u2026|\.{2}|\u3002{2})\s*"
    r"(?:[\[\u3010(\uff08]?\s?(?:详细|详情|更多|全文"
    r"|查看全文|查看详情|阅读全文)\s?"
    r"[\]\u3011)\uff09]?\s*)?[>\u00bb]*$"
)
_LATIN_WORD = lazy("[A-Za-z][A-Za-z]+")
_LETTERS = lazy(f"[{HAN_CLASS}A-Za-z0-9][{HAN_CLASS}A-Za-z0-9]*")

SENTENCE_HAN = 4
"""Ideographs that a line with a full stop needs to be a sentence."""
CLAUSE_HAN = 18
"""Ideographs that a line needs to be prose by a semicolon alone: entries of lists have it too."""
FLOWING_HAN = 30
"""Ideographs that a line needs to be prose by its commas alone."""
FLOWING_COMMAS = 2
LATIN_LONGEST = 2000
"""Longer lines are not searched for words in Latin letters."""
LATIN_WORDS = 10
"""Words that a line in Latin letters needs to be prose."""
TITLE_HAN = 45
"""More ideographs than a title or a link of a list has."""


class Shape(NamedTuple):
    """Measures of one line."""

    han: int
    stops: int
    """Marks among 。！？；."""
    full_stops: int
    """Marks among 。；: titles have none."""
    sentences: int
    """Marks among 。！？."""
    commas: int
    latin: int
    """Words in Latin letters."""
    ended: bool
    """Whether the last sentence has its end."""
    cut: bool
    """Whether it ends in an ellipsis, as teasers do."""

    @property
    def prose(self) -> bool:
        """Whether the line is made of sentences."""
        if self.sentences and self.han >= SENTENCE_HAN:
            return True
        return (self.stops > 0 and self.han >= CLAUSE_HAN) or self.flowing

    @property
    def flowing(self) -> bool:
        """Whether it is long and has clauses, though it may lack its end."""
        return (self.han >= FLOWING_HAN and self.commas >= FLOWING_COMMAS) or (
            self.latin >= LATIN_WORDS and self.latin * 2 > self.han
        )

    @property
    def exclaims(self) -> bool:
        """Whether it is as short as a title and its only ends are ! and ?, as titles have."""
        return self.stops > 0 and not self.full_stops and self.han <= TITLE_HAN

    @property
    def complete(self) -> bool:
        """Whether it is prose that was not cut off."""
        return self.prose and self.ended and not self.cut


def shape_of(text: str) -> Shape:
    """Measure a line without white space at its ends."""
    points = text.count("\u3002")
    full = points + text.count("\uff1b")
    other = text.count("\uff01") + text.count("\uff1f")
    return Shape(
        han=count_han(text),
        stops=full + other,
        full_stops=full,
        sentences=points + other,
        commas=text.count("\uff0c") + text.count("\u3001") + text.count(","),
        latin=len(_LATIN_WORD.findall(text)) if len(text) < LATIN_LONGEST else 0,
        ended=text.rstrip(_AFTER_END)[-1:] in _FINAL and bool(text),
        cut=_is_cut(text[-40:]),
    )


def _is_cut(end: str) -> bool:
    dotted = "\u2026" in end or ".." in end or "\u3002\u3002" in end
    return dotted and _CUT.search(end) is not None


def letters_of(text: str) -> str:
    """The letters, ideographs and digits of a text, without what stands between them."""
    return "".join(_LETTERS.findall(text))


def letters_in(text: str) -> int:
    """How many letters, ideographs and digits a text holds."""
    return sum(map(len, _LETTERS.findall(text)))
