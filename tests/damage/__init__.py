"""A simulator of the damage that scraped Chinese pages have, byte by byte, with ground truth.

>>> from tests.corpus import clean_documents
>>> from tests.damage import KINDS, simulate
>>> page = simulate(clean_documents("dev")[0], "everything", seed=1)

``page.text`` is what a scraper finds, ``page.clean`` what must come back, ``page.spans`` what was
damaged where (and what can be known of it), ``page.lines`` which line is body and which furniture.

The steps of the damage, one module each: :mod:`~tests.damage.conversion` (Simplified to
Traditional), :mod:`~tests.damage.annotation` (readings), :mod:`~tests.damage.codepage` (GBK bytes,
byte-wise replacement and cut, decoder), :mod:`~tests.damage.paragraph` (all of them on one
paragraph), :mod:`~tests.damage.furniture` (what stands around an article),
:mod:`~tests.damage.simulator` (the whole page).
"""

from tests.damage.paragraph import Mechanism, damage_paragraph
from tests.damage.simulator import KINDS, Damage, DamagedPage, PageLine, simulate
from tests.damage.truth import Certainty, DamagedLine, Kind, Span

__all__ = [
    "KINDS",
    "Certainty",
    "Damage",
    "DamagedLine",
    "DamagedPage",
    "Kind",
    "Mechanism",
    "PageLine",
    "Span",
    "damage_paragraph",
    "simulate",
]
