"""The words that present-day news use most, with their costs, apart from the character model.

``words.txt`` is derived together with the model (see :mod:`wenku.vocab.derive.language`); whoever
only asks where words end does not read the model, which is twice as large.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from wenku.vocab.files import vocabulary_text
from wenku.vocab.language import BASE, QUANTUM


@cache
def word_costs() -> Mapping[str, float]:
    """Cost of each word in nats (negative natural logarithm of its frequency), read once."""
    content = vocabulary_text("words.txt")
    costs: dict[str, float] = {}
    for line in content.split("\n"):
        level, _, members = line.partition("\t")
        if members:
            costs.update(dict.fromkeys(members.split(" "), (ord(level) - BASE) * QUANTUM))
    return costs
