"""Rules on hidden advertising: whole lines, tails of lines, names glued to the first word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wenku.model import Page
from wenku.prune.cutting import line_edit, part_edit
from wenku.prune.reading import read
from wenku.prune.verdict import Kind
from wenku.prune.spam import has_label, is_spam, suspicious
from wenku.rules import rule
from wenku.text.lines import Line
from wenku.trail import Edit
from wenku.vocab.boilerplate import fold
from wenku.vocab.spam import Tier, spam_words

_LAST_STOP = re.compile("[\u3002\uff01\uff1f\uff1b\u201d\u300d][^\u3002\uff01\uff1f\uff1b]*$")
_SEPARATOR = re.compile(r"\s*[_|\u4e28\uff5c]\s*|\s+-+\s+|\s{2,}")
_NUMBERED = re.compile(
    r"[0-9]{3,6}(?:\u4f53\u80b2|\u5a31\u4e50|\u5f69\u7968|\u68cb\u724c|\u7535\u7ade|\u771f\u4eba)"
)
LABEL_LETTERS = 8
"""Characters of a label before a name that is advertised."""
GLUED_REST = 8
"""Characters that must remain behind a name taken off the start of a paragraph."""


@rule(
    "PRU140",
    stage="prune",
    family="spam",
    repairs={
        "\u6b63\u6587\u3002\n\u4e3b\u7ad9\u8718\u86db\u6c60\u6a21\u677f\uff1a \u7532| \u4e59| \u4e19\n": "\u6b63\u6587\u3002\n",
        "\u65e0\u7801\u4eba\u59bb_\u4e9a\u6d32\u7cbe\u54c1\u4e45\u4e45_\u56fd\u4ea7\u5728\u7ebf\n\u6b63\u6587\u3002\n": "\u6b63\u6587\u3002\n",
    },
    leaves_alone=(
        "\u56fd\u4ea7\u8bbe\u5907\u8fdb\u5165\u4e9a\u6d32\u548c\u6b27\u7f8e\u5e02\u573a\u3002",
        "\u6210\u4eba\u6559\u80b2\u4e0e\u6027\u5065\u5eb7\u6559\u80b2",
        "\u7cbe\u54c1\u8bfe\u7a0b\u5728\u7ebf\u514d\u8d39\u89c2\u770b",
        "\u4f53\u80b2\u5f69\u7968\u516c\u76ca\u91d1\u4f7f\u7528\u60c5\u51b5",
    ),
    deletes_han=True,
    respects_protected=False,
)
def drop_spam_lines(page: Page) -> Iterable[Edit]:
    """Delete lines of hidden advertising.

    Hacked and mirrored pages carry lines of search words for pornography and betting at their
    head or foot, joined by ``|``, ``_`` or commas. A line goes when its letters are mostly
    words of that vocabulary, among them several that no article uses; a line with sentences
    never does, nor does one with a few ordinary words of the kind.
    """
    if not page.fact(_suspicious):
        return
    for number in _spam_lines(page):
        yield line_edit(page, number, "spam", "words of hidden advertising")


def _suspicious(page: Page) -> bool:
    return suspicious(page.text)


def _spam_lines(page: Page) -> Iterator[int]:
    farm = False
    for number, line in enumerate(page.lines):
        if not line.text or line.text.isspace():
            continue
        if has_label(line.text):
            farm = True
            yield number
        elif farm and _is_of_farm(line):
            yield number
        elif is_spam(line.text) or _labelled_spam(line.text):
            yield number
        else:
            farm = False


def _labelled_spam(text: str) -> bool:
    """A label such as the one for the source, with a name that is advertised as its value."""
    label, colon, value = fold(text).partition(":")
    return bool(colon) and len(label.strip()) <= LABEL_LETTERS and is_spam(value.strip())


def _is_of_farm(line: Line) -> bool:
    """Below the label the links go on, whatever they advertise: many bars and no sentence."""
    return line.text.count("|") >= 2 and read(line.text).kind is not Kind.PROSE


@rule(
    "PRU150",
    stage="prune",
    family="spam",
    repairs={
        "6686\u4f53\u80b2\u7f51\u9875\u7248\u8fd1\u5e74\u6765\uff0c\u67de\u6c34\u53bf\u53d1\u5c55\u6728\u8033\u4ea7\u4e1a\u3002": "\u8fd1\u5e74\u6765\uff0c\u67de\u6c34\u53bf\u53d1\u5c55\u6728\u8033\u4ea7\u4e1a\u3002",
        "\u517b\u8001\u670d\u52a1\u4f53\u7cfb\u5efa\u8bbe_\u4e9a\u535aapp\u5b98\u7f51": "\u517b\u8001\u670d\u52a1\u4f53\u7cfb\u5efa\u8bbe",
    },
    leaves_alone=(
        "\u56fd\u5bb6\u4f53\u80b2\u603b\u5c40\u5b98\u7f51\u8fd1\u65e5\u53d1\u5e03\u901a\u77e5\uff0c\u8981\u6c42\u5404\u5730\u843d\u5b9e\u3002",
        "2023\u4f53\u80b2\u8bfe\u7a0b\u6807\u51c6\u8fd1\u65e5\u5370\u53d1\uff0c\u5404\u6821\u6267\u884c\u3002",
    ),
    deletes_han=True,
    respects_protected=False,
)
def cut_glued_spam(page: Page) -> Iterable[Edit]:
    """Take names of betting sites and strings of spam off the ends of real lines.

    Spun pages glue the name they advertise to the first word of a paragraph, to the title
    behind a separator, or to the end of the last sentence. The name must be one of the
    vocabulary, or a number before a word of betting, and be followed by the words that such
    names are sold with.
    """
    if not (page.fact(_suspicious) or _NUMBERED.search(page.text)):
        return
    for line in page.lines:
        start = _glued_name(line.text)
        if start:
            indent = len(line.text) - len(line.text.lstrip())
            place = line.start + indent
            yield part_edit(page, place, line.start + start, "spam", "name glued to the first word")
        end = _glued_tail(line.text)
        if start < end < len(line.text.rstrip()):
            yield part_edit(page, line.start + end, line.end, "spam", "advertising behind the line")


def _glued_name(line: str) -> int:
    """Where the paragraph begins behind a glued name; 0 where there is none."""
    folded = fold(line[:80])
    position = len(folded) - len(folded.lstrip())
    numbered = _NUMBERED.match(folded, position)
    tiers: set[Tier] = set()
    if numbered is not None:
        tiers.add(Tier.BRAND)
        position = numbered.end()
    terms = spam_words().terms
    while position < len(folded):
        for term in terms.get(folded[position], ()):
            if term.group == "gambling" and folded.startswith(term.word, position):
                tiers.add(term.tier)
                position += len(term.word)
                break
        else:
            break
    glued = Tier.BRAND in tiers and Tier.TAIL in tiers
    return position if glued and len(line) - position >= GLUED_REST else 0


def _glued_tail(line: str) -> int:
    """Where advertising begins behind the last sentence or a separator; the length if nowhere."""
    stop = _LAST_STOP.search(line, max(0, len(line) - 2000))
    start = stop.start() + 1 if stop else 0
    if stop and len(line) - start >= 4 and is_spam(line[start:].strip()):
        return start
    for separator in _SEPARATOR.finditer(line, start):
        if separator.start() and is_spam(line[separator.end() :].strip()):
            return separator.start()
    return len(line)
