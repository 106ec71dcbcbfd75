"""The head and the foot of a page: its title, and the lines that state metadata."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wenku.model import HintKind, Page
from wenku.structure.bylines import whole_byline
from wenku.structure.dates import dates_in
from wenku.structure.markers import MarkerKind
from wenku.structure.rows import Row
from wenku.structure.statements import (
    UNLABELLED,
    Stated,
    is_editors_line,
    is_said,
    labels_on,
    statements_in,
)
from wenku.structure.unnumbered import is_dated, is_prose
from wenku.structure.values import LETTER, plain_value
from wenku.text.anchor import folded
from wenku.text.han import HAN, count_han
from wenku.text.patterns import lazy
from wenku.vocab import forms

LONGEST_TITLE = 100
SHORTEST_TITLE = 4
LONGEST_RECORD = 6
"""Rows between two labels of one work."""
MANY = 3
"""Different authors that make a list, where nothing else tells."""
SHORTEST_DATED_TITLE = 6
"""Ideographs; fewer beside a date are a name."""
LONGEST_SIGNER = 20
SHORTEST_CUT = 8
"""Characters from which one title that begins another is that other, cut off."""
SURE = 35
"""Evidence that a line needs to be the title where the markup states another one."""
SEVERAL = 2
"""Labels that a line amid the article must bear to state metadata."""
HEAD_ROWS = 16
"""Rows before the article in which a title is looked for."""

_NEVER_LAST = "\u3002\uff1b;\uff0c,\u3001\uff1a:"
_NUMBER = lazy(
    r"[\u3014\[\uff08(]\d{4}[\u3015\]\uff09)]\s{0,2}第?\s{0,2}\d{1,5}\s{0,2}号|^第?\s?\d{1,5}\s?号$|令$"
)
_ABOUT = lazy(r"^(?:关于|印发|转发|批转)")
_SITE_BREAK = lazy(
    r"(?:(?<!\s)\s+)?(?:_|\s[-\u2013\u2014|\uff5c]\s|--|\u2014\u2014|[|\uff5c]|\s-|-\s|-)\s*"
)
_WEAK_LABELS = lazy(r"^(?:时\s*间|日\s*期|名\s*称|标\s*题|媒\s*体|文|发布人)\s*[:\uff1a]")
_NO_TITLE = lazy(r"\||[问答QA][\uff1a:]|\d{1,2}[:\uff1a]\d{2}")
_OWN_LABEL = lazy(rf"{LETTER}{{2,6}}[:\uff1a]")
_ENCLOSED = lazy(r"^(?:[\uff08(].*[\uff09)]|[\u3010\[][^\u3010\u3011]*[\u3011\]])$")
_WORK = lazy(r"[A-Za-z]{4}|" + LETTER + r"{2,6}(?=\s?[:\uff1a])")
_NAMED_WORK = lazy(r"\u300a[^\u300a\u300b]{1,40}\u300b")
_PARENTHESES = lazy(r"^[\uff08(].*[\uff09)]$")
_ASIDE_LAST = lazy(r"[\uff08(][^\uff08\uff09()]{1,30}[\uff09)]$")


class Frame(NamedTuple):
    """What stands around the article."""

    title: str = ""
    title_rows: tuple[int, ...] = ()
    metadata_rows: tuple[int, ...] = ()
    stated: tuple[Stated, ...] = ()
    authors: tuple[str, ...] = ()
    """From by-lines without label."""


@dataclass(slots=True)
class _Found:
    rows: list[int] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    def moved(self, by: int) -> _Found:
        """The same in a page with so many more rows before it."""
        return _Found([row + by for row in self.rows], self.stated, self.authors)


def frame_of(page: Page, rows: Sequence[Row], name: str) -> Frame:
    """Title and metadata of a page; ``name``, its file name, may confirm a title."""
    first, last = _extent(rows)
    found = _metadata(rows, first, last)
    known = stated_titles(page, found.stated)
    title_rows = _title_rows(rows, first, frozenset(found.rows), known, name)
    if not (title_rows or known) and first > 0 and _says_more_than_a_date(rows[0].text):
        found = _metadata(rows[1:], first - 1, last - 1).moved(1)
        title_rows = _title_rows(rows, first, frozenset(found.rows), known, name)
    title = plain_value("".join(rows[index].text for index in _without_repeats(rows, title_rows)))
    channels = [
        index
        for index in range(min(first, HEAD_ROWS))
        if (_is_channel(rows[index]) and index not in title_rows)
        or (_names_part_of_site(rows[index]) and index < min(title_rows, default=0))
    ]
    found.stated.extend(Stated("channel", rows[index].text) for index in channels)
    signers = list(_signers(rows, min(first, HEAD_ROWS), title_rows, found))
    found.stated.extend(Stated("source", rows[index].text, UNLABELLED) for index in signers)
    return Frame(
        title or next(iter(known), ""),
        title_rows,
        tuple(sorted({*found.rows, *channels, *signers})),
        tuple(found.stated),
        tuple(found.authors),
    )


def _says_more_than_a_date(text: str) -> bool:
    """Whether a line without labels has words beside its date that name no publisher or channel.

    Where a page has no other title, such a line above its text is the title.
    """
    words = [part.value for part in statements_in(text) if part.field == "rest"]
    return not labels_on(text) and max(map(count_han, words), default=0) >= SHORTEST_DATED_TITLE


def _extent(rows: Sequence[Row]) -> tuple[int, int]:
    """Index of the first row of the article's text and of the row after its last."""
    prose = [index for index, row in enumerate(rows) if _is_text(row) or _opens_text(row)]
    if not prose:
        return len(rows), len(rows)
    return prose[0], prose[-1] + 1


