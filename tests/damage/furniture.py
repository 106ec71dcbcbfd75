"""Step 0 of a scraped page: what stands around the article, in new wordings of the known families.

The wordings are data, one file for each split of the corpus, so that rules read against the one are
judged on the other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.corpus import CleanDocument

DATA = Path(__file__).parent / "furniture_data"

HIDDEN_TAGS = ("del", "dfn", "strike", "sup", "ul", "tfoot", "tr", "noscript", "code", "kbd", "em")
NOISE_SIGNS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+-/:;=?@[]^_{|}~"
)

Block = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Blocks of lines for one page: before the article, inside and after it."""

    head: tuple[tuple[str, Block], ...] = ()
    """Pairs of family and lines."""
    middle: tuple[tuple[str, Block], ...] = ()
    tail: tuple[tuple[str, Block], ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    """Metadata that the lines print: date, source, author, editor."""


@cache
def wordings(split: str) -> Mapping[str, Any]:
    """The wordings of one split."""
    loaded: Mapping[str, Any] = yaml.safe_load((DATA / f"{split}.yml").read_text(encoding="utf-8"))
    return loaded


class Filler:
    """Fills ``{braces}`` for one page and remembers what was stated."""

    def __init__(self, document: CleanDocument, chance: random.Random) -> None:
        """Choose the names that stay the same all over the page."""
        self._names: Mapping[str, Sequence[str]] = wordings(document.split)["names"]
        self._chance = chance
        year, month, day = document.date.split("-")
        self._fixed: dict[str, str] = {
            "title": document.title,
            "date": document.date,
            "slash": f"{year}/{int(month)}/{int(day)}",
            "chinese": f"{year}年{int(month)}月{int(day)}日",
            "time": f"{chance.randint(8, 18):02}:{chance.randint(0, 59):02}",
            "source": document.source,
            "author": document.author or chance.choice(self._names["person"]),
            "editor": document.editor or chance.choice(self._names["person"]),
            "site": chance.choice(self._names["site"]),
        }
        self._date = document.date
        self.states: dict[str, str] = {}

    def fill(self, block: Sequence[str], *, states: bool = False) -> Block:
        """Fill one block; ``states`` records which metadata its lines print."""
        return tuple(re.sub(r"\{(\w+)\}", lambda m: self._value(m[1], states), s) for s in block)

    def _value(self, name: str, states: bool) -> str:
        if name == "n":
            return str(self._chance.randint(1000, 9999))
        if name not in self._fixed:
            return self._chance.choice(self._names[name])
        if states and name in {"date", "slash", "chinese"}:
            self.states["date"] = self._date
        elif states and name in {"source", "author", "editor"}:
            self.states[name] = self._fixed[name]
        return self._fixed[name]


def news_page(document: CleanDocument, chance: random.Random) -> Furniture:
    """Navigation, metadata, sharing, editors, related titles, footer: a page of a news site."""
    words = wordings(document.split)
    filler = Filler(document, chance)
    head = [("nav", filler.fill(block)) for block in chance.sample(words["head"]["nav"], 2)]
    meta = filler.fill(chance.choice(words["head"]["meta"]), states=True)
    share = filler.fill(chance.choice(words["head"]["share"]))
    middle = [("picture", filler.fill(chance.choice(words["middle"]["picture"])))]
    families = chance.sample(sorted(words["tail"]), chance.randint(5, 8))
    tail = [(name, filler.fill(chance.choice(words["tail"][name]))) for name in _ordered(families)]
    return Furniture(
        (*head, ("title", (document.title,)), ("meta", meta), ("share", share)),
        tuple(middle),
        tuple(tail),
        filler.states,
    )


_TAIL_ORDER = [
    "editors",
    "tags",
    "disclaimer",
    "next",
    "scan",
    "related",
    "product",
    "comment",
    "widget",
    "footer",
]


def _ordered(families: Sequence[str]) -> list[str]:
    """Families in the order in which pages have them; the footer is always there, and last."""
    return sorted({*families, "footer"}, key=_TAIL_ORDER.index)


def document_page(document: CleanDocument, chance: random.Random) -> Furniture:
    """A page of a site where documents are uploaded."""
    return _special_page(document, chance, "document_site")


def journal_page(document: CleanDocument, chance: random.Random) -> Furniture:
    """An article of a journal with its classification, affiliations and dates of receipt."""
    return _special_page(document, chance, "journal")


def _special_page(document: CleanDocument, chance: random.Random, name: str) -> Furniture:
    words = wordings(document.split)[name]
    filler = Filler(document, chance)
    head = tuple((name, filler.fill(block)) for block in words["head"])
    tail = tuple((name, filler.fill(block)) for block in words["tail"])
    return Furniture((("title", (document.title,)), *head), (), tail)


def spam_lines(split: str, chance: random.Random) -> tuple[Block, Block]:
    """Spam before and after a page."""
    words = wordings(split)["spam"]

    def items(count: int) -> list[str]:
        return ["".join(chance.sample(words["parts"], chance.randint(3, 5))) for _ in range(count)]

    head = chance.choice("_,").join(items(chance.randint(6, 12)))
    label = chance.choice(words["label"])
    tail = label + chance.choice(("| ", "|", " ", "_")).join(items(chance.randint(18, 45)))
    return (head,), (tail,)


def brand(split: str, chance: random.Random) -> str:
    """A gambling brand that is glued to the first word of a body."""
    return str(chance.choice(wordings(split)["spam"]["brand"]))


def hidden_tags(chance: random.Random) -> Block:
    """Hidden elements with one id, as a text dump of the page shows them."""
    identity = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=5))

    def element(tag: str) -> str:
        return f'<{tag} id="{identity}"></{tag}>'

    return tuple(_tag_line(element, chance, identity) for _ in range(chance.randint(4, 9)))


def _tag_line(element: Any, chance: random.Random, identity: str) -> str:
    outer, inner = chance.sample(HIDDEN_TAGS, 2)
    if chance.random() < 0.3:
        return f'<{outer} id="{identity}">{element(inner)}</{outer}>'
    return chance.choice(("  \u2022 ", "    ", "")) + str(element(outer))


def forum_noise(chance: random.Random) -> str:
    """Random signs that a forum prints invisibly against copying."""
    tokens = ["".join(chance.choices(NOISE_SIGNS, k=chance.choice((1, 2, 2)))) for _ in range(9)]
    return " ".join(tokens[: chance.randint(5, 9)])


def stolen_from(split: str, chance: random.Random) -> str:
    """A phrase that a content system strews into paragraphs."""
    return str(chance.choice(wordings(split)["noise"]["dede"]))


def all_lines(split: str) -> Iterator[str]:
    """Every wording of a split, unfilled, for checks that the splits differ."""
    for part, value in wordings(split).items():
        if part not in {"names", "spam", "noise"}:
            yield from _leaves(value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    else:
        for inner in value:
            yield from _leaves(inner)
