"""Names of betting sites that are glued to the first word of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from wenku.prune.spam import is_spam
from wenku.text.han import HAN_CLASS
from wenku.text.numerals import FIGURES
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import fold
from wenku.vocab.spam import Tier, spam_words

LEAST_REST = 8
"""Characters that must remain behind a name taken off the start of a paragraph."""
LEAST_CLAUSE = 4
"""… and behind one in the middle of a sentence."""
SEEN = 80
"""Characters at the start of a paragraph in which a name ends."""

NUMBERED = lazy(r"[0-9]{3,6}(?:体育|娱乐|彩票|棋牌|电竞|真人)")
"""A name that is a number before a word of betting."""

CERTAIN_TAILS = 2
"""Words that a name is sold with, from which it is no subject of a sentence."""

_COMMA = lazy("[\uff0c,\uff1b\u3002]")
_CERTAIN_TAIL = ("官", "网", "app", "登", "注册", "入口", "版", "客户端", "下载")
_STRUCTURE = lazy(
    f'[\u201c\u2018\u300a\u3008("]|[{FIGURES}]{{1,3}}\u3001|第[{FIGURES}\\d]{{1,3}}[章节条]'
    "|各[^\uff0c]{1,20}[\uff0c:]"
)
"""What a paragraph begins with and no predicate does: a quotation, a number, an address."""
_CLAUSE = lazy(rf"\d|[{HAN_CLASS}]{{2,12}}[\uff0c,]")
"""What a sentence may begin with: a date, a short clause."""


def glued_name(line: str, tails: int = 1, rest: int = LEAST_REST) -> int:
    """Where the paragraph begins behind a name of the vocabulary or a number; 0 where none is.

    At least so many ``tails`` must follow the name, what such names are sold with, and behind
    them so many characters of the ``rest``.
    """
    folded = fold(line[:SEEN])
    position = len(folded) - len(folded.lstrip())
    numbered = NUMBERED.match(folded, position)
    tiers: Counter[Tier] = Counter()
    if numbered is not None:
        tiers[Tier.BRAND] += 1
        position = numbered.end()
    terms = spam_words().terms
    while position < len(folded):
        for term in terms.get(folded[position], ()):
            if term.group == "gambling" and folded.startswith(term.word, position):
                tiers[term.tier] += 1
                position += len(term.word)
                break
        else:
            break
        if Tier.BRAND not in tiers:
            return 0
    glued = Tier.BRAND in tiers and tiers[Tier.TAIL] >= tails
    return position if glued and _is_rest(line[position:], rest) else 0


def glued_unknown_name(line: str) -> int:
    """Where the paragraph begins behind a name that is made as such names are; 0 where none is.

    A sentence may have the site of a broadcaster as its subject, so what follows must begin a
    sentence of its own; behind a name of sport, which honest sites bear too, it must be a
    heading, a quotation or an address.
    """
    folded = fold(line[:SEEN])
    words = spam_words()
    match = _unknown().match(folded, len(folded) - len(folded.lstrip()))
    if match is None or match["name"].endswith(words.honest):
        return 0
    rest = folded[match.end() :]
    if _STRUCTURE.match(rest):
        return match.end()
    if match["bet"] is None or rest.startswith(words.predicates):
        return 0
    opens = rest.startswith(words.openings) or _CLAUSE.match(rest) is not None
    return match.end() if opens and _is_rest(line[match.end() :]) else 0


def name_in_sentence(line: str) -> tuple[int, int] | None:
    """A name of the vocabulary between two clauses of a sentence, as start and end; None if none.

    Behind a comma a name with two of the words that such names are sold with says nothing to
    either clause, unless it is the subject of what follows.
    """
    words = spam_words()
    for comma in _COMMA.finditer(line):
        start = comma.end()
        seen = line[start : start + SEEN + LEAST_REST]
        length = glued_name(seen, CERTAIN_TAILS, LEAST_CLAUSE)
        rest = fold(seen[length:])
        if length and not rest.startswith((*words.predicates, *words.follows)):
            return start, start + length + (rest[0] in ",;")
    return None


def is_sold(item: str) -> bool:
    """Whether an item of a list is a name before a word of betting and what it is sold with."""
    match = _made_up().fullmatch(item)
    return match is not None and not match["name"].endswith(spam_words().honest)


def _is_rest(rest: str, least: int = LEAST_REST) -> bool:
    return len(rest) >= least and not is_spam(rest)


@lru_cache(maxsize=1)
def _made_up() -> re.Pattern[str]:
    bet = "|".join(map(re.escape, spam_words().nouns))
    name = rf"(?P<name>[{HAN_CLASS}]{{0,5}}?|[0-9]{{1,4}}|[a-z]{{1,6}}[0-9]{{0,3}})"
    return re.compile(rf"{name}(?:{bet})(?:{_tails()}){{1,4}}")


def _tails() -> str:
    """The words that names are sold with, as a pattern, the longest first."""
    tails = {
        term.word
        for terms in spam_words().terms.values()
        for term in terms
        if term.tier is Tier.TAIL and any(part in term.word for part in _CERTAIN_TAIL)
    }
    return "|".join(map(re.escape, sorted(tails, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=1)
def _unknown() -> re.Pattern[str]:
    words, tail = spam_words(), _tails()
    bet = "|".join(map(re.escape, words.nouns))
    sport = "|".join(map(re.escape, words.sports))
    name = rf"(?P<name>[{HAN_CLASS}]{{1,3}}?|[0-9]{{1,4}}号?|[a-z]{{1,6}}[0-9]{{0,3}})"
    made = rf"(?:(?P<bet>{bet})|{sport})(?:{tail}){{1,4}}|(?:{tail}){{2,4}}"
    return re.compile(rf"{name}(?:{made})")
