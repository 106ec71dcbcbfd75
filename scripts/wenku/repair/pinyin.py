"""Injected pinyin: readings in parentheses that a site put behind characters of a fixed list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wenku.model.page import Page
from wenku.rules import rule
from wenku.text import gbk
from wenku.text.han import HAN_CLASS, count_han
from wenku.text.patterns import lazy
from wenku.text.pinyin import LETTERS, LONGEST, spelled, toned
from wenku.trail import Edit
from wenku.vocab.characters import readings, variants

OFTEN_READ = 0.5
"""Share of its occurrences that an unchanged character must bear its reading at."""
LEAST_HOSTS, LEAST_READ, LEAST_REPEATED = 3, 5, 2
"""Different characters, readings, and characters read more than once, that show an injection on a
page without Traditional characters."""
LEAST_TONELESS = 3
"""The same, for readings without tones on such a page."""
READER_SHARE = 0.4
"""Share of read characters from which on a text is meant for learners of reading."""

_BRACKETED = f"[{LETTERS}]{{1,{LONGEST}}}\\s?[)\uff09]"
_READ = lazy(
    f"([(\uff08](?<=(?P<host>[{HAN_CLASS}])[(\uff08]){_BRACKETED}(?:[(\uff08]{_BRACKETED})*)"
)
"""Readings in a row and the character before them. An opening bracket stands first, so that the
search passes quickly over all else."""
_SYLLABLE = lazy(f"[{LETTERS}]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A character and the reading printed behind it, once or several times in a row."""

    host: str
    start: int
    end: int
    syllable: str
    """Spelled with composed letters."""
    times: int

    @property
    def bears_tone(self) -> bool:
        """Whether the tone is marked."""
        return toned(self.syllable)

    @property
    def is_first(self) -> bool:
        """Whether it is the reading that a dictionary gives first."""
        return readings().is_first(self.host, self.syllable)

    @property
    def is_converted(self) -> bool:
        """Whether the character is one that only Traditional text writes."""
        return variants().is_traditional(self.host)

    @property
    def needs_none(self) -> bool:
        """Whether nobody would gloss it: a usual character, read as one reads it first."""
        return self.is_first and gbk.is_usual(variants().simplified(self.host))


@rule(
    "REP301",
    stage="repair",
    family="pinyin",
    repairs={
        "積極發(fā)展高端醫(yī)療": "積極發展高端醫療",
        "長(zhǎng)三角名醫(yī)工作室": "長三角名醫工作室",
        "會(huì )有更多服務(wù )": "會有更多服務",
        "國(guo)家電(dian)(dian)網市(shi)場(chang)": "國家電網市場",
        "中(zhōng)國群體(tǐ)人力資(zī)源": "中國群體人力資源",
    },
    leaves_alone=(
        "会议在安徽亳(bó)州召开",
        "河南濮(pú)阳与安徽六(lù)安",
        "遂(宁)广(安)高速公路",
        "人工智能(ai)与钙(ca)元素",
        "學而時習之,不亦說(yuè)乎",
    ),
)
def strip_pinyin(page: Page) -> Iterable[Edit]:
    """Remove the pinyin readings that a site injected behind characters.

    A site that converts its pages to Traditional characters prints behind each character of a
    list, always the same reading: the first of the dictionary, whether it fits the context or not.
    A reading is removed where it is one of its character and the page shows such an injection: a
    usual character in Traditional form bears its first reading, or many characters do throughout.
    A gloss that an author wrote is for a rare character or for a reading that is not the usual
    one, and stays; so does a text for learners, where most characters bear readings.
    """
    if "(" not in page.text and "\uff08" not in page.text:
        return
    found = list(_readings_in(page.text))
    for reading in _injected(found, page.text):
        before = page.text[reading.start : reading.end]
        note = f"reading of {reading.host}"
        yield Edit(reading.start, reading.end, before, "", "", note)


def _readings_in(text: str) -> Iterator[Reading]:
    known = readings()
    for match in _READ.finditer(text):
        syllables = [spelled(syllable) for syllable in _SYLLABLE.findall(match[1])]
        host = match["host"]
        if len(set(syllables)) == 1 and known.fits(host, syllables[0]):
            yield Reading(host, *match.span(1), syllables[0], len(syllables))


def _injected(found: list[Reading], text: str) -> Iterator[Reading]:
    if not (_converted_site(found) or _simplified_site(found, text)):
        return
    by_host: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in found:
        by_host[reading.host][reading.syllable] += 1
    chars = Counter(text)
    for reading in found:
        if _is_injected(reading, by_host[reading.host], chars[reading.host]):
            yield reading


def _converted_site(found: Iterable[Reading]) -> bool:
    """Whether a usual character in Traditional form bears its first reading."""
    return any(reading.is_converted and reading.needs_none for reading in found)


def _simplified_site(found: list[Reading], text: str) -> bool:
    """Whether many usual characters bear readings throughout, in a text not for learners."""
    plain = [reading for reading in found if reading.needs_none]
    if len({reading.host for reading in plain}) < min(LEAST_HOSTS, LEAST_TONELESS):
        return False
    if len(found) > READER_SHARE * count_han(text):
        return False
    toneless = [reading for reading in plain if not reading.bears_tone]
    if len({reading.host for reading in toneless}) >= LEAST_TONELESS:
        return any(reading.times > 1 for reading in toneless) or len(toneless) > 2 * LEAST_TONELESS
    hosts = Counter(reading.host for reading in plain)
    chars = Counter(text)
    throughout = {host: n for host, n in hosts.items() if n >= OFTEN_READ * chars[host]}
    repeated = sum(count > 1 for count in throughout.values())
    return (
        len(throughout) >= LEAST_HOSTS
        and sum(throughout.values()) >= LEAST_READ
        and repeated >= LEAST_REPEATED
    )


def _is_injected(reading: Reading, syllables: Mapping[str, int], occurrences: int) -> bool:
    """Whether one reading is a site's and not an author's, on a page that shows an injection."""
    if not reading.bears_tone:
        return True
    usual = max(syllables, key=lambda syllable: (syllables[syllable], syllable))
    throughout = syllables[usual] >= OFTEN_READ * occurrences
    if reading.syllable != usual:
        return reading.is_first
    if reading.is_converted:
        return reading.is_first or (throughout and syllables[usual] > 1)
    often = syllables[usual] > LEAST_REPEATED
    return throughout and (reading.needs_none or (reading.is_first and often))
