"""Who works with whom: cooperation of places and institutions, each with the sentence that says so.

A sentence is read as a line of signs of its own length: parties (places and institutions that the
annotations know), words of the vocabulary, list marks, commas, titles and quotations, and the rest.
Short patterns over the signs then find partners: A 与 B 签署, A 联合 B, 由 B 帮扶,
加入 B 医联体, A、B 共建. Two names side by side are never partners without a word that says so.
Every gap in a pattern is bounded, so the cost is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from wenku.model import Block, BlockKind, Document, EntityKind, Link, Mention
from wenku.text.sentences import sentence_spans
from wenku.vocab.cooperation import cooperation_words

RELATION = "cooperation"
READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
MOST_OF_A_LIST = 12
"""Parties of one list; a longer one is an enumeration of members, not of partners."""

TELLING = ("aid", "cue", "member", "mutual", "reach")
"""Roles of which each pattern needs one at least."""

NEAR = 3
"""Signs between two pairs that one word speaks of: A 与 B, C 与 D 等, 建立合作."""

_KINDS = frozenset(
    {EntityKind.CITY, EntityKind.DISTRICT, EntityKind.PROVINCE, EntityKind.INSTITUTION}
)
_PLACES = _KINDS - {EntityKind.INSTITUTION}
_OPAQUE = re.compile("\u300a[^\u300a\u300b]{1,80}\u300b|\u201c[^\u201c\u201d]{1,60}\u201d")
_LIST = re.compile("[\u3001\u548c\u53ca\u66a8]")
_COMMAS = "\uff0c,\uff1a:"
_REST, _TAIL, _SHUT, _PARTY, _INSIDE, _LISTED, _COMMA = "xzoPpL,"
_FIRST_SIGN = 0x100


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who may work with somebody."""

    name: str
    city: str
    place: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partners, our own side first, and the sentence that joins them."""

    source: Party
    target: Party
    block: int
    start: int
    end: int


def cooperation_links(document: Document) -> tuple[Link, ...]:
    """The cooperation links of a document, in order of its text.

    What an institution or a district of the subject city does is a link of that city too.
    """
    return tuple(_links(document))


def partners(document: Document) -> list[Pair]:
    """Every pair of partners that a document names, once for each sentence."""
    by_block: dict[int, list[Mention]] = {}
    for mention in document.annotations.mentions:
        if mention.kind in _KINDS:
            by_block.setdefault(mention.block, []).append(mention)
    found: list[Pair] = []
    for index, mentions in sorted(by_block.items()):
        block = document.blocks[index]
        if block.kind in READ and _telling().search(block.text):
            found += _in_block(document, index, block, _outermost(mentions))
    return found


@cache
def _telling() -> re.Pattern[str]:
    """A word without which no pattern below finds anything: most sentences hold none."""
    words = set().union(*map(cooperation_words().of, TELLING))
    return re.compile("|".join(map(re.escape, sorted(words))))


def _links(document: Document) -> Iterator[Link]:
    seen: set[tuple[str, str, str]] = set()
    own = document.annotations.subject_city
    for pair in partners(document):
        block = document.blocks[pair.block]
        quote = block.text[pair.start : pair.end].strip()
        for name in _sources(pair, own):
            key = (name, pair.target.name, block.anchor)
            if key not in seen:
                seen.add(key)
                yield Link(name, pair.target.name, RELATION, document.id, block.anchor, quote)


def _sources(pair: Pair, own: str) -> list[str]:
    """The partner named, and the subject city where it is one of its own."""
    source = pair.source
    of_city = own and source.city == own and own not in {pair.target.city, source.name}
    return [source.name, own] if of_city else [source.name]


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in no longer one; of a place and the place in it that follows, the second."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end and mention.end <= kept[-1].end:
            if mention.start == kept[-1].start and mention.end == kept[-1].end:
                kept.append(mention)
            continue
        nested = kept and kept[-1].end == mention.start and kept[-1].kind in _PLACES
        if nested and mention.kind in (*_PLACES, EntityKind.INSTITUTION):
            kept.pop()
        kept.append(mention)
    return kept


def _in_block(
    document: Document, index: int, block: Block, mentions: Sequence[Mention]
) -> Iterator[Pair]:
    for start, end in sentence_spans(block.text):
        if not _telling().search(block.text, start, end):
            continue
        here = [m for m in mentions if start <= m.start and m.end <= end]
        if here:
            for source, target in _Sentence(document, block.text[start:end], here, start).pairs():
                yield Pair(source, target, index, start, end)


class _Sentence:
    """One sentence as signs, and the parties at their places in it."""

    def __init__(
        self, document: Document, text: str, mentions: Sequence[Mention], offset: int
    ) -> None:
        self.text = text
        self.known = document.annotations
        self.parties: dict[int, list[Party]] = {}
        for mention in mentions:
            place = mention.kind in _PLACES
            party = Party(mention.entity, mention.city, place)
            self.parties.setdefault(mention.start - offset, []).append(party)
        spans = {(mention.start - offset, mention.end - offset) for mention in mentions}
        self.signs = _signs(text, sorted(spans))
        self._acting: list[tuple[int, list[Party]]] = []

    def pairs(self) -> Iterator[tuple[Party, Party]]:
        """Partners, our own side first, each pair once."""
        seen: set[tuple[str, str]] = set()
        for left, right in self._found():
            for one, other in self._turned(left, right):
                if _apart(one, other) and (one.name, other.name) not in seen:
                    seen.add((one.name, other.name))
                    yield one, other

    def _found(self) -> Iterator[tuple[list[Party], list[Party]]]:
        taken: list[tuple[int, int]] = []
        for name in ("unit", "reach", "by", "join"):
            for match in self._matches(name):
                if name != "unit" and any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                taken.append(match.span())
                left, right = self._left(match), self._listed(match, "right")
                if left and right:
                    yield left, right
        for match in _patterns()["mutual"].finditer(self.signs):
            listed = self._listed(match, "right")
            free = not any(a < match.end() and match.start() < b for a, b in taken)
            if free and len(listed) > 1 and not self._at_a_place(match.start("right")):
                yield self._ours_first(listed)

    def _matches(self, name: str) -> list[re.Match[str]]:
        pattern, after = _patterns()[name], _patterns()["after"]
        found = [m for m in pattern.finditer(self.signs) if not self._taken_back(m)]
        if name != "unit":
            return found
        cued = [after.match(self.signs, match.end()) is not None for match in found]
        for at in range(len(found) - 2, -1, -1):
            near = found[at + 1].start() - found[at].end() <= NEAR
            cued[at] = cued[at] or (near and cued[at + 1] and found[at + 1]["left"] is not None)
        return [match for match, said in zip(found, cued, strict=True) if said]

    def _taken_back(self, match: re.Match[str]) -> bool:
        """Whether 未, 终止 or the like stands shortly before, or a gap holds it."""
        start = match.start("left") if match["left"] is not None else match.start()
        return _patterns()["not"].search(self.signs, max(0, start - 6), match.end()) is not None

    def _left(self, match: re.Match[str]) -> list[Party]:
        """Those who act: named, carried on from before, or the subject of the document."""
        if match["left"] is not None and not self._at_a_place(match.start("left")):
            parties = self._listed(match, "left")
            self._acting.append((match.start("left"), parties))
            return parties
        before = self.signs[: match.start("act")]
        clause = self.text[before.rfind(_COMMA) + 1 : match.start("act")]
        if match["left"] is None and any(w in clause for w in cooperation_words().of("unnamed")):
            return []
        acting = [parties for at, parties in self._acting if at < match.start("act")]
        acting += [
            self._listed(opening, "right")
            for opening in _patterns()["opening"].finditer(before)
            if not self._at_a_place(opening.start("right"))
        ]
        return acting[-1] if acting else self._subject()

    def _subject(self) -> list[Party]:
        known = self.known
        name = known.district or known.subject_city
        return [Party(name, known.subject_city, place=True)] if name else []

    def _listed(self, match: re.Match[str], group: str) -> list[Party]:
        start, end = match.span(group)
        places = (at for at in range(start, end) if self.signs[at] == _PARTY)
        parties = [party for at in places for party in self.parties.get(at, ())]
        return parties if len(parties) <= MOST_OF_A_LIST else []

    def _at_a_place(self, start: int) -> bool:
        """Whether 在, 到 or the like makes a place of what would be a party."""
        where = cooperation_words().of("where")
        return any(self.text.endswith(word, 0, start) for word in where) and not any(
            self.text.endswith(word, 0, start) for word in cooperation_words().of("other")
        )

    def _turned(self, left: list[Party], right: list[Party]) -> Iterator[tuple[Party, Party]]:
        """Pairs with our own side first, where only one side is ours."""
        if not any(map(self._ours, left)) and all(map(self._ours, right)):
            left, right = right, left
        for one in left:
            for other in right:
                yield one, other

    def _ours_first(self, listed: list[Party]) -> tuple[list[Party], list[Party]]:
        first = next((party for party in listed if self._ours(party)), listed[0])
        return [first], [party for party in listed if party != first]

    def _ours(self, party: Party) -> bool:
        known = self.known
        own = {known.subject_city, known.district} - {""}
        return party.name in own or party.city in own


def _apart(one: Party, other: Party) -> bool:
    """Whether two parties are two, and neither is a place that holds the other place."""
    if one.name == other.name:
        return False
    return not (one.place and other.place and (one.city == other.name or other.city == one.name))


def _signs(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A sentence as signs, one for each character."""
    signs = [_COMMA if char in _COMMAS else _REST for char in text]
    for match in _LIST.finditer(text):
        signs[match.start()] = _LISTED
    for match in _OPAQUE.finditer(text):
        if match.span() not in spans:
            signs[match.start() : match.end()] = _SHUT * len(match[0])
    for match in cooperation_words().pattern.finditer(text):
        if signs[match.start()] in {_REST, _LISTED}:
            signs[match.start() : match.end()] = _sign_of(match[0]) + _TAIL * (len(match[0]) - 1)
    for start, end in spans:
        if signs[start] != _SHUT:
            signs[start:end] = _PARTY + _INSIDE * (end - start - 1)
    return "".join(signs)


