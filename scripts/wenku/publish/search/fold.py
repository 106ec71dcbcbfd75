"""Folding: what search takes for the same.

Each code point folds by itself, into none, one or several others: compatibility forms (NFKC), lower
case, Traditional and other printed forms into Simplified ones, anything blank into a space,
characters that do not show into nothing. The browser is given the same table as data, so that both
sides fold alike whatever version of Unicode each of them knows; runs of spaces then become one.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from wenku.vocab.characters import variants
from wenku.vocab.tables import table

FORMS = "search_forms.tsv"
_UNSEEN = frozenset({"Cf", "Cc"})
"""Categories of code points that do not show, unless they are white space."""
_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x1810)))
SURROGATES = range(0xD800, 0xE000)
LOST = "\ufffd"
"""What stands for a half of a pair of surrogates, which no text should hold."""
_UNIFIED = frozenset(chain(range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xAC00, 0xD7A4)))
"""Unified ideographs and composed syllables of Hangul: of these only other forms change."""
_LAST = 0x20000
"""Beyond it come ideographs, unassigned and private planes; what changes there is named below."""
_BEYOND = (*range(0x2F800, 0x2FA20), *range(0xE0000, 0xE01F0))
_SPACES = re.compile(" {2,}")
_BETWEEN = "\x00"
"""Stands between texts that are folded together; a text seldom holds it, and folding drops it."""


@cache
def fold_table() -> Mapping[str, str]:
    """What each code point that changes becomes, in ascending order (0.1 s).

    No result holds a code point that changes itself.
    """
    once = {char: folded for char, folded in _changes() if folded != char}
    twice = str.maketrans(once)
    table = {char: folded.translate(twice) for char, folded in once.items()}
    return dict(sorted(table.items()))


@cache
def _changing() -> npt.NDArray[np.bool_]:
    """For each code point whether it changes."""
    flags = np.zeros(sys.maxunicode + 1, dtype=bool)
    flags[[ord(char) for char in fold_table()]] = True
    return flags


def changing(text: str) -> str:
    """The different characters of a text that folding changes, in ascending order."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    found = codes[_changing()[codes]]
    return "".join(map(chr, np.unique(found).tolist()))


def fold(text: str) -> str:
    r"""The text as search sees it, white space at its ends left out.

    >>> fold("  ＡＰＰ　與\n醫養結合  ")
    'app 与 医养结合'
    """
    return _replaced(text, changing(text)).strip(" ")


def fold_all(texts: Sequence[str]) -> list[str]:
    """The texts as :func:`fold` gives each, in less time."""
    joined = _BETWEEN.join(texts)
    if joined.count(_BETWEEN) != len(texts) - 1:
        return [fold(text) for text in texts]
    folded = _replaced(joined, changing(joined).replace(_BETWEEN, ""))
    return [text.strip(" ") for text in folded.split(_BETWEEN)]


def _replaced(text: str, found: str) -> str:
    # Few of the characters of a text change, and each replacement runs at the speed of memory;
    # looking up every character in a table takes ten times as long.
    table = fold_table()
    for char in found:
        text = text.replace(char, table[char])
    return _SPACES.sub(" ", text) if "  " in text else text


def _standard() -> Callable[[str], str]:
    """The standard form of a character: Simplified, and printed as is usual today."""
    simplified = variants().simplified
    printed = {form: standard for standard, forms in table(FORMS).items() for form in forms}
    return lambda char: printed.get(char) or simplified(char)


def _changes() -> Iterator[tuple[str, str]]:
    standard = _standard()
    for code in chain(range(_LAST), _BEYOND):
        char = chr(code)
        if code in SURROGATES:
            yield char, LOST
        elif code in _UNIFIED:
            yield char, standard(char)
        else:
            yield char, "".join(map(standard, _plain(char)))


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if ord(char) in _SELECTORS or unicodedata.category(char) in _UNSEEN:
        return ""
    return unicodedata.normalize("NFKC", char).lower()
