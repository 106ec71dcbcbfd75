"""Labelled texts, and precision and recall against them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from wenku.annotate import annotate
from wenku.model import Annotations, Block, BlockKind, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent


@dataclass(slots=True)
class Score:
    """Hits, false alarms and misses."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def add(self, found: Iterable[str], wanted: Iterable[str]) -> None:
        """Count one comparison of sets."""
        one, other = set(found), set(wanted)
        self.hits += len(one & other)
        self.false += len(one - other)
        self.missed += len(other - one)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.hits / max(1, self.hits + self.missed)

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} "
            f"({self.hits} right, {self.false} false, {self.missed} missed)"
        )


def cases(folder: str, part: str) -> list[dict[str, Any]]:
    """The labelled texts of one kind; ``part`` is dev or held_out."""
    loaded: list[dict[str, Any]] = yaml.safe_load(
        (FOLDER / folder / f"{part}.yml").read_text(encoding="utf-8")
    )
    return loaded


def listed(folder: str) -> list[Any]:
    """The labelled texts that the rules were made with, one parameter each; known misses apart."""
    return [
        pytest.param(
            case,
            id=str(case.get("title") or case["text"])[:20],
            marks=pytest.mark.xfail(strict=True) if case.get("known_miss") else (),
        )
        for case in cases(folder, "dev")
    ]


def annotated(*paragraphs: str, title: str = "", source: str = "") -> Annotations:
    """Annotations of a document made of a title and paragraphs."""
    blocks = [Block(BlockKind.PARAGRAPH, 0, 0, text) for text in paragraphs]
    if title:
        blocks.insert(0, Block(BlockKind.TITLE, 0, 0, title))
    return annotate(Metadata(title=title, source=source), tuple(blocks))


def of_case(case: dict[str, Any]) -> Annotations:
    """Annotations of a labelled text."""
    texts = case["text"] if isinstance(case["text"], list) else [case["text"]]
    return annotated(*texts, title=case.get("title", ""), source=case.get("source", ""))