def _is_text(row: Row) -> bool:
    """Whether a row is prose; a title may ask or exclaim, and it never holds a full stop."""
    return is_prose(row) and (
        "\u3002" in row.text
        or row.text[-1] not in "\uff01\uff1f!?\u201d"
        or len(row.text) > LONGEST_TITLE
    )


def _opens_text(row: Row) -> bool:
    if not row.plain:
        return True
    return row.marker is not None and row.kind is not MarkerKind.BULLET and row.heading != 1


def _metadata(rows: Sequence[Row], first: int, last: int) -> _Found:
    found = _Found()
    authors = frozenset(_authors_of_works(rows))
    for index, row in enumerate(rows):
        if not row.plain or row.marker is not None or row.heading or index in authors:
            continue
        byline = whole_byline(row.text) if index < first or index >= last - 1 else None
        if byline is not None:
            found.rows.append(index)
            found.authors.append(byline.author)
            continue
        if _PARENTHESES.match(row.text) and not labels_on(row.text):
            continue
        amid = first <= index < last and not is_editors_line(row.text)
        if amid and labels_on(row.text) < SEVERAL:
            continue  # amid the article: see _is_in_place
        stated = statements_in(row.text)
        head = index < first and not _amid_labels(rows, index, stated)
        if stated and _is_in_place(row.text, stated, head=head, foot=not amid and index >= first):
            found.rows.append(index)
            found.stated.extend(stated)
    return found


def _authors_of_works(rows: Sequence[Row]) -> Iterator[int]:
    """Rows that name an author, and not that of the page: in lists of books, poems, entries.

    Such a row stands below a title in its own marks and an earlier line of the article, among
    labels that only works have, or is one of several that name different people.
    """
    lone = [index for index, row in enumerate(rows) if row.text.startswith(_author_labels())]
    lone = [index for index in lone if _is_lone_author(rows[index])]
    several = len({folded(rows[index].text) for index in lone}) > 1
    many = len({folded(rows[index].text) for index in lone if _is_apart(rows, index)}) >= MANY
    for index in lone:
        below = index > 1 and _NAMED_WORK.fullmatch(rows[index - 1].text)
        listed = many and _is_apart(rows, index)
        titled = below and (several or is_prose(rows[index - 2]))
        if listed or titled or _amid_labels_of_works(rows, index):
            yield index


def _is_apart(rows: Sequence[Row], index: int) -> bool:
    """Whether no row with a label stands beside a row."""
    beside = [rows[other].text for other in (index - 1, index + 1) if 0 <= other < len(rows)]
    return not any(map(_OWN_LABEL.match, beside))


@functools.cache
def _author_labels() -> tuple[str, ...]:
    return tuple(sorted({label[0] for label in forms.labels().fields["author"]}))


def _is_lone_author(row: Row) -> bool:
    """Whether a row has the label of an author and no other."""
    return (
        row.plain
        and labels_on(row.text) == 1
        and {part.field for part in statements_in(row.text)} == {"author"}
    )


def _amid_labels_of_works(rows: Sequence[Row], index: int) -> bool:
    """Whether a label of a work stands in the same run of labelled rows."""
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(rows) and abs(other - index) <= LONGEST_RECORD:
            label = _WORK.match(rows[other].text)
            if label is None:
                break
            if label[0] in forms.labels().works:
                return True
            other += step
    return False


def _amid_labels(rows: Sequence[Row], index: int, stated: tuple[Stated, ...]) -> bool:
    """Whether a line is one of several with labels of the article's own: 时间, 地点, 对象.

    A bare date that ends the page is the date of a signature.
    """
    if len(stated) > 1 or not (_WEAK_LABELS.match(rows[index].text) or index + 1 == len(rows)):
        return False
    beside = [rows[other].text for other in (index - 1, index + 1) if 0 <= other < len(rows)]
    return index + 1 == len(rows) or any(
        _OWN_LABEL.match(text) and not statements_in(text) for text in beside
    )


