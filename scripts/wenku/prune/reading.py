"""One line read alone: prose, boilerplate, the opening of a list of links, metadata, or neither."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from wenku.prune.groups import Group, groups_of
from wenku.prune.parts import Part, Sort, parts_of
from wenku.prune.sentences import distinct_signals, notice_in, support_of
from wenku.prune.shape import Shape, letters_in, shape_of
from wenku.text.han import count_han
from wenku.vocab.boilerplate import Entry, Use, boilerplate, key


class Kind(enum.Enum):
    """What a line is by itself."""

    BLANK = enum.auto()
    NOISE = enum.auto()
    """Left over from markup: no letter in it."""
    PROSE = enum.auto()
    BOILERPLATE = enum.auto()
    OPENS = enum.auto()
    """Opens a list of links or comments."""
    STATES = enum.auto()
    """Metadata with values."""
    OTHER = enum.auto()


class Reach(enum.IntEnum):
    """Where a line of boilerplate is removed."""

    NOWHERE = 0
    COMPANY = 1
    """Before and after the article, among other boilerplate."""
    ENDS = 2
    """Before and after the article."""
    ANYWHERE = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line is, with the evidence."""

    kind: Kind
    shape: Shape
    reach: Reach = Reach.NOWHERE
    family: str = ""
    cuts: tuple[tuple[int, int, str], ...] = ()
    """Parts to take out of a line that states metadata: start, end, family."""
    empty_label: bool = False
    """A label such as 上一篇 whose value stands on the next line."""
    foot: bool = False
    """Only the foot of a site says this."""


LONGEST = 400
"""Characters; a longer line is no menu and no label."""
ANYWHERE_LETTERS = 5
"""A wording of fewer letters is removed only before and after the article."""

_EDGES = (
    " \t\u3000\xa0-\u2014=*#~+:\uff1a.\u3002,\uff0c!\uff01?\uff1f|\u4e28\u2502\u00b7\u2022\u25cf"
    "\u25a0\u25c6\u25aa\u203b\u2605\u2606\u25ba\u25b6>\u00bb\u203a\u2192<\u00ab\u2190\u2026"
    "[]()\uff08\uff09\u3010\u3011{}\u3014\u3015\u201c\u201d\"'\u300c\u300d\u300a\u300b_/\\"
)
_TAG = re.compile(r"<!?/?[A-Za-z][^<>]{0,300}>")
_NOISE = re.compile(r"(?:[|\u4e28\u2502\u2022\u00b7\u25aa>\u00bb\u203a\s\u00a6]|&nbsp;?|&#160;)+")
_PATH = re.compile(r"(?:>|\u00bb|\u203a|\uff1e|\u2192|\u300b)+|::|/|(?<=\s)-(?=\s)|\|")
_BRACKETS = re.compile(r"[\[\](){}\u3010\u3011\uff08\uff09]")

_ORDER = (
    Use.NOISE,
    Use.STRONG,
    Use.MARKER,
    Use.ITEM,
    Use.OPENER,
    Use.WIDGET,
    Use.WEAK,
)


@lru_cache(maxsize=8192)
def read(line: str) -> Reading:
    """Read one line, without looking at its neighbours."""
    bare = line.strip()
    if not bare:
        return _BLANK_READING
    shape = shape_of(bare)
    if _is_noise(bare):
        return Reading(Kind.NOISE, shape, Reach.ANYWHERE, "noise")
    if len(bare) <= LONGEST:
        found = _as_wording(bare, shape) or _as_parts(line, bare, shape)
        if found is not None:
            return found
    notice = notice_in(bare)
    if notice is not None and notice.whole:
        return Reading(Kind.BOILERPLATE, shape, Reach.ENDS, notice.family)
    return Reading(Kind.PROSE if shape.prose else Kind.OTHER, shape)


_BLANK_READING = Reading(Kind.BLANK, shape_of(""))


def _is_noise(bare: str) -> bool:
    if _NOISE.fullmatch(bare):
        return True
    if "<" not in bare:
        return False
    rest = _TAG.sub("", bare)
    return rest != bare and letters_in(rest) == 0


