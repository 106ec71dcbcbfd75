"""A title for an article that has none: the clause of its opening that says most about it."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wenku.model import Block, BlockKind
from wenku.text.han import HAN_RUN, count_han
from wenku.text.patterns import lazy

SHORTEST = 8
LONGEST = 36
"""Ideographs of the clause."""
SENTENCES = 3
"""Sentences of the opening among which the clause is looked for."""
LONGEST_SENTENCE = 400
OPENING_BONUS = 1.6
"""The first sentence tells what an article is about, those after it begin to tell the story."""
ONCE = 0.8
"""Taken from each count, so that a pair said only once counts for little and not for nothing."""
DETAIL_MALUS = 0.7
"""A clause with figures tells a detail."""

_SENTENCE = lazy(r"[^\u3002\uff01\uff1f\uff1b\n]+")
_CLAUSE = lazy(r"[^\uff0c,\uff1a:]+")
_SELF = lazy(r"^(?:近年来|近日|日前|今年以来|目前)?(?:我|全|本)(?:市|区|县|省|州|旗|盟|镇)")
_FRAME = lazy(
    r"^(?:从|在|对|随着|根据|按照|围绕|通过|针对|为了|为|经|由于|当|自|并|同时|其中|以及|且|但|而|则|也|还)"
)
_FRAME_END = lazy(r"(?:入手|方面|下|中|时|后|前|以来|的|等|之|基础上|背景下)$")
_NO_PROSE = frozenset({BlockKind.TABLE, BlockKind.CODE})
_PURPOSE = lazy(
    r"^(?:第[一二三四五六七八九十\d]{1,3}条\s*)?为了?(?:切实|进一步|深入|全面|更好地?|扎实|有效)*(?=\w)"
)
_KIND_OF_PLACE = lazy(r"(?:市|地区|自治州|盟)$")
_OPEN_CLOSE = (("\u201c", "\u201d"), ("\u300a", "\u300b"), ("\uff08", "\uff09"))


class _Clause(NamedTuple):
    text: str
    score: float
    shares_subject: bool
    """Whether its sentence begins with 我市, so that the city's name can take that place."""


def derive_title(blocks: Sequence[Block], city: str) -> str:
    """A title in the article's own words that names its city, where that is known.

    Every clause of the opening is weighed by how often its pairs of ideographs return in the whole
    article, so the clause that names the subject wins over those that only lead to it. Nothing is
    worded anew: the title is that clause, with the name of the city in the place of 我市.

    Args:
        blocks: the document's blocks; those of the article count.
        city: the subject city, empty where the text does not tell.

    Returns:
        The title; where no clause will do, the beginning of the text; never empty for an article.
    """
    body = [block for block in blocks if block.in_body and block.kind not in _NO_PROSE]
    texts = [block.text for block in body or blocks]
    weights = Counter(pair for text in texts for pair in _pairs(text))
    prose = [
        block.text
        for block in body
        if block.kind is BlockKind.PARAGRAPH and not block.text.endswith(("\uff1a", ":"))
    ]
    best = max(_clauses(prose, weights), key=lambda clause: clause.score, default=None)
    if best is None:
        return _joined(city, _beginning(prose or texts), shares_subject=False)
    return _joined(city, _SELF.sub("", best.text), shares_subject=best.shares_subject)


def _pairs(text: str) -> Iterator[str]:
    """Every two neighbouring ideographs of a text."""
    for run in HAN_RUN.findall(text):
        yield from map("".join, itertools.pairwise(run))


def _clauses(texts: Sequence[str], weights: Counter[str]) -> Iterator[_Clause]:
    """The clauses of the opening that can stand alone."""
    sentences = (match[0].strip() for text in texts for match in _SENTENCE.finditer(text))
    for place, sentence in zip(range(SENTENCES), sentences, strict=False):
        shares = _SELF.match(sentence) is not None
        for match in _CLAUSE.finditer(sentence[:LONGEST_SENTENCE]):
            clause = _PURPOSE.sub("", match[0].strip())
            if SHORTEST <= count_han(clause) <= LONGEST and _is_whole(clause):
                score = _score(clause, weights) * (OPENING_BONUS if place == 0 else 1)
                yield _Clause(clause, score, shares)


def _is_whole(clause: str) -> bool:
    """Whether a clause stands on its own: no frame of a longer one, no open quotation."""
    if any(clause.count(left) != clause.count(right) for left, right in _OPEN_CLOSE):
        return False
    return _FRAME.match(clause) is None and _FRAME_END.search(clause) is None


def _score(clause: str, weights: Counter[str]) -> float:
    """How much of the article's own subject a clause names, its length discounted."""
    pairs = set(_pairs(clause))
    returns = sum(weights[pair] - ONCE for pair in pairs)
    detail = DETAIL_MALUS if any(char.isdigit() for char in clause) else 1
    return detail * returns / math.sqrt(len(pairs)) if pairs else 0.0


def _beginning(texts: Sequence[str]) -> str:
    first = next((text for text in texts if text.strip()), "")
    clause = _CLAUSE.match(first)
    return " ".join((clause[0] if clause else first)[:LONGEST].split())


def _joined(city: str, clause: str, *, shares_subject: bool) -> str:
    stem = _KIND_OF_PLACE.sub("", city)
    if not city or (len(stem) > 1 and stem in clause):
        return clause
    return f"{city}{clause}" if shares_subject else f"{city}\uff1a{clause}"
