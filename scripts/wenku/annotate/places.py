"""Places a document names: found as spots, then settled by what stands around them.

Evidence is used from the strongest to the weakest: a name that is no other word and names one
place; a parent right before; a list with a settled place in it; the parent named before, in the
sentence or the text; the subject of the document. What nothing speaks for is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wenku.annotate.spots import Reading, Spot, abbreviations_in, spots_in
from wenku.annotate.wordbreaks import is_common_word
from wenku.model import EntityKind
from wenku.text.han import is_han
from wenku.text.patterns import lazy
from wenku.vocab.gazetteer import COUNTY, Form, Place, Trust, gazetteer

TWO = 2
COMMON = 13.0
"""Cost in nats up to which a word is so usual that a parent named anywhere is no reason."""
LEAST_COMPANY = 2
"""Neighbours of one city that make an ordinary word in a list a name; other names need one."""
LONGEST_LIST = 12
"""Names of a list that are looked at on either side."""
PASSES = 4
"""Times that pending spots are looked at again: each settled place may settle its neighbours."""

# A member of an enumeration is dear to look up, and these are asked for at every spot.
_DISTRICT, _FREE = EntityKind.DISTRICT, Trust.FREE
_JOINTS = frozenset(
    {"", "\u3001", "和", "与", "及", "以及", "暨", "\u2014", "-", "\u00b7", "\u2014\u2014"}
)
_SENTENCE_END = lazy("[\u3002\uff01\uff1f\uff1b!?\n]")


class Found(NamedTuple):
    """A spot that is settled: a place or a region, and by which rule."""

    spot: Spot
    place: Place | None
    rule: str
    former: bool = False

    @property
    def name(self) -> str:
        """Canonical name."""
        return self.place.name if self.place else self.spot.region

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands."""
        return (self.spot.block, self.spot.start)


@dataclass(slots=True)
class Survey:
    """The spots of a document while they are being settled."""

    texts: Sequence[str]
    spots: Sequence[Spot]
    found: dict[int, Found] = field(default_factory=dict)
    """By index into ``spots``."""
    brands: frozenset[str] = frozenset()
    """Names that stand in the document as names of hospitals."""

    def pending(self) -> Iterator[tuple[int, Spot]]:
        """Spots that nothing has settled yet."""
        return ((i, spot) for i, spot in enumerate(self.spots) if i not in self.found)

    def settle(self, index: int, place: Place, rule: str, *, former: bool = False) -> None:
        """Take a spot for a place."""
        self.found[index] = Found(self.spots[index], place, rule, former)

    def ordered(self) -> tuple[Found, ...]:
        """What is settled, in order of the text."""
        return tuple(self.found[index] for index in sorted(self.found))

    def places(self) -> Iterator[Place]:
        """The places of everything settled, in order of the text."""
        return (found.place for found in self.ordered() if found.place)


def survey(texts: Sequence[str]) -> Survey:
    """All spots of the texts, those settled that need nothing but each other."""
    spots: list[Spot] = []
    for block, text in enumerate(texts):
        named = list(spots_in(text, block))
        taken = frozenset().union(*(range(spot.start, spot.end) for spot in named))
        short = list(abbreviations_in(text, block, taken))
        spots += sorted((*named, *short), key=lambda spot: spot.start) if short else named
    spots = _without_strangers(spots, texts)
    brands = frozenset(spot.surface for spot in spots if spot.brand)
    result = Survey(texts, spots, brands=brands)
    _settle_plain(result)
    _settle_by_context(result)
    return result


def _without_strangers(spots: list[Spot], texts: Sequence[str]) -> list[Spot]:
    """The spots without districts of cities that no vocabulary knows: 东湖区 in 江州市东湖区.

    A district of that name may be anywhere, and where the document goes on to speak of it, it
    means the same one.
    """
    strange = {
        spot.surface
        for index, spot in enumerate(spots)
        if _under_stranger(spots, index, texts[spot.block])
    }
    if not strange:
        return spots
    return [
        spot
        for index, spot in enumerate(spots)
        if spot.surface not in strange or _joins(spots, index)
    ]


def _is_district(spot: Spot) -> bool:
    return bool(spot.readings) and all(r.place.kind is _DISTRICT for r in spot.readings)


def _joins(spots: Sequence[Spot], index: int) -> bool:
    """Whether another name ends where a spot begins."""
    before, spot = spots[index - 1], spots[index]
    return index > 0 and (before.block, before.end) == (spot.block, spot.start)


def _under_stranger(spots: Sequence[Spot], index: int, text: str) -> bool:
    """Whether 市 ends right before a district, and with it a word that is no known place."""
    spot = spots[index]
    rank = spot.start - 1
    if rank < TWO or text[rank] != "\u5e02" or not _is_district(spot):
        return False
    if _joins(spots, index):
        return False
    words = gazetteer().contexts["no city"]
    return all(map(is_han, text[rank - TWO : rank])) and not text.endswith(words, 0, spot.start)


