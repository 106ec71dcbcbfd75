"""The trail: what was changed, by which rule, on what certainty, and how to undo it.

A rule proposes :class:`Edit` values over the text it was given; :func:`apply` is the only way text
is ever changed, so what the trail says was done is what was done. Offsets are half-open spans in
code points of the text *before* the change they belong to.
"""

from __future__ import annotations

import enum
import hashlib
import pickle
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from wenku.errors import TrailError

T = TypeVar("T")

Told = dict["Callable[[Trail], object]", bytes]
"""By function what it says of a trail, as :func:`packed` has it."""

Place = tuple[int, int, str, str]
"""Start and end of ``[start, end)``, what stands there and what is to stand there."""


class ByFields:
    """For frozen classes with slots that are pickled by the thousand.

    Python itself asks for the fields of each object that it makes again, which takes five times as
    long as making it.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[ByFields], tuple[object, ...]]:
        """The class and its fields in order."""
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


class Certainty(enum.StrEnum):
    """How sure a change is."""

    DETERMINED = "determined"
    """The evidence leaves one reading."""
    INFERRED = "inferred"
    """A lexicon, the document's own words or a printed reading chose."""
    UNRESOLVED = "unresolved"
    """Nothing can be known: the place is flagged and the text stays as it is."""


@dataclass(frozen=True, slots=True, order=True)
class Edit(ByFields):
    """Replace ``text[start:end]``, which reads ``before``, with ``after``.

    An edit with ``before == after`` changes nothing: it flags a place.
    """

    start: int
    end: int
    before: str
    after: str
    family: str = ""
    """Kind of repair or removal, where it is finer than the rule's own family."""
    note: str = ""
    """The evidence that chose, for people."""
    certainty: Certainty | None = None
    """Overrides the rule's certainty for this one place."""

    @property
    def flags_only(self) -> bool:
        """Whether the edit marks a place without changing it."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Change(ByFields):
    """All edits of one rule in one pass, in order and disjoint."""

    stage: str
    rule: str
    family: str
    certainty: Certainty
    edits: tuple[Edit, ...]

    def certainty_of(self, edit: Edit) -> Certainty:
        """The edit's own certainty, or the rule's."""
        return edit.certainty or self.certainty

    def family_of(self, edit: Edit) -> str:
        """The edit's own family, or the rule's."""
        return edit.family or self.family


@dataclass(frozen=True, slots=True)
class Flag:
    """An unresolved place, in offsets of the final text."""

    start: int
    end: int
    surface: str
    rule: str
    note: str


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with ``edits`` carried out.

    Raises:
        TrailError: an edit does not match the text, or two edits overlap.
    """
    return _replaced(text, ((edit.start, edit.end, edit.before, edit.after) for edit in edits))


