"""The five seeds as they were restored by hand: blocks, facts, and what is said in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from wenku.model import Annotations, Block, BlockKind, EntityKind, Mention, Metadata

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "reference"
SEEDS = ("000", "001", "002", "003", "004")


@dataclass(frozen=True)
class Restored:
    """One seed.

    Attributes:
        facts: The whole reference file.
        blocks: Its article.
        lines: The seed line of each block.
    """

    facts: dict[str, Any]
    blocks: tuple[Block, ...]
    lines: tuple[int, ...]

    @property
    def stem(self) -> str:
        return str(self.facts["seed"]).removesuffix(".txt")

    @property
    def metadata(self) -> Metadata:
        return Metadata(
            title=self.facts["title"],
            title_derived=self.facts["title_derived"],
            date=self.facts["date"] or "",
            doc_type=self.facts["doc_type"] or "",
        )

    @property
    def annotations(self) -> Annotations:
        """Subject and mentions by plain search, so that no other finder is needed."""
        mentions = [
            *self._mentions(EntityKind.INSTITUTION, self._institutions()),
            *self._mentions(EntityKind.CITY, self._cities()),
        ]
        return Annotations(
            subject_city=self.facts["subject_city"],
            province=self.facts["province"],
            mentions=tuple(mentions),
        )

    def _institutions(self) -> list[tuple[str, str]]:
        core = self.facts["institutions"]["core"]
        return [(surface, one["name"]) for one in core for surface in one["surfaces"]]

    def _cities(self) -> list[tuple[str, str]]:
        return [(surface, city) for city in self.facts["cities"] for surface in (city, city[:-1])]

    def _mentions(self, kind: EntityKind, names: list[tuple[str, str]]) -> list[Mention]:
        return [
            Mention(index, place, place + len(surface), surface, kind, entity)
            for index, block in enumerate(self.blocks)
            for surface, entity in names
            for place in range(len(block.text))
            if block.text.startswith(surface, place)
        ]


@cache
def restored(seed: str) -> Restored:
    """The reference of the seed whose name begins with ``seed``."""
    path = next(FOLDER.glob(f"{seed}_*.yml"))
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    blocks = tuple(
        Block(BlockKind(row["kind"]), 0, 0, row["text"], level=row.get("level", 0))
        for row in facts["blocks"]
    )
    return Restored(facts, blocks, tuple(row["seed_line"] for row in facts["blocks"]))


@cache
def statements() -> dict[str, list[dict[str, Any]]]:
    """The hand-made list of statements, by group: core, possible, milestones, …."""
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        (FOLDER / "indicators.yml").read_text(encoding="utf-8")
    )
    return loaded


def of_seed(group: str, seed: Restored) -> list[dict[str, Any]]:
    """The statements of one group and seed."""
    return [row for row in statements()[group] if row["seed"] == seed.stem]


def paragraph(text: str) -> tuple[Block, ...]:
    """A document of one paragraph."""
    return (Block(BlockKind.PARAGRAPH, 0, len(text), text),)
