"""Lines of labels with values and widgets: what they state stays, the widgets go."""

from __future__ import annotations

from collections.abc import Sequence

from wenku.prune.groups import Group, groups_of
from wenku.prune.parts import Part
from wenku.prune.shape import Shape
from wenku.prune.verdict import Kind, Reach, Reading, boilerplate_line
from wenku.text.han import count_han
from wenku.vocab.boilerplate import Use

FREE_HAN = 20
"""Ideographs that no label explains, on a line that is metadata all the same."""

_OPENING_EDGE = " \t\u3000\xa0|丨\u2502[(\u3010\uff08<\u300a/\\\u00b7-\uff1b;,\uff0c"


def as_metadata(line: str, parts: Sequence[Part], shape: Shape) -> Reading | None:
    """The line consists of labels and widgets: metadata, or nothing that is kept."""
    groups = groups_of(parts)
    removed = [group for group in groups if group.removed]
    free = [group for group in groups if group.free]
    kept = [group for group in groups if group.kept]
    if removed and not free and not kept:
        return boilerplate_line(shape, _family_of(removed), _reach_of(removed))
    labelled = any(group.label is not None for group in groups)
    if not labelled and not (removed and kept):
        return None
    widgets = [group for group in removed if group.widget]
    if kept and not free:
        return _statement(line, shape, groups, widgets)
    buttons = [group for group in widgets if not group.empty]
    if kept and buttons and (len(widgets) > 1 or labelled) and _few(free, shape):
        return _statement(line, shape, groups, widgets)
    return None


def _statement(
    line: str, shape: Shape, groups: Sequence[Group], widgets: Sequence[Group]
) -> Reading:
    labels = [group.label for group in groups if group.kept and group.label is not None]
    families = {label.family(Use.STATES) for label in labels}
    family = "editor" if "editor" in families else ""
    return Reading(Kind.STATES, shape, Reach.ENDS, family, cuts=_cuts(line, widgets, groups))


def _few(free: Sequence[Group], shape: Shape) -> bool:
    letters = sum(count_han(part.text) for group in free for part in group.parts)
    return letters <= max(FREE_HAN, shape.han // 2)


def _reach_of(removed: Sequence[Group]) -> Reach:
    return Reach.COMPANY if all(group.loose for group in removed) else Reach.ENDS


def _family_of(removed: Sequence[Group]) -> str:
    return next((group.family for group in removed if not group.loose), removed[0].family)


def _cuts(
    line: str, removed: Sequence[Group], groups: Sequence[Group]
) -> tuple[tuple[int, int, str], ...]:
    """Spans of the removed groups, each with the blanks and brackets up to the next group."""
    starts = [group.start for group in groups]
    length = len(line.rstrip())
    cuts: list[tuple[int, int, str]] = []
    for group in removed:
        place = starts.index(group.start)
        end = starts[place + 1] if place + 1 < len(starts) else length
        start = _back_over(line, group.start)
        if cuts and cuts[-1][1] >= start:
            start = cuts[-1][1]
        if cuts and cuts[-1][1] == start and cuts[-1][2] == group.family:
            cuts[-1] = (cuts[-1][0], end, group.family)
        elif end > start:
            cuts.append((start, end, group.family))
    return tuple(_spaced(line, cuts))


def _back_over(line: str, start: int) -> int:
    while start > 0 and line[start - 1] in _OPENING_EDGE:
        start -= 1
    return start


def _spaced(line: str, cuts: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Leave one blank where a cut would join what stood apart."""
    spaced: list[tuple[int, int, str]] = []
    for start, end, family in cuts:
        inner = start > 0 and end < len(line.rstrip()) and line[:start].strip()
        if inner and line[start].isspace():
            spaced.append((start + 1, end, family))
        elif inner and line[end - 1].isspace():
            spaced.append((start, end - 1, family))
        else:
            spaced.append((start, end, family))
    return spaced
