"""Labels with their values: what a line of metadata states, and what of it is only a widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wenku.prune.parts import Part, Sort
from wenku.vocab.boilerplate import Use

_GO = (Use.LINE, Use.COUNTER, Use.LABEL, Use.DUTY, Use.LOOSE)
_ITEM_USES = (Use.STRONG, Use.MARKER, Use.ITEM, Use.OPENER, Use.WIDGET, Use.WEAK, Use.NOISE)
CHANNEL = 3
"""Letters of the shortest item that is believed as a value: a channel named as the source."""
_UNITS = frozenset({"次", "人次", "人", "字", "条", "度", "个", "页", "kb", "mb", "k", "m"})


@dataclass(frozen=True, slots=True)
class Group:
    """A label with its value, or words that no label claims."""

    label: Part | None
    parts: tuple[Part, ...]

    @property
    def start(self) -> int:
        """Where the group begins in its line."""
        return self.label.start if self.label else self.parts[0].start

    @property
    def kept(self) -> bool:
        """Whether it states a value that the document keeps."""
        if self.label is None:
            return all(part.sort in (Sort.DATE, Sort.ADDRESS) for part in self.parts)
        return self.label.has(Use.STATES) and bool(self.parts)

    @property
    def free(self) -> bool:
        """Whether it is made of words that nothing explains."""
        return self.label is None and any(
            part.sort is Sort.WORD or (part.sort is Sort.NUMBER) for part in self.parts
        )

    @property
    def removed(self) -> bool:
        """Whether it is a widget, a counter, or a label without its value."""
        if self.label is None:
            return all(part.sort is Sort.ITEM for part in self.parts)
        return not self.kept

    @property
    def empty(self) -> bool:
        """Whether it is a label of metadata without its value."""
        return self.label is not None and self.label.has(Use.STATES) and not self.parts

    @property
    def widget(self) -> bool:
        """Whether it goes even from a line whose other values stay."""
        if self.label is None:
            return self.removed and all(part.has(Use.WIDGET, Use.STRONG) for part in self.parts)
        return self.removed and not self.loose

    @property
    def loose(self) -> bool:
        """Whether it needs company to be removed."""
        if self.label is None:
            return all(
                part.has(Use.WEAK, Use.OPENER) and not part.has(Use.ITEM, Use.STRONG, Use.WIDGET)
                for part in self.parts
            )
        return self.label.has(Use.LOOSE) and not self.label.has(
            Use.LINE, Use.COUNTER, Use.LABEL, Use.DUTY
        )

    @property
    def family(self) -> str:
        """What it is counted under when it is removed."""
        if self.label is None:
            return self.parts[0].family(*_ITEM_USES)
        if self.label.has(Use.STATES):
            return "editor-empty"
        return self.label.family(*_GO)


def groups_of(parts: Sequence[Part]) -> tuple[Group, ...]:
    """Give every label the values that follow it."""
    groups: list[Group] = []
    label: Part | None = None
    values: list[Part] = []
    for part in parts:
        if part.sort is Sort.LABEL:
            _close(groups, label, values)
            label, values = part, []
        elif label is not None and _belongs(part, label, values):
            values.append(part)
        else:
            _close(groups, label, values)
            label, values = None, []
            _free(groups, part)
    _close(groups, label, values)
    return tuple(groups)


def _close(groups: list[Group], label: Part | None, values: list[Part]) -> None:
    if label is not None:
        groups.append(Group(label, tuple(values)))


def _free(groups: list[Group], part: Part) -> None:
    """A number followed by its unit or counter is one widget; everything else stands alone."""
    last = groups[-1] if groups else None
    counted = last is not None and last.label is None and last.parts[-1].sort is Sort.NUMBER
    if counted and last is not None and part.sort is Sort.ITEM and part.has(Use.WIDGET):
        groups[-1] = Group(None, (_as_item(last.parts[-1], part), part))
        return
    groups.append(Group(None, (part,)))


def _as_item(number: Part, unit: Part) -> Part:
    return Part(Sort.ITEM, number.start, number.end, number.text, unit.entries)


def _belongs(part: Part, label: Part, values: Sequence[Part]) -> bool:
    widget = part.sort is Sort.ITEM and part.has(Use.WIDGET)
    if label.has(Use.COUNTER) and not label.has(Use.STATES):
        return part.sort is Sort.NUMBER or part.text in _UNITS or (widget and not values)
    if label.has(Use.LABEL) and not label.has(Use.STATES):
        return part.sort is Sort.NUMBER or widget or len(part.text) == 1
    if label.has(Use.STATES, Use.DUTY):
        if label.family(Use.STATES) == "date":
            return part.sort in (Sort.DATE, Sort.NUMBER) or (part.sort is Sort.WORD and not values)
        if part.sort is not Sort.ITEM:
            return True
        return (
            not values
            and (not widget or part.has(Use.ITEM, Use.OPENER))
            and len(part.text) >= CHANNEL
        )
    return True
