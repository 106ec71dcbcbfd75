"""A large library of synthetic documents: seeded, varied, and shaped like policy texts.

Words come from the project's own word list with their true frequencies, a topic of its own colours
each document, and a pool of collocations makes longer phrases recur as they do in such texts. The
running text has more different pairs of neighbouring characters than real text of the same length
has, since words that never meet in real text meet here: that makes an index larger, not smaller.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import TYPE_CHECKING

from wenku.model import (
    Annotations,
    Block,
    BlockKind,
    Document,
    Entity,
    EntityKind,
    Library,
    Metadata,
    Source,
    Theme,
)
from wenku.text.anchor import Anchors
from wenku.trail import Trail
from wenku.vocab.gazetteer import gazetteer
from wenku.vocab.themes import theme_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LENGTH = 3000
"""Characters of a document."""
TOPICS = 60
COLLOCATIONS = 40_000
KINDS = ("规划", "政务信息", "新闻报道", "行业资讯", "通知", "意见", "方案")
FIXED = (
    "互联网+医疗健康",
    "“1+1+N”服务模式",
    "十四五",
    "COVID-19",
    "APP",
    "GDP",
    "65岁及以上",
    "3.5万张",
    "《“健康中国2030”规划纲要》",
    "以人民为中心",
    "习近平新时代中国特色社会主义思想",
    "2025年",
    "2018年9月7日",
    "12345热线",
    "100%",
    "公立医院高质量发展",
    "医养结合",
    "长三角一体化",
    "中医药传承创新发展",
    "智慧医院",
    "道地药材",
    "康养旅游",
)
"""Wordings with digits, signs and Latin letters, which every topic may use."""


MARKS = "\uff0c" * 10 + "\u3002" * 6 + "\u3001" * 4 + "\uff1b\uff1a"


@dataclass(frozen=True, slots=True)
class Words:
    """Words with running totals of their weights, as ``random.choices`` takes them."""

    words: tuple[str, ...]
    totals: tuple[float, ...]

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Draw words at random, by their weights."""
        return chance.choices(self.words, cum_weights=self.totals, k=count)


def _weighted(pairs: Sequence[tuple[str, float]]) -> Words:
    return Words(tuple(word for word, _ in pairs), tuple(accumulate(weight for _, weight in pairs)))


@cache
def general_words() -> Words:
    content = resources.files("wenku.vocab").joinpath("words.txt").read_text(encoding="utf-8")
    pairs: list[tuple[str, float]] = []
    for line in content.split("\n"):
        if line and not line.startswith("#"):
            cost, words = line.split("\t")
            weight = 2.718281828 ** (-(ord(cost) - 35) * 0.25)
            pairs += [(word, weight) for word in words.split(" ") if word]
    return _weighted(pairs)


@dataclass(frozen=True, slots=True)
class Style:
    """What all documents of one library draw from."""

    topics: tuple[Words, ...]
    collocations: Words
    sources: Words
    cities: tuple[tuple[str, str], ...]
    """City and province."""
    themes: tuple[str, ...]


def _zipf(words: Sequence[str], power: float = 1.0) -> Words:
    return _weighted([(word, 1 / (rank + 8) ** power) for rank, word in enumerate(words)])


def _style(chance: random.Random) -> Style:
    general = general_words()
    topics = tuple(_zipf(chance.sample(general.words[200:], 500)) for _ in range(TOPICS))
    phrases = ["".join(general.draw(chance, chance.randint(2, 6))) for _ in range(COLLOCATIONS)]
    places = [
        (place.name, place.province)
        for _, place in sorted(gazetteer().places.items())
        if place.kind is EntityKind.CITY
    ]
    offices = ("日报", "人民政府", "卫生健康委员会")
    sources = [f"{name}{office}" for name, _ in places for office in offices]
    chance.shuffle(sources)
    chance.shuffle(phrases)
    for at, fixed in enumerate(FIXED):
        phrases.insert(20 + 9 * at, fixed)
    return Style(
        topics,
        _zipf(phrases, 0.9),
        _zipf(sources),
        tuple(places),
        theme_vocabulary().names,
    )


def documents(count: int, seed: int = 5, length: int = LENGTH) -> Iterator[Document]:
    """Synthetic documents, the same for the same arguments.

    Args:
        count: how many.
        seed: of the random choices.
        length: characters of a document's body; each is within a fifth of it.
    """
    style = _style(random.Random(seed))
    for number in range(count):
        yield _document(random.Random(f"{seed}/{number}"), style, number, length)


