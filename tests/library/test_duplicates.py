"""Near-duplicates: one group for all that are joined by a pair, however many pairs there are."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from wenku.library.duplicates import THRESHOLD, near_duplicates
from wenku.library.shingles import shingles_of, signature_of
from wenku.model import Block, BlockKind, Document, Metadata, Source
from wenku.trail import Trail

ARTICLE = "".join(chr(0x4E00 + 7 * number % 3000) for number in range(400))
OTHER = "".join(chr(0x6E00 + 11 * number % 3000) for number in range(400))


def document(name: str, text: str) -> Document:
    block = Block(BlockKind.PARAGRAPH, 0, len(text), text)
    source = Source(f"{name}.txt", "", 0, "utf-8", "text/plain", "simplified")
    return Document(name, source, Metadata(), text, (block,), Trail(text))


def groups_of(documents: list[Document]) -> tuple[tuple[str, ...], ...]:
    return near_duplicates(documents, [signature_of(each) for each in documents])


def test_copies_are_one_group_and_the_longest_stands_for_them() -> None:
    texts = [ARTICLE, OTHER, ARTICLE + OTHER[:20], ARTICLE[:-10], "短"]
    documents = [document(f"d{number}", text) for number, text in enumerate(texts)]
    assert groups_of(documents) == (("d2", "d0", "d3"),)


@given(st.lists(st.integers(0, 390), min_size=1, max_size=7))
def test_what_is_joined_by_pairs_is_one_group(cuts: list[int]) -> None:
    documents = [document(f"d{at}", ARTICLE[:cut] + OTHER[cut:]) for at, cut in enumerate(cuts)]
    joined = {each.id: {each.id} for each in documents}
    for one, other in combinations(documents, 2):
        mine, theirs = shingles_of(one), shingles_of(other)
        # Far above the threshold a pair is found for certain, however it is looked for.
        if len(mine & theirs) / len(mine | theirs) > (1 + THRESHOLD) / 2:
            both = joined[one.id] | joined[other.id]
            joined.update(dict.fromkeys(both, both))
    found = [set(group) for group in groups_of(documents)]
    for group in joined.values():
        assert len(group) == 1 or any(group <= each for each in found)
    assert sum(map(len, found)) == len(set().union(*found))
