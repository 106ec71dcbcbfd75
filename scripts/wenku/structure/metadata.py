"""What a page states about itself, gathered from all the places that state it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from wenku.model import Block, Metadata, Page
from wenku.structure.bylines import agency_of, byline_within
from wenku.structure.dates import compact_date_of, dates_in
from wenku.structure.doctype import document_type
from wenku.structure.head import LONGEST_SIGNER, Frame, meta_fields
from wenku.structure.statements import LONGEST_LINE, Stated, labels_on, statements_in
from wenku.structure.values import address_in, author_of, is_nobody, plain_value
from wenku.text.anchor import folded
from wenku.text.patterns import lazy
from wenku.trail import Trail
from wenku.vocab import forms

SIGNATURE_BLOCKS = 6
"""Blocks at the end of an article in which its signature is looked for."""
LONGEST_SIGNATURE = 40
"""Characters of a line that holds a name and a date."""
MOST_REMOVED_LINES = 400

_META = {
    "source": ("contentsource", "source", "dc.publisher"),
    "author": ("author", "article:author", "dc.creator"),
    "editor": ("editor",),
    "url": ("url", "og:url"),
    "date": (
        "pubdate",
        "publishdate",
        "article:published_time",
        "firstpublishedtime",
        "date",
        "dc.date",
    ),
}
_CRUMBS = lazy(r"(?:(?<!\s)\s+)?(?:>{1,2}|\u00bb|\u203a|\u2192|\uff1e)\s*")
_SENTENCE_MARKS = lazy(r"[\u3002\uff0c\uff1a\uff1b]")
_UNDER_TITLE = lazy(r"^(?:[\uff08(](?P<inside>.{4,60})[\uff09)]|\u2014{1,2}(?P<after>.{4,60}))$")


@dataclass(slots=True)
class _Sources:
    """Statements in the order in which they are believed."""

    shown: list[Stated] = field(default_factory=list)
    """On lines of the page."""
    meta: dict[str, str] = field(default_factory=dict)
    """In meta tags."""
    removed: list[Stated] = field(default_factory=list)
    """On lines that were removed as boilerplate, never as spam."""
    crumbs: list[str] = field(default_factory=list)
    """Names of channels, the innermost first."""


def metadata_of(page: Page, trail: Trail, frame: Frame, blocks: Sequence[Block]) -> Metadata:
    """The metadata that a page states; fields that nothing states are empty."""
    body = [block.text for block in blocks if block.in_body]
    sources = _Sources(list(frame.stated), meta_fields(page), *_removed(trail))
    source = _field(sources, "source") or _agency(body)
    channels = [
        part.value for part in (*sources.shown, *sources.removed) if part.field == "channel"
    ]
    typed = document_type(frame.title, (*channels, *sources.crumbs), source, body)
    date = _date(sources)
    return Metadata(
        title=frame.title,
        date=date,
        date_inferred="" if date else _inferred_date(sources, blocks),
        source=source,
        author=_author(sources, frame, body),
        editor=author_of(_field(sources, "editor")),
        url=_url(sources, frame.title),
        doc_type=typed.name if typed else "",
    )


def _removed(trail: Trail) -> tuple[list[Stated], list[str]]:
    """Labelled statements and channels on lines that pruning took away."""
    stated: list[Stated] = []
    crumbs: list[str] = []
    for line in _removed_lines(trail):
        if labels_on(line):
            stated.extend(part for part in statements_in(line) if part.field != "rest")
        elif len(line) <= LONGEST_LINE:
            parts = _CRUMBS.split(line)
            if len(parts) > 1:
                crumbs.extend(part.strip() for part in reversed(parts))
    return stated, crumbs


def _removed_lines(trail: Trail) -> Iterator[str]:
    count = 0
    for change in trail.changes:
        if change.stage != "prune":
            continue
        for edit in change.edits:
            if edit.after.strip() or "spam" in change.family_of(edit):
                continue
            for line in edit.before[:20_000].split("\n"):
                if line.strip() and len(line) <= LONGEST_LINE and count < MOST_REMOVED_LINES:
                    count += 1
                    yield line.strip()


def _best(stated: Iterable[Stated], name: str) -> str:
    """The value of a field under its weightiest label, the first of equals."""
    values = [
        part for part in stated if part.field == name and part.value and not is_nobody(part.value)
    ]
    return min(values, key=lambda part: part.weight).value if values else ""


def _field(sources: _Sources, name: str) -> str:
    found = _best(sources.shown, name)
    if found:
        return found
    for key in _META.get(name, ()):
        value = plain_value(sources.meta.get(key, ""))
        if value and not is_nobody(value):
            return value
    return _best(sources.removed, name)


def _date(sources: _Sources) -> str:
    """The date of publication: as labelled, from meta tags, unlabelled, or of the last update."""
    labelled = [part for part in sources.shown if part.field == "date" and part.value]
    published = _best(labelled, "date")
    meta = (compact_date_of(sources.meta.get(key, "")) for key in _META["date"])
    return (
        published
        or next((date for date in meta if date), "")
        or _best(sources.removed, "date")
        or _best((*sources.shown, *sources.removed), "updated")
    )


def _inferred_date(sources: _Sources, blocks: Sequence[Block]) -> str:
    """A date that the page states of the document and not of its publication.

    The date of writing in an information box, else the date under the signature, else the date in
    parentheses under the title, which is that of the speech or of the adoption.
    """
    written = _best((*sources.shown, *sources.removed), "written")
    body = [block for block in blocks if block.in_body]
    return written or _signed_date(body) or _date_under_title(body)


def _signed_date(body: Sequence[Block]) -> str:
    """The date under a signature: at the end, or under a body's name before what is attached."""
    tail = len(body) - SIGNATURE_BLOCKS
    for index in range(len(body) - 1, -1, -1):
        date = _lone_date(body[index].text)
        signed = index > 0 and _is_signature(body[index - 1].text)
        if date and (index >= tail or signed):
            return date
    return ""


