"""Step 3 of the damage: which characters get their reading printed behind them.

The list that sites use grew over time, so that each page has a prefix of one ordered master list.
The reading is the dictionary's first one for the character, whatever the context.
"""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.damage.conversion import in_gbk, table

# Strong to weak, estimated from 40 pages; it fits the three converted seeds exactly. 側 and 範 are
# known from mis-annotations only (the table never yields 範); where they stand is a guess.
MASTER_LIST = (
    "發業醫養統規衛態戰術領區優導創環鄉習續產團協訓轉網聯預內現獻節風據經監擔穩數學務構調關質應"
    "執頁農絡鎮結護設權勵礎績細揚藍紀達競詩補冊側範當財復標準進認機驗點濟強險擴遠實隊評無計個會"
    "萬嚴動對號識責堅費測運爭時書營級臺問簡請價勢場項國開稱來見陽說長報過詢線門專滿類"
)

WEAKEST = 6
"""Prefix of the weakest page seen (發業醫養統規)."""
HALF = MASTER_LIST.index("實") + 1
"""Prefix of a middling page (seed 004)."""
NEARLY = MASTER_LIST.index("過") + 1
"""Prefix of seed 003."""
FULL = len(MASTER_LIST)


@cache
def readings() -> dict[str, str]:
    """First dictionary reading of every single character, tone mark on the vowel."""
    spec = find_spec("pypinyin")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("pypinyin is not installed")
    path = Path(spec.submodule_search_locations[0]) / "pinyin_dict.json"
    rows: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return {chr(int(code)): value.split(",")[0] for code, value in rows.items()}


def toneless(reading: str) -> str:
    """``guó`` to ``guo``; ü is printed as v or u on such pages, here as u."""
    marks = unicodedata.normalize("NFD", reading)
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one page annotates, and how."""

    listed: str
    """Characters in the order in which they are replaced."""
    bytewise: bool = True
    """Replace in the bytes, not minding where a character begins (mis-annotation arises)."""
    toned: bool = True
    inner_space: bool = False
    repeats: Mapping[str, int] = field(default_factory=dict)
    """How often the reading is printed after a character (once if absent)."""
    skipped: float = 0.0
    """Share of occurrences left bare."""

    def insertion(self, character: str) -> bytes:
        """GBK bytes printed behind a character; empty if its reading has no GBK code."""
        reading = readings().get(character, "")
        if not reading or not all(in_gbk(letter) for letter in reading):
            return b""
        reading = reading if self.toned else toneless(reading)
        space = " " if self.inner_space else ""
        return (f"({reading}{space})" * self.repeats.get(character, 1)).encode("gbk")


def prefix(length: int, *, bytewise: bool = True, inner_space: bool = False) -> Annotation:
    """The annotation of a page that uses the first ``length`` characters of the master list."""
    return Annotation(MASTER_LIST[:length], bytewise=bytewise, inner_space=inner_space)


def toneless_everywhere(text: str, chance: random.Random) -> Annotation:
    """Variant C: any character of the page, toneless, one to four times, some left out."""
    characters = sorted({c for c in text if "\u4e00" <= c <= "\u9fff" and c in readings()})
    chosen = [c for c in characters if chance.random() < 0.3]
    repeats = {c: chance.choice((1, 1, 1, 2, 2, 3, 4)) for c in chosen}
    return Annotation("".join(chosen), bytewise=False, toned=False, repeats=repeats, skipped=0.12)


def another_list(text: str, chance: random.Random) -> Annotation:
    """Variant D: toned, but another set, with characters that conversion does not change.

    ``text`` is the converted page.
    """
    changed = frozenset(table().values())
    present = sorted({c for c in text if "\u4e00" <= c <= "\u9fff" and c in readings()})
    fresh = [c for c in present if c in changed and c not in MASTER_LIST]
    plain = [c for c in present if c not in changed and text.count(c) > 1]
    chosen = chance.sample(fresh, min(14, len(fresh))) + chance.sample(plain, min(4, len(plain)))
    chance.shuffle(chosen)
    return Annotation("".join(chosen), bytewise=False)