def library(count: int, seed: int = 5, length: int = LENGTH) -> Library:
    """The documents as a library with its cities and themes."""
    made = tuple(sorted(documents(count, seed, length), key=lambda document: document.id))
    return Library(made, tuple(_entities(made)))


def _entities(made: Sequence[Document]) -> Iterator[Entity]:
    cities: dict[str, list[str]] = {}
    themes: dict[str, list[str]] = {}
    provinces: dict[str, str] = {}
    for document in made:
        known = document.annotations
        provinces.setdefault(known.subject_city, known.province)
        for name in known.cities:
            cities.setdefault(name, []).append(document.id)
        for theme in known.themes:
            themes.setdefault(theme.name, []).append(document.id)
    for name, found in sorted(cities.items()):
        yield Entity(name, "city", name, tuple(found), provinces.get(name, ""))
    for name, found in sorted(themes.items()):
        yield Entity(name, "theme", name, tuple(found))


def _document(chance: random.Random, style: Style, number: int, length: int) -> Document:
    wording = _wording(chance, style)
    blocks: list[Block] = []
    anchors = Anchors()
    start = 0
    for kind, text in _blocks(chance, wording, int(length * chance.uniform(0.8, 1.2))):
        level = 2 if kind is BlockKind.HEADING else 0
        blocks.append(Block(kind, start, start + len(text), text, level, anchors.give(text)))
        start += len(text) + 1
    identifier = f"{number:05}_{chance.getrandbits(64):016x}"
    return Document(
        id=identifier,
        source=Source(f"{identifier}.txt", "0" * 64, 0, "utf-8", "text/plain", "simplified"),
        metadata=_stated(chance, style, "".join(wording.draw(chance, chance.randint(3, 6)))),
        text="\n".join(block.text for block in blocks),
        blocks=tuple(blocks),
        trail=Trail("", ()),
        annotations=_known(chance, style),
    )


def _stated(chance: random.Random, style: Style, title: str) -> Metadata:
    date = f"{chance.randint(2009, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Metadata(
        title=title,
        date=date if chance.random() < 0.95 else "",
        source=style.sources.draw(chance, 1)[0],
        doc_type=chance.choice(KINDS),
    )


def _known(chance: random.Random, style: Style) -> Annotations:
    city, province = chance.choice(style.cities)
    others = {name for name, _ in chance.sample(style.cities, chance.randint(0, 4))} - {city}
    themes = chance.sample(style.themes, chance.randint(1, 4))
    return Annotations(
        subject_city=city,
        province=province,
        cities=(city, *sorted(others)),
        themes=tuple(Theme(name, 0.5, ()) for name in themes),
    )


def _wording(chance: random.Random, style: Style) -> Words:
    """What one document says over and over: its own phrases and words, those of all among them."""
    topic = chance.choice(style.topics).draw(chance, 90)
    general = general_words().draw(chance, 260)
    own = ["".join(chance.choices(topic + general, k=chance.randint(2, 5))) for _ in range(45)]
    shared = style.collocations.draw(chance, 130)
    return _weighted(
        [
            (words, weight / (rank + 6) ** 0.7)
            for group, weight in ((own, 5), (shared, 6), (topic, 3), (general, 9))
            for rank, words in enumerate(group)
        ]
    )


def _blocks(chance: random.Random, wording: Words, wanted: int) -> Iterator[tuple[BlockKind, str]]:
    length = 0
    while length < wanted:
        if chance.random() < 0.2:
            kind, text = BlockKind.HEADING, "".join(wording.draw(chance, chance.randint(2, 4)))
        else:
            kind = BlockKind.PARAGRAPH
            text = _paragraph(chance, wording, min(wanted - length, chance.randint(60, 320)))
        yield kind, text
        length += len(text)


def _paragraph(chance: random.Random, wording: Words, wanted: int) -> str:
    pieces: list[str] = []
    length = 0
    while length < wanted:
        clause = "".join(wording.draw(chance, chance.randint(3, 7)))
        pieces += [clause, chance.choice(MARKS)]
        length += len(clause) + 1
    pieces[-1] = "\u3002"
    return "".join(pieces)
