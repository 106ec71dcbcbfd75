"""Programs that cut lines, as the tests need them: how they count, and what they keep together."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

CLOSERS = "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\u201d\u2019\uff09\u300b\u3011%\u2026"
OPENERS = "\u201c\u2018\uff08\u300a\u3010"
INDENT = "\u3000\u3000"


def in_bytes(text: str) -> int:
    """As many columns as the text has bytes in GBK."""
    return len(text.encode("gbk", "replace"))


def in_a_terminal(text: str) -> int:
    """Two columns for what is wide in every terminal, one for the rest, quotation marks too."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class Cutter(NamedTuple):
    """A way of cutting."""

    name: str
    count: Callable[[str], int]
    scale: int
    """Units that an ideograph takes."""
    marks: str = ""
    """What becomes of a mark that would begin a line: it hangs over, or takes its neighbour along;
    empty where the program does not care."""

    def cut(self, text: str, ideographs: int) -> list[str]:
        """The lines of a paragraph cut to the width of so many ideographs."""
        width = ideographs * self.scale
        lines, line = [], ""
        for char in text:
            if line and self.count(line + char) > width and not self._hangs(line, char, width):
                carried = self._carried(line, char)
                lines.append(line.removesuffix(carried))
                line = carried
            line += char
        return [*lines, line]

    def _hangs(self, line: str, char: str, width: int) -> bool:
        room = width + self.scale
        return self.marks == "hang" and char in CLOSERS and self.count(line + char) <= room

    def _carried(self, line: str, char: str) -> str:
        carried = ""
        while self.marks and len(carried) < 3 and (char in CLOSERS or line[-1] in OPENERS):
            char, line = line[-1], line[:-1]
            carried = char + carried
        return carried

    def ends_full(self, text: str, ideographs: int) -> bool:
        """Whether the last line of a paragraph does not tell that it is the last."""
        last = self.cut(text, ideographs)[-1]
        return self.count(last) > (ideographs - 2) * self.scale


CUTTERS = (
    Cutter("characters", len, 1),
    Cutter("bytes", in_bytes, 2),
    Cutter("bytes, marks hang", in_bytes, 2, "hang"),
    Cutter("bytes, marks carry", in_bytes, 2, "carry"),
    Cutter("terminal", in_a_terminal, 2),
    Cutter("terminal, marks carry", in_a_terminal, 2, "carry"),
)
