"""How a document is cited: GB/T 7714 of 2025 and 2015, BibTeX, RIS, CSL-JSON, in words, as a link.

Only what a document states is cited; what is absent is left out, never made up. The date of access
is the reader's: it is no part of the text here, and a place for it is marked by ``ACCESSED``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from wenku.model import Document
from wenku.text.calendar import in_chinese

ACCESSED = "\ufffc"
"""Stands where the date of access belongs; a page fills it in, or drops it."""

NAMED = 3
"""Authors that the national standard names; the others are counted in as "and others"."""

_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
# What a Chinese newspaper is called. A web page that names one as its source is cited as its text.
_NEWSPAPER = re.compile(r"[\u4e00-\u9fff]\u62a5$")
_BETWEEN_NAMES = re.compile(r"(?:(?<!\s)\s+)?[\u3001\uff0c,;\uff1b/]\s*")
_SPACED_NAMES = re.compile(r"[\u3400-\u9fff\u00b7]{2,}(?:\s+[\u3400-\u9fff\u00b7]{2,})+")
_SPACED_CHARACTERS = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of a citation."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What can be said about a document in a list of references."""

    key: str
    title: str
    author: str
    publisher: str
    date: str
    url: str
    newspaper: bool

    @property
    def authors(self) -> tuple[str, ...]:
        """The names in the byline, one by one."""
        return names_in(self.author)


def names_in(author: str) -> tuple[str, ...]:
    """The names of a byline, which parts them by commas, or by spaces where all are Chinese.

    >>> names_in("王丽 李晓明"), names_in("王 丽"), names_in("John Smith")
    (('王丽', '李晓明'), ('王丽',), ('John Smith',))
    """
    names: list[str] = []
    for piece in _BETWEEN_NAMES.split(author.strip()):
        names += piece.split() if _SPACED_NAMES.fullmatch(piece) else [piece]
    return tuple(_SPACED_CHARACTERS.sub("", name) for name in names if name)


def reference_of(document: Document, site_address: str = "") -> Reference:
    """The reference to a document.

    Args:
        document: what is cited.
        site_address: its absolute address on the published site, empty when that is not known;
            used where the document states no address of its own.
    """
    stated = document.metadata
    return Reference(
        key=re.sub(r"[^A-Za-z0-9_-]", "", document.id) or "wenku",
        title=stated.title or document.id,
        author=stated.author,
        publisher=stated.source,
        date=stated.date,
        url=stated.url if _ABSOLUTE.match(stated.url) else site_address,
        newspaper=bool(_NEWSPAPER.search(stated.source)),
    )


def citations(reference: Reference) -> tuple[Citation, ...]:
    """All forms, the national standard in force first."""
    return (
        Citation("gbt2025", "GB/T 7714—2025", gbt_2025(reference)),
        Citation("gbt2015", "GB/T 7714—2015", gbt_2015(reference)),
        Citation("plain", "普通文字", plain(reference)),
        Citation("bibtex", "BibTeX", bibtex(reference)),
        Citation("ris", "RIS", ris(reference)),
        Citation("csl", "CSL-JSON", csl_text(reference)),
    )


def gbt_2025(reference: Reference) -> str:
    """GB/T 7714\u20142025: full-width marks but for ``.`` and brackets; no access date on news."""
    who, kind = _responsible(reference, "\uff0c"), _kind(reference)
    head = f"{who}{reference.title}[{kind}]. "
    if reference.newspaper:
        issue = "\uff0c".join(part for part in (reference.publisher, reference.date) if part)
        return _ended(f"{head}{issue}", reference.url)
    date = f"\uff08{reference.date}\uff09" if reference.date else ""
    return _ended(f"{head}{date}{ACCESSED if reference.url else ''}", reference.url)


def gbt_2015(reference: Reference) -> str:
    """GB/T 7714\u20142015: half-width marks, the date of access in brackets."""
    who, kind = _responsible(reference, ", "), _kind(reference)
    head = f"{who}{reference.title}[{kind}]. "
    accessed = ACCESSED if reference.url else ""
    if reference.newspaper:
        issue = ", ".join(part for part in (reference.publisher, reference.date) if part)
        return _ended(f"{head}{issue}{accessed}", reference.url)
    date = f"({reference.date})" if reference.date else ""
    return _ended(f"{head}{date}{accessed}", reference.url)


def _kind(reference: Reference) -> str:
    medium = "N" if reference.newspaper else "EB"
    return f"{medium}/OL" if reference.url or not reference.newspaper else medium


def _responsible(reference: Reference, comma: str) -> str:
    """Who answers for the text: on a web page its publisher, which has the byline's place."""
    if reference.publisher and not reference.newspaper:
        return f"{reference.publisher}. "
    others = ("\u7b49",) if len(reference.authors) > NAMED else ()
    who = comma.join((*reference.authors[:NAMED], *others))
    return f"{who}. " if who else ""


def _ended(text: str, url: str) -> str:
    text = text.rstrip(" .")
    return f"{text}. {url}." if url else f"{text}."


def plain(reference: Reference) -> str:
    """In words, for a footnote or a message."""
    who = "\uff0c".join(part for part in (reference.author, reference.publisher) if part)
    parts = [who, f"《{reference.title}》", in_chinese(reference.date), reference.url]
    return "\uff0c".join(part for part in parts if part) + "\u3002"


_TEX = str.maketrans({mark: f"\\{mark}" for mark in "&%$#_{}"} | {"\\": r"\textbackslash{}"})


def bibtex(reference: Reference) -> str:
    """An entry for BibTeX; ``@article`` for newspapers, ``@online`` for the rest."""
    kind = "article" if reference.newspaper else "online"
    publisher = "journaltitle" if reference.newspaper else "organization"
    fields = {
        "title": f"{{{reference.title.translate(_TEX)}}}",
        "author": " and ".join(f"{{{name.translate(_TEX)}}}" for name in reference.authors),
        publisher: reference.publisher.translate(_TEX),
        "date": reference.date,
        "url": reference.url,
        "langid": "chinese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{reference.key},", *lines, "}"])


def ris(reference: Reference) -> str:
    """A record in RIS; NEWS for newspapers, ELEC for the rest."""
    fields = [
        ("TY", "NEWS" if reference.newspaper else "ELEC"),
        ("TI", reference.title),
        *(("AU", name) for name in reference.authors),
        ("T2" if reference.newspaper else "PB", reference.publisher),
        ("DA", reference.date.replace("-", "/")),
        ("PY", reference.date[:4]),
        ("UR", reference.url),
        ("LA", "zh-CN"),
        ("ID", reference.key),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "])


def csl(reference: Reference) -> dict[str, object]:
    """An item of CSL-JSON; a Chinese name stays whole, as ``literal``."""
    item: dict[str, object] = {
        "id": reference.key,
        "type": "article-newspaper" if reference.newspaper else "webpage",
        "title": reference.title,
        "language": "zh-CN",
    }
    if reference.author:
        item["author"] = [{"literal": name} for name in reference.authors]
    if reference.publisher:
        item["container-title" if reference.newspaper else "publisher"] = reference.publisher
    if reference.date:
        item["issued"] = {"date-parts": [[int(part) for part in reference.date.split("-")]]}
    if reference.url:
        item["URL"] = reference.url
    return item


def csl_text(reference: Reference) -> str:
    """The item as a reader copies it: a list of one, as reference managers take it in."""
    return json.dumps([csl(reference)], ensure_ascii=False, indent=2)
