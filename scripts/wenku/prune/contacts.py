"""Addresses and telephone numbers below an article that are the article's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenku.model import Page
from wenku.prune.own_lines import announces, is_word, label_of
from wenku.prune.series import number_of
from wenku.prune.verdict import Kind, Reading
from wenku.prune.zones import Zones
from wenku.text.numerals import FIGURES
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import Use, boilerplate

QUIET = frozenset(
    {"editors", "editor-empty", "picture-credit", "journal", "record", "noise", "tags"}
)
"""Families that stand right below an article: what follows them may still be of it."""

SIGNED = lazy(
    r"\s*(?:\d{4}|[\u3007\u25cb\u2014零一二三四五六七八九]{4})\s?年\s?"
    rf"[\d{FIGURES}]{{1,3}}\s?月\s?[\d{FIGURES}]{{1,3}}\s?日\s*"
)

HOLDER_HAN = (3, 40)
"""Ideographs of a line that names whose address follows."""
_BRACKETS = ("(", "\uff08", "[", "\u3010")
"""What the line of a reporter, or that it was the end, stands in."""


def contacts_of_article(page: Page, zones: Zones) -> Iterator[int]:
    """The lines of contacts below the last prose that go on from the article.

    They stand below a line of the article that says whose they are: a name, a label of a list, a
    heading with a number, the date of a signature, or prose that ends in a colon. What stands
    below them says nothing, for buttons to share and print stand below every article; only who runs
    the site, or the licence of the site, right below or among them shows its foot.
    """
    if not any(map(_is_contact, zones.readings[zones.last + 1 :])):
        return
    run: list[int] = []
    held = announces(page.lines[zones.last].text)
    for i in range(zones.last + 1, len(page.lines)):
        reading = zones.readings[i]
        if reading.kind is Kind.BLANK:
            continue
        if _is_contact(reading):
            run.append(i)
            continue
        yield from _own(page, run, reading, held=held)
        run = []
        if _closes(reading):
            return
        held = _holds(page.lines[i].text, reading)
    yield from _own(page, run, None, held=held)


def _own(page: Page, run: Sequence[int], below: Reading | None, *, held: bool) -> Sequence[int]:
    """The lines of a run of contacts if they are the article's, else none."""
    if not run or not held or (below is not None and below.family == "copyright"):
        return ()
    hosted = any(is_word(Use.HOST, label_of(page.lines[i].text)) for i in run)
    return () if hosted else run


def _is_contact(reading: Reading) -> bool:
    return reading.kind is Kind.BOILERPLATE and reading.family == "contact"


def _closes(reading: Reading) -> bool:
    """Whether the site has begun: what follows is its own."""
    if reading.kind is Kind.STATES:
        return reading.family == "editor"
    return reading.kind is Kind.OPENS or (reading.removable and reading.family not in QUIET)


def _holds(text: str, reading: Reading) -> bool:
    """Whether a line says whose contacts follow: a name, a date, or a label with its value."""
    if reading.kind is Kind.STATES:
        return any(
            entry.family == "title" for entry in boilerplate().labels.get(label_of(text), ())
        )
    if reading.kind is not Kind.OTHER:
        return False
    if SIGNED.fullmatch(text) or number_of(text) is not None or label_of(text):
        return True
    named = not text.lstrip().startswith(_BRACKETS)
    return named and HOLDER_HAN[0] <= reading.shape.han <= HOLDER_HAN[1]
