"""The fonts that come with the project's packages, and what they cannot show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from fontTools.ttLib import TTFont

GETA = "\u3013"
"""The mark that Chinese printers set for a character they lack."""

_FILES = (
    ("pylopdf_fonts_zh_cn", "", "NotoSerifSC-Regular.otf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosanssc", "NotoSansSC[wght].ttf"),
    # Rarer ideographs, kana and hangul, for which style.typ names them after the first two
    ("justmytype_intl_cjk", "fonts/ofl/notosanstc", "NotoSansTC[wght].ttf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosansjp", "NotoSansJP[wght].ttf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosanskr", "NotoSansKR[wght].ttf"),
)
"""Package, folder and file of each font."""

# Marks of direction, joiners, variation selectors, controls: nothing of them is ever seen.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def font_folders() -> list[Path]:
    """Folders of the fonts that Typst may use; system fonts are not among them."""
    return [Path(str(resources.files(package))) / folder for package, folder, _ in _FILES]


@cache
def covered() -> frozenset[int]:
    """Code points that the text fonts can show."""
    points: set[int] = set()
    for folder, (_, _, name) in zip(font_folders(), _FILES, strict=True):
        with TTFont(str(folder / name), lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


@cache
def _missing() -> re.Pattern[str]:
    """Matches one character that no font can show; a single such one stops a PDF/A export."""
    points = sorted(covered() | {0x0A, 0x20, 0x3000})
    ranges: list[str] = []
    start = previous = points[0]
    for point in [*points[1:], -1]:
        if point != previous + 1:
            ranges.append(f"{_escaped(start)}-{_escaped(previous)}")
            start = point
        previous = point
    return re.compile(f"[^{''.join(ranges)}]")


def _escaped(point: int) -> str:
    return f"\\U{point:08x}"


@dataclass(slots=True)
class Setter:
    """Makes text settable and counts what it had to replace."""

    missing: dict[str, int] = field(default_factory=dict)

    def text(self, content: str) -> str:
        """``content`` with the geta mark for each character that no font can show.

        Characters that are never seen are left out: a mark in their place would be an invention.
        """
        seen = _UNSEEN.sub("", content).replace("\t", " ")
        return _missing().sub(self._replace, seen)

    def _replace(self, match: re.Match[str]) -> str:
        self.missing[match[0]] = self.missing.get(match[0], 0) + 1
        return GETA
