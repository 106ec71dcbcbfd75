"""Places as the rest of the program knows them: the subject, cities, districts and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wenku.annotate.places import Found, settle_by_subject, survey
from wenku.annotate.subject import Sources, Subject, meant_by, pronouns_in, tell_subject
from wenku.model import Block, BlockKind, EntityKind, Mention, Metadata

UNREAD = frozenset({BlockKind.METADATA, BlockKind.CODE})
"""Kinds of block that are no prose: a byline, and what is printed as a machine would read it."""


class Places(NamedTuple):
    """What a document says of places."""

    subject: Subject
    cities: tuple[str, ...]
    districts: tuple[str, ...]
    mentions: tuple[Mention, ...]
    """In order of the text; those of 我市 and the like are among them."""


def places_of(metadata: Metadata, blocks: Sequence[Block]) -> Places:
    """Every place the title and the body name, and the place they are about."""
    texts, sources = _texts(metadata, blocks)
    view = survey(texts)
    subject = tell_subject(view.ordered(), texts, sources)
    if subject.place is not None:
        settle_by_subject(view, subject.place)
    found = [one for one in view.ordered() if one.spot.block < len(blocks)]
    mentions = sorted(
        (*map(_mention, found), *_spoken(texts[: len(blocks)], subject)),
        key=lambda mention: (mention.block, mention.start, -mention.end),
    )
    return Places(subject, _cities(found, subject), _districts(found), tuple(mentions))


def read_texts(blocks: Sequence[Block]) -> list[str]:
    """The texts of all blocks, one each; those of blocks that are no prose are empty."""
    return ["" if block.kind in UNREAD else block.text for block in blocks]


def _texts(metadata: Metadata, blocks: Sequence[Block]) -> tuple[list[str], Sources]:
    """The texts of all blocks; title and publisher behind them."""
    texts = read_texts(blocks)
    titles = [i for i, block in enumerate(blocks) if block.kind is BlockKind.TITLE]
    lead = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), -1)
    texts.append("" if titles else metadata.title)
    texts.append(metadata.source)
    title = titles[0] if titles else len(blocks)
    return texts, Sources(title=title, publisher=len(blocks) + 1, lead=lead)


def _mention(found: Found) -> Mention:
    spot, place = found.spot, found.place
    kind = place.kind if place else EntityKind.REGION
    city = place.city if place else ""
    return Mention(
        spot.block, spot.start, spot.end, spot.surface, kind, found.name, city, found.rule
    )


def _spoken(texts: Sequence[str], subject: Subject) -> Iterator[Mention]:
    """Mentions of the subject by 我市, 全区 and the like."""
    for block, text in enumerate(texts):
        for start, end, rank in pronouns_in(text):
            place = meant_by(rank, subject)
            if place is not None:
                surface = text[start:end]
                yield Mention(
                    block, start, end, surface, place.kind, place.name, place.city, "pronoun"
                )


def _cities(found: Iterable[Found], subject: Subject) -> tuple[str, ...]:
    named = [one.place.city for one in found if one.place and one.place.city]
    return tuple(dict.fromkeys([*filter(None, [subject.city]), *named]))


def _districts(found: Iterable[Found]) -> tuple[str, ...]:
    named = [one.place.name for one in found if one.place and one.place.kind is EntityKind.DISTRICT]
    return tuple(dict.fromkeys(named))
