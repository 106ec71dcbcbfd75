"""A short line taken apart: labels with their values, items of menus, dates, and other words."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenku.prune.journals import is_authors
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import Boilerplate, Entry, Use, boilerplate, fold, squeeze

LONGEST_LABEL = 14
LONGEST_ITEM = 14
LONGEST_CREDIT = 32
"""Characters of the longest line whose one bar stands for a colon."""
ROW_BARS = 2
"""Bars from which a line can be a row of cells."""
SHORTEST_GLUED = 2
"""Letters of the shortest label that is seen at the end of a longer word."""


class Sort(enum.Enum):
    """What a part of a line is."""

    LABEL = enum.auto()
    ITEM = enum.auto()
    DATE = enum.auto()
    NUMBER = enum.auto()
    ADDRESS = enum.auto()
    """A URL or mail address."""
    WORD = enum.auto()
    """Anything that no vocabulary knows."""


@dataclass(frozen=True, slots=True)
class Part:
    """``text[start:end]`` of the line, and what the vocabulary says of it."""

    sort: Sort
    start: int
    end: int
    text: str
    entries: tuple[Entry, ...] = ()

    def has(self, *uses: Use) -> bool:
        """Whether the vocabulary has the part in one of these uses."""
        return any(entry.use in uses for entry in self.entries)

    def family(self, *uses: Use) -> str:
        """The family the part has in the first of these uses that applies, or in any."""
        for use in uses:
            for entry in self.entries:
                if entry.use is use:
                    return entry.family
        return self.entries[0].family if self.entries else ""


_SEGMENT = lazy(
    r"[^\s|丨\u2502\u2503\u2506\u00b7\u2022\u25cf\u25a0\u25c6\u25aa\u203b\u2605\u2606\u25ba"
    r"\u25b6\u00bb\u203a>\u2192_*#\[\](){}<\u300a\u300b\u3008\u3009,;\u3002!\u2026\"]+"
)
_BARRED = lazy(
    r"\s*(?P<label>[^\s|丨\u2502:]{1,6})\s?(?P<bar>[|丨])\s?(?P<value>[^|丨\u2502:]{2,16})"
)
_CELL = lazy(r"(?P<text>[^\s|][^|]{0,12}?)\s*(?:\||$)")
_INNER = lazy(
    r"(?P<address>(?:https?:/|www\.)[!-~]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})"
    r"|(?P<date>\d{4}\s?(?:[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|年\s?\d{1,2}\s?月"
    r"(?:\s?\d{1,2}\s?[日号])?)"
    r"(?:t?\d{1,2}:\d{2}(?::\d{2})?)?)"
    r"|(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?|星期[一-\u9fff]|周[一二三四五六日])"
    r"|(?P<number>\d[\d.,]*)"
    r"|(?P<colon>:)"
    r"|(?P<word>[^\W\d_]+)",
)
_HAN_ONLY = lazy(f"[{HAN_CLASS}]+")


def parts_of(line: str) -> tuple[Part, ...]:
    """Take a line apart; meant for lines of a few hundred characters."""
    folded = _with_colons(fold(line))
    return tuple(_regrouped(_raw(folded, boilerplate()), boilerplate()))


def _with_colons(folded: str) -> str:
    """A row of a record, label | value | label | value, with colons behind its labels.

    Only a row that has a label of public records is one; the head of a table has ``date`` too.
    One bar behind who wrote, edited or checked a page is a colon as well.
    """
    barred = len(folded) <= LONGEST_CREDIT and ("|" in folded or "丨" in folded)
    credit = _BARRED.fullmatch(folded) if barred else None
    if credit is not None and _credits(credit["label"], credit["value"]):
        bar = credit.start("bar")
        return f"{folded[:bar]}:{folded[bar + 1 :]}"
    if folded.count("|") < ROW_BARS:
        return folded
    labels = boilerplate().labels
    cells = [cell for cell in _CELL.finditer(folded) if squeeze(cell["text"]) in labels]
    if not any(_of_record(labels[squeeze(cell["text"])]) for cell in cells):
        return folded
    letters = list(folded)
    for cell in cells:
        if cell.end("text") < len(letters):
            letters[cell.end("text")] = ":"
    return "".join(letters)


def _credits(label: str, value: str) -> bool:
    """Whether a label before a bar names a part in making a page, and no menu goes on behind it."""
    words = boilerplate()
    entries = words.labels.get(squeeze(label), ())
    alone = squeeze(value)
    if alone in words.items or alone in words.labels:
        return False
    return any(
        (entry.use is Use.STATES and entry.family in ("author", "editor"))
        or (entry.use is Use.DUTY and entry.family == "editors" and is_authors(value))
        for entry in entries
    )


def _of_record(entries: Sequence[Entry]) -> bool:
    return any(entry.use in (Use.LINE, Use.DUTY) and entry.family == "record" for entry in entries)


def _raw(folded: str, words: Boilerplate) -> Iterator[Part]:
    for segment in _SEGMENT.finditer(folded):
        text = segment[0]
        entries = words.items.get(squeeze(text)) or words.items.get(squeeze(text.strip("-:/.~=+?")))
        if entries and not (text.endswith(":") and squeeze(text[:-1]) in words.labels):
            yield Part(Sort.ITEM, segment.start(), segment.end(), text, entries)
        else:
            yield from _inner(text, segment.start(), words)


def _inner(text: str, base: int, words: Boilerplate) -> Iterator[Part]:
    tokens = list(_INNER.finditer(text))
    for place, token in enumerate(tokens):
        start, end, found = base + token.start(), base + token.end(), token[0]
        if token["word"] is None:
            sort = _SORTS.get(token.lastgroup or "")
            if sort is not None:
                yield Part(sort, start, end, found)
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if after is not None and after["colon"] is not None:
            yield from _before_colon(found, start, base + after.end(), words)
        else:
            yield from _alone(found, start, words)


_SORTS = {
    "address": Sort.ADDRESS,
    "date": Sort.DATE,
    "time": Sort.DATE,
    "number": Sort.NUMBER,
}


def _before_colon(word: str, start: int, colon_end: int, words: Boilerplate) -> Iterator[Part]:
    """The longest end of the word that is a label, with its colon; what precedes it is a value."""
    items = words.items.get(word)
    if items and word not in words.labels:
        yield Part(Sort.ITEM, start, colon_end, word, items)
        return
    for skip in range(max(0, len(word) - LONGEST_LABEL), len(word)):
        entries = words.labels.get(word[skip:])
        if entries and (not skip or len(word) - skip >= SHORTEST_GLUED):
            if skip:
                yield from _alone(word[:skip], start, words)
            yield Part(Sort.LABEL, start + skip, colon_end, word[skip:], entries)
            return
    yield Part(Sort.WORD, start, colon_end, word)


def _alone(word: str, start: int, words: Boilerplate) -> Iterator[Part]:
    entries = words.items.get(word)
    if entries:
        yield Part(Sort.ITEM, start, start + len(word), word, entries)
        return
    pieces = glued(word) if len(word) <= 3 * LONGEST_ITEM else None
    if pieces is None:
        yield Part(Sort.WORD, start, start + len(word), word)
        return
    for piece in pieces:
        yield Part(Sort.ITEM, start, start + len(piece), piece, words.items[piece])
        start += len(piece)


def glued(word: str) -> list[str] | None:
    """The items that a word is made of, none of them one letter; None where there is a rest."""
    words = boilerplate()
    pieces: list[str] = []
    position = 0
    while position < len(word):
        for length in range(min(LONGEST_ITEM, len(word) - position), 1, -1):
            if word[position : position + length] in words.items:
                pieces.append(word[position : position + length])
                position += length
                break
        else:
            return None
    return pieces


def _regrouped(parts: Iterator[Part], words: Boilerplate) -> Iterator[Part]:
    """Join words that were spaced out letter by letter, when the whole is known."""
    run: list[Part] = []
    for part in parts:
        if len(part.text) == 1 and part.sort in (Sort.WORD, Sort.ITEM, Sort.LABEL):
            run.append(part)
            if part.sort is Sort.LABEL or part.end - part.start > 1:
                yield from _joined(run, words)
                run = []
            continue
        yield from _joined(run, words)
        run = []
        yield part
    yield from _joined(run, words)


def _joined(run: list[Part], words: Boilerplate) -> Iterator[Part]:
    word = "".join(part.text for part in run)
    entries = words.labels.get(word) if run[1:] else None
    if not run[1:]:
        yield from run
        return
    if run[-1].end - run[-1].start > 1 and entries:
        yield Part(Sort.LABEL, run[0].start, run[-1].end, word, entries)
        return
    entries = words.items.get(word)
    if entries:
        yield Part(Sort.ITEM, run[0].start, run[-1].end, word, entries)
        return
    yield from run
