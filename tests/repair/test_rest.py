"""Repair goes on until nothing changes, on long pages too."""

from __future__ import annotations

import pytest

from tests.bench.seeds import article, page
from wenku.pipeline import clean


@pytest.mark.parametrize("number", [3359, 4823, 6547])
def test_a_long_page_of_short_lines_is_joined_to_its_paragraphs(number: int) -> None:
    """Found among ten thousand synthetic pages: these take six passes and more."""
    name, text = page(number)
    sound = article(number)
    assert len(text.splitlines()) > 2 * len(sound.paragraphs)
    found = [block.text for block in clean(text, name).body]
    # A sentence set down anywhere may read like the head of a page, so not all of them stay
    assert len("".join(found)) > 0.9 * len("".join(sound.paragraphs))
    assert len(found) < 1.5 * len(sound.paragraphs)
