"""A large folder of synthetic seeds: seeded, varied, and damaged as scraped pages are.

An article is put together from sentences of the project's clean articles, of templates that state
figures, places, institutions, policies and cooperation, and of running text of the word list
(:mod:`tests.bench.library`). It is then damaged by the simulator of the quality gate. ``python -m
tests.bench.seeds COUNT FOLDER`` writes such a folder.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from tests.bench.library import FIXED, general_words
from tests.corpus import CleanDocument, clean_documents
from tests.damage import simulate
from wenku.model import EntityKind
from wenku.vocab.gazetteer import gazetteer
from wenku.vocab.themes import theme_vocabulary

SHORTEST, LONGEST = 600, 6000
"""Characters of an article; the logarithm of the length is spread evenly (mean about 2,300)."""

KINDS = {
    "clean": 38,
    "width": 5,
    "traditional": 12,
    "over_converted": 2,
    "pinyin_weak": 3,
    "pinyin_half": 4,
    "pinyin_full": 3,
    "shift": 3,
    "shift_pinyin": 2,
    "misannotation": 1,
    "lost": 3,
    "spaces": 4,
    "wrapped_lines": 3,
    "cells": 2,
    "summary": 2,
    "news_page": 6,
    "document_page": 3,
    "spam": 3,
    "everything": 1,
}
"""Percent of the seeds by kind of damage: most pages are sound or merely converted, a few torn."""

STATED = (
    "到{year}年，{city}{thing}达到{number}{unit}，{thing2}不低于{percent}%。",
    "截至{year}年底，全市{thing}{number}{unit}，比上年增长{percent}%。",
    "{city}与{other}签订{theme}合作协议，共建{theme2}合作基地。",
    "{city}卫生健康委员会会同{other}中医医院，推进{theme}和{theme2}。",
    "根据《{city}{theme}发展规划（{year}—{later}年）》，安排专项资金{number}万元。",
    "{city}{theme}服务覆盖率由{low}%提高到{percent}%，新增{thing}{number}{unit}。",
    "本报记者从{city}人民政府获悉，《关于推进{theme}的实施意见》（{short}政发〔{year}〕{small}号）已经印发。",
    "{year}年{month}月{day}日，{other}代表团到{city}考察{theme}工作。",
)
THINGS = (
    ("养老床位", "张"),
    ("家庭医生签约", "人"),
    ("高标准农田", "亩"),
    ("普惠性幼儿园学位", "个"),
    ("执业医师", "人"),
    ("中医馆", "家"),
    ("污水处理能力", "吨"),
    ("志愿者", "人"),
    ("新建绿道", "公里"),
    ("社区食堂", "家"),
)
HEADINGS = ("总体要求", "主要任务", "工作目标", "组织实施", "保障措施", "重点项目", "发展基础")
NUMERALS = "一二三四五六七"
_SENTENCE = re.compile("[^\u3002]+\u3002")


@dataclass(frozen=True, slots=True)
class Material:
    """What articles are put together from."""

    sentences: tuple[str, ...]
    cities: tuple[str, ...]
    themes: tuple[str, ...]


@cache
def _material() -> Material:
    held = [text for each in clean_documents() for text in each.paragraphs]
    return Material(
        tuple(sorted({found for text in held for found in _SENTENCE.findall(text)})),
        tuple(
            place.name
            for _, place in sorted(gazetteer().places.items())
            if place.kind is EntityKind.CITY
        ),
        theme_vocabulary().names,
    )


def article(number: int, seed: int = 7) -> CleanDocument:
    """A sound article, the same for the same arguments."""
    chance = random.Random(f"{seed}/{number}")
    material = _material()
    city = chance.choice(material.cities)
    wanted = int(SHORTEST * (LONGEST / SHORTEST) ** chance.random())
    headings = tuple(
        f"{numeral}、{name}"
        for numeral, name in zip(
            NUMERALS, chance.sample(HEADINGS, chance.randint(0, 5)), strict=False
        )
    )
    return CleanDocument(
        id=f"{number:05}_{chance.getrandbits(64):016x}",
        split=chance.choice(("dev", "held_out")),
        title=_title(chance, material, city),
        date=f"{chance.randint(2009, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        source=f"{city}{chance.choice(('日报', '人民政府', '卫生健康委员会'))}",
        author="",
        editor="",
        subject=city,
        paragraphs=tuple(_paragraphs(chance, material, city, headings, wanted)),
        headings=headings,
    )


def _title(chance: random.Random, material: Material, city: str) -> str:
    theme = chance.choice(material.themes)
    forms = (
        f"{city}推进{theme}高质量发展",
        f"关于印发{city}{theme}实施方案的通知",
        f"{city}：{theme}惠及{chance.randint(2, 90)}万群众",
        f"{city}“十四五”{theme}发展规划",
    )
    return chance.choice(forms)


def _paragraphs(
    chance: random.Random, material: Material, city: str, headings: Sequence[str], wanted: int
) -> Iterator[str]:
    part = wanted // (len(headings) + 1)
    for heading in ("", *headings):
        if heading:
            yield heading
        length = 0
        while length < part:
            text = "".join(_sentence(chance, material, city) for _ in range(chance.randint(1, 5)))
            length += len(text)
            yield text


def _sentence(chance: random.Random, material: Material, city: str) -> str:
    form = chance.random()
    if form < 0.4:
        return chance.choice(material.sentences)
    if form < 0.65:
        return _stated(chance, material, city)
    return _running(chance)


def _running(chance: random.Random) -> str:
    words = general_words()
    clauses = [
        "".join(words.draw(chance, chance.randint(3, 7))) for _ in range(chance.randint(2, 4))
    ]
    if chance.random() < 0.3:
        clauses.append(chance.choice(FIXED))
    return "\uff0c".join(clauses) + "\u3002"


def _stated(chance: random.Random, material: Material, city: str) -> str:
    (thing, unit), (other_thing, _) = chance.sample(THINGS, 2)
    theme, second = chance.sample(material.themes, 2)
    year = chance.randint(2012, 2030)
    return chance.choice(STATED).format(
        city=city,
        other=chance.choice(material.cities),
        short=city[0],
        theme=theme,
        theme2=second,
        thing=thing,
        thing2=other_thing,
        unit=unit,
        year=year,
        later=year + 5,
        month=chance.randint(1, 12),
        day=chance.randint(1, 28),
        number=chance.randint(10, 90_000),
        percent=chance.randint(50, 99),
        low=chance.randint(10, 49),
        small=chance.randint(1, 90),
    )


def page(number: int, seed: int = 7) -> tuple[str, str]:
    """File name and text of a seed."""
    sound = article(number, seed)
    chance = random.Random(f"{seed}/{number}/damage")
    kind = chance.choices(tuple(KINDS), tuple(KINDS.values()))[0]
    return f"{sound.id}.txt", simulate(sound, kind, seed).text


def write_seeds(count: int, folder: Path, seed: int = 7) -> int:
    """Write a folder of seeds, on all cores; a folder that holds as many stays as it is.

    Returns:
        Bytes of all seeds.
    """
    if not folder.is_dir() or len(list(folder.glob("*.txt"))) != count:
        folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor() as pool:
            for name, text in pool.map(partial(page, seed=seed), range(count), chunksize=32):
                (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return sum(path.stat().st_size for path in folder.glob("*.txt"))


if __name__ == "__main__":
    size = write_seeds(int(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(f"{size / 2**20:.1f} MiB\n")
