"""The word lists: written as they are looked up, and refused when they say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import wenku.vocab.boilerplate as wordings
from wenku.errors import VocabularyError
from wenku.vocab import spam
from wenku.vocab.rows import sections

FOLDER = Path(wordings.__file__).parent


def _rows(file: str) -> list[tuple[str, str, str]]:
    text = (FOLDER / file).read_text(encoding="utf-8")
    return [(use, family, row) for use, family, rows in sections(text, file) for row in rows]


def test_wordings_are_written_as_they_are_looked_up() -> None:
    words = wordings.boilerplate()
    looked_up = [*words.items, *words.labels, *words.feet]
    assert [word for word in looked_up if wordings.key(word) != word] == []


def test_no_wording_is_empty() -> None:
    words = wordings.boilerplate()
    assert "" not in words.items
    assert "" not in words.labels
    assert all(any(group) for pattern in words.sentences for group in pattern.groups)


def test_every_family_of_the_notes_has_wordings() -> None:
    families = {family for _, family, _ in _rows(wordings.FILE)}
    assert families >= {
        "navigation",
        "metadata-widget",
        "share",
        "qr",
        "editors",
        "related",
        "products",
        "tags",
        "comments",
        "disclaimer",
        "copyright",
        "contact",
        "advert",
        "journal",
        "document-site",
        "picture-credit",
    }


def test_no_one_letter_word_opens_a_list_or_goes_anywhere() -> None:
    """One ideograph is a word of any text."""
    certain = {wordings.Use.MARKER, wordings.Use.STRONG}
    items = wordings.boilerplate().items
    short = [word for word, entries in items.items() if len(word) == 1 and word != "b"]
    assert [word for word in short if any(entry.use in certain for entry in items[word])] == []


def test_spam_words_are_folded_and_of_two_letters_at_least_where_they_are_certain() -> None:
    words = spam.spam_words()
    assert [word for word in words.sure if wordings.fold(word) != word or len(word) < 2] == []


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (wordings.parse, "[nonsense navigation]\n首页\n"),
        (wordings.parse, "首页\n"),
        (wordings.parse, "[sentence disclaimer]\n{不代表 与…无关}本站\n"),
        (spam.parse, "[nonsense adult]\n甲乙\n"),
    ],
)
def test_a_list_that_says_nothing_is_refused(parse: object, text: str) -> None:
    assert callable(parse)
    with pytest.raises(VocabularyError):
        parse(text)