def _as_wording(bare: str, shape: Shape) -> Reading | None:
    """The line is one wording of the vocabulary, whatever stands around it."""
    words = boilerplate()
    trimmed = bare.strip(_EDGES)
    entries = words.items.get(key(bare)) or words.items.get(key(trimmed)) or _bracketed(trimmed)
    if not entries:
        return None
    entry = _first(entries)
    reach = _reach_of(entry, letters_in(trimmed))
    if entry.use in {Use.MARKER, Use.OPENER}:
        return Reading(Kind.OPENS, shape, reach, entry.family)
    return Reading(Kind.BOILERPLATE, shape, reach, entry.family)


def _bracketed(trimmed: str) -> Sequence[Entry]:
    """A wording with another one in brackets behind it: comments (0 in all)."""
    pieces = [key(piece.strip(_EDGES)) for piece in _BRACKETS.split(trimmed)]
    found = [boilerplate().items.get(piece, ()) for piece in pieces if piece]
    return found[0] if len(found) > 1 and all(found) else ()


def _first(entries: Sequence[Entry]) -> Entry:
    return min(entries, key=lambda entry: _ORDER.index(entry.use))


def _reach_of(entry: Entry, letters: int) -> Reach:
    if entry.use is Use.NOISE:
        return Reach.ANYWHERE
    if entry.use is Use.STRONG:
        return Reach.ANYWHERE if letters >= ANYWHERE_LETTERS else Reach.ENDS
    if entry.use in {Use.MARKER, Use.ITEM}:
        return Reach.ENDS
    return Reach.COMPANY if entry.use in {Use.WEAK, Use.OPENER} else Reach.ENDS


def _as_parts(line: str, bare: str, shape: Shape) -> Reading | None:
    parts = parts_of(line)
    if not parts:
        return None
    if shape.prose and not _led_by_line_label(parts):
        return None
    return (
        _as_foot(bare, shape)
        or _as_labelled(parts, shape)
        or _as_groups(line, parts, shape)
        or _as_path(bare, parts, shape)
        or _as_menu(parts, shape)
        or _as_invitation(bare, shape)
    )


def _led_by_line_label(parts: Sequence[Part]) -> bool:
    return parts[0].sort is Sort.LABEL and parts[0].has(Use.LINE)


def _as_foot(bare: str, shape: Shape) -> Reading | None:
    folded = key(bare)
    if shape.han > 160 or shape.full_stops > 1:
        return None
    for word, family in boilerplate().feet.items():
        if word in folded:
            return Reading(Kind.BOILERPLATE, shape, Reach.ENDS, family, foot=True)
    return None


def _as_labelled(parts: Sequence[Part], shape: Shape) -> Reading | None:
    """The first part is a label that takes the rest of the line with it, or opens a list."""
    first = parts[0]
    if first.sort is Sort.LABEL and first.has(Use.LINE):
        if any(p.sort is Sort.LABEL and p.has(Use.STATES) for p in parts[1:]):
            return None
        return Reading(
            Kind.BOILERPLATE,
            shape,
            Reach.ENDS,
            first.family(Use.LINE),
            empty_label=len(parts) == 1,
        )
    if first.sort is Sort.ITEM and first.has(Use.MARKER) and _colon_or_menu(parts):
        return Reading(Kind.OPENS, shape, Reach.ENDS, first.family(Use.MARKER))
    return None


def _colon_or_menu(parts: Sequence[Part]) -> bool:
    first = parts[0]
    return first.end - first.start > len(first.text) or all(p.sort is Sort.ITEM for p in parts)


def _as_groups(line: str, parts: Sequence[Part], shape: Shape) -> Reading | None:
    """The line consists of labels and widgets: metadata, or nothing that is kept."""
    groups = groups_of(parts)
    labelled = [group for group in groups if group.label is not None]
    removed = [group for group in groups if group.removed]
    free = [group for group in groups if group.free]
    kept = [group for group in groups if group.kept]
    if not free and not kept and removed:
        return Reading(
            Kind.BOILERPLATE, shape, _reach_of_groups(removed), _family_of(removed)
        )
    if not labelled and not (removed and kept):
        return None
    certain = [group for group in removed if group.widget]
    if kept and not free:
        return Reading(Kind.STATES, shape, Reach.ENDS, cuts=_cuts(line, certain, groups))
    if certain and (len(certain) > 1 or labelled) and _few_free(free, shape):
        return Reading(Kind.STATES, shape, Reach.ENDS, cuts=_cuts(line, certain, groups))
    return None


