"""Queries to measure with, and what a plain look through the texts finds for them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from wenku.publish.search.fold import fold
from wenku.publish.search.texts import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wenku.model import Document

KNOWN = ("中医药", "长三角一体化", "智慧医院", "康养旅游", "道地药材", "医养结合")
"""Wordings that segmenters are known to cut wrongly."""
HAND_PICKED = (
    *KNOWN,
    "的",
    "医",
    "，",
    "。",
    "“",
    "a",
    "7",
    "%",
    "+",
    "APP",
    "app",
    "GDP",
    "COVID-19",
    "互联网+医疗健康",
    "互聯網＋醫療健康",
    "1+1+N",
    "“1+1+N”服务模式",
    "2025年",
    "２０２５年",
    "2018年9月7日",
    "12345热线",
    "100%",
    "3.5万张",
    "十四五",
    "中医药传承创新发展",
    "中醫藥傳承創新發展",
    "醫養結合",
    "《“健康中国2030”规划纲要》",
    "习近平新时代中国特色社会主义思想",
    "以人民为中心",
    "公立医院高质量发展",
    "国务院",
    "没有任何一篇写到的话",
    "龘",
    "xyzzy",
)
LENGTHS = (1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 16, 24)


def queries(documents: Sequence[Document], count: int, seed: int = 11) -> list[str]:
    """Hand-picked ones, and stretches of text from anywhere, ``count`` in all."""
    chance = random.Random(seed)
    found = dict.fromkeys(HAND_PICKED)
    while len(found) < count:
        text = chance.choice(chance.choice(documents).body).text
        length = chance.choice(LENGTHS)
        start = chance.randrange(max(len(text) - length, 0) + 1)
        wording = text[start : start + length]
        if wording.strip() == wording and not set(wording) & set('" ') and wording[:1] != "-":
            found[wording] = None
    return list(found)


class Scan:
    """Looks through the folded texts of all documents."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Fold the texts once."""
        self._texts = {
            each.id: "\n".join(fold(text) for _, text in pieces(each)) for each in documents
        }

    def find(self, query: str) -> dict[str, int]:
        """Occurrences of a wording by document."""
        wording = fold(query)
        return {
            name: _occurrences(text, wording)
            for name, text in self._texts.items()
            if wording in text
        }


def _occurrences(text: str, wording: str) -> int:
    count, at = 0, text.find(wording)
    while at >= 0:
        count, at = count + 1, text.find(wording, at + 1)
    return count
