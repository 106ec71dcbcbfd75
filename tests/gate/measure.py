"""What is measured on one cleaned page against the article that it was made from.

Line ends are not compared: how text is broken into lines is judged by lines and headings. *Folded*
ignores blanks, the width of marks and the shape of quotation marks; *strict* does not.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.damage import Certainty, DamagedPage, Span
from tests.damage.paragraph import FOLDED

_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"[^\S\n]*\n\s*")
_QUOTES = {ord(sign): '"' for sign in "\u201c\u201d\u300c\u300d"} | {
    ord(sign): "'" for sign in "\u2018\u2019\u300e\u300f"
}

GRAM = 3
"""Length of the pieces by which lines are recognised."""
SAME_LINE = 0.5
"""A line whose pieces are found to this share in another one stands for it."""
SPARE = 1.15
"""A paragraph may come back a little longer than it was; more than that is a second copy."""
SLACK = 2
"""Characters by which an alignment may miss the true place of a difference."""


def squeezed(text: str) -> str:
    """The text without white space."""
    return _SPACE.sub("", text)


def joined(text: str) -> str:
    """The text without line ends; blanks inside lines stay."""
    return _LINE_END.sub("", text)


def folded(text: str) -> str:
    """The text without white space, marks of one width, quotation marks of one shape."""
    return squeezed(text).translate(FOLDED).translate(_QUOTES)


def distance(left: str, right: str) -> int:
    """Levenshtein distance, bit-parallel (Myers 1999, for whole strings Hyyro 2003)."""
    if not left:
        return len(right)
    places: dict[str, int] = {}
    for index, character in enumerate(left):
        places[character] = places.get(character, 0) | 1 << index
    full, last = (1 << len(left)) - 1, 1 << (len(left) - 1)
    above, below, score = full, 0, len(left)
    for character in right:
        equal = places.get(character, 0)
        vertical = equal | below
        horizontal = (((equal & above) + above) ^ above) | equal
        grows = below | ~(horizontal | above)
        shrinks = above & horizontal
        score += bool(grows & last) - bool(shrinks & last)
        grows, shrinks = grows << 1 | 1, shrinks << 1
        above = (shrinks | ~(vertical | grows)) & full
        below = grows & vertical & full
    return score


def _grams(text: str) -> set[str]:
    return {text[start : start + GRAM] for start in range(max(1, len(text) - GRAM + 1))}


def _overlap(grams: set[str], others: set[str]) -> float:
    return len(grams & others) / len(grams)


@dataclass(frozen=True, slots=True)
class Lines:
    """How the lines of a cleaned page stand to the paragraphs of the article."""

    leaked: tuple[str, ...]
    """Lines of the output that are not of the article, or are there once too often."""
    lost: tuple[str, ...]
    """Paragraphs of the article that no line of the output stands for."""


def compare_lines(paragraphs: Sequence[str], blocks: Sequence[str]) -> Lines:
    """Find the paragraph that each block stands for, by the pieces they share."""
    wanted = [folded(paragraph) for paragraph in paragraphs]
    grams = [_grams(paragraph) for paragraph in wanted]
    room = [len(paragraph) * SPARE + GRAM for paragraph in wanted]
    covered = [0.0] * len(wanted)
    leaked = []
    for block in filter(None, map(folded, blocks)):
        own = _grams(block)
        shares = [_overlap(own, other) for other in grams]
        best = max(range(len(wanted)), key=lambda i: (shares[i], room[i]), default=None)
        if best is None or shares[best] < SAME_LINE or len(block) > room[best]:
            leaked.append(block)
            continue
        room[best] -= len(block)
        covered[best] += _overlap(grams[best], own)
    lost = [wanted[i] for i, share in enumerate(covered) if share < SAME_LINE]
    return Lines(tuple(leaked), tuple(lost))


@dataclass(frozen=True, slots=True)
class Harm:
    """A difference from the article where nothing excuses one."""

    clean: str
    found: str
    at: int
    """Offset in the article without white space."""


def unexcused(page: DamagedPage, body: str) -> tuple[Harm, ...]:
    """Differences outside every span of which a perfect repair could be unsure.

    Two promises at once: determined damage comes back exactly, and nothing outside the damaged
    spans changes.
    """
    clean = page.attainable
    excused = _squeezed_spans(clean, page.spans)
    left, right = squeezed(clean), squeezed(body)
    if left == right:
        return ()
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    return tuple(
        Harm(left[i1:i2], right[j1:j2], i1)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
        and not any(start - SLACK <= i2 and i1 <= end + SLACK for start, end in excused)
    )


def _squeezed_spans(clean: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    place, count = [], 0
    for character in clean:
        place.append(count)
        count += not character.isspace()
    place.append(count)
    return [
        (place[span.clean_start], place[span.clean_end])
        for span in spans
        if span.certainty is not Certainty.DETERMINED
    ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the project made of a page."""

    blocks: tuple[str, ...]
    """Lines of the body, in order."""
    headings: tuple[str, ...]
    metadata: Mapping[str, str]
    """title, date, source, author, editor."""
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one page, or of many added up."""

    pages: int = 0
    characters: int = 0
    errors: int = 0
    """Edit distance, folded."""
    strict_errors: int = 0
    """Edit distance, strict."""
    lines: int = 0
    leaked: int = 0
    paragraphs: int = 0
    lost: int = 0
    headings: int = 0
    headings_found: int = 0
    headings_claimed: int = 0
    facts: int = 0
    facts_right: int = 0
    harm: int = 0
    changed: int = 0
    """Pages whose body is not exactly the article."""
    rejected: int = 0

    def __add__(self, other: Score) -> Score:
        """Counts of both."""
        names = Score.__slots__
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def rates(self) -> dict[str, float]:
        """The rates that are pinned; for each of them 0 is best."""
        return {
            "cer": _share(self.errors, self.characters),
            "cer_strict": _share(self.strict_errors, self.characters),
            "leaked": _share(self.leaked, self.lines),
            "lost": _share(self.lost, self.paragraphs),
            "headings_missed": _share(self.headings - self.headings_found, self.headings),
            "headings_false": _share(
                self.headings_claimed - self.headings_found, self.headings_claimed
            ),
            "facts_wrong": _share(self.facts - self.facts_right, self.facts),
            "harm": _share(self.harm, self.pages),
            "changed": _share(self.changed, self.pages),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def score(page: DamagedPage, outcome: Outcome) -> Score:
    """Measure one outcome against the ground truth of its page."""
    document = page.document
    body = "\n".join(outcome.blocks)
    lines = compare_lines(document.paragraphs, outcome.blocks)
    headings = {folded(heading) for heading in document.headings}
    claimed = {folded(heading) for heading in outcome.headings}
    facts = [folded(outcome.metadata.get(name, "")) for name in page.states]
    return Score(
        pages=1,
        characters=len(squeezed(document.body)),
        errors=distance(folded(page.attainable), folded(body)),
        strict_errors=distance(joined(page.attainable), joined(body)),
        lines=len(outcome.blocks),
        leaked=len(lines.leaked),
        paragraphs=len(document.paragraphs),
        lost=len(lines.lost),
        headings=len(headings),
        headings_found=len(headings & claimed),
        headings_claimed=len(claimed),
        facts=len(facts),
        facts_right=sum(
            fact == folded(stated) for fact, stated in zip(facts, page.states.values(), strict=True)
        ),
        harm=len(unexcused(page, body)),
        changed=body != page.attainable,
        rejected=outcome.rejected,
    )
