"""Policies, laws, plans and agreements cited by their titles in 《》, with their short forms.

What a title is, is told from the word it ends with; books, films and articles are left out. A bare
《意见》 names the title before it that ends so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wenku.model import EntityKind, Mention
from wenku.text.patterns import lazy
from wenku.vocab.institutions import policy_words

OPEN, CLOSE = "\u300a", "\u300b"
LONGEST_TITLE = 150
"""Characters; what is longer has lost its closing mark."""
LONGEST_KIND = 4
"""Characters of a title that is a kind of paper only; 政府工作报告 is a title."""
LONGEST_SHORT = 14
"""Characters that a short form may have."""

_REMARK = lazy("[\uff08(\u3014][^\uff08\uff09()\u3014\u3015]{1,40}[\uff09)\u3015]$")
_LONGEST_REMARK = 42
_SPACES = " \u3000"
_TITLE_MARK = lazy(f"[{OPEN}{CLOSE}\n]")
_EDITION = lazy("(?:\\d{4}年?版|第[一二三四五六七八九十]+版|试行|修订版?|修正)$")
_ANNOUNCED = lazy("(?:以下简称|简称|下称|统称)[\u4e3a\u662f:\uff1a]?[\u201c\u2018]?$")


class _Title(NamedTuple):
    block: int
    start: int
    end: int
    name: str
    announced: bool
    """Whether 以下简称 stands before it."""


def find_policies(texts: Sequence[str]) -> tuple[Mention, ...]:
    """The policies that texts cite, in order; a short form has the full title as its entity."""
    titles = [title for block, text in enumerate(texts) for title in _titles(text, block)]
    full: list[str] = []
    mentions: list[Mention] = []
    for title in titles:
        entity = _resolved(title, full)
        if entity is None:
            continue
        if entity == title.name and entity not in full:
            full.append(entity)
        rule = "title" if entity == title.name else "short form"
        surface = f"{OPEN}{title.name}{CLOSE}"
        mentions.append(
            Mention(
                title.block, title.start, title.end, surface, EntityKind.POLICY, entity, rule=rule
            )
        )
    return tuple(mentions)


def _titles(text: str, block: int) -> Iterator[_Title]:
    """The outermost titles of a text that are those of policies; linear in its length."""
    words = policy_words()
    for start, end in _quoted(text):
        name = text[start + 1 : end - 1]
        before = text[max(0, start - LONGEST_SHORT) : start]
        if before.endswith(words.works) or not _is_policy(name):
            continue
        yield _Title(block, start, end, name, _ANNOUNCED.search(before) is not None)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Outermost spans from 《 to its 》; a title may hold others."""
    depth, start = 0, 0
    for match in _TITLE_MARK.finditer(text) if OPEN in text else ():
        mark = match[0]
        if depth and (mark == "\n" or match.start() - start > LONGEST_TITLE):
            depth = 0
        if mark == OPEN:
            start = match.start() if depth == 0 else start
            depth += 1
        elif mark == CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield start, match.end()


def _is_policy(name: str) -> bool:
    words = policy_words()
    stem = _stem(name)
    return bool(stem) and bool(words.endings.search(stem)) and not words.other.search(stem)


def _stem(name: str) -> str:
    """A title without what stands in brackets at its end, and without its edition."""
    bare = name.rstrip(_SPACES)
    while remark := _REMARK.search(bare, max(0, len(bare) - _LONGEST_REMARK)):
        bare = bare[: remark.start()].rstrip(_SPACES)
    return _EDITION.sub("", bare).strip()


def _resolved(title: _Title, full: Sequence[str]) -> str | None:
    """The full title that a title stands for; None for a bare word with no title before it."""
    stem = _stem(title.name)
    if title.name in full:
        return title.name
    bare = _names_nothing(stem)
    if bare or title.announced or len(stem) <= LONGEST_SHORT:
        for known in reversed(full):
            if _shortens(stem, _stem(known)) and (bare or len(stem) * 2 <= len(_stem(known)) + 2):
                return known
    if bare:
        return full[-1] if title.announced and full else None
    return title.name


def _names_nothing(stem: str) -> bool:
    """Whether a title is a kind of paper only: 意见, 实施方案."""
    words = policy_words()
    rest = words.endings.sub("", stem)
    return rest in words.generic or (not rest and len(stem) <= LONGEST_KIND)


def _shortens(short: str, long: str) -> bool:
    """Whether a title is another one with words left out, its last word kept."""
    ending = policy_words().endings.search(short)
    if short == long or ending is None or not long.endswith(ending[0]):
        return False
    rest = iter(long)
    return all(char in rest for char in short)
