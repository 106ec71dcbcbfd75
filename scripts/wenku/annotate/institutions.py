"""The institutions a document names: one canonical name each, whatever short forms it uses.

Names are unified inside the document only, and only where its own words say so: 上海十院 is
上海市第十人民医院 when both stand in the text. 市中医院 becomes 蚌埠市中医院 by the subject of
the document, so that the hospital of one city is never that of another; a fuller name that the text
does not state is never made up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wenku.annotate.institution_names import Name, Piece, names_in
from wenku.annotate.policies import CLOSE, OPEN
from wenku.annotate.spots import HOSPITAL
from wenku.annotate.subject import Subject, meant_by
from wenku.model import EntityKind, Mention
from wenku.text.han import is_han
from wenku.text.patterns import lazy
from wenku.vocab.gazetteer import gazetteer, short_name
from wenku.vocab.institutions import institution_words

LEAST_SUFFIX = 4
"""Characters a shortened name must keep: 北方中心."""

_SEATS = frozenset({EntityKind.CITY, EntityKind.DISTRICT})
_BRANDED = ([Piece.BRAND], [Piece.UNKNOWN])
_TITLE = lazy(f"{OPEN}[^{OPEN}{CLOSE}\n]{{1,150}}{CLOSE}")
_NUMBERED_HOSPITAL = lazy("第([一二三四五六七八九十]{1,3})(?:人民)?医院")
_AFFILIATED = lazy(
    "(.)[^市县区]{1,3}(大学)(?:医学院|医学部)?附属第?([一二三四五六七八九十])(?:附属)?(?:医院|院)"
)


class _Entry(NamedTuple):
    name: Name
    surface: str
    entity: str
    """The name as it can stand alone: with the subject's city before a bare rank."""
    city: str
    rule: str


def find_institutions(
    texts: Sequence[str], places: Sequence[Mention], subject: Subject
) -> tuple[Mention, ...]:
    """The institutions of a document in order of the text; names inside longer ones left out.

    Args:
        texts: the texts of the blocks, those not read empty.
        places: mentions of places in them.
        subject: what the document is about; without it 市中医院 cannot be told from others.
    """
    entries = list(_entries(texts, places, subject))
    canonical = _canonical(entry.entity for entry in entries)
    mentions = [_mention(entry, canonical[entry.entity]) for entry in entries]
    mentions += _shortened(texts, entries, canonical)
    mentions += _listed_brands(texts, entries, canonical)
    return tuple(sorted(mentions, key=lambda mention: (mention.block, mention.start, mention.end)))


def _entries(texts: Sequence[str], places: Sequence[Mention], subject: Subject) -> Iterator[_Entry]:
    by_block: dict[int, list[Mention]] = {}
    for mention in places:
        by_block.setdefault(mention.block, []).append(mention)
    for block, text in enumerate(texts):
        here = by_block.get(block, [])
        titles = _titles(text)
        seats = {mention.start: mention.city for mention in here if mention.kind in _SEATS}
        for name in _outermost(names_in(text, block, here)):
            if _lies_in(titles, name.start):
                continue
            entry = _entry(name, text, seats, subject)
            if entry is not None:
                yield entry


def _titles(text: str) -> list[tuple[int, int]]:
    """Spans of titles in 《》: what they name they name as part of a title."""
    return [match.span() for match in _TITLE.finditer(text)] if OPEN in text else []


