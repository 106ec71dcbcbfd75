"""Which encoding a seed is in.

A byte order mark, then strict UTF-8, then UTF-16 by its zero bytes, then GB18030 against
Big5-HKSCS by how common the characters are that each gives. A declared charset is not believed:
pages say gb2312 and are UTF-8, and the other way round. On short GBK lines general detectors are
right 41 to 58 times of 61 (charset-normalizer, cchardet, chardet), this one on all.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import NamedTuple

from wenku.errors import SeedError
from wenku.text.han import HAN_RUN
from wenku.text.patterns import lazy


class Reading(NamedTuple):
    """Text with the evidence for how its bytes were read."""

    text: str
    encoding: str
    evidence: str
    replaced: int = 0


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_BROKEN_ALLOWED = 0.02
"""Share of characters that may be unreadable before bytes are called not text."""
_CONTROL = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_ALLOWED = 0.05
_ZERO_SHARE = 0.15
_READABLE = 0.35
"""Ordinary Chinese passes (0.43 to 0.54 seen), UTF-8 read as GB18030 does not (below 0)."""
_FREQUENT = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只"
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後"
    "多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合"
    "還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只"
)


def decode_bytes(data: bytes, name: str) -> Reading:
    """Read bytes as text.

    Raises:
        SeedError: no encoding explains them.
    """
    reading = (
        _by_mark(data)
        or _strict(data)
        or _by_zero_bytes(data)
        or _by_lines(data)
        or _by_likelihood(data)
    )
    broken = reading.replaced + len(_CONTROL.findall(reading.text))
    if broken > max(2, _CONTROL_ALLOWED * len(reading.text)):
        raise SeedError(
            "is not text in any known encoding",
            where=name,
            remedy="save it as UTF-8, or give HTML, .docx or PDF",
        )
    return reading


def _by_mark(data: bytes) -> Reading | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace").removeprefix("\ufeff")
            return Reading(text, encoding, "byte order mark", text.count("\ufffd"))
    return None


def _strict(data: bytes) -> Reading | None:
    try:
        return Reading(data.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        return None


def _by_zero_bytes(data: bytes) -> Reading | None:
    """UTF-16 without a mark: ASCII in it leaves zero bytes at even or at odd places."""
    sample = data[:_SAMPLE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        places = sample[offset::2]
        others = sample[1 - offset :: 2]
        if places and places.count(0) > _ZERO_SHARE * len(places) > others.count(0):
            text = data.decode(encoding, "replace")
            return Reading(text, encoding, "zero bytes", text.count("\ufffd"))
    return None


def _by_lines(data: bytes) -> Reading | None:
    """Two files pasted together, the one in UTF-8 and the other in GB18030: line by line.

    GBK text is hardly ever valid UTF-8; the other lines must read as ordinary Chinese in GB18030,
    which cut or broken UTF-8 does not.
    """
    lines = data.split(b"\n")
    others = [line for line in lines if _strict(line) is None]
    wide = sum(not line.isascii() for line in lines)
    if not 0 < len(others) < wide or _likelihood(b"\n".join(others), "gb18030") < _READABLE:
        return None
    read = (_strict(line) or Reading(line.decode("gb18030", "replace"), "", "") for line in lines)
    text = "\n".join(reading.text for reading in read)
    return Reading(text, "utf-8", "UTF-8, other lines GB18030", text.count("\ufffd"))


def _by_likelihood(data: bytes) -> Reading:
    """The best of GB18030, Big5-HKSCS and damaged UTF-8, by the share of common characters."""
    candidates = [
        (_likelihood(data[:_SAMPLE], encoding), -rank, encoding)
        for rank, encoding in enumerate(("gb18030", "big5hkscs", "utf-8"))
    ]
    share, _, encoding = max(candidates)
    text = data.decode(encoding, "replace")
    return Reading(text, encoding, f"share of common characters {share:.2f}", text.count("\ufffd"))


def _likelihood(sample: bytes, encoding: str) -> float:
    """Between 0 and 1 for readable text; below for text with unreadable bytes."""
    text = sample.decode(encoding, "replace")
    han = "".join(HAN_RUN.findall(text))
    odd = text.count("\ufffd") + sum("\ue000" <= char <= "\uf8ff" for char in text)
    if not han:
        return -odd / max(1, len(text))
    common, frequent = _common()
    known = sum(char in common for char in han) + 2 * sum(char in frequent for char in han)
    return known / (3 * len(han)) - 4 * odd / len(text)


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of everyday use in both scripts, and the most frequent ones.

    GB2312 level 1 (rows 16 to 55) and Big5 level 1 are the two standards' own lists of them.
    """
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    gb2312 = bytes(b for lead in range(0xB0, 0xD8) for t in trails[63:] for b in (lead, t))
    big5 = bytes(b for lead in range(0xA4, 0xC7) for t in trails for b in (lead, t))
    text = gb2312.decode("gb2312", "ignore") + big5.decode("big5", "ignore")
    return frozenset("".join(HAN_RUN.findall(text))), frozenset(_FREQUENT)
