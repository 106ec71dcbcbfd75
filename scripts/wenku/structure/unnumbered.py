"""Headings without number: which short lines between paragraphs are more than short lines.

Positive evidence is asked for: a name that headings bear, emphasis over the whole line, a name that
the document itself announced in 《》, an indent that sets the line apart, or siblings of like form.
Lists, signatures, captions, verse and addresses are short lines too, and stay paragraphs.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from wenku.structure.dates import dates_in
from wenku.structure.markers import MarkerKind
from wenku.structure.rows import Row
from wenku.text.anchor import folded
from wenku.text.han import HAN
from wenku.text.patterns import lazy
from wenku.vocab import forms

LONGEST = 32
LONGEST_ANNOUNCED = 60
MOST_COMMAS = 2
WIDEST_SPREAD = 3.0
"""Siblings of like form: the longest at most this many times the shortest."""
PROSE = 25
"""Characters from which a line that ends a sentence is prose."""

_ENDS_SENTENCE = "\u3002\uff1b;\uff1a:\uff01\uff1f\u2026!?\u201d"
_NEVER_LAST = "\u3002\uff1b;\uff0c,\u3001\uff1a:\u2026"
_INNER_STOP = lazy(r"[\u3002\uff1b;]|https?:|@|\d{7}|\d{3,4}-\d{7}|[\u3014\[]\d{4}[\u3015\]]")
_WHOLE_PARENTHESES = lazy(r"[\uff08(].{0,60}[\uff09)]")
_SPEAKER = lazy(r"[^\uff1a:]{1,8}[\uff1a:]")
_ANNOUNCED = lazy(r"\u300a([^\u300a\u300b]{6,80})\u300b")
_ASIDE = lazy(r"[\uff08(][^\uff08\uff09()]{0,20}[\uff09)]|[\u3010\u3011\[\]\u25a0\u25c6\u25cf\s]")


class Standing(enum.Enum):
    """How a heading stands to the others."""

    NUMBERED = enum.auto()
    """Where its number, or the markup, puts it."""
    INNER = enum.auto()
    """Where the headings around it put it."""
    OUTER = enum.auto()
    """Beside the top of the numbered ones: 前言, 参考文献."""
    ENCLOSING = enum.auto()
    """Above them: the title of a part that the text before it announced."""


def unnumbered_headings(
    rows: Sequence[Row], first: int, last: int, found: frozenset[int], barred: Collection[int]
) -> Mapping[int, Standing]:
    """The unnumbered headings among ``rows[first:last]``; ``found`` are headings already."""
    able = {
        index
        for index in range(first, last)
        if index not in found and index not in barred and _could_be(rows[index])
    }
    placed = [
        index for index in sorted(able) if _well_placed(rows, index, first, last, able, found)
    ]
    sure = {index for index in placed if _named(rows[index]) or rows[index].strong}
    enclosing = set(_announced(rows, first, last, found, barred))
    sure |= enclosing
    weak = [index for index in placed if index not in sure and not _is_caption(rows[index])]
    indents = _prose_indents(rows, first, last)
    apart = {index for index in weak if _set_apart(rows[index], indents)}
    if _alike([rows[index] for index in weak if index + 1 not in able]):
        sure.update(weak)
    return {
        index: Standing.ENCLOSING if index in enclosing else standing_of(rows[index])
        for index in sorted(sure | apart)
    }


def standing_of(row: Row) -> Standing:
    """How a heading stands that no text announced."""
    if row.marker is not None and row.kind is not MarkerKind.BULLET:
        return Standing.NUMBERED
    return Standing.OUTER if _bare_name(row) in forms.heading_names().outer else Standing.INNER


def is_prose(row: Row) -> bool:
    """Whether a row is running text by its length and its end."""
    if not row.plain:
        return False
    return len(row.text) > 2 * LONGEST or (
        len(row.text) >= PROSE and (row.text[-1] in _ENDS_SENTENCE or "\u3002" in row.text)
    )


def _could_be(row: Row) -> bool:
    text = row.content
    if not row.plain or row.heading or row.item or not 1 < len(text) <= LONGEST:
        return False
    if row.marker is not None and row.kind is not MarkerKind.BULLET:
        return False
    if (
        text[-1] in _NEVER_LAST
        or text[0] in "\u2014-\u2026\uff0c\u3002"
        or HAN.search(text) is None
    ):
        return False
    if text.count("\uff0c") > MOST_COMMAS or _INNER_STOP.search(text):
        return False
    return not (_WHOLE_PARENTHESES.fullmatch(text) or _SPEAKER.match(text) or is_dated(text))


def is_dated(line: str) -> bool:
    """Whether a date makes up most of a line; a year alone may begin a heading."""
    for date in dates_in(line):
        length = date.end - date.start
        if 2 * length > len(line) and (len(date.iso) != len("YYYY") or length == len(line)):
            return True
    return False


def _well_placed(
    rows: Sequence[Row],
    index: int,
    first: int,
    last: int,
    able: Collection[int],
    found: Collection[int],
) -> bool:
    """Whether text follows, at once or after one more candidate, and no list surrounds the row."""
    if index + 1 >= last:
        return False
    before_fits = (
        index == first
        or index - 1 in found
        or not rows[index - 1].plain
        or _closes(rows[index - 1])
        or (index - 1 in able and (index - 1 == first or _closes(rows[index - 2])))
    )
    below = index + 1
    if below in able and below + 1 < last and below + 1 not in able:
        below += 1
    follows = is_prose(rows[below]) or below in found or not rows[below].plain
    if not follows and _named(rows[index]):
        follows = below not in able
    return before_fits and follows


def _closes(row: Row) -> bool:
    """Whether a row is a paragraph that has come to its end."""
    return is_prose(row) or row.text[-1] in "\u3002\uff1b\uff01\uff1f\u201d"


def _bare_name(row: Row) -> str:
    return _ASIDE.sub("", row.content)


def _named(row: Row) -> bool:
    names = forms.heading_names()
    name = _bare_name(row)
    return name in names.outer or name in names.inner


def _is_caption(row: Row) -> bool:
    return any(word in row.text for word in forms.heading_names().captions)


def _announced(
    rows: Sequence[Row], first: int, last: int, found: Collection[int], barred: Collection[int]
) -> Iterator[int]:
    """Titles of parts that the text before them named in 《》, or that follow 附件1 on a line."""
    names: set[str] = set()
    quoted: list[str] = []
    """Names that are folded when a row is compared with them: most pages have no such row."""
    for index in range(first, last):
        row = rows[index]
        free = index not in found and index not in barred and row.plain and not row.item
        if free and row.marker is None and len(row.text) <= LONGEST_ANNOUNCED and index + 1 < last:
            ended = row.text[-1] in _NEVER_LAST
            attached = index > first and _announces(rows[index - 1])
            if quoted and not (ended or attached):
                names.update(map(folded, quoted))
                quoted.clear()
            if not ended and (attached or (names and folded(row.text) in names)):
                yield index
        quoted.extend(_ANNOUNCED.findall(row.text))


def _announces(row: Row) -> bool:
    return (
        row.kind is MarkerKind.CAPTION and not row.content.strip("\uff1a: ") and row.text[0] == "附"
    )


def _prose_indents(rows: Sequence[Row], first: int, last: int) -> Counter[int]:
    return Counter(row.indent for row in rows[first:last] if is_prose(row))


def _set_apart(row: Row, indents: Counter[int]) -> bool:
    """Whether nearly all paragraphs are indented alike, and this row is not."""
    if sum(indents.values()) < 3 or not indents:  # noqa: PLR2004
        return False
    usual, count = max(indents.items(), key=lambda pair: (pair[1], pair[0]))
    return count == sum(indents.values()) and usual > 0 and row.indent != usual


def _alike(rows: Sequence[Row]) -> bool:
    if len(rows) < 2:  # noqa: PLR2004
        return False
    lengths = [len(row.text) for row in rows]
    return max(lengths) <= WIDEST_SPREAD * min(lengths)