def settle_by_subject(view: Survey, subject: Place) -> None:
    """Settle what only the subject of the document can decide, and what follows from that."""
    for index, spot in view.pending():
        place = _of_subject(spot, subject)
        if place and not spot.brand:
            view.settle(index, place, "subject of the document")
    _settle_by_context(view)


def _of_subject(spot: Spot, subject: Place) -> Place | None:
    within = [
        reading
        for reading in spot.readings
        if subject.code in reading.place.parents or reading.place.code == subject.code
    ]
    if not within or (len(within) > 1 and subject.level == 1):
        return None
    best = within[0]
    if best.form is not Form.SHORT and len(spot.surface) > TWO:
        return best.place
    if best.place.level < COUNTY or (best.trust is Trust.SOFT and not is_common_word(spot.surface)):
        return best.place
    return None


def _settle_plain(view: Survey) -> None:
    """Settle from left to right what its spelling, or the parent right before, makes plain."""
    for index, spot in enumerate(view.spots):
        if spot.region:
            view.found[index] = Found(spot, None, "region")
            continue
        parent = _adjacent_parent(view, index)
        if parent is not None:
            view.settle(index, parent.place, "parent before", former=_former(parent))
            continue
        plain = _plain_reading(spot, view.brands)
        if plain is not None:
            rule = "abbreviation" if spot.settled else plain.form.value
            view.settle(index, plain.place, rule, former=_former(plain))


def _former(reading: Reading) -> bool:
    return reading.form is Form.FORMER


def _adjacent_parent(view: Survey, index: int) -> Reading | None:
    """The reading whose parent ends where the spot begins."""
    before = view.found.get(index - 1)
    spot = view.spots[index]
    if before is None or before.place is None or spot.brand or not _joins(view.spots, index):
        return None
    children = [r for r in spot.readings if before.place.code in r.place.parents]
    return children[0] if children else None


def _plain_reading(spot: Spot, brands: frozenset[str]) -> Reading | None:
    """The one reading of a name that is no other word."""
    best = spot.readings[0]
    if spot.brand or best.trust is not _FREE:
        return None
    if best.form is Form.SHORT and spot.surface in brands:
        return None
    rivals = [r for r in spot.readings if r.place.level == best.place.level]
    return best if len(rivals) == 1 else None


def _settle_by_context(view: Survey) -> None:
    for _ in range(PASSES):
        known = _Known(view)
        settled = False
        for index, spot in list(view.pending()):
            choice = (
                _by_list(view, index)
                or known.choose(spot, view.texts[spot.block])
                or _by_company(view, index)
            )
            if choice is not None:
                view.settle(index, choice[0].place, choice[1], former=_former(choice[0]))
                settled = True
        if not settled:
            return


def _by_list(view: Survey, index: int) -> tuple[Reading, str] | None:
    """A reading that a settled neighbour in a list supports: 朝阳、海淀."""
    spot = view.spots[index]
    if spot.brand:
        return None
    for neighbour in (index - 1, index + 1):
        other = view.found.get(neighbour)
        if other is None or other.place is None or not _joined(view, index, neighbour):
            continue
        reading = _sibling(spot, other.place)
        if reading is not None:
            return reading, "list with a neighbour"
    return None


def _by_company(view: Survey, index: int) -> tuple[Reading, str] | None:
    """A reading that the other names of a list share a city with: 汾阳、临县、中阳、兴县."""
    spot = view.spots[index]
    if spot.brand:
        return None
    others = [view.spots[i] for i in _list_around(view, index)]
    for reading in spot.readings:
        near = [other for other in others if reading.place.city in _cities_of(other)]
        enough = LEAST_COMPANY if reading.trust is Trust.HARD else LEAST_COMPANY - 1
        if len(near) >= enough:
            return reading, "list of neighbours"
    return None


def _cities_of(spot: Spot) -> set[str]:
    return {reading.place.city for reading in spot.readings if reading.place.city}


def _list_around(view: Survey, index: int) -> list[int]:
    """The other spots of the list that a spot stands in."""
    low = high = index
    while low > 0 and index - low < LONGEST_LIST and _joined(view, low - 1, low):
        low -= 1
    last = len(view.spots) - 1
    while high < last and high - index < LONGEST_LIST and _joined(view, high, high + 1):
        high += 1
    return [i for i in range(low, high + 1) if i != index]


def _joined(view: Survey, one: int, other: int) -> bool:
    first, second = view.spots[min(one, other)], view.spots[max(one, other)]
    if first.block != second.block or second.start - first.end > TWO:
        return False
    return view.texts[first.block][first.end : second.start] in _JOINTS


def _sibling(spot: Spot, neighbour: Place) -> Reading | None:
    """The reading nearest to a neighbour in a list."""
    same_city = [r for r in spot.readings if r.place.city == neighbour.city and neighbour.city]
    same_rank = [
        r
        for r in spot.readings
        if r.place.province == neighbour.province and r.place.level == neighbour.level
    ]
    near = same_city or same_rank
    if near:
        return near[0]
    best = spot.readings[0]
    if best.trust is Trust.HARD or best.place.level != neighbour.level:
        return None
    return best if len(spot.readings) == 1 or best.place.level < COUNTY else None