def _is_in_place(text: str, stated: tuple[Stated, ...], *, head: bool, foot: bool) -> bool:
    """Whether a line that could state metadata does so where it stands.

    Below the article 时间：5月6日 tells of an event and a bare date is a signature; amid the
    article only a line that states several things at once is no part of it.
    """
    labels = labels_on(text)
    if head:
        return True
    if foot:
        return labels >= SEVERAL or (labels == 1 and not _WEAK_LABELS.match(text))
    return labels >= SEVERAL and any(
        part.field in {"date", "source", "furniture"} for part in stated
    )


def _signers(
    rows: Sequence[Row], limit: int, title_rows: Sequence[int], found: _Found
) -> Iterator[int]:
    """Bodies that sign under the title, beside a date: 南溪县统计局, 2021年4月2日.

    Where the page states another source, such a line is left to the article; so is one above
    labels of the article's own, which is the heading of what they tell of.
    """
    if not title_rows:
        return
    metadata = frozenset(found.rows)
    sources = {part.value for part in found.stated if part.field == "source" and part.value}
    for index in range(title_rows[-1] + 1, limit):
        text = rows[index].text
        beside = index - 1 in metadata or index + 1 in metadata
        signs = text.endswith(forms.endings().signers) and len(text) <= LONGEST_SIGNER
        signs &= not sources or text in sources
        if beside and signs and index not in metadata and _could_be(rows[index]):
            labelled = index + 1 < len(rows) and _OWN_LABEL.match(rows[index + 1].text)
            if not labelled or index + 1 in metadata:
                yield index


# Titles


def stated_titles(page: Page, stated: Sequence[Stated]) -> tuple[str, ...]:
    """Titles that markup or an information box states, the most reliable first."""
    metas = dict(_meta_fields(page))
    site = folded(metas.get("sitename", "") or metas.get("og:site_name", ""))
    values = [part.value for part in stated if part.field == "title"]
    values += [
        metas[key] for key in ("articletitle", "og:title", "dc.title", "title") if key in metas
    ]
    values += [hint.value for hint in page.hints_of(HintKind.TITLE)]
    titles = (without_site(plain_value(value)) for value in values)
    return tuple(
        dict.fromkeys(
            title
            for title in titles
            if len(title) >= SHORTEST_TITLE and HAN.search(title) and folded(title) != site
        )
    )


def _meta_fields(page: Page) -> Iterator[tuple[str, str]]:
    for hint in reversed(page.hints_of(HintKind.META)):
        key, _, value = hint.value.partition("=")
        yield key.strip().lower(), value.strip()


def meta_fields(page: Page) -> dict[str, str]:
    """The meta tags of a page by their names in lower case; of several the first."""
    return dict(_meta_fields(page))


def without_site(title: str) -> str:
    """A title of a page without the names of channel and site that follow it.

    >>> without_site("我市召开会议_新闻频道_某某网")
    '我市召开会议'
    >>> without_site("某某市人民政府门户网站")
    ''
    """
    breaks = list(_SITE_BREAK.finditer(title))
    while breaks and _names_a_site(title[breaks[-1].end() :], breaks[-1][0]):
        title = title[: breaks.pop().start()]
    return "" if _names_only_a_site(title) else title


def _names_a_site(part: str, before: str) -> bool:
    """Whether a part of a title names a site; after a bare hyphen only what ends like no name."""
    ends = forms.endings()
    if before == "-":
        return part.endswith(ends.whole_sites)
    return not part or part in _channel_names() or part.endswith(ends.sites)


def _names_only_a_site(title: str) -> bool:
    ends = forms.endings()
    return title in _channel_names() or title in ends.generic or title.endswith(ends.whole_sites)


@functools.cache
def _channel_names() -> frozenset[str]:
    return frozenset().union(*(kind.channels for kind in forms.document_types()))


def _is_channel(row: Row) -> bool:
    return row.plain and row.text in _channel_names()


def _names_part_of_site(row: Row) -> bool:
    return row.plain and row.text in forms.endings().parts_of_sites


