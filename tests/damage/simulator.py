"""A clean article in, a damaged page out, with the ground truth: which line is what, which span of
it was damaged how, and what a perfect repair can know about it. Seeded; same seed, same page.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.corpus import CleanDocument
from tests.damage import annotation as pinyin
from tests.damage import furniture as around
from tests.damage.codepage import ENUMERATION, EXCLAMATION, QUESTION, SEMICOLON, STOP, Cut
from tests.damage.conversion import to_traditional
from tests.damage.paragraph import Mechanism, damage_paragraph
from tests.damage.truth import Certainty, DamagedLine, Kind, Span


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to a page. The names are those of the mechanisms in the module docstrings."""

    group: str
    """The row of the quality table that the kind counts for."""
    convert: bool = False
    over_convert: bool = False
    readings: str = ""
    """Which characters are annotated: weak, half, full, spaced, toneless, other, any (a prefix of
    random length), or none."""
    bytewise: bool = False
    cut: Cut | None = None
    strip: bool = False
    fold: bool = True
    lost_indent: float = 0.0
    """Share of paragraphs whose indent of no-break spaces became question marks, the same on the
    whole page; some of them follow an empty paragraph that held one such space."""
    spaces: bool = False
    wrap: str = ""
    """``blank``: a blank where each line ended; ``newline``: the line ends are still there."""
    cells: bool = False
    """Each paragraph is a table of one cell."""
    noise: str = ""
    """``stolen`` phrases or ``forum`` signs inside the body."""
    doubled: str = ""
    """``summary`` before the article, the article ``twice``, or a truncated ``teaser``."""
    brand: bool = False
    page: str = ""
    """``news``, ``document`` or ``journal``: what stands around the article."""
    spam: bool = False


_HALF = Damage("byte shift", convert=True, readings="half", cut=Cut())

KINDS: Mapping[str, Damage] = {
    "clean": Damage("clean", fold=False),
    "width": Damage("width"),
    "traditional": Damage("traditional conversion", convert=True),
    "over_converted": Damage("traditional conversion", convert=True, over_convert=True),
    "pinyin_weak": Damage("pinyin", convert=True, readings="weak"),
    "pinyin_half": Damage("pinyin", convert=True, readings="half"),
    "pinyin_full": Damage("pinyin", convert=True, readings="full"),
    "pinyin_spaced": Damage("pinyin", convert=True, readings="spaced"),
    "pinyin_toneless": Damage("pinyin", convert=True, readings="toneless"),
    "pinyin_other": Damage("pinyin", convert=True, readings="other"),
    "shift": replace(_HALF, readings=""),
    "shift_stop": replace(_HALF, cut=Cut(boundaries=(STOP, ENUMERATION))),
    "shift_pinyin": _HALF,
    "shift_no_comma": replace(_HALF, cut=Cut(marks=(QUESTION, EXCLAMATION, SEMICOLON))),
    "shift_some": replace(_HALF, cut=Cut(rate=0.6)),
    "misannotation": Damage("misannotation", convert=True, readings="full", bytewise=True),
    "misannotation_shift": Damage(
        "misannotation", convert=True, readings="full", bytewise=True, cut=Cut()
    ),
    "stripped": Damage(
        "misannotation", convert=True, readings="full", bytewise=True, cut=Cut(), strip=True
    ),
    "lost": Damage("lost characters", convert=True, lost_indent=1.0),
    "spaces": Damage("layout", spaces=True),
    "wrapped_blank": Damage("layout", wrap="blank"),
    "wrapped_lines": Damage("layout", wrap="newline"),
    "cells": Damage("layout", cells=True),
    "stolen_phrases": Damage("boilerplate and spam", noise="stolen"),
    "forum_noise": Damage("boilerplate and spam", noise="forum"),
    "summary": Damage("boilerplate and spam", doubled="summary"),
    "twice": Damage("boilerplate and spam", doubled="twice"),
    "teaser": Damage("boilerplate and spam", doubled="teaser"),
    "brand": Damage("boilerplate and spam", brand=True),
    "news_page": Damage("boilerplate and spam", page="news"),
    "news_page_converted": Damage(
        "boilerplate and spam", convert=True, readings="any", page="news"
    ),
    "document_page": Damage("boilerplate and spam", page="document"),
    "journal_page": Damage("boilerplate and spam", page="journal"),
    "spam": Damage("boilerplate and spam", spam=True),
    "everything": Damage(
        "everything",
        convert=True,
        readings="any",
        bytewise=True,
        cut=Cut(),
        lost_indent=0.2,
        spaces=True,
        page="news",
        spam=True,
    ),
}


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line (or hard-wrapped paragraph) of a damaged page."""

    role: str
    """``body``, ``title``, or the family of furniture."""
    text: str
    paragraph: int | None = None
    """Index of the paragraph of the article that it stands for."""
    damage: DamagedLine | None = None


@dataclass(frozen=True, slots=True)
class DamagedPage:
    """A damaged page with its ground truth."""

    document: CleanDocument
    kind: str
    seed: int
    lines: tuple[PageLine, ...]
    states: Mapping[str, str] = field(default_factory=dict)
    """Metadata that the page prints; nothing else can be asked of a reader."""

    @property
    def text(self) -> str:
        """The page as it is scraped."""
        return "\n".join(line.text for line in self.lines) + "\n"

    @property
    def clean(self) -> str:
        """The article."""
        return self.document.body

    @property
    def attainable(self) -> str:
        """The body as a perfect repair leaves it: a character that GBK lacks stays ``?``."""
        characters = list(self.clean)
        for span in self.spans:
            if span.kind is Kind.LOST and span.certainty is Certainty.UNKNOWABLE:
                characters[span.clean_start] = "?"
        return "".join(characters)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Damaged spans of the body, in offsets of ``text`` and of ``clean``."""
        starts = _starts(self.document.paragraphs)
        found: list[Span] = []
        position = 0
        for line in self.lines:
            if line.damage is not None and line.paragraph is not None:
                clean = starts[line.paragraph]
                found.extend(span.moved(position, clean) for span in line.damage.spans)
            position += len(line.text) + 1
        return tuple(found)

    @property
    def furniture(self) -> tuple[PageLine, ...]:
        """Lines that must not be in the body."""
        return tuple(line for line in self.lines if line.role != "body" and line.text.strip())