def _lies_in(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(spans, (offset, 0)) - 1
    return index >= 0 and offset < spans[index][1]


def _outermost(names: Iterable[Name]) -> list[Name]:
    """Names that lie in no longer one, in order of the text."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if kept and name.end <= kept[-1].end and not name.series:
            continue
        kept.append(name)
    return kept


def _entry(name: Name, text: str, seats: Mapping[int, str], subject: Subject) -> _Entry | None:
    surface = text[name.start : name.end]
    stated = name.series or name.prefix + text[name.start : name.core]
    if name.pieces and name.pieces[0][0] is Piece.RANK:
        unit = meant_by(stated[0], subject)
        if unit is None:
            return None
        before = short_name(unit.name) if stated[1:2] == "\u7acb" else unit.name[:-1]
        return _Entry(name, surface, before + stated, unit.city, "rank of the subject")
    first = name.pieces[0][1] if name.pieces else name.start
    rule = "series" if name.series else "name"
    return _Entry(name, surface, stated, seats.get(first, ""), rule)


def _mention(entry: _Entry, entity: str) -> Mention:
    name = entry.name
    rule = entry.rule if entity == entry.entity else "short form"
    return Mention(
        name.block,
        name.start,
        name.end,
        entry.surface,
        EntityKind.INSTITUTION,
        entity,
        entry.city,
        rule,
    )


def _canonical(names: Iterable[str]) -> dict[str, str]:
    """For each name the fullest one of those that are the same once shortened."""
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        groups.setdefault(_shortest(name), []).append(name)
    fullest = {key: max(group, key=lambda name: (len(name), name)) for key, group in groups.items()}
    return {name: fullest[key] for key, group in groups.items() for name in group}


def _shortest(name: str) -> str:
    """A name with all its wordings made short: 上海市第十人民医院 and 上海十院 are 上海十院."""
    name = _without_rank(name)
    for long, short in institution_words().short_forms:
        name = name.replace(long, short)
    name = _AFFILIATED.sub(lambda m: f"{m[1]}大{m[3]}院", name)
    return _NUMBERED_HOSPITAL.sub(lambda m: f"{m[1]}院", name)


def _without_rank(name: str) -> str:
    """A name whose leading places have lost 省, 市, 县 or 区: 济南市卫计委 is 济南卫计委."""
    names = gazetteer()
    for end in names.at(name, 0):
        place = name[:end]
        if place in names.namings:
            return (short_name(place) or place) + name[end:]
    return name


def _shortened(
    texts: Sequence[str], entries: Sequence[_Entry], canonical: Mapping[str, str]
) -> Iterator[Mention]:
    """Later uses of a part of a long name: 北方中心 of 国家健康医疗大数据北方中心."""
    taken = {(entry.name.block, offset) for entry in entries for offset in _span(entry.name)}
    for short, entry in _parts(texts, entries).items():
        for block, text in enumerate(texts):
            for match in re.finditer(re.escape(short), text):
                span = {(block, offset) for offset in range(*match.span())}
                if span & taken or not _is_free(text, match.end()):
                    continue
                taken |= span
                yield Mention(
                    block,
                    match.start(),
                    match.end(),
                    short,
                    EntityKind.INSTITUTION,
                    canonical[entry.entity],
                    entry.city,
                    "part of a name",
                )


def _listed_brands(
    texts: Sequence[str], entries: Sequence[_Entry], canonical: Mapping[str, str]
) -> Iterator[Mention]:
    """Hospitals listed by name only, where the text has their full names: 龙华、岳阳、曙光."""
    brands: dict[str, _Entry] = {}
    for entry in entries:
        if [piece for piece, _ in entry.name.pieces] in _BRANDED and entry.name.kind == "hospital":
            brands.setdefault(entry.surface.removesuffix(HOSPITAL), entry)
    if len(brands) <= 1:
        return
    one = "|".join(map(re.escape, sorted(brands)))
    listed = re.compile(f"(?:{one})(?:[\u3001\uff0c\u548c\u53ca\u4e0e](?:{one})(?!{HOSPITAL}))+")
    for block, text in enumerate(texts):
        for run in listed.finditer(text):
            for match in re.finditer(one, run[0]):
                entry = brands[match[0]]
                start = run.start() + match.start()
                yield Mention(
                    block,
                    start,
                    start + len(match[0]),
                    match[0],
                    EntityKind.INSTITUTION,
                    canonical[entry.entity],
                    entry.city,
                    "list of names",
                )


def _is_free(text: str, end: int) -> bool:
    """Whether no 城市 or the like makes the part another word."""
    return not institution_words().starting_at("right", text, max(0, end - 2))


def _span(name: Name) -> range:
    return range(name.start, name.end)


def _parts(texts: Sequence[str], entries: Sequence[_Entry]) -> dict[str, _Entry]:
    """Parts of names that name the same, the longest first; parts of two names are left out."""
    owners: dict[str, dict[str, _Entry]] = {}
    for entry in entries:
        for part in _suffixes(entry, texts[entry.name.block]):
            owners.setdefault(part, {}).setdefault(entry.entity, entry)
    single = {part: next(iter(of.values())) for part, of in owners.items() if len(of) == 1}
    return dict(sorted(single.items(), key=lambda item: (-len(item[0]), item[0])))


def _suffixes(entry: _Entry, text: str) -> Iterator[str]:
    """Ends of a name that begin with a piece and hold one that is no mere description."""
    name = entry.name
    telling = {Piece.NATIONAL, Piece.BRAND, Piece.UNKNOWN}
    for index, (_, start) in enumerate(name.pieces):
        if index == 0 or name.series:
            continue
        rest = {piece for piece, _ in name.pieces[index:]}
        part = text[start : name.core]
        if rest & telling and len(part) >= LEAST_SUFFIX and is_han(part[0]):
            yield part
