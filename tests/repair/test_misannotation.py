"""Readings between the halves of two characters."""

from __future__ import annotations

import pytest

from tests.repair.bytes import changes, folded, mended
from wenku.trail import Certainty

AROUND = "本市積極推進醫療衛生事業發展,加強學校建設,提高人民群眾健康水平。\n"


@pytest.mark.parametrize(
    ("seen", "true"),
    [
        ("老年人口占總?cè)丝诘乃姆种唬?", "老年人口占總人口的四分之一，"),
        ("在總?cè)丝跀?shù)量中", "在總人口數量中"),
        ("適當(dāng)?shù)慕逃团嘤?xùn)可以", "適當的教育和培訓可以"),
        ("紐卡斯?fàn)柎髮W(xué)教師", "紐卡斯爾大學教師"),
        ("發展?jié)M足社會需要", "發展滿足社會需要"),
        ("人們?cè)絹?lái)越重視", "人們越來越重視"),
    ],
)
def test_both_characters_come_back(seen: str, true: str) -> None:
    assert folded(mended(AROUND + seen)[len(AROUND) :]) == folded(true)


@pytest.mark.parametrize(
    "text",
    [
        "這個字讀什么?讀(cè)還是(zè)",
        "什么是側?(cè)面的意思",
        "他說什么?cè)面",
        "f(x)?g(y)",
        "人們?越來越",
    ],
)
def test_sound_text_stays(text: str) -> None:
    assert changes(AROUND + text) == ()


def test_a_reading_that_leaves_one_host_determines_the_repair() -> None:
    """M closes 滿 (9D4D) at once: no byte is lost, and the reading names the lead byte."""
    (change,) = changes(AROUND + "以發展?jié)M足社會需要")
    (edit,) = change.edits
    assert (change.rule, edit.before, edit.after) == ("REP201", "?jié)M", "滿")
    assert change.certainty_of(edit) is Certainty.DETERMINED