def _starts(paragraphs: Sequence[str]) -> list[int]:
    starts, position = [], 0
    for paragraph in paragraphs:
        starts.append(position)
        position += len(paragraph) + 1
    return starts


def simulate(document: CleanDocument, kind: str, seed: int = 0) -> DamagedPage:
    """Damage one article in one way."""
    how = KINDS[kind]
    chance = random.Random(f"{document.id}/{kind}/{seed}")
    mechanism = _mechanism(document, how, chance)
    body = list(_body(document, how, mechanism, chance))
    page = _furniture(document, how, chance)
    if page.middle:
        at = chance.randint(1, max(1, len(body) - 1))
        body[at:at] = _dressed(page.middle, mechanism, chance)
    converted = mechanism if chance.random() < 0.7 else replace(mechanism, convert=False)
    whole = [
        *_dressed(page.head, mechanism, chance),
        *body,
        *_dressed(page.tail, converted, chance),
    ]
    if how.spam:
        whole = _spammed(document, whole, chance)
    return DamagedPage(document, kind, seed, tuple(whole), {"title": document.title, **page.states})


def _spammed(
    document: CleanDocument, lines: Sequence[PageLine], chance: random.Random
) -> list[PageLine]:
    """Spam and hidden tags are added last; they are never converted."""
    before, after = around.spam_lines(document.split, chance)
    hidden = [PageLine("hidden", line) for line in around.hidden_tags(chance)]
    return [
        *_dressed([("spam", before)], Mechanism(), chance),
        *hidden,
        *lines,
        *_dressed([("spam", after)], Mechanism(), chance),
    ]


def _furniture(document: CleanDocument, how: Damage, chance: random.Random) -> around.Furniture:
    if how.page == "news":
        return around.news_page(document, chance)
    if how.page == "document":
        return around.document_page(document, chance)
    if how.page == "journal":
        return around.journal_page(document, chance)
    return around.Furniture(head=(("title", (document.title,)),))


def _dressed(
    blocks: Sequence[tuple[str, Sequence[str]]], how: Mechanism, chance: random.Random
) -> list[PageLine]:
    """Lines of furniture, which went the same way as the article (or were added afterwards)."""
    if not how.convert:
        how = Mechanism(fold=how.fold)
    return [
        PageLine(name, damage_paragraph(line, how, chance).text)
        for name, lines in blocks
        for line in lines
    ]


def _mechanism(document: CleanDocument, how: Damage, chance: random.Random) -> Mechanism:
    return Mechanism(
        convert=how.convert,
        over_convert=how.over_convert,
        annotation=_annotation(document, how, chance),
        cut=how.cut,
        strip=how.strip,
        fold=how.fold,
    )


