"""Lines that the markup of a seed says are not of the article: hidden, of the frame, only links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from wenku.model import Hint, HintKind, Page
from wenku.prune.removal import Removal
from wenku.prune.shape import letters_in
from wenku.prune.verdict import Kind
from wenku.prune.zones import Zones, is_solid, zones_of
from wenku.text.patterns import lazy

MOST = 0.8
"""Share of a line's letters that a hint must cover to speak for it."""
ARTICLE_SHARE = 0.4
"""A frame that holds more than this share of the page's prose holds the article."""
LINKS = 3
"""Lines in a row that are nothing but links, from which they are a list of links."""

_ATTACHED = lazy(r"附件|附表|\.(?:docx?|pdf|xlsx?|pptx?|zip|rar|wps|ofd)\b", re.IGNORECASE)


def hidden_lines(page: Page) -> tuple[Removal, ...]:
    """Lines that the page did not show."""
    covered = _covered(page, page.hints_of(HintKind.HIDDEN))
    return tuple(Removal(i, "hidden", "not shown by the page") for i in covered)


def frame_lines(page: Page) -> tuple[Removal, ...]:
    """Lines inside navigation, footer, form and the like, titles and metadata excepted.

    Pages wrap their whole content in a form, or name the box of the article after a box beside
    it, so a frame that holds much of the page's prose is not believed.
    """
    hints = page.hints_of(HintKind.CHROME)
    if not hints:
        return ()
    readings = zones_of(page).readings
    masses = (reading.shape.han if is_solid(reading) else 0 for reading in readings)
    up_to = [0, *accumulate(masses)]
    limit = ARTICLE_SHARE * up_to[-1]
    believed = [hint for hint in hints if _mass_within(page, hint, up_to) <= limit]
    headings = _touched(page, page.hints_of(HintKind.HEADING))
    return tuple(
        Removal(i, _family(readings[i].family), "in the frame of the page")
        for i in _covered(page, believed)
        if i not in headings and readings[i].kind is not Kind.STATES
    )


def _family(found: str) -> str:
    return found or "navigation"


def _mass_within(page: Page, hint: Hint, up_to: Sequence[int]) -> int:
    lines = _lines_of(page, hint)
    return up_to[lines.stop] - up_to[lines.start]


def link_lists(page: Page) -> tuple[Removal, ...]:
    """Lines that are nothing but links: above the title, and in runs outside of the article."""
    hints = page.hints_of(HintKind.LINK)
    zones = zones_of(page)
    if not hints or zones.last < 0:
        return ()
    headings = _touched(page, page.hints_of(HintKind.HEADING))
    links = [i for i in _covered(page, hints) if i not in headings and not _attached(page, i)]
    title = min(headings, default=-1)
    above = [i for i in links if i < min(title, zones.first)]
    below = (i for run in _runs(links, zones) if len(run) >= LINKS for i in run)
    return tuple(
        Removal(i, "navigation" if i < zones.first else "related", "one of many links")
        for i in sorted({*above, *below})
    )


def _attached(page: Page, i: int) -> bool:
    return _ATTACHED.search(page.lines[i].text) is not None


def _runs(links: Iterable[int], zones: Zones) -> list[list[int]]:
    """Links that stand one below the other, outside of the article."""
    known = frozenset(links)
    runs: list[list[int]] = [[]]
    for i, reading in enumerate(zones.readings):
        if i in known and not zones.first <= i <= zones.last:
            runs[-1].append(i)
        elif reading.kind is not Kind.BLANK:
            runs.append([])
    return runs


def _starts(page: Page) -> list[int]:
    return [line.start for line in page.lines]


def _lines_of(page: Page, hint: Hint) -> range:
    starts = page.fact(_starts)
    first = max(0, bisect_right(starts, hint.start) - 1)
    last = bisect_right(starts, max(hint.start, hint.end - 1)) - 1
    return range(first, last + 1)


def _touched(page: Page, hints: Iterable[Hint]) -> frozenset[int]:
    return frozenset(i for hint in hints for i in _lines_of(page, hint))


def _covered(page: Page, hints: Sequence[Hint]) -> list[int]:
    """The lines most of whose letters lie under the hints."""
    letters: dict[int, int] = {}
    for start, end in _merged(hints):
        for i in _lines_of(page, Hint(start, end, HintKind.CHROME)):
            line = page.lines[i]
            piece = page.text[max(start, line.start) : min(end, line.end)]
            letters[i] = letters.get(i, 0) + letters_in(piece)
    return sorted(
        i
        for i, count in letters.items()
        if count and count >= MOST * letters_in(page.lines[i].text)
    )


def _merged(hints: Iterable[Hint]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for hint in sorted(hints):
        if merged and hint.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], hint.end))
        elif hint.end > hint.start:
            merged.append((hint.start, hint.end))
    return merged
