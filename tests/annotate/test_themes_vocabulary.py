"""Vocabulary files of themes, units and wordings: sound themselves, and strict with errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wenku.errors import VocabularyError
from wenku.vocab.files import vocabulary_text
from wenku.vocab.statements import read_wordings, wordings
from wenku.vocab.themes import STRONG, WEAK, read_themes, theme_vocabulary
from wenku.vocab.units import read_units, units

SIXTEEN = 16
GENEROUS = 40

SMALL = """\
context:
  - 医疗
themes:
  - id: one
    name: 甲
    definition: 甲类
    strong:
      - 医共体
      - 医联体
    weak:
      - 坐诊
    strong_in_context: []
    weak_in_context: []
    never: []
  - id: two
    name: 乙
    definition: 乙类
    strong:
      - 中医
    weak: []
    strong_in_context: []
    weak_in_context: []
    never: []
"""


def test_there_are_sixteen_themes_with_generous_words() -> None:
    vocabulary = theme_vocabulary()
    assert len(vocabulary.themes) == SIXTEEN
    assert all(len(theme.words) >= GENEROUS for theme in vocabulary.themes)
    assert all(theme.definition for theme in vocabulary.themes)


def test_words_have_the_weight_of_their_list() -> None:
    words = read_themes(SMALL, "themes.yml").themes[0].words
    assert (words["医联体"].weight, words["坐诊"].weight) == (STRONG, WEAK)
    assert not words["医联体"].contextual


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("      - 医共体\n      - 医联体", "      - 医联体\n      - 医共体", 9, "out of order"),
        ("      - 医联体\n", "      - 医联体\n      - 医联体\n", 10, "twice"),
        ("      - 坐诊", "      - 医联体", 11, "two lists"),
        ("      - 坐诊", "      - 诊", 11, "too short"),
        ("      - 坐诊", "      - 12", 11, "a word is expected"),
        ("    name: 乙", "    name: 甲", 16, "already"),
        ("  - id: two", "  - id: one", 15, "already"),
        ("    definition: 乙类\n", "", 15, "definition is missing"),
        ("    definition: 乙类", "    definition: 乙类\n    colour: red", 15, "no field"),
        ("    definition: 乙类", "    definition: ''", 17, "is a text"),
        ("    weak: []", "    weak: 中药", 20, "a list of words"),
        ("context:\n  - 医疗", "context: 医疗", 1, "a list of words"),
        ("themes:", "themes: [", 4, "not YAML"),
    ],
)
def test_an_error_names_file_line_and_fault(old: str, new: str, line: int, said: str) -> None:
    assert old in SMALL
    with pytest.raises(VocabularyError) as caught:
        read_themes(SMALL.replace(old, new, 1), "themes.yml")
    assert said in str(caught.value)
    assert caught.value.where == f"themes.yml:{line}"


def test_units_and_wordings_are_read() -> None:
    assert "元" in units().measures
    assert units().aliases["千克"] == "公斤"
    assert "不少于" in wordings().before[">="]


@pytest.mark.parametrize(
    ("read", "name", "old", "new", "said"),
    [
        (read_units, "units.yml", "  千克: 公斤", "  千克: 公担", "no unit"),
        (read_units, "units.yml", "measures:\n", "measures:\n  - 个\n", "out of order"),
        (read_units, "units.yml", "idioms:", "sayings:", "a list of words"),
        (read_wordings, "statements.yml", "target:", "goals:", "no list of this file"),
        (read_wordings, "statements.yml", '  "~": [大概', '  "about": [大概', "no comparator"),
    ],
)
def test_errors_of_units_and_wordings(
    read: Callable[[str, str], object], name: str, old: str, new: str, said: str
) -> None:
    text = vocabulary_text(name)
    assert old in text
    with pytest.raises(VocabularyError) as caught:
        read(text.replace(old, new, 1), name)
    assert said in str(caught.value)
    assert caught.value.where.startswith(f"{name}:")


def test_a_unit_has_one_kind() -> None:
    text = vocabulary_text("units.yml").replace("counts:\n", "counts:\n  - 元\n", 1)
    with pytest.raises(VocabularyError):
        read_units(text, "units.yml")
