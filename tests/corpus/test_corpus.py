"""The corpus is what it says: varied, in normal form, split, and able to fail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from opencc import OpenCC

from tests.corpus import SPLITS, CleanDocument, SoundText, clean_documents, sound_texts

HAN = "[\u3400-\u9fff]"
WIDE = str.maketrans(",:;!?()", "\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09")


# --- clean articles --------------------------------------------------------------------------


@pytest.mark.parametrize("document", clean_documents(), ids=lambda document: document.id)
def test_articles_are_complete_and_in_normal_form(document: CleanDocument) -> None:
    assert 600 <= len(document.body) <= 2500
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", document.date)
    assert document.title
    assert document.source
    assert all(line == line.strip() and line for line in document.paragraphs)
    missing = [heading for heading in document.headings if heading not in document.paragraphs]
    assert not missing
    assert not re.search(f"(?<={HAN})[,;!?()]|[,;!?()](?={HAN})", document.body)
    assert not re.search("[\uff10-\uff19\uff21-\uff5a\"']", document.body)
    assert document.body.count("\u201c") == document.body.count("\u201d")


def test_no_article_is_traditional() -> None:
    """What OpenCC would change in a clean article, it would change wrongly; there is none."""
    converter = OpenCC("t2s")
    changed = {
        document.id: [
            (line, converter.convert(line))
            for line in document.paragraphs
            if converter.convert(line) != line
        ]
        for document in clean_documents()
    }
    assert not {name for name, lines in changed.items() if lines}


def test_splits_are_balanced_and_apart() -> None:
    by_split = {split: clean_documents(split) for split in SPLITS}
    assert all(len(documents) >= 8 for documents in by_split.values())
    subjects = [document.subject for document in clean_documents()]
    assert len(set(subjects)) == len(subjects)
    dev, held_out = ({p for d in by_split[s] for p in d.paragraphs} for s in SPLITS)
    assert not dev & held_out


def test_torn_marks_can_arise_in_most_articles() -> None:
    """Characters whose second byte is A3 stand before the risky ones without being forced."""
    risky = re.compile(
        "[\u3002\u4e13\u6d77\u6821\u6a21\u5e38\u4fdd\u505c\u798f\u5371\u725b\u6851\u7c92\u6d5a\u6808]"
        "[\u201c\u201d\u2018\u2019\u300a\u3001\u3002\u79d1\u53ef\u53e3\u770b\u9760\u6b3e\u5316\u57fa]"
    )
    firing = [document.id for document in clean_documents() if risky.search(document.body)]
    assert len(firing) == len(clean_documents())


# --- sound texts -----------------------------------------------------------------------------


def _drop_lines(predicate: Callable[[str], object]) -> Callable[[str], str]:
    def careless(text: str) -> str:
        return "\n".join(line for line in text.splitlines() if not predicate(line))

    return careless


def _drop(pattern: str, replacement: str = "") -> Callable[[str], str]:
    return lambda text: re.sub(pattern, replacement, text)


def _is_latin(line: str) -> bool:
    letters = sum(character.isascii() and character.isalpha() for character in line)
    return letters * 2 > len(line.replace(" ", ""))


def _is_spam(line: str) -> bool:
    words = ["国产", "精品", "亚洲", "久久", "免费视频", "在线观看", "中文字幕", "棋牌", "彩票"]
    return sum(word in line for word in words) >= 3


READING = "[a-z\u00e0-\u01dc]{1,6}"
QUOTES = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")
WIDGETS = "编辑|来源：|版权|点击|相关新闻|扫一扫|分享到|上一篇|ICP|首页|仅代表"

CARELESS: dict[str, Callable[[str], str]] = {
    "t2s_all": OpenCC("t2s").convert,
    "single_characters": lambda text: text.translate(str.maketrans("瞭於乾徵", "了于干征")),
    "blanket_zhe": lambda text: text.replace("\u8457", "\u7740"),
    "blanket_words": lambda text: text.replace("截止", "截至"),
    "strip_readings": _drop(f"(?<={HAN})[(\uff08]{READING}[)\uff09]"),
    "strip_short_brackets": _drop(rf"(?<={HAN})\({HAN}\)"),
    "strip_latin_brackets": _drop("[(\uff08][A-Za-z. ]+[)\uff09]"),
    "drop_odd_marks": _drop("(?<=[?!\uff1f\uff01])[?!\uff1f\uff01]+|\u2014\u2014|“？”"),
    "question_is_damage": _drop("[?\uff1f]{2,}|“？”"),
    "straighten_quotes": lambda text: text.translate(QUOTES),
    "widen_all": lambda text: text.translate(WIDE),
    "nfkc": lambda text: unicodedata.normalize("NFKC", text),
    "join_blanks": _drop("(?<=\\S)[ \u3000]+(?=\\S)"),
    "drop_unended": _drop_lines(lambda line: line[-1:] not in "。！？；：”」"),
    "drop_short": _drop_lines(lambda line: len(line) < 36),
    "drop_rare": lambda text: text.encode("gb2312", "ignore").decode("gb2312"),
    "drop_contact": _drop_lines(re.compile("电话|热线|网址|邮箱|@").search),
    "drop_latin": _drop_lines(_is_latin),
    "drop_repeated": lambda text: "\n".join(dict.fromkeys(text.splitlines())),
    "drop_labels": _drop_lines(re.compile(f"{HAN}{{1,4}}\uff1a").match),
    "drop_spam_words": _drop_lines(_is_spam),
    "drop_widget_words": _drop_lines(re.compile(WIDGETS).search),
    "strip_tags": _drop("<[^<>]+>"),
    "drop_pipes": _drop_lines(lambda line: line.startswith("|")),
    "drop_rare_latin": _drop("X+"),
    "drop_square_brackets": _drop(r"\[[^\]]*\]"),
}
"""One careless rule of each kind; every one of them must be caught by the sound texts."""


@pytest.mark.parametrize("sound", sound_texts(), ids=lambda sound: sound.id)
def test_sound_texts_say_why_and_whom_they_catch(sound: SoundText) -> None:
    assert sound.text.strip()
    assert sound.why.endswith(".")
    assert sound.unchanged or sound.kept
    for name in sound.tempts:
        assert CARELESS[name](sound.text) != sound.text, f"{name} does not touch {sound.id}"


@pytest.mark.parametrize("name", CARELESS)
def test_every_careless_rule_is_caught(name: str) -> None:
    """The set can fail: each rule that fires without evidence changes at least one sound text."""
    assert any(CARELESS[name](sound.text) != sound.text for sound in sound_texts())
    assert any(name in sound.tempts for sound in sound_texts())


def test_sound_texts_are_many_and_apart() -> None:
    texts = sound_texts()
    assert len(texts) >= 40
    assert len({sound.id for sound in texts}) == len(texts)
    assert len({sound.text for sound in texts}) == len(texts)
