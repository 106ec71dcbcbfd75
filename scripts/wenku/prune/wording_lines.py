"""Lines that are one wording of the vocabulary, or several without anything between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wenku.prune.parts import glued
from wenku.prune.shape import Shape, letters_in
from wenku.prune.verdict import Kind, Reach, Reading, boilerplate_line
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import Entry, Use, boilerplate, squeeze

ANYWHERE_LETTERS = 5
"""A wording of fewer letters is removed only before and after the article."""
BRACKETED_LETTERS = 3
"""… unless it stands in brackets, where a heading does not."""
LONGEST_GLUED = 24
"""Ideographs of the longest line that is tried as known words without anything between."""
LONGEST_LED = 40
"""Ideographs of the longest line that is known by its first or last words."""
LONGEST_FOOT = 160
"""Ideographs of the longest line that a part makes a foot of the site."""

EDGES = (
    " \t\u3000\xa0-\u2014=*#~+:\uff1a.\u3002,\uff0c!\uff01?\uff1f|丨\u2502\u00b7\u2022\u25cf"
    "\u25a0\u25c6\u25aa\u203b\u2605\u2606\u25ba\u25b6>\u00bb\u203a\u2192<\u00ab\u2190\u2191\u2193\u2026"
    "[]()\uff08\uff09\u3010\u3011{}\u3014\u3015\u201c\u201d\"'\u300c\u300d\u300a\u300b_/\\"
)
"""What may stand around a wording."""

PLACE = "位置"
"""What the labels of breadcrumbs have in common."""
_SIGNS = lazy(r"[\[\](){},!\u3002~]+")
_BETWEEN = lazy(r"[\[\](){},!\u3002~\s]+")
_OPENING = "[("
_ORDER = (
    Use.NOISE,
    Use.STRONG,
    Use.MARKER,
    Use.ITEM,
    Use.OPENER,
    Use.WIDGET,
    Use.WEAK,
)


def as_wording(folded: str, compact: str, shape: Shape) -> Reading | None:
    """The line is one wording, or several, whatever signs stand around them."""
    words = boilerplate()
    trimmed = compact.strip(EDGES)
    single = words.items.get(compact) or words.items.get(trimmed) or ()
    entries = single or _several(folded, shape)
    if not entries:
        return None
    weak = is_weak(single)
    entry = first_of(entries)
    reach = _reach_of(entry, letters_in(trimmed), bracketed=folded[0] in _OPENING)
    kind = Kind.OPENS if entry.use in (Use.MARKER, Use.OPENER) else Kind.BOILERPLATE
    return Reading(kind, shape, min(reach, Reach.COMPANY) if weak else reach, entry.family)


def _several(folded: str, shape: Shape) -> Sequence[Entry]:
    """A wording with others behind it: comments (0 in all); nothing yet, be the first.

    Words that are ordinary ones count only where each stands in its own brackets.
    """
    if shape.han > LONGEST_LED or _BETWEEN.search(folded) is None:
        return ()
    bracketed = folded[0] in _OPENING
    for separators in (_SIGNS, _BETWEEN):
        found = _known(separators.split(folded))
        if len(found) > 1 and (bracketed or not all(map(is_weak, found))):
            return found[0]
    return ()


def _known(pieces: Iterable[str]) -> list[Sequence[Entry]]:
    """The entries of pieces that are all wordings; empty where one is none."""
    items = boilerplate().items
    found: list[Sequence[Entry]] = []
    for piece in pieces:
        bare = squeeze(piece).strip(EDGES)
        if bare and bare not in items:
            return []
        if bare:
            found.append(items[bare])
    return found


def first_of(entries: Sequence[Entry]) -> Entry:
    """The entry that says most."""
    return min(entries, key=lambda entry: _ORDER.index(entry.use))


def is_weak(entries: Sequence[Entry]) -> bool:
    """Whether a wording is an ordinary word too, and nothing that opens a list or is certain."""
    uses = [entry.use for entry in entries]
    return Use.WEAK in uses and Use.MARKER not in uses and Use.STRONG not in uses


def _reach_of(entry: Entry, letters: int, *, bracketed: bool) -> Reach:
    if entry.use is Use.NOISE:
        return Reach.ANYWHERE
    if entry.use is Use.STRONG:
        least = BRACKETED_LETTERS if bracketed else ANYWHERE_LETTERS
        return Reach.ANYWHERE if letters >= least else Reach.ENDS
    return Reach.COMPANY if entry.use in (Use.WEAK, Use.OPENER) else Reach.ENDS


def as_glued(compact: str, shape: Shape) -> Reading | None:
    """The line is one word that consists of several known ones, with or without numbers."""
    if shape.han > LONGEST_GLUED:
        return None
    word = compact.strip(EDGES)
    pieces = glued(word) or glued(word.replace("0", ""))
    if not pieces:
        return None
    entries = [boilerplate().items[piece] for piece in pieces]
    weak = any(is_weak(each) or first_of(each).use is Use.OPENER for each in entries)
    family = first_of(entries[0]).family
    return boilerplate_line(shape, family, Reach.COMPANY if weak else Reach.ENDS)


def as_foot(compact: str, shape: Shape) -> Reading | None:
    """Something in the line is said only by the foot of a site."""
    if shape.han > LONGEST_FOOT or shape.full_stops > 1:
        return None
    for word, family in boilerplate().feet.items():
        if word in compact:
            return boilerplate_line(shape, family)
    return None


def as_lead(compact: str, shape: Shape) -> Reading | None:
    """The line begins or ends with words that only a site begins or ends a short line with."""
    if shape.han > LONGEST_LED:
        return None
    words = boilerplate()
    compact = compact.strip(EDGES)
    for word, entry in words.leads.get(compact[:2], ()):
        if compact.startswith(word):
            return _opening_or_not(entry, shape, path=PLACE in word)
    for word, entry in words.trails.get(compact[-2:], ()):
        if compact.endswith(word):
            return _opening_or_not(entry, shape, path=False)
    return None


def _opening_or_not(entry: Entry, shape: Shape, *, path: bool) -> Reading:
    kind = Kind.OPENS if entry.family in {"related", "products", "comments"} else Kind.BOILERPLATE
    return Reading(kind, shape, Reach.ENDS, entry.family, path=path)
