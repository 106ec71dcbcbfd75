"""Lines with their places."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One line without its line end; ``text[start:end]`` of the page it belongs to."""

    number: int
    """Counted from 1."""
    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        """The line without white space at either end."""
        return self.text.strip()


def split_lines(text: str) -> tuple[Line, ...]:
    r"""Split at ``\n`` only; the last line is kept even when it is empty only if text ends bare."""
    lines: list[Line] = []
    position = 0
    for number, content in enumerate(text.split("\n"), start=1):
        lines.append(Line(number, position, position + len(content), content))
        position += len(content) + 1
    if lines and not lines[-1].text and len(lines) > 1:
        lines.pop()
    return tuple(lines)
