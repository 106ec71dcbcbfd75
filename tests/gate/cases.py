"""What the gate runs: every kind of damage on every article, and the sound texts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.corpus import SPLITS, SoundText, clean_documents, sound_texts
from tests.damage import KINDS, DamagedPage, simulate
from tests.gate.measure import Outcome, Score, score

Cleaner = Callable[[str], Outcome]

SEED = 2024
"""Of the damage; another seed is another page of the same kind."""

# Around a sound text, so that it is the body of an article and not its title or its last line.
OPENING = (
    "关于整理地方资料的几点说明",
    "整理地方资料是一项细致的工作，既要尊重原貌，也要便于阅读。下面这段文字照录于此，供参考。",
)
CLOSING = "以上文字在收入本书之前，已经由专人与底本逐字核对，标点、用字均保持原样。"


def clean_with_project(text: str) -> Outcome:
    """What the project's public interface makes of a page."""
    from wenku import clean
    from wenku.errors import Rejection
    from wenku.model import BlockKind

    try:
        document = clean(text)
    except Rejection:
        return Outcome((), (), {}, rejected=True)
    facts = document.metadata
    names = ("title", "date", "source", "author", "editor")
    return Outcome(
        blocks=tuple(block.text for block in document.body),
        headings=tuple(b.text for b in document.body if b.kind is BlockKind.HEADING),
        metadata={name: getattr(facts, name) for name in names},
    )


def pages(kinds: Iterable[str] = KINDS, splits: Iterable[str] = SPLITS) -> Iterator[DamagedPage]:
    """Every page of the gate, in a fixed order."""
    splits = tuple(splits)
    for kind in kinds:
        for split in splits:
            for document in clean_documents(split):
                yield simulate(document, kind, SEED)


def digest() -> str:
    """Of all pages with their articles: pinned rates are rates on these bytes."""
    state = hashlib.sha256()
    for page in pages():
        for part in (page.kind, page.text, page.document.title, page.clean):
            state.update(part.encode("utf-8"))
            state.update(b"\0")
        state.update("\n".join(page.document.headings).encode("utf-8"))
    for sound in sound_texts():
        state.update(sound.text.encode("utf-8"))
    return state.hexdigest()


def measured(
    kinds: Iterable[str] = KINDS,
    splits: Iterable[str] = SPLITS,
    cleaner: Cleaner = clean_with_project,
) -> dict[tuple[str, str], Score]:
    """Scores by kind and split."""
    scores: dict[tuple[str, str], Score] = {}
    for page in pages(kinds, splits):
        key = (page.kind, page.document.split)
        scores[key] = scores.get(key, Score()) + score(page, cleaner(page.text))
    return scores


def by_group(scores: Mapping[tuple[str, str], Score]) -> dict[tuple[str, str], Score]:
    """Scores added up by the rows of the quality table."""
    groups: dict[tuple[str, str], Score] = {}
    for (kind, split), counts in scores.items():
        key = (KINDS[kind].group, split)
        groups[key] = groups.get(key, Score()) + counts
    return groups


@dataclass(frozen=True, slots=True)
class SoundChange:
    """A sound text that did not come back as it was."""

    sound: SoundText
    expected: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def difference(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Lines that are only expected, and lines that are only found."""
        return (
            tuple(line for line in self.expected if line not in self.found),
            tuple(line for line in self.found if line not in self.expected),
        )


def carried(sound: SoundText) -> str:
    """A page that has a sound text as the middle of its body."""
    return "\n".join([*OPENING, sound.text, CLOSING]) + "\n"


def sound_changes(restore: Callable[[str], str]) -> tuple[SoundChange, ...]:
    """Sound texts that ``restore`` (text in, cleaned text out) changes."""
    changes = []
    for sound in sound_texts():
        expected = _lines(carried(sound))
        found = _lines(restore(carried(sound)))
        if expected != found:
            changes.append(SoundChange(sound, expected, found))
    return tuple(changes)


def restore_with_project(text: str) -> str:
    """The cleaned text of a page, before it is cut into blocks."""
    from wenku import clean

    return clean(text).text


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.splitlines())))
