"""Markdown as people write it, in the form in which the site's parser reads all of it.

The parser asks more than authors give: four blanks before a nested item, a blank line before a
list. And it takes ``[name]: anything`` for the address of a link, which then is nowhere to be
seen: footnotes, and what somebody said in an interview.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wenku.text.patterns import lazy

_TAB = 4
"""Blanks by which the parser nests."""
_NEARLY = 2
"""Blanks from which an item is meant to be nested."""
_ITEM = lazy(r"(?P<indent>[ \t]{0,40})(?P<mark>[-*+]|\d{1,9}\.)(?P<gap>[ \t]{1,4})(?=\S)")
_LOOSE = lazy(
    r"^ {1,3}(?:[-*+]|\d{1,9}\.)[ \t]|^(?![-*+ \t]|\d{1,9}\.)[^\n]+\n(?:[-*+]|1\.)[ \t]"
    r"|^[-*+][ \t][^\n]*\n\d{1,9}\.[ \t]|^\d{1,9}\.[ \t][^\n]*\n[-*+][ \t]",
    re.MULTILINE,
)
"""An item that the parser would not see: nested by too few blanks, right below a line of text or
below an item of another kind."""
_INDENT = lazy(r"^[ \t]+")
_FIRST = frozenset(["-", "*", "+", "1."])
"""Marks that begin a list right below a line of text."""
_RULE = lazy(r" {0,3}(?:(?:-[ \t]*){3,80}|(?:\*[ \t]*){3,80}|(?:_[ \t]*){3,80})")
_DEFINED = lazy(r" {0,3}\[(?P<name>[^\[\]\n]{1,200})\]:")
_MARK = lazy(r"\[\^(?P<name>[^\[\]\n]{1,200})\]")
_ADDRESS = lazy(
    r"[ \t]*(?:<[!-;=?-~]*>|(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|mailto:|www\.)\S*"
    r"|(?=[!-~]*[./#?])[!-~]+)"
    r"""[ \t]*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))?[ \t]*"""
)


def with_definitions_shown(source: str, opening: str, closing: str) -> str:
    """The source with each ``[name]: text`` that defines no link written as text.

    A note bears the name of its mark, [1], where the mark stands and where the note stands.

    Args:
        source: Markdown.
        opening: a character that the parser passes over, for the bracket.
        closing: its partner.
    """
    if "]:" not in source:
        return source
    notes: set[str] = set()
    lines: list[str] = []
    in_note = False
    for line in source.split("\n"):
        defined = _DEFINED.match(line)
        if defined is None:
            continued = in_note and line.startswith(" " * _TAB)
            in_note = in_note and (continued or not line.strip())
            lines.append(line[_TAB:] if continued else line)
        elif defined["name"].startswith("^"):
            in_note = True
            name = defined["name"][1:]
            notes.add(name)
            lines += ["", f"{opening}{name}{closing} {line[defined.end() :].lstrip()}"]
        else:
            in_note = False
            is_link = _ADDRESS.fullmatch(line, defined.end()) is not None
            shown = f"{opening}{defined['name']}{closing}:{line[defined.end() :]}"
            lines += [line] if is_link else ["", shown]

    def marked(match: re.Match[str]) -> str:
        name = match["name"]
        return f"{opening}{name}{closing}" if name in notes else match[0]

    return _MARK.sub(marked, "\n".join(lines)) if notes else "\n".join(lines)


class _Item(NamedTuple):
    """An item that is open at a line."""

    mark: int
    """Column of its mark."""
    text: int
    """Column of its text."""
    ordered: bool


def with_lists_told(source: str) -> str:
    r"""The source with its lists indented by four, and parted from the text above them.

    >>> with_lists_told("1. 时间\n2. 参加人\n   - 农户\n   - 社员")
    '1. 时间\n2. 参加人\n    - 农户\n    - 社员'
    """
    if _LOOSE.search(source) is None:
        return source
    lines: list[str] = []
    open_items: list[_Item] = []
    after_blank = True
    for raw in source.split("\n"):
        line = _INDENT.sub(lambda match: match[0].expandtabs(_TAB), raw, count=1)
        item = None if _RULE.fullmatch(line) else _ITEM.match(line)
        if item is not None and _begins(item, open_items, after_blank=after_blank):
            lines += _told(line, item, open_items, after_blank=after_blank)
        else:
            lines.append(_continued(line, open_items, after_blank=after_blank))
        after_blank = not line.strip()
    return "\n".join(lines)


def _begins(item: re.Match[str], open_items: list[_Item], *, after_blank: bool) -> bool:
    """Whether a line that looks so is an item: not code, and no figure that a line begins with."""
    if open_items:
        return True
    return item.end("indent") < _TAB and (after_blank or item["mark"] in _FIRST)


def _told(
    line: str, item: re.Match[str], open_items: list[_Item], *, after_blank: bool
) -> list[str]:
    """A line of an item, with a blank line before it where a list begins below something else."""
    column = item.end("indent")
    ordered = item["mark"][0] not in "-*+"
    closed: _Item | None = None
    apart = not open_items
    while open_items and column < open_items[-1].mark + _NEARLY:
        closed = open_items.pop()
    apart = apart or (closed is not None and closed.ordered is not ordered)
    told = f"{' ' * (_TAB * len(open_items))}{line[column:]}"
    open_items.append(_Item(column, item.end(), ordered))
    return ["", told] if apart and not after_blank else [told]


def _continued(line: str, open_items: list[_Item], *, after_blank: bool) -> str:
    """A line that is no item: the next paragraph of the one it is indented for, or its own."""
    if line.startswith("#"):
        open_items.clear()
    if not open_items or not after_blank or not line.strip():
        return line
    column = len(line) - len(line.lstrip(" "))
    while open_items and column < open_items[-1].text:
        open_items.pop()
    return f"{' ' * (_TAB * len(open_items))}{line[open_items[-1].text :]}" if open_items else line
