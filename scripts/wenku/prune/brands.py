"""Names of betting sites that are glued to the first word of a paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

from wenku.prune.spam import is_spam
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import fold
from wenku.vocab.spam import Tier, spam_words

LEAST_REST = 8
"""Characters that must remain behind a name taken off the start of a paragraph."""
SEEN = 80
"""Characters at the start of a paragraph in which a name ends."""

NUMBERED = lazy(r"[0-9]{3,6}(?:体育|娱乐|彩票|棋牌|电竞|真人)")
"""A name that is a number before a word of betting."""

_CERTAIN_TAIL = ("官", "网", "app", "登", "注册", "入口", "版", "客户端", "下载")
_STRUCTURE = lazy(
    '[\u201c\u2018\u300a\u3008("]|[一二三四五六七八九十]{1,3}\u3001|第[一二三四五六七八九十\\d]{1,3}[章节条]'
    "|各[^\uff0c]{1,20}[\uff0c:]"
)
"""What a paragraph begins with and no predicate does: a quotation, a number, an address."""
_CLAUSE = lazy(rf"\d|[{HAN_CLASS}]{{2,12}}[\uff0c,]")
"""What a sentence may begin with: a date, a short clause."""


def glued_name(line: str) -> int:
    """Where the paragraph begins behind a name of the vocabulary or a number; 0 where none is."""
    folded = fold(line[:SEEN])
    position = len(folded) - len(folded.lstrip())
    numbered = NUMBERED.match(folded, position)
    tiers: set[Tier] = set()
    if numbered is not None:
        tiers.add(Tier.BRAND)
        position = numbered.end()
    terms = spam_words().terms
    while position < len(folded):
        for term in terms.get(folded[position], ()):
            if term.group == "gambling" and folded.startswith(term.word, position):
                tiers.add(term.tier)
                position += len(term.word)
                break
        else:
            break
        if Tier.BRAND not in tiers:
            return 0
    glued = Tier.BRAND in tiers and Tier.TAIL in tiers
    return position if glued and _is_rest(line[position:]) else 0


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


def _is_rest(rest: str) -> bool:
    return len(rest) >= LEAST_REST and not is_spam(rest)


@lru_cache(maxsize=1)
def _unknown() -> re.Pattern[str]:
    words = spam_words()
    tails = {
        term.word
        for terms in words.terms.values()
        for term in terms
        if term.tier is Tier.TAIL and any(part in term.word for part in _CERTAIN_TAIL)
    }
    tail = "|".join(map(re.escape, sorted(tails, key=lambda word: (-len(word), word))))
    bet = "|".join(map(re.escape, words.nouns))
    sport = "|".join(map(re.escape, words.sports))
    name = rf"(?P<name>[{HAN_CLASS}]{{1,3}}?|[0-9]{{1,4}}号?|[a-z]{{1,6}}[0-9]{{0,3}})"
    made = rf"(?:(?P<bet>{bet})|{sport})(?:{tail}){{1,4}}|(?:{tail}){{2,4}}"
    return re.compile(rf"{name}(?:{made})")