def _is_signature(text: str) -> bool:
    return len(text) <= LONGEST_SIGNER and text.endswith(forms.endings().bodies)


def _lone_date(text: str) -> str:
    """The date that a short line is, or ends with after the name of who signs."""
    if len(text) > LONGEST_SIGNATURE:
        return ""
    dates = [date for date in dates_in(text) if date.iso]
    if not dates or len(dates[-1].iso) != len("YYYY-MM-DD"):
        return ""
    before, after = text[: dates[-1].start], text[dates[-1].end :]
    clean = not _SENTENCE_MARKS.search(before) and not after.strip("\uff09) \u3002")
    return dates[-1].iso if clean else ""


def _date_under_title(body: Sequence[Block]) -> str:
    for block in body[:2]:
        match = _UNDER_TITLE.match(block.text)
        dates = [date.iso for date in dates_in(match[0]) if date.iso] if match else []
        if dates:
            return dates[0]
    return ""


def _author(sources: _Sources, frame: Frame, body: Sequence[str]) -> str:
    stated = author_of(_field(sources, "author"))
    if stated:
        return stated
    lines = [author for author in frame.authors if author]
    if lines:
        return "\u3001".join(dict.fromkeys(lines))
    for text in (*body[:2], *body[-1:]):
        byline = byline_within(text)
        if byline is not None and byline.author:
            return byline.author
    return ""


def _agency(body: Sequence[str]) -> str:
    return next((agency for text in body[:2] if (agency := agency_of(text))), "")


def _url(sources: _Sources, title: str) -> str:
    """The document's own address: labelled so, or printed behind its title."""
    for part in (*sources.shown, *sources.removed):
        if part.field != "url":
            continue
        address = address_in(part.value)
        before = folded(part.value.removesuffix(address))
        own = not before or (len(before) >= 4 and before in folded(title))  # noqa: PLR2004
        if address and own and _leads_to_a_page(address):
            return address
    for key in _META["url"]:
        address = address_in(plain_value(sources.meta.get(key, "")))
        if address and _leads_to_a_page(address):
            return address
    return ""


def _leads_to_a_page(address: str) -> bool:
    """Whether an address names more than a site."""
    path = re.sub(r"^https?://[^/]*", "", address).strip("/")
    return bool(path)
