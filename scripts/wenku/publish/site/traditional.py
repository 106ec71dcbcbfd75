"""The script with which a page shows itself in Traditional characters.

OpenCC's table of phrases is large and most of it is in no document. What is published is the part
that the documents need, found by converting what they say, so that the small table gives exactly
what the whole one would.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from wenku.model import Document, Library
from wenku.vocab.traditional import Traditional, traditional

SCRIPT = "static/traditional.js"
"""The code is the theme's; the table is the call behind it."""


def traditional_table(library: Library) -> str:
    """What follows the code: its call with the table that a library needs."""
    # Imported here: numbers by the million take a while to import.
    from wenku.publish.site.stretches import Stretches

    stretches = Stretches(traditional())
    for document in library.documents:
        stretches.add("\n".join(_texts(document)))
    table = needed(sorted(stretches.found))
    chars = sorted(stretches.characters().intersection(table.characters))
    data = {
        "from": "".join(chars),
        "to": "".join(table.characters[char] for char in chars),
        "phrases": " ".join(f"{key}{table.phrases[key]}" for key in sorted(table.phrases)),
    }
    return f"({json.dumps(data, ensure_ascii=False)});\n"


def needed(texts: Sequence[str]) -> Traditional:
    """The least of the phrases with which each text is converted as with all of them."""
    whole = traditional()
    wanted: dict[str, str] = {}
    phrases: set[str] = set()
    for text in texts:
        wanted[text] = whole.convert(text)
        phrases.update(p for _, p in whole.phrases_in(text) if not _is_plain(whole, p))
    while True:
        table = whole.limited(frozenset(phrases))
        wrong = [text for text, form in wanted.items() if table.convert(text) != form]
        if not wrong:
            return table
        # A phrase that changes nothing may still keep another from being read across its edge.
        phrases.update(phrase for text in wrong for _, phrase in whole.phrases_in(text))


def _is_plain(table: Traditional, phrase: str) -> bool:
    return table.phrases[phrase] == table.by_character(phrase)


def _texts(document: Document) -> Iterator[str]:
    """What a page shows of a document, block by block, as its script will read it."""
    yield document.metadata.title or document.id
    for block in document.body:
        if block.rows:
            for row in block.rows:
                yield from (cell.strip() for cell in row)
        else:
            yield block.text