@cache
def _alphabet() -> dict[frozenset[str], str]:
    """A sign for each set of roles that a word has."""
    found = {frozenset(roles) for roles in cooperation_words().roles.values()}
    ordered = sorted(found - {frozenset({"other"})}, key=sorted)
    return {roles: chr(_FIRST_SIGN + number) for number, roles in enumerate(ordered)}


def _sign_of(word: str) -> str:
    return _alphabet().get(cooperation_words().roles[word], _REST)


def _class(*roles: str) -> str:
    signs = sorted(sign for of, sign in _alphabet().items() if of & set(roles))
    return "".join(signs)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns over signs; groups: ``left``, ``right`` parties, ``act`` the word between."""
    stop = _class("apart", "not")
    gap = f"[^Pp,{stop}]"
    one = f"P{_INSIDE}*"
    some = f"{one}(?:[xzo]{{0,8}}L[xzo]{{0,8}}{one}){{0,40}}"
    many = f"{one}(?:[xzo]{{0,8}}L[xzo]{{0,8}}{one}){{1,40}}"
    left = f"(?:(?P<left>{some}){gap}{{0,14}}?)?"
    right = f"(?P<right>{some})"

    def act(role: str) -> str:
        return f"(?P<act>[{_class(role)}]z*)"

    return {
        "unit": re.compile(f"{left}{act('together')}[xz]{{0,6}}{right}"),
        "after": re.compile(f"(?:[xz]{{0,3}},)?{gap}{{0,40}}?[{_class('cue', 'member')}]"),
        "reach": re.compile(f"{left}{act('reach')}[xz]?{right}"),
        "by": re.compile(f"{left}{act('by')}[xz]{{0,2}}{right}{gap}{{0,12}}?[{_class('aid')}]"),
        "join": re.compile(
            f"{left}{act('join')}[xz]{{0,4}}{right}{gap}{{0,10}}?[{_class('member')}]"
        ),
        "mutual": re.compile(f"(?P<right>{many}){gap}{{0,10}}?[{_class('mutual')}]"),
        "opening": re.compile(f"(?:^|,)[xz]{{0,6}}{right}"),
        "not": re.compile(f"[{_class('not')}]"),
    }
