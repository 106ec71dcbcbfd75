"""Each stage takes a multiple of the length of a document, whatever the document."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.growth import Growth
from tests.hostile.corpus import prose
from wenku.annotate import annotate
from wenku.decode import decode
from wenku.errors import Rejection, SeedError
from wenku.model import Metadata, Page
from wenku.pipeline import clean
from wenku.render.document import render_document
from wenku.rules import rules_of, run_rules
from wenku.structure import structure
from wenku.trail import Trail

GROWTH = Growth(size=6_000, tolerated=2.5, least=0.03, attempts=3)

UNITS = {
    "one line": "康",
    "many lines": "\n",
    "short lines": "养\n",
    "question marks": "?",
    "question marks in text": "养?老",
    "wide question marks": "？康",
    "brackets": "（",
    "brackets closed": "）",
    "brackets in brackets": "（康）",
    "title marks": "《",
    "titles": "《康养》",
    "quotation marks": "“",
    "pinyin in brackets": "發(fā)",
    "pinyin without a letter": "(fā)",
    "numbers": "1",
    "numbers in commas": "1,",
    "decimals": "1.",
    "quantities": "3万张、",
    "years": "2025年",
    "dates": "2024-02-29 ",
    "percent": "%",
    "cells": "甲\t",
    "rows": "甲\t1\n",
    "bars": "|",
    "headings": "一、甲\n",
    "items": "1.甲\n",
    "deep items": "1.1.1.1 ",
    "labels": "来源：",
    "spaces": " ",
    "wide spaces": "\u3000",
    "spaced letters": "王 ",
    "spaced lines": "王 丽 " * 12 + "\n",
    "mojibake": "锛屾",
    "shifted": "Ã¥",
    "lost": "\ufffd",
    "private": "\ue000",
    "traditional": "發",
    "joined": "\u200b",
    "combining": "\u0301",
    "hyphens": "-",
    "dots": ".",
    "points": "…",
    "at signs": "a@",
    "addresses": "https://a.cn/",
    "places": "济南市",
    "institutions": "济南市卫生健康委员会",
    "parties": "济南市与上海市、",
    "peoples": "回族",
    "ands": "和",
    "tags": "<p>",
    "ampersands": "&#",
}


def repairs(text: str) -> object:
    return run_rules(rules_of("repair"), Page(text))


def prunes(text: str) -> object:
    return run_rules(rules_of("prune"), Page(text))


def structures(text: str) -> object:
    return structure(Page(text), Trail(text), "a.txt")


def annotates(text: str) -> object:
    metadata, blocks = structure(Page(text), Trail(text), "a.txt")
    return annotate(metadata if metadata.title else Metadata(title="题"), blocks)


def renders(text: str) -> object:
    try:
        return render_document(clean(text, "a.txt"))
    except Rejection:
        return None


STAGES = (repairs, prunes, structures, annotates, renders)


def seconds(work: Callable[[str], object], text: str) -> float:
    """Of this thread's own work."""
    start = time.thread_time()
    work(text)
    return time.thread_time() - start


def grows_too_fast(work: Callable[[str], object], made: Callable[[int], str]) -> bool:
    """Whether cost grows faster than length, in each of several attempts."""
    return GROWTH.is_too_fast(lambda size: seconds(work, made(size)))


def repeated(unit: str) -> Callable[[int], str]:
    """An article with a unit in it, again and again, up to a size."""
    before, behind = f"{prose(1, '养老')}\n", f"\n{prose(2, '医疗')}\n"
    return lambda size: before + unit * (size // len(unit)) + behind


@pytest.mark.slow
@pytest.mark.parametrize("work", STAGES, ids=lambda work: work.__name__)
def test_stages_are_linear(work: Callable[[str], object]) -> None:
    work(prose(1, "养老"))
    slow = [name for name, unit in UNITS.items() if grows_too_fast(work, repeated(unit))]
    assert slow == []


FORMATS = {
    "nested elements": ("a.html", "<div>"),
    "nested tables": ("a.html", "<table><tr><td>"),
    "tables": ("a.html", "<table><tr><td>a<td>b</table>"),
    "open rows": ("a.html", "<tr><td>a"),
    "nested lists": ("a.html", "<ol><li>"),
    "entities": ("a.html", "&lt;"),
    "open entities": ("a.html", "&#x"),
    "open tags": ("a.html", "<p a='"),
    "open comments": ("a.html", "<!--"),
    "open declarations": ("a.html", "<![if "),
    "closing tags": ("a.html", "</b>"),
    "crossed tags": ("a.html", "<b><i></b>"),
    "angle brackets": ("a.html", "<"),
    "brackets": ("a.md", "["),
    "links": ("a.md", "[a]("),
    "pictures": ("a.md", "![a"),
    "quotations": ("a.md", ">"),
    "stars": ("a.md", "*a "),
    "underlines": ("a.md", "_a__"),
    "backticks": ("a.md", "`"),
    "lines of a list": ("a.md", "- a\n"),
    "rows": ("a.md", "|a|b|\n"),
    "definitions": ("a.md", "[a]: b\n"),
    "line ends": ("a.txt", "\r\n"),
    "damaged bytes": ("a.txt", "\udcff"),
    "half lines": ("a.txt", "\udcb0\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", FORMATS)
def test_formats_are_linear(case: str) -> None:
    name, unit = FORMATS[case]

    def work(text: str) -> None:
        with suppress(SeedError):
            decode(text.encode("utf-8", "surrogateescape"), name)

    made = repeated(unit)
    opened = "<html><body>" if name.endswith("html") else ""
    assert not grows_too_fast(work, lambda size: opened + made(size))
