"""Themes of a document: which ones, how strongly, and the sentences that earned them.

Evidence is counted sentence by sentence. A strong word makes a sentence one about its theme, a weak
word points to it; words that every field of policy uses count only in a text, or a paragraph, on
health. A theme is given where a paragraph or two sentences are about it: a single clause in passing
is not enough, and without a strong word of the vocabulary there is no theme at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from wenku.annotate.sentences import sentences
from wenku.model import Block, BlockKind, Metadata, Passage, Theme
from wenku.vocab.beginnings import beginnings
from wenku.vocab.themes import STRONG, ThemeVocabulary, Word, theme_vocabulary

THRESHOLD = 3.5
"""Evidence that a theme needs: two strong words, or one and two weak ones."""
PER_THOUSAND = 0.35
"""What the threshold grows by with each thousand characters: long texts mention much in passing."""
HEADING = 2.0
"""A heading announces what the paragraphs below it are about."""
TITLE = 3.0
HALF = 8.0
"""Evidence, beyond the growth with length, at which the strength is one half."""

CONTEXT_WORDS = 3
CONTEXT_DENSITY = 6.0
"""Words on health for each thousand characters that make a text one on health."""


class _Piece(NamedTuple):
    """A stretch of text that is judged on its own: the title, or one block."""

    block: int
    """Index into the blocks; -1 for the title, which is stated outside the body."""
    text: str
    weight: float


_Node = dict[str, Any]
"""Words that begin alike: what follows by its next character, the word that ends here by ""."""


@dataclass(frozen=True, slots=True)
class _Index:
    """The vocabulary, made ready for looking up."""

    beginnings: re.Pattern[str]
    """Matches where a word may begin."""
    by_start: Mapping[str, _Node]
    """By the first two characters."""
    shown: Mapping[str, tuple[tuple[int, Word | None], ...]]
    """Word -> theme numbers with what it says there; None: there it means something else."""
    context: frozenset[str]
    names: tuple[str, ...]


def find_themes(metadata: Metadata, blocks: Sequence[Block]) -> tuple[Theme, ...]:
    """The themes of a document, strongest first, each with its passages, strongest first.

    Args:
        metadata: its title counts as evidence, three times as much as a paragraph.
        blocks: all blocks; those outside the body are not read.

    Returns:
        Themes of the vocabulary; spans are code points in ``blocks[passage.block].text``. A theme
        that only the title shows is not given: no passage would support it.
    """
    index = _index()
    pieces = _pieces(metadata, blocks)
    hits = [_hits(piece.text, index) for piece in pieces]
    size = sum(len(piece.text) for piece in pieces)
    on_health = _on_health([hit for found in hits for hit in found], size, index)
    tally = _Tally(size)
    for piece, found in zip(pieces, hits, strict=True):
        here = on_health or any(word in index.context for _, word in found)
        tally.add(piece, _evidence(found, index, in_context=here))
    return tally.themes(index.names)


def _pieces(metadata: Metadata, blocks: Sequence[Block]) -> list[_Piece]:
    pieces = [_Piece(-1, metadata.title, TITLE)] if metadata.title else []
    for number, block in enumerate(blocks):
        if block.in_body and block.kind is not BlockKind.CODE:
            weight = HEADING if block.kind is BlockKind.HEADING else 1.0
            pieces.append(_Piece(number, block.text, weight))
    return pieces


def _hits(text: str, index: _Index) -> list[tuple[int, str]]:
    """Every word of the vocabulary in a text, with its place, also words inside longer ones.

    In the order of the text; of those that begin together, the longest first.
    """
    found: list[tuple[int, str]] = []
    starts, size = index.by_start, len(text)
    for match in index.beginnings.finditer(text):
        place = match.start()
        behind = place + 2
        node = starts.get(text[place:behind])
        first = len(found)
        while node is not None:
            if "" in node:
                found.insert(first, (place, node[""]))
            node = node.get(text[behind]) if behind < size else None
            behind += 1
    return found


def _on_health(hits: Sequence[tuple[int, str]], size: int, index: _Index) -> bool:
    count = sum(1 for _, word in hits if word in index.context)
    return count >= CONTEXT_WORDS and count * 1000 >= CONTEXT_DENSITY * size


def _evidence(
    hits: Iterable[tuple[int, str]], index: _Index, *, in_context: bool
) -> Iterator[tuple[int, int, str, float]]:
    """Theme, place, word and weight: of words that overlap, the first and longest counts."""
    covered: dict[int, int] = defaultdict(int)
    for place, word in hits:
        for theme, said in index.shown.get(word, ()):
            end = place + len(word)
            if end <= covered[theme]:
                continue
            if said is None:
                covered[theme] = end
            elif in_context or not said.contextual:
                covered[theme] = end
                yield theme, place, word, said.weight


_WORTH = itemgetter(1)
_Found = tuple[int, tuple[int, int], list[tuple[str, float]]]
"""Block, sentence, and its words with what each is worth."""


class _Tally:
    """Evidence collected theme by theme."""

    __slots__ = ("_passages", "_scores", "_seen", "_size", "_told")

    def __init__(self, size: int) -> None:
        self._size = size
        self._told: set[int] = set()
        """Themes with a strong word: weak ones alone, however many, only point."""
        self._scores: dict[int, float] = defaultdict(float)
        self._seen: dict[tuple[int, str], int] = defaultdict(int)
        self._passages: dict[int, list[_Found]] = defaultdict(list)

    def add(self, piece: _Piece, evidence: Iterable[tuple[int, int, str, float]]) -> None:
        """Count the evidence of one piece; the same word again is worth less each time."""
        spans = sentences(piece.text)
        starts = [start for start, _ in spans]
        grouped: dict[tuple[int, int], list[tuple[str, float]]] = defaultdict(list)
        scores, seen, share = self._scores, self._seen, piece.weight
        for theme, place, word, weight in evidence:
            times = seen[theme, word] = seen[theme, word] + 1
            if weight >= STRONG:
                self._told.add(theme)
            worth = weight * share / times
            scores[theme] += worth
            grouped[theme, bisect_right(starts, place) - 1].append((word, worth))
        if piece.block < 0:
            return
        for (theme, number), words in grouped.items():
            self._passages[theme].append((piece.block, spans[number], words))

    def themes(self, names: Sequence[str]) -> tuple[Theme, ...]:
        """What reached the threshold, strongest first."""
        growth = PER_THOUSAND * self._size / 1000
        found = [
            Theme(names[theme], _strength(score, growth), _strongest(self._passages[theme]))
            for theme, score in self._scores.items()
            if score >= THRESHOLD + growth and theme in self._told and self._passages[theme]
        ]
        order = {name: number for number, name in enumerate(names)}
        return tuple(sorted(found, key=lambda theme: (-theme.strength, order[theme.name])))


def _strength(score: float, growth: float) -> float:
    return round(score / (score + HALF + growth), 3)


def _strongest(found: Iterable[_Found]) -> tuple[Passage, ...]:
    ranked = sorted(found, key=lambda one: (-sum(map(_WORTH, one[2])), one[0], one[1]))
    return tuple(
        Passage(block, start, end, tuple(dict(words)))  # each word once, in order
        for block, (start, end), words in ranked
    )


@cache
def _index() -> _Index:
    return _indexed(theme_vocabulary())


def _indexed(vocabulary: ThemeVocabulary) -> _Index:
    shown: dict[str, list[tuple[int, Word | None]]] = defaultdict(list)
    for number, theme in enumerate(vocabulary.themes):
        for word, said in theme.words.items():
            shown[word].append((number, said))
        for word in theme.never:
            shown[word].append((number, None))
    by_start: dict[str, _Node] = {}
    for word in {*shown, *vocabulary.context}:
        node = by_start.setdefault(word[:2], {})
        for char in word[2:]:
            node = node.setdefault(char, {})
        node[""] = word
    return _Index(
        beginnings(by_start),
        by_start,
        {word: tuple(said) for word, said in shown.items()},
        frozenset(vocabulary.context),
        vocabulary.names,
    )