def _title_rows(
    rows: Sequence[Row], first: int, metadata: frozenset[int], known: tuple[str, ...], name: str
) -> tuple[int, ...]:
    able = list(_able(rows, min(first, HEAD_ROWS), metadata))
    able += [first] if first < len(rows) and _matches(rows[first], known) else []
    if not able:
        return ()
    keys = [folded(title) for title in (*known, name.rpartition(".")[0])]
    repeated = {key for key in map(folded, (rows[i].text for i in able)) if key}
    scores = {index: _score(rows, index, metadata, keys, able) for index in able}
    best = max(able, key=lambda index: (scores[index], -index))
    if scores[best] < (SURE if known else 0):
        return ()
    if best not in able[:1] and not repeated:
        return (best,)
    return tuple(_with_neighbours(rows, best, able))


def _able(rows: Sequence[Row], limit: int, metadata: frozenset[int]) -> Iterator[int]:
    """Rows that could be the title: before them stands no row that is text of the article."""
    for index in range(limit):
        row = rows[index]
        if index in metadata:
            continue
        if row.text[-1] in _NEVER_LAST and row.heading != 1:
            return
        if _could_be(row) and not (labels_on(row.text) and statements_in(row.text)):
            yield index


def _matches(row: Row, known: tuple[str, ...]) -> bool:
    """Whether a row that looks like text is the title all the same, as the markup states it."""
    if len(row.text) > LONGEST_TITLE or not row.plain:
        return False
    return row.heading == 1 or folded(row.text) in {folded(title) for title in known}


def _could_be(row: Row) -> bool:
    text = row.text
    if not row.plain or not SHORTEST_TITLE <= len(text) <= LONGEST_TITLE:
        return False
    if _is_channel(row) or _names_part_of_site(row):
        return False
    if (text[-1] in _NEVER_LAST or row.marker is not None) and row.heading != 1:
        return False
    if _NO_TITLE.match(text):
        return False
    if _NUMBER.search(text) or _ENCLOSED.match(text) or HAN.search(text) is None:
        return False
    dated = is_dated(text) and not any(is_said(text, date) for date in dates_in(text))
    return not dated and (row.heading == 1 or not is_heading_name(text))


def _score(
    rows: Sequence[Row], index: int, metadata: frozenset[int], keys: list[str], able: list[int]
) -> int:
    row = rows[index]
    key = folded(row.text)
    score = 100 if key in keys else 60 if any(_is_cut(key, other) for other in keys) else 0
    score += 50 if any(folded(rows[other].text) == key for other in able if other != index) else 0
    score += 40 if row.heading == 1 else 20 if row.heading else 0
    score += 20 if index + 1 in metadata else 0
    score += 15 if _ends_like_title(row.text) else 0
    signs = row.text.endswith(forms.endings().bodies) and len(row.text) <= LONGEST_SIGNER
    return score - (30 if signs or row.text[0] in "\u2014-" else 0)


def _is_cut(key: str, other: str) -> bool:
    """Whether one of two titles is the other, cut off."""
    shorter, longer = sorted((key, other), key=len)
    return len(shorter) >= SHORTEST_CUT and longer.startswith(shorter)


def is_heading_name(text: str) -> bool:
    """Whether a line is what headings are called."""
    names = forms.heading_names()
    return text in names.inner or text in names.outer


def _ends_like_title(text: str) -> bool:
    bare = _ASIDE_LAST.sub("", text)
    return any(bare.endswith(kind.title_ends) for kind in forms.document_types() if kind.title_ends)


def _with_neighbours(rows: Sequence[Row], best: int, able: list[int]) -> Iterator[int]:
    """The chosen row with the rows that belong to it: halves of the title, its repetition."""
    chosen = [best]
    before = best - 1
    if before in able and _continues(rows[before], rows[best]):
        chosen.insert(0, before)
    after = chosen[-1] + 1
    while after in able and _continues(rows[chosen[-1]], rows[after]):
        chosen.append(after)
        after += 1
    whole = folded("".join(rows[index].text for index in chosen))
    texts = {whole, *(folded(rows[index].text) for index in chosen)}
    repeats = [index for index in able if index not in chosen and folded(rows[index].text) in texts]
    yield from sorted({*chosen, *repeats})


def _continues(row: Row, following: Row) -> bool:
    """Whether a title printed on two lines goes on in the second."""
    if folded(row.text) == folded(following.text):
        return False
    if following.text.startswith(("\u2014", "\u2500")):
        return not any(dates_in(following.text))
    if row.heading == 1 == following.heading:
        return True
    if _ABOUT.match(following.text):
        return row.text.endswith(forms.endings().bodies)
    open_ended = "关于" in row.text and not _ends_like_title(row.text)
    return open_ended and _ends_like_title(following.text)


def _without_repeats(rows: Sequence[Row], title_rows: Sequence[int]) -> Iterator[int]:
    seen: set[str] = set()
    for index in title_rows:
        key = folded(rows[index].text)
        if key not in seen and not any(key in other for other in seen):
            seen.add(key)
            yield index
