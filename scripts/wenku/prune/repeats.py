"""What a page prints twice: the article, its first lines as a summary or teaser, its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wenku.model import Page
from wenku.prune.removal import Removal
from wenku.prune.shape import Shape, letters_of, shape_of
from wenku.prune.verdict import Kind, Reading
from wenku.prune.zones import is_solid, zones_of
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy

COPY_HAN = 60
"""Ideographs of prose that must come again, line by line, to be a second copy."""
COPY_LINES = 2
"""… and in so many lines of prose, unless the page holds hardly anything else."""
COPY_SHARE = 0.4
"""Share of the page's prose from which one repeated paragraph is a second copy."""
SUMMARY_HAN = 40
"""Ideographs of a complete summary: a shorter sentence may be repeated on purpose."""
AGAIN_TIMES = 2
"""A paragraph that stands on a page more often is an exercise, a form or a refrain."""
AGAIN_HAN = 22
"""Ideographs of the shortest paragraph that is not written twice in a row."""
AGAIN_MARKS = 3
"""… and commas and ends of sentences in it: lines of songs have fewer."""
LABELLED_HAN = 12
"""… unless a label says that it is a summary."""
FLOWING_HAN = 25
"""Ideographs of a teaser that was cut off without a sign of it."""
CUT_LETTERS = 8
"""Letters of a teaser that ends in an ellipsis."""
SENTENCE_LETTERS = 5
"""Shorter sentences say nothing about where they come from."""
LEADING_LINES = 4
"""Lines of prose at the head of a page that may be summary or teaser."""
TITLE_LETTERS = 6
TITLE_ROWS = 2
"""Lines at the head of a page that may be the title which others repeat."""
SUFFIX_LETTERS = 30

_BLANK_OR_CELL = lazy(r"[|\t]|_{2}|\.{3}|\u2026|[\u2717xX\u00d7]{2}|[\u25a1\u25cb]")
"""What stands in rows of tables and in forms to be filled in."""
_SENTENCE = lazy("[^\u3002\uff01\uff1f\uff1b!?;\u2026]+")
_LABEL = lazy(
    r"(?:(?<!\s)\s+)?[\[\u3010(\uff08]?(?:本文)?(?:摘\s?要|导读|导语|提要|核心提示|内容提要|内容摘要|简介|文章摘要|资讯摘要|新闻摘要)"
    r"[\]\u3011)\uff09]?\s?[:\uff1a]?\s?"
)
_LABEL_WORD = lazy(r"摘\s?要|导读|导语|提要|核心提示|简介|内容摘要")
"""What every label holds: quicker to look for than the label."""
_TITLE_LABEL = lazy(r"(?:(?<!\s)\s+)?(?:原标题|原题|标题)\s?[:\uff1a]\s?")
_START = lazy(f"[{HAN_CLASS}A-Za-z0-9]{{2,6}}")
"""The first letters of a line: a quick way to see that nothing below repeats it."""
_SUFFIX = lazy(r"(?:(?<!\s)\s+)?[-_|丨\uff5c\u2014\u2013]+\s*")


def second_copies(page: Page) -> tuple[Removal, ...]:
    """Lines of an article that is printed a second time."""
    keys = _keys(page)
    first: dict[str, int] = {}
    runs: list[list[int]] = [[]]
    expected = -1
    for i, key in keys:
        place = first.setdefault(key, i)
        if place == i:
            runs.append([])
        elif place == expected or not runs[-1]:
            runs[-1].append(i)
        else:
            runs.append([i])
        expected = _next_of(place, keys) if place != i else -1
    readings = zones_of(page).readings
    total = sum(reading.shape.han for reading in readings if is_solid(reading))
    return tuple(
        Removal(i, "duplicate", "the article is printed twice")
        for run in runs
        if _is_copy(readings, run, total)
        for i in run
    )


def _keys(page: Page) -> list[tuple[int, str]]:
    keys = ((i, "".join(line.text.split())) for i, line in enumerate(page.lines))
    return [(i, key) for i, key in keys if key]


