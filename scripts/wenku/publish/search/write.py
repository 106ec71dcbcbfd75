"""Write the search index beside the pages of a site."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from wenku.model import Library
from wenku.publish.search.documents import facets, in_order, text_record
from wenku.publish.search.fold import LOST, SURROGATES, changing, fold_table
from wenku.publish.search.levels import Limits, levels
from wenku.publish.search.names import IN_HAND, RECORDS, Name, key_files, names
from wenku.publish.search.shards import shards, table
from wenku.publish.search.texts import Texts, pieces, texts
from wenku.publish.search.tree import tree

FOLDER = "search"
START = "start.js"
FORMAT = 1
"""Version of the layout of the files; the browser's part refuses any other."""

_HALVES = re.compile("[\ud800-\udfff]")
_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What was written."""

    documents: int
    files: int
    index: int
    """Bytes of the index as written: everything but the texts."""
    texts: int
    """Bytes of the texts that passages are shown from."""


class _Edition:
    """The files of one edition, which lie in a folder named by their content.

    A browser or a proxy that still holds files of an earlier edition never mixes them with these.
    """

    def __init__(self, folder: Path) -> None:
        """Start an empty edition below ``folder``."""
        shutil.rmtree(folder, ignore_errors=True)
        self._folder = folder
        self._made = folder / "making"
        self._digest = hashlib.sha256()
        self._parents: set[str] = set()
        self.sizes: dict[str, int] = {}

    def put(self, name: str, content: object) -> None:
        """Write one file: a script that hands its content over under its name."""
        data = script(name, content)
        parent = name.rpartition("/")[0]
        if parent not in self._parents:
            (self._made / parent).mkdir(parents=True, exist_ok=True)
            self._parents.add(parent)
        (self._made / f"{name}.js").write_bytes(data)
        self._digest.update(data)
        self.sizes[name] = len(data)

    def close(self, start: Mapping[str, object]) -> None:
        """Name the folder by its content, and write what every page begins with."""
        self._digest.update(script("start", start))
        edition = self._digest.hexdigest()[:12]
        self._made.rename(self._folder / edition)
        data = script("start", {"edition": edition, **start})
        (self._folder / START).write_bytes(data)
        self.sizes["start"] = len(data)


def script(name: str, content: object) -> bytes:
    """A classic script, which also loads where pages are opened from disk."""
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Old engines end a line of script at these, also inside a string.
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    # A half of a pair cannot be written; folding takes it for the same sign.
    return f'wenkuSearch.put("{name}",{_HALVES.sub(LOST, written)});\n'.encode()


def write_search(library: Library, site: Path, limits: Limits = _LIMITS) -> SearchReport:
    """Write the index of a library below ``site/search``, deterministically.

    Args:
        library: the documents, and the entities that are suggested.
        site: the folder of the site, its pages made.
        limits: what is listed.

    Returns:
        How much was written.
    """
    documents = in_order(library)
    edition = _Edition(site / FOLDER)
    for number, document in enumerate(documents):
        edition.put(f"t/{number}", text_record(document))
    edition.put("documents", facets(library, documents))
    _put_names(edition, names(library, documents, site))
    _put_grams(edition, texts(documents), limits)
    edition.put("forms", _table(fold_table()))
    used = frozenset(ascii_uppercase).union(
        *(changing("".join([text for _, text in pieces(each)])) for each in documents)
    )
    edition.close(
        {
            "format": FORMAT,
            "documents": len(documents),
            "forms": _table({char: to for char, to in fold_table().items() if char in used}),
        }
    )
    return _report(edition, len(documents))


def _report(edition: _Edition, documents: int) -> SearchReport:
    shown = sum(size for name, size in edition.sizes.items() if name.startswith("t/"))
    return SearchReport(documents, len(edition.sizes), sum(edition.sizes.values()) - shown, shown)


def _table(forms: Mapping[str, str]) -> list[object]:
    """Characters that fold into one, with those; then the others, each with what it becomes."""
    single = {char: to for char, to in forms.items() if len(to) == 1 and char.isprintable()}
    others = [
        [ord(char), to]
        for char, to in forms.items()
        if char not in single and ord(char) not in SURROGATES
    ]
    return ["".join(single), "".join(single.values()), others]


def _put_grams(edition: _Edition, searched: Texts, limits: Limits) -> None:
    firsts: list[tuple[int, ...]] = []
    if len(searched.chars):
        for number, shard in enumerate(shards(tree(list(levels(searched, limits))))):
            edition.put(f"g/{number}", shard.content)
            firsts.append(shard.first)
    edition.put(
        "grams",
        {
            "letters": searched.letters[1:],
            "files": len(firsts),
            "firsts": table(firsts),
            "few": limits.few,
            "deepest": limits.deepest,
        },
    )


def _put_names(edition: _Edition, found: Sequence[Name]) -> None:
    first = sum(1 for name in found if name.kind in IN_HAND)
    edition.put("names", [_name_record(name) for name in found[:first]])
    for start in range(first, len(found), RECORDS):
        some = found[start : start + RECORDS]
        edition.put(f"r/{(start - first) // RECORDS}", [_name_record(name) for name in some])
    heads: list[str] = []
    for number, (keys, numbers) in enumerate(key_files(found[first:])):
        edition.put(f"k/{number}", [keys, numbers])
        heads.append(keys[0])
    edition.put("keys", heads)


def _name_record(name: Name) -> list[str]:
    return [name.kind, name.label, name.page, " ".join(name.syllables)]
