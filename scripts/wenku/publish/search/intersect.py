"""Which documents hold both the beginning and the end of an n-gram, for many n-grams at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from wenku.publish.search.bits import Ints, Records, in_a_row, spread, starts_of
from wenku.publish.search.grams import Found, Postings
from wenku.publish.search.lists import Shared, relative

TABLE = 1_000_000
"""Cells of the table in which lists are intersected: small enough to stay near the processor."""
AT_ONCE = 1_000_000
"""Records of lists intersected together."""


def intersected(found: Found, below: Postings, count: int, few: int) -> tuple[Ints, Records]:
    """List n-grams relative to what their beginning and end share.

    Args:
        found: the n-grams, whose beginnings and ends are numbered in ``below``.
        below: the postings of n-grams one character shorter.
        count: documents of the library.
        few: how many documents must hold both the beginning and the end of what is listed.

    Returns:
        The indices of those listed, ascending, and their lists.
    """
    # Of two lists the longer one is laid out in the table, and the shorter one looked up in it.
    sizes = below.sizes
    swap = sizes[found.prefixes] < sizes[found.suffixes]
    listed: list[Ints] = []
    parts: list[Records] = []
    for chosen, laid, looked in (
        (np.flatnonzero(~swap), found.prefixes, found.suffixes),
        (np.flatnonzero(swap), found.suffixes, found.prefixes),
    ):
        ordered = chosen[np.argsort(laid[chosen], kind="stable")]
        table = np.zeros((max(TABLE // max(count, 1), 1), count), dtype=np.int32)
        for some in _batches(laid[ordered], sizes[looked[ordered]], len(table)):
            grams = ordered[some]
            kept, shared = _shared(table, below, laid[grams], looked[grams], few)
            listed.append(grams[kept])
            parts.append(relative(found.postings.of(grams[kept]), shared))
    everything = np.concatenate([np.zeros(0, dtype=np.int64), *listed])
    order = np.argsort(everything)
    return everything[order], in_a_row(parts).of(order)


def _batches(laid: Ints, sizes: Ints, rows: int) -> Iterator[slice]:
    """Portions with few enough different lists to lay out, and few enough entries to look up."""
    if not len(laid):
        return
    row = np.cumsum(np.concatenate([[0], laid[1:] != laid[:-1]]))
    reached = np.cumsum(sizes)
    low = 0
    while low < len(laid):
        before = int(reached[low]) - int(sizes[low])
        high = min(
            int(np.searchsorted(row, row[low] + rows)),
            int(np.searchsorted(reached, before + AT_ONCE, side="right")),
        )
        yield slice(low, max(high, low + 1))
        low = max(high, low + 1)


def _shared(
    table: np.ndarray[tuple[int, int], np.dtype[np.int32]],
    below: Postings,
    laid: Ints,
    looked: Ints,
    few: int,
) -> tuple[Ints, Shared]:
    sizes = below.sizes
    different, row = np.unique(laid, return_inverse=True)
    entries = spread(below.starts[different], sizes[different])
    cells = np.repeat(np.arange(len(different)), sizes[different]), below.documents[entries]
    table[cells] = entries + 1

    owner = np.repeat(np.arange(len(looked)), sizes[looked])
    entries = spread(below.starts[looked], sizes[looked])
    partner = table[row[owner], below.documents[entries]]
    table[cells] = 0
    both = np.flatnonzero(partner)
    owner = owner[both]
    many = np.bincount(owner, minlength=len(looked)) > few
    both, owner = both[many[owner]], owner[many[owner]]
    here, there = entries[both], partner[both] - 1
    kept = np.flatnonzero(many)
    return kept, Shared(
        starts=starts_of(np.bincount(owner, minlength=len(looked))[kept]),
        documents=below.documents[here],
        counts=np.minimum(below.counts[here], below.counts[there]),
        zones=below.zones[here] & below.zones[there],
    )
