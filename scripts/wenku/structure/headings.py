"""Which rows are headings.

Numbered rows are judged in sequences of siblings, not one by one: short rows that each have text
below them are headings, short rows that follow each other are the items of a list, and long rows
are paragraphs that begin with a run-in head. Rows without numbers need more: a name that headings
bear, emphasis of the markup, or siblings of the same form. Markup's own headings are believed
where they look like headings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wenku.structure.markers import HEADING_KINDS, MarkerKind
from wenku.structure.rows import Row
from wenku.structure.unnumbered import Standing, is_prose, standing_of, unnumbered_headings
from wenku.text.anchor import folded
from wenku.text.patterns import lazy

LONGEST = 64
"""Characters of a numbered heading, numbering aside."""
LONGEST_STOPPED = 40
"""The same, where it ends with a full stop."""
LONGEST_COLON = 20
LONGEST_LABEL = 10
LONGEST_LONE_DIGIT = 30
LEAST_MARKED = 3
MOST_MARKED = 0.5
"""Share of prose among the headings of the markup from which it is not believed."""

_QUOTED = lazy(
    r"\u201c[^\u201c\u201d]{0,60}\u201d|\u300a[^\u300a\u300b]{0,80}\u300b|[\uff08(][^\uff08\uff09()]{0,60}[\uff09)]"
)
_INNER_STOP = lazy(r"[\u3002\uff1b;]")
_NEVER_FIRST = "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09\u300b\u201d"
"""A line that begins with one goes on with the line before it."""
_LEADER = lazy(r"(?:\u2026|\.{3}|\u00b7{3}|\u2014{3}|\t)\s{0,9}\d{1,4}$")
_LABEL = lazy(r"^[^\uff1a:]{1,10}[\uff1a:](?=.)")

_STRONG_KINDS = frozenset(
    kind for kind in MarkerKind if kind <= MarkerKind.PAREN_CHINESE or kind is MarkerKind.BOX
)
_RUN_IN_KINDS = frozenset({MarkerKind.ORDINAL, MarkerKind.FIRST_IS, MarkerKind.STEP})
"""Kinds that number sentences inside a part as often as they number parts."""


class _Form(NamedTuple):
    """What a row looks like, its numbering aside."""

    short: bool
    """Could be a heading by its own form."""
    stopped: bool = False
    """Ends with a full stop."""
    colon: bool = False
    """Ends with a colon."""
    valued: bool = False
    """A label and its value: 报名时间：5月6日."""

    @property
    def free(self) -> bool:
        """Short, with no mark at its end that speaks for a sentence."""
        return self.short and not (self.stopped or self.colon or self.valued)


class Outline(NamedTuple):
    """The headings of a body, and the rows of its table of contents."""

    standings: Mapping[int, Standing]
    """By index of the row, in order."""
    listed: frozenset[int]
    """Rows that only announce headings."""


def outline_of(rows: Sequence[Row]) -> Outline:
    """The outline of a body; ``rows`` are its rows, all of them."""
    first, last = 0, len(rows)
    hinted = frozenset(index for index in range(first, last) if _believed(rows[index]))
    listed = _table_of_contents(rows, first, last)
    found = set(hinted - listed)
    numbered: dict[MarkerKind, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.marker and index not in listed and _eligible(row):
            numbered[row.marker.kind].append(index)
    for kind in HEADING_KINDS:
        members = numbered[kind]
        above = sorted(index for index in found if _stands_above(rows[index], kind))
        for sequence in _sequences(rows, members, above):
            found.update(_accepted(rows, sequence, last, kind))
    more = unnumbered_headings(rows, first, last, frozenset(found), listed)
    standings = {index: standing_of(rows[index]) for index in found} | dict(more)
    return Outline(dict(sorted(standings.items())), listed)


def form_of(row: Row) -> _Form:
    """The form of a row, its numbering aside."""
    content = row.content
    if not content or len(content) > LONGEST or content[-1] in "\uff1b;\uff0c,\u3001":
        return _Form(short=False)
    bare = _QUOTED.sub("", content)
    last = content[-1]
    if _INNER_STOP.search(bare.rstrip("\u3002")):
        return _Form(short=False)
    if last == "\u3002":
        return _Form(short=len(content) <= LONGEST_STOPPED, stopped=True)
    if last in "\uff1a:":
        fits = len(content) <= LONGEST_COLON and "\uff0c" not in bare
        return _Form(short=fits, colon=True)
    return _Form(short=True, valued=_LABEL.match(content) is not None)


def _believed(row: Row) -> bool:
    """Whether markup says that a row is a heading and the row does not belie it."""
    if not row.heading or not row.plain or row.text[-1] in "\uff1b;\uff0c,\u3001":
        return False
    if "\u3002" in row.text:
        return len(row.text) <= LONGEST_STOPPED and row.text.index("\u3002") == len(row.text) - 1
    return len(row.text) <= 2 * LONGEST


def trusted(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows without the headings of the markup where it uses them for everything."""
    marked = sum(1 for row in rows if row.heading)
    prose = sum(1 for row in rows if row.heading and is_prose(row))
    if marked >= LEAST_MARKED and MOST_MARKED * marked < prose:
        return [row._replace(heading=0) for row in rows]
    return rows


