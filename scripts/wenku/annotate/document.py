"""The annotations of one document, kind by kind, each resting on those before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wenku.annotate.gathering import places_of, read_texts
from wenku.annotate.indicators import find_indicators
from wenku.annotate.institutions import find_institutions
from wenku.annotate.policies import find_policies
from wenku.annotate.themes import find_themes
from wenku.model import Annotations, Block, Mention, Metadata


def annotate(metadata: Metadata, blocks: tuple[Block, ...]) -> Annotations:
    """What a document says, as spans over its blocks; pure, the same input gives the same output.

    Args:
        metadata: what the seed states about itself: title and publisher help to tell the subject.
        blocks: all blocks of the document; only those of the body and the title are read.

    Returns:
        Stand-off annotations; offsets are code points in ``blocks[mention.block].text``. Mentions
        of different kinds may lie in one another: 蚌埠市 in 蚌埠市卫健委.
    """
    texts = read_texts(blocks)
    places = places_of(metadata, blocks)
    institutions = find_institutions(texts, places.mentions, places.subject)
    policies = find_policies(texts)
    named = Annotations(
        subject_city=places.subject.city,
        province=places.subject.province,
        district=places.subject.district,
        cities=places.cities,
        districts=places.districts,
        institutions=_named(institutions),
        policies=_named(policies),
        mentions=_ordered((*places.mentions, *institutions, *policies)),
        themes=find_themes(metadata, blocks),
    )
    indicators, milestones = find_indicators(metadata, blocks, named)
    return replace(named, indicators=indicators, milestones=milestones)


def _named(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Canonical names in order of first mention."""
    return tuple(dict.fromkeys(mention.entity for mention in mentions))


def _ordered(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """In order of the text, the longer first where two begin together."""
    return tuple(sorted(mentions, key=lambda m: (m.block, m.start, -m.end, m.kind, m.entity)))