def invert(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits that turn the changed text back into the text before."""
    return tuple(Edit(*place) for place in _inverse(edits))


def _inverse(edits: Sequence[Edit]) -> Iterator[Place]:
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield start, start + len(edit.after), edit.after, edit.before
        shift += len(edit.after) - len(edit.before)


def _replaced(text: str, places: Iterable[Place]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end, before, after in places:
        if start < position or text[start:end] != before:
            raise TrailError(f"edit at {start} does not fit the text: {before!r}")
        pieces.append(text[position:start])
        pieces.append(after)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


class OffsetMap:
    """Maps offsets across one list of edits, in both directions.

    An offset inside replaced text maps to the same distance from the start of the replacement,
    clipped to its end; so a character changed 1:1 maps to exactly the character it came from.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        """Index ``edits`` (ordered and disjoint)."""
        self._old: list[int] = []
        self._new: list[int] = []
        self._edits = [edit for edit in edits if not edit.flags_only]
        shift = 0
        for edit in self._edits:
            self._old.append(edit.start)
            self._new.append(edit.start + shift)
            shift += len(edit.after) - len(edit.before)

    def forward(self, offset: int) -> int:
        """Offset in the old text to offset in the new text."""
        return self._map(offset, self._old, self._new, forward=True)

    def backward(self, offset: int) -> int:
        """Offset in the new text to offset in the old text."""
        return self._map(offset, self._new, self._old, forward=False)

    def _map(self, offset: int, here: list[int], there: list[int], *, forward: bool) -> int:
        index = bisect_right(here, offset) - 1
        if index < 0:
            return offset
        edit = self._edits[index]
        mine, other = len(edit.before), len(edit.after)
        if not forward:
            mine, other = other, mine
        distance = offset - here[index]
        if distance >= mine:
            return there[index] + other + distance - mine
        return there[index] + min(distance, other)


@dataclass(frozen=True, slots=True)
class Trail:
    """Every change made to a text, in order, from the decoded text to the cleaned text."""

    original: str
    changes: tuple[Change, ...] = ()

    def replay(self) -> str:
        """Carry all changes out again on the original.

        Raises:
            TrailError: the trail does not fit its original.
        """
        text = self.original
        for change in self.changes:
            text = apply(text, change.edits)
        return text

    def undo(self, text: str) -> str:
        """Turn the cleaned text back into the original.

        Raises:
            TrailError: ``text`` is not what the trail led to.
        """
        for change in reversed(self.changes):
            text = _replaced(text, _inverse(change.edits))
        return text

    def extended(self, changes: Iterable[Change]) -> Trail:
        """A trail with more changes at its end."""
        return Trail(self.original, (*self.changes, *changes))

    def kept(self, told: Told | None = None) -> Trail:
        """The same trail for a library of many: some kilobytes, unpacked where it is read.

        Args:
            told: what :meth:`once` is to find remembered.
        """
        return KeptTrail(packed((self.original, self.changes)), told)

    def once(self, derive: Callable[[Trail], T]) -> T:
        """What a function says of the trail: a kept trail remembers it, and is not unpacked again.

        Args:
            derive: a function of a module, for it is known by its identity; what it gives is plain
                data, small and never changed.
        """
        return derive(self)

    def digest(self) -> str:
        """Of original and changes; equal ones are equal trails, and a kept trail keeps its own."""
        return self.kept().digest()

    def origin_of(self, offset: int) -> int:
        """The place in the original that a character of the final text came from."""
        for change in reversed(self.changes):
            offset = OffsetMap(change.edits).backward(offset)
        return offset

    def origins_of(self, offsets: Sequence[int]) -> list[int]:
        """:meth:`origin_of` for many offsets, each change indexed once."""
        mapped = list(offsets)
        for change in reversed(self.changes):
            across = OffsetMap(change.edits)
            mapped = [across.backward(offset) for offset in mapped]
        return mapped

    def flags(self) -> tuple[Flag, ...]:
        """Unresolved places, in offsets of the final text; places later removed are left out."""
        found: set[Flag] = set()
        maps: list[OffsetMap] = []
        for index, change in enumerate(self.changes):
            for edit in change.edits:
                if change.certainty_of(edit) is not Certainty.UNRESOLVED:
                    continue
                if not maps:
                    maps = [OffsetMap(each.edits) for each in self.changes]
                start, end = edit.start, edit.start + len(edit.after)
                for across in maps[index:]:
                    start, end = across.forward(start), across.forward(end)
                if end > start:
                    found.add(Flag(start, end, edit.after, change.rule, edit.note))
        return tuple(sorted(found, key=lambda flag: (flag.start, flag.end, flag.rule)))


class KeptTrail(Trail):
    """A trail packed by :meth:`Trail.kept`.

    The trail of a torn page holds some thousand objects, most of the memory of its document, and
    is read a few times only; so it is unpacked for each reader, and the last ones are remembered.
    """

    __slots__ = ("_packed", "_told")
    _packed: bytes
    _told: Told

    def __init__(self, content: bytes, told: Told | None = None) -> None:
        """Take what :meth:`Trail.kept` packed, and what is remembered of it."""
        object.__setattr__(self, "_packed", content)
        object.__setattr__(self, "_told", dict(told or {}))

    @property
    def original(self) -> str:
        """The decoded text."""
        return _unpacked(self._packed)[0]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes in order."""
        return _unpacked(self._packed)[1]

    def kept(self, told: Told | None = None) -> Trail:
        """Itself, or the same that remembers more."""
        return KeptTrail(self._packed, {**self._told, **told}) if told else self

    def once(self, derive: Callable[[Trail], T]) -> T:
        """What a function says of the trail, remembered packed."""
        known = self._told.get(derive)
        if known is None:
            known = self._told[derive] = packed(derive(self))
        found: T = pickle.loads(zlib.decompress(known))  # noqa: S301
        return found

    def digest(self) -> str:
        """Of what is packed."""
        return hashlib.sha256(self._packed).hexdigest()

    def __reduce__(self) -> tuple[type[KeptTrail], tuple[bytes, Told]]:
        """Travel between processes as packed, with what is remembered."""
        return KeptTrail, (self._packed, self._told)

    def __eq__(self, other: object) -> bool:
        """Equal to a trail that says the same, packed or not."""
        if not isinstance(other, Trail):
            return NotImplemented
        return (self.original, self.changes) == (other.original, other.changes)

    def __hash__(self) -> int:
        """As equal trails have it."""
        return hash((self.original, self.changes))


def packed(found: object) -> bytes:
    """Plain data in few bytes."""
    return zlib.compress(pickle.dumps(found, 5), 1)


@lru_cache(maxsize=4)
def _unpacked(content: bytes) -> tuple[str, tuple[Change, ...]]:
    """What the program packed itself."""
    found: tuple[str, tuple[Change, ...]] = pickle.loads(zlib.decompress(content))  # noqa: S301
    return found
