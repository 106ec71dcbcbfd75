"""Which documents are near each other, by the wording and by what they name.

Wording is compared by character 2- and 3-grams weighted by TF-IDF: no segmenter, and better than
one (precision of the nearest document .82 against .75 for words). Each document is represented by
its strongest grams only, and grams of very many documents say nothing, so the cost stays linear.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wenku.model import Document, Related

if TYPE_CHECKING:
    from wenku.library.grams import Postings, Vector

STRONGEST = 80
"""Grams kept for a document."""

COMMON_SHARE = 0.2
"""A gram of more than this share of the documents is left out (from 20 documents on)."""

LONGEST_LIST = 200
"""Documents of one gram that are compared; rarer grams come first anyway."""

MOST = 6
"""Related documents named for one document."""

LEAST_SCORE = 0.05

NAMED_TOGETHER = 0.03
"""What a thing that both name adds to the likeness of wording, times its rarity."""


def related_documents(documents: Sequence[Document]) -> dict[str, tuple[Related, ...]]:
    """The nearest documents of each one, best first, with the reasons a reader is shown."""
    if not documents:
        return {}
    # Imported here, as below: numbers by the million take a while to import.
    from wenku.library.grams import best, wording

    ordered = sorted(documents, key=lambda document: document.id)
    names = _Names(ordered)
    alike = wording(_vectors(ordered), LONGEST_LIST), names.postings()
    near: dict[str, tuple[Related, ...]] = {}
    for place, document in enumerate(ordered):
        met = (each for postings in alike for each in postings.met(place))
        found = best(met, place, len(ordered), LEAST_SCORE, MOST)
        reasons = names.reasons(place, [other for _, other in found])
        near[document.id] = tuple(
            Related(ordered[other].id, round(min(1.0, score), 4), why)
            for (score, other), why in zip(found, reasons, strict=True)
        )
    return near


def most_similar(document: Document, others: Sequence[Document]) -> Related | None:
    """The one document nearest to another that is not among them yet; None where none is near."""
    if not others:
        return None
    from wenku.library.grams import grams_of, share_of_shorter

    grams = grams_of(document.body_text)
    best, score = max(
        ((other, share_of_shorter(grams, grams_of(other.body_text))) for other in others),
        key=lambda pair: (pair[1], pair[0].id),
    )
    if score < LEAST_SCORE:
        return None
    return Related(best.id, score, (f"同样的用语占 {score:.0%}",))


def _vectors(documents: Sequence[Document]) -> list[Vector]:
    """The strongest grams of each document with their weights.

    The grams of a document are counted twice, so that only one document's are held at a time.
    """
    import numpy as np

    from wenku.library.grams import Spread, grams_of, strongest

    spread = Spread()
    for document in documents:
        spread.add(grams_of(document.body_text)[0])
    inverse = np.array(_inverse(len(documents)))
    return [strongest(grams_of(d.body_text), spread, inverse, STRONGEST) for d in documents]


def _inverse(number: int) -> list[float]:
    """Weight of a gram by the documents that hold it: 0 for one alone, or for too many."""
    most = int(max(20 * COMMON_SHARE, COMMON_SHARE * number, 2))
    return [0.0, 0.0, *(_idf(spread, number) for spread in range(2, most + 1)), 0.0]


def _idf(spread: int, number: int) -> float:
    return math.log((1 + number) / spread)


class _Names:
    """What each document names: (kind, name) of cities, themes, institutions and policies."""

    def __init__(self, documents: Sequence[Document]) -> None:
        numbers: dict[tuple[str, str], int] = defaultdict(lambda: len(numbers))
        self._named = [tuple(numbers[name] for name in _named(each)) for each in documents]
        self._names = list(numbers)

    def postings(self) -> Postings:
        """Documents by what they name; what both name adds a little, the rarer the more."""
        from wenku.library.grams import naming

        spread = Counter(number for named in self._named for number in named)
        idf = (_idf(spread[number], len(self._named)) for number in range(len(self._names)))
        return naming(
            self._named, [NAMED_TOGETHER * (0.2 + rarity) for rarity in idf], LONGEST_LIST
        )

    def reasons(self, one: int, others: Sequence[int]) -> Iterator[tuple[str, ...]]:
        """What a document and each of some others both name, in the order of the one.

        Kind by kind; wording alone where that is nothing.
        """
        order = {number: at for at, number in enumerate(self._named[one])}
        for other in others:
            both = sorted({order[number] for number in self._named[other] if number in order})
            shared: dict[str, list[str]] = {}
            for at in both:
                kind, name = self._names[self._named[one][at]]
                shared.setdefault(kind, []).append(name)
            reasons = [f"{kind}：{'、'.join(names[:3])}" for kind, names in shared.items()]
            yield tuple(reasons) or ("用语相近",)


def _named(document: Document) -> Iterator[tuple[str, str]]:
    found = document.annotations
    yield from (("城市", city) for city in found.cities)
    yield from (("主题", theme.name) for theme in found.themes)
    yield from (("机构", name) for name in found.institutions)
    yield from (("政策", name) for name in found.policies)