def _few_free(free: Sequence[Group], shape: Shape) -> bool:
    return sum(count_han(part.text) for group in free for part in group.parts) <= max(
        20, shape.han // 2
    )


def _reach_of_groups(removed: Sequence[Group]) -> Reach:
    if all(group.loose for group in removed):
        return Reach.COMPANY
    return Reach.ENDS


def _family_of(removed: Sequence[Group]) -> str:
    return next((group.family for group in removed if not group.loose), removed[0].family)


def _cuts(
    line: str, removed: Sequence[Group], groups: Sequence[Group]
) -> tuple[tuple[int, int, str], ...]:
    """Spans of the removed groups, each with the blanks and brackets up to the next group."""
    starts = [group.start for group in groups]
    cuts: list[tuple[int, int, str]] = []
    for group in removed:
        place = starts.index(group.start)
        end = starts[place + 1] if place + 1 < len(starts) else len(line.rstrip())
        start = group.start
        if place + 1 == len(starts):
            end = len(line.rstrip())
        start = _back_over(line, start)
        if cuts and cuts[-1][1] >= start:
            start = cuts[-1][1]
        cuts.append((start, end, group.family))
    return tuple(_merged(cuts))


_OPENING_EDGE = " \t\u3000\xa0|\u4e28\u2502[(\u3010\uff08<\u300a/\\\u00b7-"


def _back_over(line: str, start: int) -> int:
    while start > 0 and line[start - 1] in _OPENING_EDGE:
        start -= 1
    return start


def _merged(cuts: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    merged: list[tuple[int, int, str]] = []
    for start, end, family in cuts:
        if merged and merged[-1][1] == start and merged[-1][2] == family:
            merged[-1] = (merged[-1][0], end, family)
        elif end > start:
            merged.append((start, end, family))
    return merged


_PLACES = ("\u9996\u9875", "\u4e3b\u9875", "home", "\u6b63\u6587")


def _as_path(bare: str, parts: Sequence[Part], shape: Shape) -> Reading | None:
    """A breadcrumb: steps with arrows between, led by a home page or by a place of the site."""
    steps = [step.strip() for step in _PATH.split(key(bare)) if step.strip()]
    arrows = sum(bare.count(arrow) for arrow in ">\u00bb\u203a\uff1e")
    if len(steps) < 2 or any(count_han(step) > 14 for step in steps[:-1]):
        return None
    led = steps[0].endswith(_PLACES) or steps[0].startswith(_PLACES)
    known = sum(1 for part in parts if part.sort is Sort.ITEM and part.has(Use.ITEM, Use.WEAK))
    if (led and (arrows or known >= 2)) or arrows >= 2 and shape.stops == 0:
        return Reading(Kind.BOILERPLATE, shape, Reach.ENDS, "navigation")
    return None


def _as_menu(parts: Sequence[Part], shape: Shape) -> Reading | None:
    items = [part for part in parts if part.sort is Sort.ITEM]
    words = [part for part in parts if part.sort is Sort.WORD]
    labels = [part for part in parts if part.sort is Sort.LABEL]
    if labels or shape.stops or len(items) < 3 or any(count_han(w.text) > 8 for w in words):
        return None
    sure = sum(1 for part in items if part.has(Use.ITEM, Use.STRONG, Use.MARKER))
    if sure >= 2 and len(items) >= len(words):
        return Reading(Kind.BOILERPLATE, shape, Reach.ENDS, "navigation")
    if len(items) >= 5 and len(items) >= 2 * len(words):
        return Reading(Kind.BOILERPLATE, shape, Reach.COMPANY, "navigation")
    return None


_CALLS = ("\u626b", "\u4e8c\u7ef4\u7801", "\u5fae\u4fe1", "\u5ba2\u6237\u7aef", "app", "\u516c\u4f17\u53f7", "\u670b\u53cb\u5708", "\u624b\u673a")


def _as_invitation(bare: str, shape: Shape) -> Reading | None:
    """An invitation to scan, share or install: made of the words of such invitations."""
    if shape.han > 40 or shape.han < 4:
        return None
    folded = key(bare)
    if not any(call in folded for call in _CALLS):
        return None
    if distinct_signals(folded, "qr") >= 2 and support_of(folded, "qr") >= 0.7:
        return Reading(Kind.BOILERPLATE, shape, Reach.ENDS, "qr")
    return None