def _eligible(row: Row) -> bool:
    return row.plain and not row.heading and (row.item == 0 or row.strong)


def _stands_above(row: Row, kind: MarkerKind) -> bool:
    return row.kind is None or row.kind < kind


def _sequences(rows: Sequence[Row], members: list[int], above: list[int]) -> Iterator[list[int]]:
    """Runs of siblings: their numbers rise, and no heading of a higher kind comes between."""
    sequence: list[int] = []
    for index in members:
        if sequence:
            parted = bisect_right(above, index) != bisect_right(above, sequence[-1])
            if parted or _ordinal(rows[index]) <= _ordinal(rows[sequence[-1]]) > 0:
                yield sequence
                sequence = []
        sequence.append(index)
    if sequence:
        yield sequence


def _ordinal(row: Row) -> int:
    return row.marker.ordinal if row.marker else 0


def _accepted(
    rows: Sequence[Row], sequence: list[int], last: int, kind: MarkerKind
) -> Iterator[int]:
    """The rows of one sequence that are headings."""
    if not _is_firm(rows, sequence):
        return
    forms = {index: form_of(rows[index]) for index in sequence}
    below = {index: _has_text_below(rows, index, last, kind) for index in sequence}
    free = [index for index in sequence if forms[index].free]
    headed = _are_headings(rows, free, below, kind)
    if headed:
        yield from free
    for index in sequence:
        if forms[index].colon and forms[index].short and below[index]:
            if headed or _mostly(below, [i for i in sequence if forms[i].colon], least=2):
                yield index
        elif forms[index].valued and below[index] and headed:
            yield index
    stopped = [index for index in sequence if forms[index].stopped and forms[index].short]
    long = sum(not form.short for form in forms.values())
    if _mostly(below, stopped, least=1 if headed else 2) and long < len(stopped) + len(free):
        yield from (index for index in stopped if below[index] or index == sequence[-1])


def _is_firm(rows: Sequence[Row], sequence: list[int]) -> bool:
    """A loose form (3 before a blank) counts only in an unbroken sequence from the first."""
    markers = [rows[index].marker for index in sequence]
    if all(marker is not None and marker.firm for marker in markers):
        return True
    ordinals = [marker.ordinal for marker in markers if marker is not None]
    return len(ordinals) > 1 and ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals)))


def _are_headings(
    rows: Sequence[Row], free: list[int], below: dict[int, bool], kind: MarkerKind
) -> bool:
    if not free:
        return False
    if len(free) == 1:
        return below[free[0]] and (kind in _STRONG_KINDS or _opens_a_part(rows, free[0]))
    # The page may have been cut off after a heading; what ends it tells nothing.
    return _mostly(below, [index for index in free if index + 1 < len(rows)], least=1)


def _opens_a_part(rows: Sequence[Row], index: int) -> bool:
    """Whether a lone 1. stands over prose: the end of a list of attachments looks the same."""
    following = rows[index + 1]
    short = len(rows[index].content) <= LONGEST_LONE_DIGIT
    return short and (is_prose(following) or following.kind is not None)


def _mostly(below: dict[int, bool], indexes: list[int], *, least: int) -> bool:
    """Whether most of some rows have text below them; the last of a list always seems to."""
    with_text = sum(below[index] for index in indexes)
    return with_text >= least and 2 * with_text > len(indexes)


def _has_text_below(rows: Sequence[Row], index: int, last: int, kind: MarkerKind) -> bool:
    """Whether something other than a sibling, a higher numbering or its own rest follows a row.

    A higher numbering that starts again from one is a part of this row all the same: that page
    numbers its parts the other way round.
    """
    if index + 1 >= last:
        return False
    below = rows[index + 1]
    if below.text[0] in _NEVER_FIRST:
        return False
    if below.heading and below.kind is None:
        return True
    if below.kind is None or below.kind > kind:
        return True
    if below.kind == kind:
        return False
    return below.kind in _RUN_IN_KINDS or _ordinal(below) == 1


def _table_of_contents(rows: Sequence[Row], first: int, last: int) -> frozenset[int]:
    """Rows that only announce headings: with a page number, or printed again further down."""
    keys = {
        index: folded(rows[index].text)
        for index in range(first, last)
        if rows[index].marker and len(rows[index].text) <= LONGEST + 8
    }
    remaining = Counter(keys.values())
    again: set[int] = set()
    for index in range(first, last):
        if index in keys:
            remaining[keys[index]] -= 1
            if remaining[keys[index]] > 0:
                again.add(index)
    listed = {index for index in again if index + 1 in again or index - 1 in again}
    listed |= {index for index in keys if _LEADER.search(rows[index].text)}
    return frozenset(listed)
