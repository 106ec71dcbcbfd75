"""Byte shift: runs that a decoder cut between the two bytes of a character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wenku.model.page import Page
from wenku.repair.byteshift_choice import Choice, choose
from wenku.repair.byteshift_evidence import Evidence, evidence
from wenku.repair.byteshift_search import Search
from wenku.repair.byteshift_steps import Steps
from wenku.rules import rule
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy
from wenku.trail import Edit

MARKS = {
    "?": (0xA3, 0xBF), "!": (0xA3, 0xA1), ";": (0xA3, 0xBB), ",": (0xA3, 0xAC),
    "\uff1f": (0xA3, 0xBF), "\uff01": (0xA3, 0xA1), "\uff1b": (0xA3, 0xBB),
    "\uff0c": (0xA3, 0xAC), "\u3002": (0xA1, 0xA3), "\u3001": (0xA1, 0xA2),
}  # fmt: skip
"""Marks that the decoder cut at, in both widths, with their bytes in GBK."""

ENOUGH = 3.0
"""Gain, in nats, that a repair needs on a page whose conversion shows."""
ENOUGH_UNCONVERTED = 14.0
"""The same on a page that shows no conversion, where such damage has not been seen."""
MOST_RUNS = 500
"""Places searched on one page; beyond, the rest stays as it is."""

LONGEST_GROUP = 3
"""Question marks in a row; more are no trace of a decoder."""

_ENDS = lazy(f"[{HAN_CLASS}0-9%)\uff09\u201d\u300b]")

MOST_AGAIN = 60
"""Undecided places that are searched again with the words of the decided ones."""

_GROUP = lazy("(?<!\\?)\\?+[?!;,\uff1f\uff01\uff1b\uff0c\u3001\u3002](?=[^\\s\u3001\u3002\uff0c])")


@rule(
    "REP101",
    stage="repair",
    family="byte-shift",
    repairs={
        "圍繞建設健康蚌埠,在??平ㄔO(shè)、人才培養等方面融合發展": (
            "圍繞建設健康蚌埠,在專科建設(shè)、人才培養等方面融合發展"
        ),
        "按照要求進行整改?,F(xiàn)將整改情況公布如下": (
            "按照要求進行整改。現(xiàn)將整改情況公布如下"
        ),
    },
    deletes_han=True,
    leaves_alone=(
        "優化專科人才隊伍,推進規模化養殖",
        "什么是健康中国??看看专家怎么说",
        "真的吗?!我们来看一看。",
    ),
)
def realign_shifted_bytes(page: Page) -> Iterable[Edit]:
    """Restore runs of characters that a decoder paired wrongly after losing one byte.

    A site held its text in GBK and cut it at full-width marks that it looked for byte by byte. The
    pair A3BF is a question mark, and also the end of one character and the start of another: 8CA3
    BFC6 (專科). Cut there, the decoder prints ``?`` for the byte left over, the mark, and then
    pairs every byte with the wrong neighbour until one that stands alone puts it right again. The
    bytes of the run are all still there in what is printed; only the first byte, pairs that print
    as nothing and bytes swallowed at the end are lost. Those are chosen by a character model, a
    word list, the page's own words and script, and the readings that are printed with some
    characters. Sound text is safe: real ``??`` is not followed by characters that make better
    Chinese when their bytes are paired the other way, and that is what a repair must show.
    """
    if "?" not in page.text:
        return ()
    return [edit for choice in _choices(page) for edit in choice.edits(page.text)]


def _choices(page: Page) -> list[Choice]:
    groups = [_openings_in(match) for match in _GROUP.finditer(page.text)]
    groups = [group for group in groups if group][:MOST_RUNS]
    if not groups:
        return []
    known = evidence(page)
    found = dict(_searched(page.text, groups, known))
    unsure = [group for group in groups if group.start not in found or found[group.start].holes]
    sure = [choice for choice in found.values() if not choice.holes]
    if sure and 0 < len(unsure) <= MOST_AGAIN:
        known.learn(*(known.before(page.text, one.start) + one.restored for one in sure))
        found |= dict(_searched(page.text, unsure, known))
    return _disjoint(choice for _, choice in sorted(found.items()))


def _openings_in(group: re.Match[str]) -> range:
    """Where in a group of marks a run may open.

    ``???`` before a full stop is a run of one character whose second byte was left over.
    """
    if group[0].count("?") > LONGEST_GROUP:
        return range(0)
    return range(group.start(), group.end() - 1)


def _searched(text: str, groups: Iterable[range], known: Evidence) -> Iterator[tuple[int, Choice]]:
    enough = ENOUGH if known.converted else ENOUGH_UNCONVERTED
    done = -1
    for group in groups:
        if group.start < done or not known.spend(0):
            continue
        choices = (_choice(text, place, known) for place in group if text[place] == "?")
        sound = [
            choice
            for choice in choices
            if choice and choice.gain >= enough and _is_told(text, choice)
        ]
        if sound:
            best = max(sound, key=lambda choice: choice.gain)
            done = best.end
            yield group.start, best


def _is_told(text: str, choice: Choice) -> bool:
    """Whether bytes speak for a choice, or else it is guessed where a word or sentence ends."""
    before = text[max(0, choice.start - 1) : choice.start]
    return choice.grounded or _ENDS.match(before) is not None


def _choice(text: str, place: int, known: Evidence) -> Choice | None:
    if Search(text, known).looks_sound(place + 2):
        return None
    history = known.before(text, place, 2)
    openings = Steps(text, known).openings(place + 2, MARKS[text[place + 1]], history)
    return choose(text, place, openings, known)


def _disjoint(choices: Iterable[Choice]) -> list[Choice]:
    chosen: list[Choice] = []
    for choice in choices:
        if not chosen or choice.start >= chosen[-1].end:
            chosen.append(choice)
    return chosen
