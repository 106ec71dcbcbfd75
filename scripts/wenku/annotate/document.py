"""The annotations of one document, kind by kind, each resting on those before it."""

from __future__ import annotations

from wenku.annotate.gathering import Places, places_of
from wenku.model import Annotations, Block, Metadata


def annotate(metadata: Metadata, blocks: tuple[Block, ...]) -> Annotations:
    """What a document says, as spans over its blocks; pure, the same input gives the same output.

    Args:
        metadata: what the seed states about itself: title and publisher help to tell the subject.
        blocks: all blocks of the document; only those of the body and the title are read.

    Returns:
        Stand-off annotations; offsets are code points in ``blocks[mention.block].text``.
    """
    places = places_of(metadata, blocks)
    return _placed(places)


def _placed(places: Places) -> Annotations:
    return Annotations(
        subject_city=places.subject.city,
        province=places.subject.province,
        district=places.subject.district,
        cities=places.cities,
        districts=places.districts,
        mentions=places.mentions,
    )