class _Known:
    """What is settled so far, indexed for the questions that pending spots ask."""

    def __init__(self, view: Survey) -> None:
        self._brands = view.brands
        self._full: set[str] = set()
        self._places: set[str] = set()
        self._named_at: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for found in view.ordered():
            if found.place is None:
                continue
            self._places.update((found.place.code, *found.place.parents))
            for code in _spoken_of(found.place):
                self._named_at[code].append(found.order)
            if found.spot.surface == found.place.name:
                self._full.add(found.place.code)

    def choose(self, spot: Spot, text: str) -> tuple[Reading, str] | None:
        """The reading that the document supports, and why."""
        if spot.brand:
            return self._branch(spot, text)
        best = spot.readings[0]
        if best.form is not Form.SHORT and len(spot.surface) > TWO:
            return self._by_parent(spot) or self._in_sentence(spot, text)
        named = [r for r in spot.readings if r.place.code in self._full]
        if named and not (best.trust is Trust.HARD and is_common_word(spot.surface)):
            return named[0], "full name elsewhere"
        if best.trust is Trust.HARD:
            return self._hard(spot, text) or self._in_sentence(spot, text)
        return self._soft(spot, text)

    def _in_sentence(self, spot: Spot, text: str) -> tuple[Reading, str] | None:
        """The one reading of a name that the words before it make a place: 来自日照."""
        best = spot.readings[0]
        role = "before" if best.form is not Form.SHORT else "before any"
        one = len(spot.readings) == 1 or best.place.level < COUNTY
        plain = best.trust is not Trust.HARD or best.place.level < COUNTY
        supported = one and plain and _follows(spot, text, role)
        return (best, "place in the sentence") if supported else None

    def _branch(self, spot: Spot, text: str) -> tuple[Reading, str] | None:
        """A city's name with 医院 right behind it: a branch, or a city that is named elsewhere."""
        best = spot.readings[0]
        if best.place.level == COUNTY:
            return None
        after_institution = text[spot.start - 1 : spot.start] in {"院", "学"}
        if after_institution or best.place.code in self._places:
            return best, "seat of a hospital"
        return None

    def _by_parent(self, spot: Spot) -> tuple[Reading, str] | None:
        """The reading whose city, or else whose province, was named last before the spot."""
        for rank in (0, -1):
            ranked = [
                (self._last_before(reading.place.parents[rank], spot), reading)
                for reading in spot.readings
                if reading.place.parents
            ]
            latest = max((where for where, _ in ranked if where), default=None)
            chosen = [reading for where, reading in ranked if where and where == latest]
            if len(chosen) == 1:
                return chosen[0], "parent named before"
        return None

    def _last_before(self, code: str, spot: Spot) -> tuple[int, int] | None:
        """Where a unit was named last before the spot."""
        named = self._named_at.get(code, [])
        position = bisect_right(named, (spot.block, spot.start))
        return named[position - 1] if position else None

    def _hard(self, spot: Spot, text: str) -> tuple[Reading, str] | None:
        """A county of one syllable is a name only where the words around it say so: 和县, 城区."""
        best = spot.readings[0]
        if len(spot.surface) > TWO or best.form is Form.SHORT:
            return None
        begins = _begins_word(spot, text)
        if begins and best.place.parents[0] in self._places:
            return best, "parent named before"
        if not spot.surface.endswith("区") and (begins or _follows(spot, text, "before")):
            return best, "place in the sentence"
        return None

    def _soft(self, spot: Spot, text: str) -> tuple[Reading, str] | None:
        if spot.surface in self._brands:
            return None
        within = [r for r in spot.readings if self._places & set(r.place.parents)]
        placed = _follows(spot, text, "before") or _precedes(spot, text, "after")
        if within and (placed or not is_common_word(spot.surface, COMMON)):
            return within[0], "parent in the document"
        best = spot.readings[0]
        if placed and (len(spot.readings) == 1 or best.place.level < COUNTY):
            return best, "place in the sentence"
        return None


def _spoken_of(place: Place) -> tuple[str, ...]:
    """The units that the naming of a place speaks of: itself, and for a county its city."""
    return (place.code, *place.parents[:1]) if place.kind is _DISTRICT else (place.code,)


def _begins_word(spot: Spot, text: str) -> bool:
    return spot.start == 0 or not ("\u4e00" <= text[spot.start - 1] <= "\u9fff")


def _follows(spot: Spot, text: str, role: str) -> bool:
    return text.endswith(gazetteer().contexts[role], 0, spot.start)


def _precedes(spot: Spot, text: str, role: str) -> bool:
    return text.startswith(gazetteer().contexts[role], spot.end)


def sentence_bounds(text: str) -> list[int]:
    """Offsets just behind the marks that end a sentence."""
    return [match.end() for match in _SENTENCE_END.finditer(text)]


def by_name(found: Iterable[Found]) -> Mapping[str, Found]:
    """The first naming of each place or region."""
    first: dict[str, Found] = {}
    for one in found:
        first.setdefault(one.name, one)
    return first
