"""Words that names of institutions and titles of policies are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from wenku.errors import VocabularyError
from wenku.vocab.gazetteer import fault, rows

NEEDS = ("name", "strong", "none")
KINDS = ("hospital", "university", "school", "agency", "company", "centre", "body")


@dataclass(frozen=True, slots=True)
class Head:
    """A word that the name of an institution ends with."""

    word: str
    kind: str
    need: str
    """``name``, ``strong`` or ``none``: what must stand before it."""


@dataclass(frozen=True, slots=True)
class InstitutionWords:
    """The vocabulary of institutions."""

    heads: Mapping[str, Head]
    head_pattern: re.Pattern[str]
    """Matches, without taking it, the longest head that begins at a place; group 1 is the head."""
    words: Mapping[str, frozenset[str]]
    """By role: field, generic, national, brand, stop, right, tail, measure, generic name."""
    longest: Mapping[str, int]
    """Characters of the longest word of a role."""
    short_forms: tuple[tuple[str, str], ...]
    """Wordings and their usual short forms, the longest wording first."""

    def ending_at(self, role: str, text: str, end: int, floor: int = 0) -> int:
        """Characters of the longest word of a role that ends at ``end``, 0 for none."""
        members = self.words[role]
        for length in range(min(self.longest[role], end - floor), 0, -1):
            if text[end - length : end] in members:
                return length
        return 0

    def starting_at(self, role: str, text: str, start: int) -> int:
        """Characters of the longest word of a role that begins at ``start``, 0 for none."""
        members = self.words[role]
        for length in range(self.longest[role], 0, -1):
            if text[start : start + length] in members:
                return length
        return 0


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """The vocabulary of titles in 《》."""

    endings: re.Pattern[str]
    """Matches at the end of the title of a policy, law, plan or agreement."""
    other: re.Pattern[str]
    """Matches at the end of titles that only look so: 孙子兵法."""
    generic: frozenset[str]
    """What may stand before the last word of a title that is no name yet: 实施 in 实施方案."""
    works: tuple[str, ...]
    """Words right before 《 that announce a book, film or article."""


@cache
def institution_words() -> InstitutionWords:
    """The vocabulary of institutions, read and checked once.

    Raises:
        VocabularyError: a file breaks its rules; names file and line.
    """
    heads = {row[0]: _head(line, row) for line, row in rows("institutions_heads.tsv", 3)}
    words = _roles("institutions_words.tsv")
    longest = {role: max(map(len, members)) for role, members in words.items()}
    short_forms = tuple(
        sorted(
            ((row[0], row[1]) for _, row in rows("institutions_short.tsv", 2)),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
    )
    return InstitutionWords(heads, _any_of(heads), words, longest, short_forms)


@cache
def policy_words() -> PolicyWords:
    """The vocabulary of policies, read once.

    Raises:
        VocabularyError: the file breaks its rules; names file and line.
    """
    words = _roles("policies_words.tsv")
    endings, other = _ending(words["ending"]), _ending(words["no ending"])
    return PolicyWords(endings, other, words["generic"], tuple(sorted(words["work"])))


def _head(line: int, row: tuple[str, ...]) -> Head:
    word, kind, need = row
    for value, choices in ((kind, KINDS), (need, NEEDS)):
        if value not in choices:
            message = f"{value!r} is none of {', '.join(choices)}"
            raise fault("institutions_heads.tsv", line, message)
    return Head(word, kind, need)


def _roles(file: str) -> dict[str, frozenset[str]]:
    roles: dict[str, frozenset[str]] = {}
    for line, (role, cell) in rows(file, 2):
        words = cell.split(" ")
        if words != sorted(set(words)):
            raise _unsorted(file, line, words)
        roles[role] = frozenset(words)
    return roles


def _unsorted(file: str, line: int, words: list[str]) -> VocabularyError:
    for before, word in pairwise(words):
        if word <= before:
            trouble = "stands twice" if word == before else f"must stand before {before!r}"
            return fault(file, line, f"{word!r} {trouble}")
    return fault(file, line, "is not sorted")


def _any_of(words: Mapping[str, Head]) -> re.Pattern[str]:
    """The longest of many words at every place where one begins, even inside another."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    first = "".join(sorted({word[0] for word in words}))
    return re.compile(f"(?=[{first}])(?=({'|'.join(map(re.escape, ordered))}))")


def _ending(words: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, ordered))})$")
