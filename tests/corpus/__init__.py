"""Clean articles and sound texts: the material of the quality gate. See README.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SPLITS = ("dev", "held_out")


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A sound article with what its page states about it."""

    id: str
    split: str
    title: str
    date: str
    """ISO date."""
    source: str
    author: str
    editor: str
    subject: str
    paragraphs: tuple[str, ...]
    """Lines of the body, headings among them."""
    headings: tuple[str, ...]

    @property
    def body(self) -> str:
        """The article as the pipeline should give it back, one block a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class SoundText:
    """A text that looks damaged and is not."""

    id: str
    text: str
    why: str
    """The reason why it is sound."""
    tempts: tuple[str, ...]
    """The kinds of careless rule that would break it."""
    unchanged: bool = True
    """Whether the whole text is expected back; else ``kept`` must survive."""
    kept: tuple[str, ...] = ()


@cache
def clean_documents(split: str | None = None) -> tuple[CleanDocument, ...]:
    """The clean articles of one split, or of both, by id."""
    splits = SPLITS if split is None else (split,)
    return tuple(document for name in splits for document in _read_split(name))


def _read_split(split: str) -> Iterator[CleanDocument]:
    for path in sorted((HERE / "clean" / split).glob("*.txt")):
        facts = _mapping(path.with_suffix(".yml"))
        yield CleanDocument(
            id=path.stem,
            split=split,
            title=facts["title"],
            date=facts["date"],
            source=facts["source"],
            author=facts.get("author", ""),
            editor=facts.get("editor", ""),
            subject=facts["subject"],
            paragraphs=tuple(path.read_text(encoding="utf-8").splitlines()),
            headings=tuple(facts["headings"]),
        )


@cache
def sound_texts() -> tuple[SoundText, ...]:
    """All sound texts, by file and place in it."""
    return tuple(
        SoundText(
            id=f"{path.stem}/{row['id']}",
            text=row["text"].rstrip("\n"),
            why=row["why"],
            tempts=tuple(row.get("tempts", ())),
            unchanged=row.get("unchanged", True),
            kept=tuple(row.get("kept", ())),
        )
        for path in sorted((HERE / "sound").glob("*.yml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def _mapping(path: Path) -> dict[str, Any]:
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(facts, dict):
        raise TypeError(f"{path.name} does not hold a mapping")
    return facts
