"""Words that tell who works with whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from wenku.vocab.gazetteer import fault, rows

FILE = "cooperation_words.tsv"
ROLES = (
    "aid",
    "apart",
    "by",
    "cue",
    "join",
    "member",
    "mutual",
    "not",
    "other",
    "reach",
    "together",
    "unnamed",
    "where",
)


@dataclass(frozen=True, slots=True)
class CooperationWords:
    """The vocabulary of cooperation; what the roles mean is told in its file."""

    roles: Mapping[str, frozenset[str]]
    """Roles of each word."""
    pattern: re.Pattern[str]
    """Matches one word, the longest that begins at a place."""

    def of(self, role: str) -> frozenset[str]:
        """The words of one role."""
        return frozenset(word for word, roles in self.roles.items() if role in roles)


@cache
def cooperation_words() -> CooperationWords:
    """The vocabulary, read and checked once.

    Raises:
        VocabularyError: an unknown or missing role, or words out of order; names file and line.
    """
    roles: dict[str, set[str]] = {}
    seen: list[str] = []
    last = 0
    for line, (role, cell) in rows(FILE, 2):
        if role not in ROLES:
            raise fault(FILE, line, f"{role!r} is none of {', '.join(ROLES)}")
        words = cell.split(" ")
        for before, word in pairwise(words):
            if word <= before:
                raise fault(FILE, line, f"{word!r} must stand before {before!r}, and once")
        for word in words:
            roles.setdefault(word, set()).add(role)
        seen.append(role)
        last = line
    for role in ROLES:
        if role not in seen:
            raise fault(FILE, last, f"no words are {role!r}")
    ordered = sorted(roles, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(re.escape, ordered)))
    return CooperationWords({word: frozenset(found) for word, found in roles.items()}, pattern)
