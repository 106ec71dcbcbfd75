"""Readings injected between the halves of two characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wenku.model.page import Page
from wenku.repair.byteshift_alphabet import symbol_of
from wenku.repair.byteshift_choice import Choice, choose
from wenku.repair.byteshift_evidence import READING, SYLLABLE, Evidence, evidence
from wenku.repair.byteshift_paths import Path
from wenku.rules import rule
from wenku.text import gbk
from wenku.text.patterns import lazy
from wenku.trail import Edit
from wenku.vocab.characters import readings

ENOUGH = 3.0
"""Gain, in nats, that a repair needs; the printed reading is evidence of its own."""
MOST_RUNS = 500
"""Places searched on one page; beyond, the rest stays as it is."""

_ORPHANED = lazy(f"\\?{SYLLABLE}")
_ORPHAN = lazy(f"([^\\x00-\\x7f])(?:{READING})?(\\?){SYLLABLE}")
"""The host, its own reading, the half that swallowed a parenthesis, and the reading behind it."""


@rule(
    "REP201",
    stage="repair",
    family="misannotation",
    repairs={
        "占總?cè)丝诒戎氐乃姆种?,其中": "占總人口比重的四分之一,其中",
    },
    deletes_han=True,
    leaves_alone=(
        "他問怎么讀?(cè)還是(zè)",
        "這個字讀什么?答:讀(cè)。",
    ),
)
def rejoin_split_annotation(page: Page) -> Iterable[Edit]:
    """Restore two characters that a reading was injected between, and the run behind them.

    A site put the reading behind a listed character by replacing bytes. The bytes of 側, 82C8, are
    also the last of 總 (BF82) and the first of 人 (C8CB): the reading falls between the halves of
    人, the left one swallows the parenthesis (``?``), and what follows is shifted by a byte. The
    reading names the listed character, and with it both bytes: the one that is lost is known. A
    syllable without an opening parenthesis behind ``?`` does not occur in sound text.
    """
    if "?" not in page.text or _ORPHANED.search(page.text) is None:
        return ()
    return [edit for choice in _choices(page) for edit in choice.edits(page.text)]


def _choices(page: Page) -> Iterator[Choice]:
    matches = list(_ORPHAN.finditer(page.text))[:MOST_RUNS]
    known = evidence(page) if matches else None
    done = 0
    for match in matches:
        place = match.start(3)
        if known is None or place < done:
            continue
        starts = list(_openings(page.text, match, known))
        choice = choose(page.text, place, starts, known) if starts else None
        if choice is not None and choice.gain >= ENOUGH:
            done = choice.end
            yield choice


def _openings(text: str, match: re.Match[str], known: Evidence) -> Iterator[Path]:
    """Paths for each second half that the reading allows behind the host's trail byte."""
    host, syllable = gbk.pair_of(match[1]), match[4]
    if host is None or not readings().is_syllable(syllable):
        return
    history = known.before(text, match.start(3), 2)
    for char in readings().characters(syllable):
        pair = gbk.pair_of(char)
        if pair is not None and pair[0] == host[1] and pair[1] > gbk.HIGH:
            listed = known.model.single(symbol_of(char)) / 2
            yield Path(listed, "", history, frozenset((pair[1],)), (), match.end(), listed)
