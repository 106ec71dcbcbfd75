"""Lines that lead elsewhere: breadcrumbs, menus, invitations to scan, share or install."""

from __future__ import annotations

from collections.abc import Sequence

from wenku.prune.parts import Part, Sort
from wenku.prune.sentences import distinct_signals, support_of
from wenku.prune.shape import Shape
from wenku.prune.verdict import Kind, Reach, Reading, boilerplate_line
from wenku.text.han import count_han
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import Use

STEP_HAN = 14
"""More ideographs than a step of a breadcrumb has, the last one excepted."""
STEPS = 3
"""Steps of a breadcrumb that begins at the home page and has no arrows."""
ENTRY_HAN = 8
"""More ideographs than an unknown entry of a menu has."""
ENTRIES = 3
"""Known entries of a menu on one line, two of them certain."""
BARS = 3
"""Bars on a line from which they divide a menu."""
WEAK_ENTRIES = 5
"""… or so many that are ordinary words."""
EVEN_ENTRIES = 6
"""… or so many of about the same length."""
EVEN_HAN = 3.5
"""Ideographs that such entries have on average."""
INVITATION_HAN = (4, 40)
"""Ideographs of an invitation."""
INVITATION_SHARE = 0.7
"""Share of its ideographs that are words of invitations."""

_PATH = lazy(r"(?:>|\u00bb|\u203a|\u2192)+|::|/|(?<=\s)-(?=\s)|\|")
_ARROWS = ">\u00bb\u203a"
_PLACES = ("首页", "主页", "home", "正文")
_CALLS = (
    "扫",
    "二维码",
    "微信",
    "客户端",
    "app",
    "公众号",
    "朋友圈",
    "手机",
)


def as_path(folded: str, compact: str, parts: Sequence[Part], shape: Shape) -> Reading | None:
    """A breadcrumb: steps with arrows between, led by a home page or by a place of the site."""
    steps = [step for step in _PATH.split(compact) if step]
    arrows = sum(folded.count(arrow) for arrow in _ARROWS)
    several = len(steps) > 1 and not any(count_han(step) > STEP_HAN for step in steps[:-1])
    if not several or shape.full_stops:
        return None
    led = steps[0].endswith(_PLACES) or steps[0].startswith(_PLACES)
    known = sum(1 for part in parts if part.sort is Sort.ITEM and part.has(Use.ITEM, Use.WEAK))
    if (led and (arrows or known > 1 or len(steps) >= STEPS)) or (arrows > 1 and not shape.stops):
        return Reading(Kind.BOILERPLATE, shape, Reach.ENDS, "navigation", path=True)
    return None


def as_menu(folded: str, parts: Sequence[Part], shape: Shape) -> Reading | None:
    """Entries of a menu on one line, some of which may be the site's own."""
    items = [part for part in parts if part.sort is Sort.ITEM]
    words = [part for part in parts if part.sort is Sort.WORD]
    entries = [*items, *words]
    if shape.stops or len(entries) < ENTRIES or any(part.sort is Sort.LABEL for part in parts):
        return None
    if any(count_han(word.text) > ENTRY_HAN for word in words):
        return None
    certain = sum(1 for part in items if part.has(Use.ITEM, Use.STRONG, Use.MARKER))
    barred = folded.count("|") >= BARS
    home = parts[0].sort is Sort.ITEM and parts[0].text.endswith(_PLACES[:2])
    if (certain > 1 and 2 * len(items) + 1 >= len(words)) or home:
        return boilerplate_line(shape, "navigation")
    enough = WEAK_ENTRIES if not barred else ENTRIES
    if (len(items) >= enough and len(items) >= 2 * len(words)) or _even(entries):
        return Reading(Kind.BOILERPLATE, shape, Reach.COMPANY, "navigation", menu=True)
    return None


def _even(entries: Sequence[Part]) -> bool:
    """Whether many entries have about the length that entries of menus have, names have not."""
    sizes = [count_han(entry.text) for entry in entries]
    return len(sizes) >= EVEN_ENTRIES and min(sizes) > 1 and sum(sizes) >= EVEN_HAN * len(sizes)


def as_invitation(compact: str, shape: Shape) -> Reading | None:
    """An invitation to scan, share or install: made of the words of such invitations."""
    if not INVITATION_HAN[0] <= shape.han <= INVITATION_HAN[1]:
        return None
    if not any(call in compact for call in _CALLS):
        return None
    if distinct_signals(compact, "qr") > 1 and support_of(compact, "qr") >= INVITATION_SHARE:
        return boilerplate_line(shape, "qr")
    return None
