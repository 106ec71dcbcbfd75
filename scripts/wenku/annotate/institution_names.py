"""Where the names of institutions stand in a text and of what pieces they are made.

A name is found from its end: from a word such as 医院 or 大学 one goes left over what may belong to
a name (places, ranks, ordinals, names already found, words of the field) until something cannot. A
description alone (综合医院, 三家诊疗中心) is no name.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from wenku.annotate.wordbreaks import is_common_word, reaches
from wenku.model import EntityKind, Mention
from wenku.text.han import is_han
from wenku.text.numerals import FIGURES
from wenku.text.patterns import lazy
from wenku.vocab.institutions import Head, InstitutionWords, institution_words

LONGEST_NAME = 40
"""Characters of the longest name looked for."""
LONGEST_PIECE, LONGEST_FIRM = 4, 10
"""Characters of a name that no vocabulary knows: 仁济, 扁鹊; those of companies are longer."""
CHINA = ("中国", "中华")
FOREMOST = frozenset(CHINA)
"""Words that stand before a place at the head of a name: 中国景德镇陶瓷博物馆."""
_BY_END = itemgetter(1, 0)
FREQUENT = 11.0
"""Cost in nats of a word that no name is made of: 学校, 第一."""
LEAST_LISTED = 8
"""Characters that make a mere description a name in a list of names."""

_RANKS = "市省县区州旗"
_COUNTERS = frozenset("年月日时分元名个家万亿多余")
_ORDINAL = lazy(f"第[{FIGURES}\\d]{{1,3}}$")
_NUMBERED = lazy(
    f"(?:第?[{FIGURES}]{{1,2}}附属?|附属?第?[{FIGURES}]{{1,2}}|第?[{FIGURES}]{{1,2}}|附)院(?!区|长|士|校)"
)
_NUMBER = lazy(f"[{FIGURES}附属][院\u3001和及]")
"""What numbered hospitals and lists of them hold: quicker to look for than they are."""
_HOSPITAL = Head("院", "hospital", "name")
_SERIES = lazy(
    f"(?:第?[{FIGURES}](?:[\u3001和及]第?[{FIGURES}]){{1,9}})(人民医院|中学|小学|医院|院|中)(?!区|长|心)"
)
_COUNTED = lazy("[\\d一二两三四五六七八九十百千多余几数]$")


class Piece(enum.StrEnum):
    """What a stretch of a name is."""

    PLACE = "place"
    RANK = "rank"
    NATIONAL = "national"
    ORDINAL = "ordinal"
    BRAND = "brand"
    UNKNOWN = "unknown"
    FIELD = "field"
    NESTED = "nested"


# A member of an enumeration is dear to look up, and these are asked for at every step.
_PLACE, _NATIONAL, _REGION = Piece.PLACE, Piece.NATIONAL, EntityKind.REGION
_ROLES = (("national", Piece.NATIONAL), ("brand", Piece.BRAND), ("field", Piece.FIELD))

PROPER = frozenset(Piece) - {Piece.FIELD}
STRONG = PROPER - {Piece.NATIONAL}
_TELLING = PROPER - {Piece.ORDINAL}
_HOUSES = frozenset({"university", "school", "hospital", "company"})
_NAMING = frozenset({Piece.UNKNOWN, Piece.BRAND, Piece.PLACE})


class Name(NamedTuple):
    """The name of an institution at ``[start, end)`` of a block."""

    block: int
    start: int
    end: int
    kind: str
    pieces: tuple[tuple[Piece, int], ...]
    """Kinds and starts of what stands before the head, from left to right."""
    core: int = 0
    """Where the name ends without a branch such as 东院区."""
    head: int = 0
    """Where the word begins that the name ends with."""
    series: str = ""
    """For one of 市一、二、三院: the surface it stands for, 市二院."""
    prefix: str = ""
    """What the name takes from another one before it in a list: 市."""


@dataclass(slots=True)
class Reader:
    """One text, its places, and the names found in it so far."""

    text: str
    block: int
    places: Mapping[int, int]
    """Start of a place by its end."""
    regions: Mapping[int, int]
    """Start of a region by its end."""
    numbered: bool
    """Whether the text could hold numbered hospitals or schools."""
    names: list[Name] = field(default_factory=list)
    by_end: dict[int, Name] = field(default_factory=dict)
    words: InstitutionWords = field(default_factory=institution_words)

    def add(self, name: Name) -> None:
        """Keep a name, so that later ones may hold it."""
        self.names.append(name)
        self.by_end[name.end] = name


def names_in(text: str, block: int, mentions: Sequence[Mention]) -> list[Name]:
    """All names of a text, those inside longer ones included, in order of their ends."""
    places: dict[int, int] = {}
    regions: dict[int, int] = {}
    for mention in mentions:
        if mention.rule != "pronoun":
            ends = regions if mention.kind is _REGION else places
            ends[mention.end] = mention.start
    reader = Reader(text, block, places, regions, _NUMBER.search(text) is not None)
    for start, end, head in sorted(_heads(reader), key=_BY_END):
        name = _name_before(reader, start, end, head) or _carried(reader, start, end, head)
        if name is not None:
            reader.add(name)
    for name in _series(reader):
        reader.add(name)
    return reader.names


def _carried(reader: Reader, start: int, end: int, head: Head) -> Name | None:
    """An office in a list, which takes its place from the one before: 市教育局、财政局."""
    if head.kind != "agency" or reader.text[start - 1 : start] not in {"\u3001", "和"}:
        return None
    before = reader.by_end.get(start - 1)
    if before is None or before.kind != "agency" or _goes_on(reader, start, end):
        return None
    if not before.pieces or before.pieces[0][0] not in {Piece.PLACE, Piece.RANK}:
        return None
    first = before.pieces[0][1]
    prefix = before.prefix or reader.text[first : _end_of_first(before)]
    return Name(reader.block, start, end, head.kind, before.pieces[:1], core=end, prefix=prefix)


def _end_of_first(name: Name) -> int:
    """Where the first piece of a name ends."""
    return name.pieces[1][1] if len(name.pieces) > 1 else name.head


def _heads(reader: Reader) -> Iterator[tuple[int, int, Head]]:
    words = reader.words
    for start, head in words.heads_in(reader.text):
        if not words.starting_at("right", reader.text, start):
            yield start, start + len(head.word), head
    if reader.numbered:
        for match in _NUMBERED.finditer(reader.text):
            yield match.start(), match.end(), _HOSPITAL


def _name_before(reader: Reader, start: int, end: int, head: Head) -> Name | None:
    if _goes_on(reader, start, end):
        return None
    pieces = _pieces(reader, start, head)
    if not _suffices(reader, start, head, pieces):
        return None
    first = pieces[0][1] if pieces else start
    tail = reader.words.starting_at("tail", reader.text, end) if head.kind == "hospital" else 0
    return Name(reader.block, first, end + tail, head.kind, tuple(pieces), core=end, head=start)


def _goes_on(reader: Reader, start: int, end: int) -> bool:
    """Whether the head is the beginning of another word: 生态环境部门, 大学生."""
    text = reader.text
    return reaches(text, start, end) or text[end - 1 : end + 1] in reader.words.words["no break"]


def _pieces(reader: Reader, start: int, head: Head) -> list[tuple[Piece, int]]:
    """What belongs to the name before its head, from left to right."""
    pieces: list[tuple[Piece, int]] = []
    position, floor = start, max(0, start - LONGEST_NAME)
    while position > floor:
        found = _piece_ending(reader, position, floor, pieces)
        found = found or _unknown(reader, position, floor, head, pieces)
        found = found or _anchored(reader, position, floor, head, pieces)
        if found is None:
            break
        pieces.append(found)
        position = found[1]
        if found[0] is Piece.NESTED or (found[0] is Piece.RANK and not _after_rank(reader, found)):
            break
    pieces.reverse()
    return _without_descriptions(pieces)


def _after_rank(reader: Reader, found: tuple[Piece, int]) -> bool:
    """Whether a place goes on to the left of a rank: it never does, 市 is the first word."""
    return found[1] in reader.places


def _piece_ending(
    reader: Reader, end: int, floor: int, pieces: Sequence[tuple[Piece, int]]
) -> tuple[Piece, int] | None:
    """The piece of a name that ends at ``end``, if one does."""
    if end in reader.places:
        return _PLACE, reader.places[end]
    if end in reader.regions:
        return _NATIONAL, reader.regions[end]
    if end in reader.by_end:
        return Piece.NESTED, reader.by_end[end].start
    ordinal = _ORDINAL.search(reader.text, max(floor, end - 4), end)
    if ordinal:
        return Piece.ORDINAL, ordinal.start()
    if pieces and pieces[-1][0] is _PLACE:
        return _beyond_place(reader, end, floor)
    return _worded(reader, end, floor) or _rank(reader.text, end, reader.places)


def _worded(reader: Reader, end: int, floor: int) -> tuple[Piece, int] | None:
    """A piece that the vocabulary knows; a longer word of the field wins over a name."""
    longest, found = 0, Piece.FIELD
    for role, piece in _ROLES:
        length = reader.words.ending_at(role, reader.text, end, floor)
        if length and (length, piece) > (longest, found):
            longest, found = length, piece
    return (found, end - longest) if longest else None


def _rank(text: str, end: int, places: Mapping[int, int]) -> tuple[Piece, int] | None:
    """市 in 市中医院, 省 in 省立医院: the unit the text is about."""
    if text[end - 1] == "\u7acb" and end > 1 and text[end - 2] in _RANKS:
        return (Piece.FIELD, end - 1) if end - 1 in places else (Piece.RANK, end - 2)
    if text[end - 1] in _RANKS and _is_rank(text, end - 1):
        return Piece.RANK, end - 1
    return None


def _beyond_place(reader: Reader, end: int, floor: int) -> tuple[Piece, int] | None:
    """What goes on before a place: 国网 in 国网安徽省电力公司, or words of the field behind a name.

    The latter are 胃肠肿瘤 in 癌症中心胃肠肿瘤蚌埠分中心.
    """
    for role, piece in (("brand", Piece.BRAND), ("national", Piece.NATIONAL)):
        length = reader.words.ending_at(role, reader.text, end, floor)
        if reader.text[end - length : end] in FOREMOST or (length > 1 and piece is Piece.BRAND):
            return piece, end - length
    position = end
    while position > floor:
        length = reader.words.ending_at("field", reader.text, position, floor)
        if not length:
            return None
        position -= length
        if position in reader.by_end:
            return Piece.FIELD, position
    return None


def _is_rank(text: str, position: int) -> bool:
    """Whether 市 or 县 stands by itself: in 市中医院 it does, in 城市医院 it does not."""
    before = text[position - 1 : position]
    if before in {"我", "本"} or not is_han(before or " "):
        return True
    if text[position] in "州旗" or before in _RANKS + "各全两辖":
        return False
    return not is_common_word(text[position - 1 : position + 1])


def _unknown(
    reader: Reader,
    end: int,
    floor: int,
    head: Head,
    pieces: Sequence[tuple[Piece, int]],
) -> tuple[Piece, int] | None:
    """A stretch that no vocabulary knows, up to something that ends names on their left."""
    if head.kind == "agency" or {piece for piece, _ in pieces} & _NAMING:
        return None
    longest = LONGEST_FIRM if head.kind == "company" else LONGEST_PIECE
    for start in range(end - 1, max(floor, end - longest) - 1, -1):
        if not is_han(reader.text[start]):
            return None
        if reader.words.ending_at("stop", reader.text, start + 1, floor) and start + 1 == end:
            return None
        if _ends_names(reader, start, floor):
            known = _is_known(reader, start, end, floor)
            return None if known else (Piece.UNKNOWN, start)
    return None


def _anchored(
    reader: Reader,
    end: int,
    floor: int,
    head: Head,
    pieces: Sequence[tuple[Piece, int]],
) -> tuple[Piece, int] | None:
    """Ordinary words between a place and the rest: 陶瓷 in 景德镇陶瓷大学."""
    houses = head.kind in _HOUSES or head.word[-1] in "馆所院"
    if not houses or any(piece is not Piece.FIELD for piece, _ in pieces):
        return None
    words = reader.words
    for start in range(end - 2, max(floor, end - LONGEST_PIECE) - 1, -1):
        if start not in reader.places:
            continue
        gap = reader.text[start:end]
        plain = words.words["function"].isdisjoint(gap) and all(map(is_han, gap))
        idle = any(
            words.ending_at("stop", reader.text, at, start) > 1 for at in range(start, end + 1)
        )
        vague = words.ending_at("generic", reader.text, end, start)
        return (Piece.FIELD, start) if plain and not idle and not vague else None
    return None


def _is_known(reader: Reader, start: int, end: int, floor: int) -> bool:
    """Whether a stretch holds ordinary words and so is no name."""
    piece, words = reader.text[start:end], reader.words
    if len(piece) <= 1 or is_common_word(piece):
        return True
    if words.ending_at("generic", reader.text, end, max(floor, start)):
        return True
    if not words.words["function"].isdisjoint(piece):
        return True
    if start and reader.text[start - 1].isdigit() and piece[0] in _COUNTERS:
        return True
    return any(is_common_word(piece[at : at + 2], FREQUENT) for at in range(len(piece) - 1))


def _ends_names(reader: Reader, position: int, floor: int) -> bool:
    text, words = reader.text, reader.words
    if position == 0 or not is_han(text[position - 1]):
        return True
    if position in reader.places or position in reader.by_end:
        return True
    return bool(
        words.ending_at("stop", text, position, floor)
        or words.ending_at("generic", text, position, floor) > 1
        or text.endswith("附属", 0, position)
    )


def _without_descriptions(pieces: list[tuple[Piece, int]]) -> list[tuple[Piece, int]]:
    """The pieces without leading words that describe and do not name: 建设 in 建设扁鹊医学院."""
    names = [i for i, (piece, _) in enumerate(pieces) if piece in _TELLING]
    return pieces[names[0] :] if names else pieces


def _suffices(reader: Reader, start: int, head: Head, pieces: Sequence[tuple[Piece, int]]) -> bool:
    """Whether what stands before a head makes it a name."""
    kinds = {piece for piece, _ in pieces}
    if head.need == "none":
        return not kinds & {Piece.UNKNOWN, Piece.FIELD}
    first = pieces[0][1] if pieces else start
    surface = reader.text[first : start + len(head.word)]
    if not pieces or surface in reader.words.words["generic name"] or _is_counted(reader, first):
        return False
    if not kinds & _TELLING:
        return _is_listed(reader, first, surface)
    if head.need == "name" and kinds - {Piece.NATIONAL, Piece.FIELD}:
        return True
    return _is_told_apart(head, kinds, surface, described=_is_described(reader, start, pieces))


def _is_told_apart(head: Head, kinds: set[Piece], surface: str, *, described: bool) -> bool:
    """Whether a name of a weak kind has a proper piece, and a description besides."""
    if kinds <= {Piece.NATIONAL, Piece.FIELD}:
        plain = head.need == "name" or len(surface) > LEAST_LISTED or surface.startswith(CHINA)
        return head.kind == "university" or (described and plain)
    weak = {Piece.UNKNOWN} if head.kind == "centre" else set()
    more = described or bool(kinds - {Piece.PLACE, Piece.RANK, Piece.FIELD})
    return more and bool(kinds & STRONG - weak)


def _is_described(reader: Reader, start: int, pieces: Sequence[tuple[Piece, int]]) -> bool:
    """Whether a word of the field says what the institution is for: not 区域 or 中心."""
    ends = [begin for _, begin in pieces[1:]] + [start]
    return any(
        piece is Piece.FIELD and reader.text[begin:end] not in reader.words.words["generic"]
        for (piece, begin), end in zip(pieces, ends, strict=True)
    )


def _is_counted(reader: Reader, first: int) -> bool:
    """Whether a number of things is meant: 2个国家临床医学研究中心."""
    text = reader.text
    length = reader.words.ending_at("measure", text, first)
    return bool(length) and bool(_COUNTED.search(text, max(0, first - length - 2), first - length))


def _is_listed(reader: Reader, first: int, surface: str) -> bool:
    """Whether a long description stands in a list behind a name."""
    if len(surface) < LEAST_LISTED or reader.text[first - 1 : first] != "\u3001":
        return False
    return first - 1 in reader.by_end


def _series(reader: Reader) -> Iterator[Name]:
    """The names in 市一、二、三院 and 第一、第二人民医院."""
    for match in _SERIES.finditer(reader.text) if reader.numbered else ():
        first = _series_start(reader, match.start())
        if first is None:
            continue
        prefix, head = reader.text[first : match.start()], match[1]
        kind = "hospital" if "院" in head else "school"
        ordinal = "第" if reader.text[match.start()] == "第" else ""
        for digit in re.findall(f"[{FIGURES}]", reader.text[match.start() : match.start(1)]):
            surface = f"{prefix}{ordinal}{digit}{head}"
            piece = Piece.PLACE if match.start() in reader.places else Piece.RANK
            yield Name(
                reader.block,
                first,
                match.end(),
                kind,
                ((piece, first),),
                core=match.end(),
                series=surface,
            )


def _series_start(reader: Reader, start: int) -> int | None:
    if start in reader.places:
        return reader.places[start]
    if reader.text[start - 1 : start] and reader.text[start - 1] in _RANKS:
        return start - 1 if _is_rank(reader.text, start - 1) else None
    return None
