"""Short lists of search words: names of betting sites, hospitals that are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from wenku.prune.brands import is_sold
from wenku.prune.spam import measure
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import fold
from wenku.vocab.spam import spam_words

LONGEST_LIST = 90
"""Characters; a longer line of such words is judged by their share."""
LISTED = 3
"""Items of the shortest list."""
LONGEST_ITEM = 16
SURE_ITEMS = 2
"""Items that must be nothing but search words."""

_SENTENCE = lazy("[\u3002\uff01\uff1f\uff1b:\uff1a]")
_ITEM = lazy(r"[^|_,\uff0c\u3001/\s\u00b7-]+")


def cues_in(folded: str) -> Iterator[str]:
    """The words in a folded text one of which every such list holds; cheap."""
    words = spam_words()
    return (word for word in (*words.nouns, *words.cues) if word in folded)


def is_spam_list(text: str) -> bool:
    """Whether a short line without a sentence lists search words, one item after the other.

    Two items must be nothing else, and so must most of them; a list of apps or of departments
    has no word of betting and asks for no hospital.
    """
    bare = text.strip()
    if len(bare) > LONGEST_LIST or _SENTENCE.search(bare):
        return False
    items = [fold(item) for item in _ITEM.findall(bare)]
    if len(items) < LISTED or max(map(len, items)) > LONGEST_ITEM:
        return False
    words = spam_words()
    sure = sum(1 for item in items if item in words.entries or is_sold(item))
    if sure < SURE_ITEMS:
        return False
    rest = sum(1 for item in items if item in words.fillers or measure(item).certain)
    return (sure + rest) * 3 >= len(items) * 2
