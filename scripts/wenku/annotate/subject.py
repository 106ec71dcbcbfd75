"""Which place a document is about: told from its title, its publisher and whom it speaks of.

Places a document cooperates with, learns from or sends people to are named often too, so the words
before a name count: what follows 与, 面向 or 来自 is a partner. Without a clear winner there is no
subject.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wenku.annotate.places import Found
from wenku.model import EntityKind
from wenku.text.patterns import lazy
from wenku.vocab.gazetteer import COUNTY, Place, gazetteer

TITLE_FIRST, TITLE_LATER, PUBLISHER, LEAD, LOCAL, PARTNER = 8.0, 2.0, 5.0, 2.0, 1.0, 0.1
"""Points for where and how a place is named."""
COUNTY_SHARE = 0.7
"""What the naming of a county counts for its city."""
MOST_MENTIONS = 12.0
"""Points that namings in the body can give; a long list does not outvote a title."""
LEAST, LEAST_WITH_PRONOUN = 3.0, 1.0
"""Points a subject needs; 我市 says that there is one."""
MARGIN, MARGIN_TITLED = 2.0, 1.25
"""How many times the second a winner must have."""
LEAST_UNSTATED = 4
"""Namings that a subject needs when neither title, publisher nor 我市 speaks for it."""
LEAST_NAMINGS = 2
"""Namings that a county needs to be taken for the subject without standing in the title."""
LEAD_REACH = 60
"""Characters of the first paragraph that are its lead."""
LONGEST_LINK = 8
"""Characters between two names of one list: 高新区 and the comma."""
CHAIN = 8
"""Places of one list that are followed back to the word that governs it."""

_OWN_BODY = lazy("[\u4e00-\u9fff]{0,8}?(?:大学|医院|学院|公司|集团|银行|研究院|研究所)")
_COUNTY_PRONOUN = lazy("[我本](县|区|旗)")
_PRONOUN = lazy("(?:我|本)(?:市|区|县|省|州|旗)|全(?:市|县|省)(?!场|委)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about; the most exact unit that the text tells."""

    place: Place | None = None

    @property
    def city(self) -> str:
        """The city of the subject, empty for a province."""
        return self.place.city if self.place else ""

    @property
    def province(self) -> str:
        """The province of the subject."""
        return self.place.province if self.place else ""

    @property
    def district(self) -> str:
        """The county or district, where the document is about one."""
        if self.place and self.place.kind is EntityKind.DISTRICT:
            return self.place.name
        return ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the texts of a survey come from, by index."""

    title: int
    publisher: int
    lead: int


def tell_subject(found: Sequence[Found], texts: Sequence[str], sources: Sources) -> Subject:
    """The subject of a document, or none.

    Args:
        found: settled places in order of the text.
        texts: what they were found in.
        sources: which of the texts are title, publisher and lead; -1 for none.
    """
    places = [one for one in found if one.place]
    scores = _scores(places, texts, sources)
    titled = any(one.spot.block == sources.title for one in places)
    spoken = _PRONOUN.search("\n".join(texts)) is not None
    winner = _winner(scores, titled=titled, spoken=spoken)
    if winner is None:
        return Subject()
    stated = titled or spoken or any(one.spot.block == sources.publisher for one in places)
    if not stated and _local_namings(winner, places, texts) < LEAST_UNSTATED:
        return Subject()
    return Subject(_narrowed(winner, places, texts, sources))


def _local_namings(winner: Place, found: Sequence[Found], texts: Sequence[str]) -> int:
    """How often a place, or a unit in it, is named as no partner."""
    return sum(
        winner.code in {one.place.code, *one.place.parents} and not is_partner(found, index, texts)
        for index, one in enumerate(found)
        if one.place
    )


def _scores(found: Sequence[Found], texts: Sequence[str], sources: Sources) -> dict[str, float]:
    """Points by code of province or city."""
    points: dict[str, float] = defaultdict(float)
    body: dict[str, float] = defaultdict(float)
    titled = False
    for index, one in enumerate(found):
        if one.place is None:
            continue
        unit, share = _unit(one.place)
        partner = is_partner(found, index, texts)
        weight = share * (PARTNER if partner else LOCAL)
        if one.spot.block == sources.title:
            aside = partner or _visits(one, texts) or _names_event(one, texts)
            first = not titled and not aside
            points[unit] += weight * (TITLE_FIRST if first else TITLE_LATER)
            titled = titled or first
        elif one.spot.block == sources.publisher:
            points[unit] += weight * PUBLISHER
        else:
            body[unit] += weight
            if one.spot.block == sources.lead and one.spot.end <= LEAD_REACH:
                points[unit] += weight * LEAD
    for unit, amount in body.items():
        points[unit] += min(amount, MOST_MENTIONS)
    return _inherited(points)


def _visits(one: Found, texts: Sequence[str]) -> bool:
    """Whether a name in a title begins the name of a university, hospital or company."""
    return _OWN_BODY.match(texts[one.spot.block], one.spot.end) is not None


def _names_event(one: Found, texts: Sequence[str]) -> bool:
    """Whether a name in a title is part of that of an event: 唐山地震, 平津战役.

    What a title says of it may be about any place; who is meant, the next name or the text tells.
    """
    text, end = texts[one.spot.block], one.spot.end
    contexts = gazetteer().contexts
    return text.startswith(contexts["event"], end) and not text.startswith(
        contexts["no event"], end
    )


def _unit(place: Place) -> tuple[str, float]:
    """The city or province a naming speaks for, and how loudly."""
    if place.kind is EntityKind.DISTRICT:
        return place.parents[0], COUNTY_SHARE
    return place.code, LOCAL


def _inherited(points: Mapping[str, float]) -> dict[str, float]:
    """Points of a province help the one city of it that is named, and do not compete with it."""
    places = gazetteer().places
    scores = dict(points)
    for code in points:
        parents = places[code].parents
        if parents and parents[-1] in scores:
            scores[code] += 0.25 * points[parents[-1]]
    return scores


def _winner(scores: Mapping[str, float], *, titled: bool, spoken: bool) -> Place | None:
    places = gazetteer().places
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    code, best = ranked[0]
    family = {code, *places[code].parents}
    if places[code].level == 1:
        family |= {other for other in scores if code in places[other].parents}
    second = max((points for other, points in ranked if other not in family), default=0.0)
    least = LEAST_WITH_PRONOUN if spoken or titled else LEAST
    margin = MARGIN_TITLED if titled else MARGIN
    if best < least or best < second * margin:
        return None
    return places[code]


def _narrowed(
    winner: Place, found: Sequence[Found], texts: Sequence[str], sources: Sources
) -> Place:
    """The county of the winning city that title or publisher name, where they name one only."""
    for block in (sources.title, sources.publisher):
        counties = {
            one.place.code: one.place
            for index, one in enumerate(found)
            if one.place
            and one.spot.block == block
            and one.place.level == COUNTY
            and winner.code in one.place.parents
            and not is_partner(found, index, texts)
        }
        if len(counties) == 1:
            return next(iter(counties.values()))
    return _spoken_county(winner, found, texts) or winner


def _spoken_county(winner: Place, found: Sequence[Found], texts: Sequence[str]) -> Place | None:
    """The county that speaks of itself as 我县 or 我区 and is named more than any other."""
    ranks = frozenset(_COUNTY_PRONOUN.findall("\n".join(texts)))
    if not ranks:
        return None
    counts = Counter(
        one.place.code
        for index, one in enumerate(found)
        if one.place
        and one.place.name[-1] in ranks
        and winner.code in one.place.parents
        and not is_partner(found, index, texts)
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < LEAST_NAMINGS:
        return None
    if len(ranked) > 1 and ranked[1][1] * MARGIN > ranked[0][1]:
        return None
    return gazetteer().places[ranked[0][0]]


def is_partner(found: Sequence[Found], index: int, texts: Sequence[str]) -> bool:
    """Whether the words before a name, or before the list it stands in, make it a partner."""
    one = found[index]
    text = texts[one.spot.block]
    start = _chain_start(found, index, text)
    return text.endswith(gazetteer().contexts["partner"], max(0, start - 4), start)


def _chain_start(found: Sequence[Found], index: int, text: str) -> int:
    """Where the list begins that a name stands in: behind 与, in 与上海市松江区、嘉兴市."""
    start = found[index].spot.start
    for other in reversed(found[max(0, index - CHAIN) : index]):
        if other.spot.block != found[index].spot.block:
            break
        if not _continues(text[other.spot.end : start]):
            break
        start = other.spot.start
    return start


def _continues(between: str) -> bool:
    """Whether what stands between two names keeps them in one list: 合肥高新区、苏州."""
    joined = not between or between.endswith(("\u3001", "和", "及"))
    return joined and len(between) <= LONGEST_LINK and not set("\uff0c\u3002\uff1b") & set(between)


def pronouns_in(text: str) -> Iterable[tuple[int, int, str]]:
    """Spans of 我市, 全区 and the like, with the character that says what rank they mean."""
    for match in _RANKED.finditer(text):
        yield match.start(), match.end(), match[0][-1]


_RANKED = lazy("[我全本][市区县省州旗]")


def meant_by(rank: str, subject: Subject) -> Place | None:
    """The unit of the subject that 我市, 我区, 我县 or 我省 speaks of."""
    if subject.place is None:
        return None
    places = gazetteer().places
    chain = (subject.place, *(places[code] for code in subject.place.parents))
    for place in chain:
        if place.name.endswith(rank):
            return place
    return None
