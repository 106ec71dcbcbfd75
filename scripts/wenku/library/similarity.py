"""Which documents are near each other, by the wording and by what they name.

Wording is compared by character 2- and 3-grams weighted by TF-IDF: no segmenter, and better than
one (precision of the nearest document .82 against .75 for words). Each document is represented by
its strongest grams only, and grams of very many documents say nothing, so the cost stays linear.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wenku.model import Document, Related
from wenku.text.han import HAN_RUN

STRONGEST = 80
"""Grams kept for a document."""

COMMON_SHARE = 0.2
"""A gram of more than this share of the documents is left out (from 20 documents on)."""

LONGEST_LIST = 200
"""Documents of one gram that are compared; rarer grams come first anyway."""

MOST = 6
"""Related documents named for one document."""

LEAST_SCORE = 0.05

Vector = Mapping[str, float]


def related_documents(documents: Sequence[Document]) -> dict[str, tuple[Related, ...]]:
    """The nearest documents of each one, best first, with the reasons a reader is shown."""
    vectors = vectors_of(documents)
    naming = _naming(documents)
    rarity = {feature: _idf(len(ids), len(documents)) for feature, ids in naming.items()}
    by_id = {document.id: document for document in documents}
    postings = _postings(vectors)
    return {
        document.id: _nearest(document, by_id, _scores(document, vectors, postings, naming, rarity))
        for document in documents
    }


def most_similar(document: Document, others: Sequence[Document]) -> Related | None:
    """The one document nearest to another that is not among them yet; None where none is near."""
    if not others:
        return None
    grams = Counter(_grams(document.body_text))
    best, score = max(
        ((other, _overlap(grams, Counter(_grams(other.body_text)))) for other in others),
        key=lambda pair: (pair[1], pair[0].id),
    )
    if score < LEAST_SCORE:
        return None
    return Related(best.id, score, (f"同样的用语占 {score:.0%}",))


def vectors_of(documents: Sequence[Document]) -> dict[str, Vector]:
    """The strongest grams of each document with their weights, of length 1.

    The grams of a document are counted twice, so that only one document's are held at a time.
    """
    spread: Counter[str] = Counter()
    for document in documents:
        spread.update(set(_grams(document.body_text)))
    number = len(documents)
    too_common = max(20 * COMMON_SHARE, COMMON_SHARE * number)
    idf = {g: _idf(n, number) for g, n in spread.items() if 1 < n <= max(too_common, 2)}
    return {d.id: _vector(Counter(_grams(d.body_text)), idf) for d in documents}


def _vector(grams: Mapping[str, int], idf: Mapping[str, float]) -> Vector:
    weights = ((1 + math.log(n)) * idf[gram] for gram, n in grams.items() if gram in idf)
    named = zip((gram for gram in grams if gram in idf), weights, strict=True)
    strongest = heapq.nlargest(STRONGEST, named, key=lambda pair: (pair[1], pair[0]))
    length = math.sqrt(sum(weight * weight for _, weight in strongest)) or 1.0
    return {gram: weight / length for gram, weight in strongest}


def _grams(text: str) -> Iterable[str]:
    for run in HAN_RUN.findall(text):
        for size in (2, 3):
            yield from (run[i : i + size] for i in range(len(run) - size + 1))


def _postings(vectors: Mapping[str, Vector]) -> dict[str, list[str]]:
    postings: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(vectors):
        for gram in vectors[identifier]:
            postings[gram].append(identifier)
    return postings


def _naming(documents: Iterable[Document]) -> dict[tuple[str, str], list[str]]:
    """Documents by what they share: (kind, name) of cities, themes, institutions and policies."""
    naming: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document in documents:
        for feature in _features(document):
            naming[feature].append(document.id)
    return naming


def _features(document: Document) -> list[tuple[str, str]]:
    found = document.annotations
    return [
        *(("城市", city) for city in found.cities),
        *(("主题", theme.name) for theme in found.themes),
        *(("机构", name) for name in found.institutions),
        *(("政策", name) for name in found.policies),
    ]


def _scores(
    document: Document,
    vectors: Mapping[str, Vector],
    postings: Mapping[str, Sequence[str]],
    naming: Mapping[tuple[str, str], Sequence[str]],
    rarity: Mapping[tuple[str, str], float],
) -> dict[str, float]:
    """Likeness of wording, and a little for each thing both name, the rarer the more."""
    scores: dict[str, float] = defaultdict(float)
    for gram, weight in vectors[document.id].items():
        for other in postings[gram][:LONGEST_LIST]:
            scores[other] += weight * vectors[other][gram]
    for feature in _features(document):
        for other in naming[feature][:LONGEST_LIST]:
            scores[other] += 0.03 * (0.2 + rarity[feature])
    scores.pop(document.id, None)
    return scores


def _nearest(
    document: Document, by_id: Mapping[str, Document], scores: Mapping[str, float]
) -> tuple[Related, ...]:
    enough = ((score, other) for other, score in scores.items() if score >= LEAST_SCORE)
    best = heapq.nsmallest(MOST, ((-score, other) for score, other in enough))
    return tuple(
        Related(other, round(min(1.0, -negative), 4), _reasons(document, by_id[other]))
        for negative, other in best
    )


def _reasons(document: Document, other: Document) -> tuple[str, ...]:
    """What both name, kind by kind; wording alone where they name nothing together."""
    theirs = set(_features(other))
    shared: dict[str, list[str]] = defaultdict(list)
    for kind, name in _features(document):
        if (kind, name) in theirs:
            shared[kind].append(name)
    reasons = [f"{kind}：{'、'.join(names[:3])}" for kind, names in shared.items()]
    return tuple(reasons) or ("用语相近",)


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """Share of the shorter text's grams that the other has too."""
    common = sum((one & other).values())
    return common / max(1, min(one.total(), other.total()))


def _idf(spread: int, number: int) -> float:
    return math.log((1 + number) / spread)
