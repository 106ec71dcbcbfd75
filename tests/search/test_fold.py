"""Folding: the same in Python and in the browser, for every character there is."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.libraries import library
from wenku.publish.search.fold import fold, fold_table
from wenku.publish.search.write import script
from wenku.vocab.characters import variants

if TYPE_CHECKING:
    from tests.search.conftest import Engine

ALL = """async () => {
  await wenkuSearch.start();
  await wenkuSearch.learnAllForms();
  const found = [];
  for (let code = 0; code < 0x110000; code++) {
    const char = String.fromCodePoint(code);
    const folded = wenkuSearch.fold("x" + char + "x").text.slice(1, -1);
    if (folded !== char) found.push([code, folded]);
  }
  return found;
}"""

SOME = """async (texts) => {
  await wenkuSearch.start();
  return texts.map((text) => wenkuSearch.fold(text));
}"""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ　１２３", "abc 123"),
        ("醫養結合，與養老", "医养结合,与养老"),
        ("衞生", "卫生"),
        ("裏裡里", "里里里"),
        ("  a\t\n b\u00a0\u3000c ", "a b c"),
        ("一\u200b二\ufeff三\u00ad", "一二三"),
        ("㎡①½…", "m211⁄2..."),
        ("“引号”、《书名》。", "“引号”、《书名》。"),
        ("ﾊﾝ ﬁ Å", "ハン fi å"),
        ("𠮷𝐀", "𠮷a"),
        ("\uf900\u8c48", "岂岂"),
        ("", ""),
        ("\u3000", ""),
    ],
)
def test_what_is_taken_for_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_character_folds_as_it_should() -> None:
    table, simplified = fold_table(), variants().simplified
    for code in range(0x20000):
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char).lower()
        if plain != char and not char.isspace() and not 0xD800 <= code < 0xE000:
            assert char in table, hex(code)
        if simplified(char) != char:
            assert char in table, hex(code)


def test_what_has_been_folded_stays() -> None:
    changing = frozenset(fold_table())
    assert {char for char, folded in fold_table().items() if changing & set(folded)} == set()


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folding_goes_character_by_character(one: str, other: str) -> None:
    table = str.maketrans(dict(fold_table()))
    assert fold(one + other) == fold(one.translate(table) + other.translate(table))


def test_the_browser_folds_every_character_alike(engine: Engine) -> None:
    engine.open(library([["题", "字"]]))
    found = dict(engine.evaluate(ALL))
    assert len(found) > 8000
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code < 0xE000:
            expected = fold(f"x{chr(code)}x")[1:-1]
            assert found.get(code, chr(code)) == expected, hex(code)


def test_the_browser_folds_texts_alike_and_knows_the_places(engine: Engine) -> None:
    texts = [
        "  醫養　　結合 ＡＢ\u200bＣ ",
        "㎡ ½𠮷　",
        "…\t…",
        "\u200b \u3000",
        "é́ 𝐀 ǆ",
    ]
    engine.open(library([["题", *texts]]))
    for text, found in zip(texts, engine.evaluate(SOME, texts), strict=True):
        assert found["text"] == fold(text)
        units = text.encode("utf-16-le")
        for at, place in enumerate(found["places"]):
            if at < len(fold(text)) and all(ord(char) < 0x10000 for char in fold(text)):
                rest = units[2 * place :].decode("utf-16-le")
                assert fold(text)[at] in fold(f"x{rest[0]}x")[1:-1] + " "


def test_a_half_of_a_pair_becomes_the_sign_for_what_is_lost() -> None:
    assert fold("a\ud800b") == "a\ufffdb"
    assert script("x", "a\ud800b") == 'wenkuSearch.put("x","a\ufffdb");\n'.encode()
