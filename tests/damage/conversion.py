"""Step 1 of the damage: Simplified to Traditional, character by character, one fixed table.

The table is derived from OpenCC's ``STCharacters`` and bent to what converted pages show: a
character that is itself one of its Traditional candidates stays as it is (里, 后, 于, 制, 干 ...),
a few well-known ones excepted, and where candidates differ in shape the GBK shape is taken
(墻 not 牆, 凈 not 淨). No phrase is looked at, which is why 著力 and 重癥 arise.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Candidates include the character itself, and the pages change it all the same.
CHANGED_ALTHOUGH_VALID = {
    "万": "萬",
    "丰": "豐",
    "价": "價",
    "党": "黨",
    "冲": "沖",
    "准": "準",
    "几": "幾",
    "划": "劃",
    "厂": "廠",
    "台": "臺",
    "叶": "葉",
    "广": "廣",
    "挂": "掛",
    "据": "據",
    "朴": "樸",
    "杰": "傑",
    "极": "極",
    "症": "癥",
    "确": "確",
    "种": "種",
    "胜": "勝",
    "腊": "臘",
    "苹": "蘋",
    "荐": "薦",
    "虫": "蟲",
    "蜡": "蠟",
    "适": "適",
    "鉴": "鑒",
}

# Several Traditional shapes; the pages have the one that Windows' table gives.
SHAPES = {
    "为": "為",
    "众": "眾",
    "伪": "偽",
    "净": "凈",
    "凄": "凄",
    "勋": "勛",
    "卤": "鹵",
    "却": "卻",
    "启": "啟",
    "哗": "嘩",
    "啮": "嚙",
    "娴": "嫻",
    "墙": "墻",
    "复": "復",
    "着": "著",
    "签": "簽",
    "缰": "韁",
    "脏": "臟",
    "艳": "艷",
    "钟": "鐘",
    "钵": "缽",
    "钻": "鉆",
    "闲": "閑",
    "饥": "饑",
}

# Changed by OpenCC, unchanged on the pages.
STAYS = frozenset("么并群峰床污灶")

# Over-conversion seen on one page: ambiguous characters go the wrong way.
OVER_CONVERTED = {
    "系": "係",
    "制": "製",
    "于": "於",
    "并": "並",
    "采": "採",
    "里": "裡",
    "后": "後",
}


def _dictionary(name: str) -> dict[str, tuple[str, ...]]:
    spec = find_spec("opencc")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("opencc-python-reimplemented is not installed")
    path = Path(spec.submodule_search_locations[0]) / "dictionary" / name
    rows: dict[str, tuple[str, ...]] = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        source, _, targets = line.partition("\t")
        rows[source] = tuple(targets.split(" "))
    return rows


def in_gbk(character: str) -> bool:
    """Whether a character has a GBK code."""
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


@cache
def table() -> dict[str, str]:
    """The 1:1 table, Simplified character to the Traditional one that pages show."""
    pairs = CHANGED_ALTHOUGH_VALID | SHAPES
    taken = set(pairs.values())
    rows = _dictionary("STCharacters.txt")
    for source in sorted(rows, key=_rarity):
        target = rows[source][0]
        if source in pairs or source in STAYS or source in rows[source]:
            continue
        if in_gbk(source) and in_gbk(target) and target not in taken:
            pairs[source] = target
            taken.add(target)
    return {source: target for source, target in pairs.items() if source != target}


def _rarity(character: str) -> tuple[bool, str]:
    """Sorts the characters of GB 2312 first: of two with one target, the rare one stays."""
    return not character.encode("gb2312", errors="ignore"), character


@cache
def back() -> dict[str, tuple[str, ...]]:
    """OpenCC's own way back, Traditional to Simplified candidates, for checks of the table."""
    return _dictionary("TSCharacters.txt")


@cache
def ambiguous() -> frozenset[str]:
    """Traditional characters that the text itself may also hold: no table tells which it was."""
    return frozenset({"著"})


def to_traditional(text: str, *, over_convert: bool = False) -> str:
    """Map ``text`` character by character; the length never changes."""
    pairs = table() | OVER_CONVERTED if over_convert else table()
    return "".join(pairs.get(character, character) for character in text)
