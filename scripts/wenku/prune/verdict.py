"""What a line can be by itself."""

from __future__ import annotations

import enum
from typing import NamedTuple

from wenku.prune.shape import Shape


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


_LEFT_OUT = (Kind.BOILERPLATE, Kind.NOISE)


class Reading(NamedTuple):
    """What one line is, with the evidence."""

    kind: Kind
    shape: Shape
    reach: Reach = Reach.NOWHERE
    family: str = ""
    cuts: tuple[tuple[int, int, str], ...] = ()
    """Parts to take out of a line that states metadata: start, end, family."""
    path: bool = False
    """A breadcrumb: the title stands below it."""
    menu: bool = False
    """Entries of a menu on one line, all of them ordinary words."""
    empty_label: bool = False
    """A label such as the one for the next article, whose value stands on the next line."""

    @property
    def removable(self) -> bool:
        """Whether the line goes by itself when it stands before or after the article."""
        return self.kind in _LEFT_OUT and self.reach >= Reach.ENDS

    @property
    def anywhere(self) -> bool:
        """Whether it goes even between the paragraphs of the article."""
        return self.kind in _LEFT_OUT and self.reach is Reach.ANYWHERE


def boilerplate_line(shape: Shape, family: str, reach: Reach = Reach.ENDS) -> Reading:
    """A line that only a site prints."""
    return Reading(Kind.BOILERPLATE, shape, reach, family)