def _next_of(place: int, keys: Sequence[tuple[int, str]]) -> int:
    """The line with letters that follows line ``place``."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle][0] <= place:
            low = middle + 1
        else:
            high = middle
    return keys[low][0] if low < len(keys) else -1


def _is_copy(readings: Sequence[Reading], run: Sequence[int], total: int) -> bool:
    prose = [i for i in run if is_solid(readings[i])]
    han = sum(readings[i].shape.han for i in prose)
    if len(prose) >= COPY_LINES:
        return han >= COPY_HAN
    return bool(prose) and han >= COPY_HAN and han >= COPY_SHARE * total


def paragraphs_again(page: Page) -> tuple[Removal, ...]:
    """Paragraphs right below which the same paragraph stands once more."""
    texts = [(text, i) for i, line in enumerate(page.lines) if (text := line.bare)]
    pairs = [here for above, here in pairwise(texts) if here[0] == above[0]]
    if not pairs:
        return ()
    readings = zones_of(page).readings
    times = Counter(text for text, _ in texts)
    return tuple(
        Removal(i, "duplicate", "the paragraph above again")
        for text, i in pairs
        if times[text] == AGAIN_TIMES and _may_be_copied(text, readings[i])
    )


def _may_be_copied(text: str, reading: Reading) -> bool:
    """Whether a line is a paragraph that nobody writes twice: no verse, call, row or blank form."""
    shape = reading.shape
    return (
        is_solid(reading)
        and shape.complete
        and shape.han >= AGAIN_HAN
        and shape.commas + shape.sentences >= AGAIN_MARKS
        and _BLANK_OR_CELL.search(text) is None
    )


def summaries(page: Page) -> tuple[Removal, ...]:
    """Lines before the article all of whose sentences come again in it, whole or cut off."""
    zones = zones_of(page)
    if zones.last < 0:
        return ()
    leading = _leading_prose(page)
    found: list[Removal] = []
    for place, i in enumerate(leading):
        why = _repeated_below(page, i)
        if why:
            found.append(Removal(i, "duplicate", why))
        elif place:
            break
    return tuple(found)


def _repeated_below(page: Page, i: int) -> str:
    """Why line ``i`` is a summary or teaser of what follows it; empty where it is neither."""
    line = page.lines[i]
    bare = _untitled(page, i, _unlabelled(line.text)).strip()
    start = _START.search(bare)
    if start is None or page.text.find(start[0], line.end) < 0:
        return ""
    shape = shape_of(bare)
    if not _may_be_repeated(line.text, bare, shape):
        return ""
    rest = letters_of(page.text[line.end :])
    if len(rest) < len(letters_of(line.text)):
        return ""
    if not _all_found(bare, rest, last_may_be_cut=not shape.ended or shape.cut):
        return ""
    return "its sentences come again in the article" if shape.complete else "a teaser, cut off"


def _unlabelled(text: str) -> str:
    """A text without the first label of a summary in it."""
    return _LABEL.sub("", text, count=1) if _LABEL_WORD.search(text) else text


def _untitled(page: Page, number: int, text: str) -> str:
    """A text without the title of the page before it, which stands by itself further above."""
    bare = text.lstrip()
    for line in page.lines[:number]:
        title = line.text.strip()
        if len(title) >= TITLE_LETTERS and bare.startswith(title):
            behind = bare[len(title) :]
            return behind if behind[:1].isspace() else text
    return text


def _leading_prose(page: Page) -> list[int]:
    readings = zones_of(page).readings
    found: list[int] = []
    for i, reading in enumerate(readings):
        flowing = reading.kind is Kind.OTHER and (reading.shape.cut or reading.shape.commas)
        if reading.kind is Kind.PROSE or flowing:
            found.append(i)
        if len(found) == LEADING_LINES:
            break
    return found


def _may_be_repeated(line: str, bare: str, shape: Shape) -> bool:
    """Whether a line, ``bare`` without its label, is such as summaries and teasers are."""
    if shape.han >= LABELLED_HAN and _LABEL.match(line):
        return True
    if shape.cut:
        return len(letters_of(bare)) >= CUT_LETTERS
    if shape.ended:
        return shape.prose and shape.han >= SUMMARY_HAN
    return shape.han >= FLOWING_HAN and shape.commas + shape.stops > 0


def _all_found(text: str, rest: str, *, last_may_be_cut: bool) -> bool:
    sentences = [letters_of(match[0]) for match in _SENTENCE.finditer(text)]
    sentences = [sentence for sentence in sentences if sentence]
    telling = [sentence for sentence in sentences if len(sentence) >= SENTENCE_LETTERS]
    if not telling:
        return False
    whole, last = sentences[:-1], sentences[-1]
    if last_may_be_cut and len(last) < SENTENCE_LETTERS and whole:
        return all(sentence in rest for sentence in whole)
    return all(sentence in rest for sentence in sentences)


def repeated_titles(page: Page) -> tuple[Removal, ...]:
    """Lines before the article that print its title again, with or without the site's name."""
    zones = zones_of(page)
    if zones.last < 0:
        return ()
    rows = [i for i in range(zones.first) if _may_name(zones.readings[i], page.lines[i].text)]
    return tuple(_repeated(page, rows))


def _may_name(reading: Reading, text: str) -> bool:
    """Whether a line above the article may be its title."""
    if reading.kind is Kind.STATES:
        return _TITLE_LABEL.match(text) is not None
    return reading.kind in (Kind.OTHER, Kind.PROSE) and reading.shape.han > 0


def _repeated(page: Page, rows: Sequence[int]) -> Iterator[Removal]:
    removed: set[int] = set()
    for title in rows[:TITLE_ROWS]:
        letters = letters_of(_TITLE_LABEL.sub("", page.lines[title].text, count=1))
        if title in removed or len(letters) < TITLE_LETTERS:
            continue
        for i in rows:
            if i == title or i in removed:
                continue
            text = page.lines[i].text
            if letters in {letters_of(text), letters_of(_TITLE_LABEL.sub("", text, count=1))}:
                removed.add(max(i, title))
                yield Removal(max(i, title), "duplicate", "the title again")
            elif _suffixed(text, letters):
                removed.add(i)
                yield Removal(i, "duplicate", "the title again, with the name of a site")
        if removed:
            break


def _suffixed(text: str, letters: str) -> bool:
    """Whether the text is the title with a name before or behind a separator."""
    for separator in _SUFFIX.finditer(text):
        before, behind = text[: separator.start()], text[separator.end() :]
        for title, name in ((before, behind), (behind, before)):
            if letters_of(title) == letters and 0 < len(letters_of(name)) <= SUFFIX_LETTERS:
                return True
    return False
