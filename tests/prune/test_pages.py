"""Pages of many kinds of sites, judged line by line before the rules were run on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prune.judged import PAGES, judged

KNOWN_LEAKS = {
    ("11_blog_comments", "发表在 生活笔记 | 标签：堆肥、厨余"),
    ("39_baijiahao", "科普君"),
}
"""Lines that are still left: a category behind words of its own, a name without a label."""

LEAST_RECALL = 0.99


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_of_the_article_is_lost(path: Path) -> None:
    assert [(line.wanted, line.left) for line in judged(path) if line.lost] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_of_the_site_is_left(path: Path) -> None:
    leaked = [line.text for line in judged(path) if line.leaked]
    assert [text for text in leaked if (path.stem, text) not in KNOWN_LEAKS] == []


def test_known_leaks_are_still_there() -> None:
    """A line that goes now is no longer known to leak."""
    leaked = {(path.stem, line.text) for path in PAGES for line in judged(path) if line.leaked}
    assert leaked == KNOWN_LEAKS


def test_recall_over_all_pages() -> None:
    lines = [line for path in PAGES for line in judged(path) if line.kind == "-"]
    gone = sum(1 for line in lines if not line.leaked)
    assert gone >= LEAST_RECALL * len(lines)
    assert len(PAGES) >= 25