def _annotation(
    document: CleanDocument, how: Damage, chance: random.Random
) -> pinyin.Annotation | None:
    lengths = {
        "weak": pinyin.WEAKEST,
        "half": pinyin.HALF,
        "full": pinyin.FULL,
        "spaced": pinyin.NEARLY,
        "any": chance.randint(pinyin.WEAKEST, pinyin.FULL),
    }
    if how.readings in lengths:
        return pinyin.prefix(
            lengths[how.readings], bytewise=how.bytewise, inner_space=how.readings == "spaced"
        )
    if how.readings == "toneless":
        return pinyin.toneless_everywhere(to_traditional(document.body), chance)
    if how.readings == "other":
        return pinyin.another_list(to_traditional(document.body), chance)
    return None


def _body(
    document: CleanDocument, how: Damage, mechanism: Mechanism, chance: random.Random
) -> Iterator[PageLine]:
    lines = [damage_paragraph(text, mechanism, chance) for text in document.paragraphs]
    indent = chance.choice(("????", "????", "??"))
    yield from _doubled(document, lines, how)
    for index, line in enumerate(lines):
        damaged = _laid_out(line, how, chance)
        if chance.random() < how.lost_indent:
            damaged = damaged.with_insertion(0, indent, Kind.LOST)
            if chance.random() < 0.15:
                yield PageLine("lost", "?")
        if index == 0 and how.brand:
            glued = around.brand(document.split, chance)
            damaged = damaged.with_insertion(0, glued, Kind.NOISE)
        if how.noise and len(line.clean) > 40 and chance.random() < 0.6:
            damaged = _with_noise(document, damaged, how, chance)
        yield PageLine("body", damaged.text, index, damaged)
    if how.doubled == "twice":
        yield from (PageLine("duplicate", line.text) for line in lines)


def _doubled(
    document: CleanDocument, lines: Sequence[DamagedLine], how: Damage
) -> Iterator[PageLine]:
    if how.doubled == "summary":
        whole = "".join(line.text for line in lines if line.clean not in document.headings)
        yield PageLine("duplicate", whole[:160].replace("%", ""))
    elif how.doubled == "teaser":
        longest = next(line.text for line in lines if len(line.text) > 45)
        yield PageLine("duplicate", longest[:38] + "\u2026")


def _laid_out(line: DamagedLine, how: Damage, chance: random.Random) -> DamagedLine:
    if how.spaces:
        line = _with_spaces(line, chance)
    if how.wrap:
        line = _wrapped(line, how.wrap)
    if how.cells:
        line = line.with_insertion(0, "| ", Kind.SPACE)
        line = line.with_insertion(len(line.text), " |", Kind.SPACE)
    return line


_UNIT = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff])")
_THOUSANDS = re.compile(r"(?<![\d.])\d(?=\d{3}(?![\d.\u5e74])[\u4e00-\u9fff])")
_MARK = re.compile("(?<=[\u4e00-\u9fff])(?=[\u3001\u3002,])")


def _with_spaces(line: DamagedLine, chance: random.Random) -> DamagedLine:
    """``60 岁``, ``1 235名`` and ``枢纽 、村``, each at some of the places where they can be."""
    places = {match.end(): 0.12 for match in _UNIT.finditer(line.text)}
    places |= {match.end(): 0.5 for match in _THOUSANDS.finditer(line.text)}
    places |= {match.end(): 0.06 for match in _MARK.finditer(line.text)}
    for at in sorted(places, reverse=True):
        if line.is_sound(at) and chance.random() < places[at]:
            line = line.with_insertion(at, " ", Kind.SPACE)
    return line


def _wrapped(line: DamagedLine, wrap: str, width: int = 38) -> DamagedLine:
    inserted = " " if wrap == "blank" else "\n"
    for at in reversed(range(width, len(line.text), width)):
        if line.is_sound(at):
            line = line.with_insertion(at, inserted, Kind.SPACE)
    return line


def _with_noise(
    document: CleanDocument, line: DamagedLine, how: Damage, chance: random.Random
) -> DamagedLine:
    ends = [match.end() for match in re.finditer("\u3002", line.text) if line.is_sound(match.end())]
    at = chance.choice(ends) if ends else len(line.text)
    if how.noise == "stolen":
        return line.with_insertion(at, around.stolen_from(document.split, chance), Kind.NOISE)
    return line.with_insertion(at, around.forum_noise(chance), Kind.NOISE)


def determined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that must come back exactly."""
    return tuple(span for span in spans if span.certainty is Certainty.DETERMINED)
