"""Words that names of institutions and titles of policies are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from wenku.errors import VocabularyError
from wenku.vocab.beginnings import beginnings, lengths_by
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
    beginnings: re.Pattern[str]
    """Matches where a head may begin."""
    head_lengths: Mapping[str, tuple[int, ...]]
    """By the first two characters: lengths of heads, the longest first."""
    words: Mapping[str, frozenset[str]]
    """By role: field, generic, national, brand, stop, right, tail, measure, generic name."""
    by_last: Mapping[str, Mapping[str, tuple[int, ...]]]
    """By role and last character: lengths of words, the longest first."""
    by_first: Mapping[str, Mapping[str, tuple[int, ...]]]
    """The same by first character."""
    short_forms: tuple[tuple[str, str], ...]
    """Wordings and their usual short forms, the longest wording first."""

    def ending_at(self, role: str, text: str, end: int, floor: int = 0) -> int:
        """Characters of the longest word of a role that ends at ``end``, 0 for none."""
        for length in self.by_last[role].get(text[end - 1 : end], ()):
            if length <= end - floor and text[end - length : end] in self.words[role]:
                return length
        return 0

    def starting_at(self, role: str, text: str, start: int) -> int:
        """Characters of the longest word of a role that begins at ``start``, 0 for none."""
        for length in self.by_first[role].get(text[start : start + 1], ()):
            if start + length <= len(text) and text[start : start + length] in self.words[role]:
                return length
        return 0

    def heads_in(self, text: str) -> Iterator[tuple[int, Head]]:
        """The longest head at every place where one begins, even inside another."""
        for match in self.beginnings.finditer(text):
            start = match.start()
            for length in self.head_lengths.get(text[start : start + 2], ()):
                head = self.heads.get(text[start : start + length])
                if head is not None:
                    yield start, head
                    break


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
    short_forms = tuple(
        sorted(
            ((row[0], row[1]) for _, row in rows("institutions_short.tsv", 2)),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
    )
    return InstitutionWords(
        heads,
        beginnings(heads),
        lengths_by(heads, lambda word: word[:2]),
        words,
        {role: lengths_by(members, lambda word: word[-1]) for role, members in words.items()},
        {role: lengths_by(members, lambda word: word[0]) for role, members in words.items()},
        short_forms,
    )


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
    if len(word) == 1:
        raise fault("institutions_heads.tsv", line, f"{word!r} is a single character")
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


def _ending(words: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, ordered))})$")
