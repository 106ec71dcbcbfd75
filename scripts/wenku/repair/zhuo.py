"""Which of two Simplified characters a Traditional U+8457 stands for: zhù 著 or the particle 着.

A converted page writes both as U+8457, and ``t2s`` leaves it so. The words that keep it are a small
closed list; the particle follows any verb, so 着 is the rule and the list the exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from wenku.errors import VocabularyError
from wenku.repair.chinese import HAN_LIKE
from wenku.text.patterns import lazy
from wenku.vocab.files import vocabulary_text

ZHU = "\u8457"
PARTICLE = "\u7740"

_REACH = 8
"""Characters looked at on either side for a title and its author."""
_COLUMNS = 4

# An author after a title or set off by a blank: 《...》（李时珍著）, 李时珍 著
_AUTHOR_BEFORE = lazy(rf"(?:\u300b[\uff08(]?(?:{HAN_LIKE}|\u00b7){{2,6}}|{HAN_LIKE} )$")
_AUTHOR_AFTER = lazy(r"[ \t]*(?:[\uff09)\uff0c,\u3002\u3001\uff1b;\n]|$)")


class Keeper(NamedTuple):
    """A word that keeps the character, with what must not or must stand around it."""

    word: str
    place: int
    """Offset of the character in the word."""
    not_before: str
    not_after: str
    only_after: str

    def fits(self, context: str, at: int) -> bool:
        """Whether the word stands around ``context[at]`` under its conditions."""
        start = at - self.place
        if start < 0 or not context.startswith(self.word, start):
            return False
        end = start + len(self.word)
        before, after = context[max(start - 1, 0) : start], context[end : end + 1]
        if (before and before in self.not_before) or (after and after in self.not_after):
            return False
        return not self.only_after or (after != "" and after in self.only_after)


@cache
def keepers() -> Mapping[str, tuple[Keeper, ...]]:
    """The words by a neighbour of the character: the one before it, or the one after it.

    Raises:
        VocabularyError: a row of the data file has the wrong number of columns.
    """
    content = vocabulary_text("zhuo.tsv")
    found: dict[str, list[Keeper]] = {}
    for number, line in enumerate(content.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        word, *conditions = cells + [""] * (_COLUMNS - len(cells))
        if len(conditions) != _COLUMNS - 1 or ZHU not in word:
            raise VocabularyError(f"line {number} is no row of four columns", where="zhuo.tsv")
        place = word.index(ZHU)
        neighbour = word[place - 1] if place else word[place + 1]
        found.setdefault(neighbour, []).append(Keeper(word, place, *conditions))
    return {neighbour: tuple(words) for neighbour, words in found.items()}


def means_zhu(text: str, at: int) -> bool:
    """Whether the U+8457 at ``text[at]`` is zhù and stays; the text around it is Simplified."""
    known = keepers()
    for neighbour in (text[at - 1 : at], text[at + 1 : at + 2]):
        if any(keeper.fits(text, at) for keeper in known.get(neighbour, ())):
            return True
    before = text[max(0, at - _REACH) : at]
    if "\u300b" not in before and not before.endswith(" "):
        return False
    after = text[at + 1 : at + 1 + _REACH]
    return bool(_AUTHOR_BEFORE.search(before) and _AUTHOR_AFTER.match(after))
