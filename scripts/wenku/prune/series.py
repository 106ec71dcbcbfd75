"""Numbered lines that count on: 一、二、三、 or 1. 2. 3. or step after step."""

from __future__ import annotations

from collections.abc import Sequence

from wenku.text.han import HAN_CLASS
from wenku.text.numerals import FIGURES, value_of
from wenku.text.patterns import lazy

LEAST = 2
"""Lines that make a series."""

_MARKER = lazy(
    rf"\s*(?:(?P<bracketed>[(\uff08](?:[{FIGURES}]{{1,3}}|\d{{1,2}})[)\uff09])"
    rf"|(?P<step>第(?:[{FIGURES}]{{1,3}}|\d{{1,2}})[步条项章])"
    rf"|(?P<listed>[{FIGURES}]{{1,3}}\u3001)"
    rf"|(?P<figure>\d{{1,2}}(?:\u3001|[.\uff0e)](?!\d)|\s(?=[{HAN_CLASS}])))"
    r"|(?P<circled>[\u2460-\u2473]))"
)
_BRACKETS = "()\uff08\uff09.\uff0e\u3001 第步条项章"
_FIRST_CIRCLED = 0x245F


def number_of(line: str) -> tuple[str, int] | None:
    """The kind of the marker that a line begins with and its number; None where there is none.

    >>> number_of("（三）加强监管"), number_of("12.5万人"), number_of("第二步：填写")
    (('bracketed-han', 3), None, ('step步', 2))
    """
    match = _MARKER.match(line)
    if match is None or match.lastgroup is None:
        return None
    kind, marker = match.lastgroup, match[0].strip()
    if kind == "circled":
        return kind, ord(marker) - _FIRST_CIRCLED
    value = value_of(marker.strip(_BRACKETS))
    if value is None:
        return None
    if kind == "step":
        return kind + marker[-1], value
    if kind == "bracketed":
        return kind + ("" if marker[1].isdecimal() else "-han"), value
    return kind, value


def series_of(lines: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The series on a page, each as the numbers of its lines from 0, in the order they begin."""
    open_runs: dict[str, tuple[int, list[int]]] = {}
    found: list[list[int]] = []
    for i, line in enumerate(lines):
        numbered = number_of(line)
        if numbered is None:
            continue
        kind, number = numbered
        last, run = open_runs.get(kind, (0, []))
        if not run or number != last + 1:
            run = []
            found.append(run)
        run.append(i)
        open_runs[kind] = number, run
    return tuple(tuple(run) for run in found if len(run) >= LEAST)
