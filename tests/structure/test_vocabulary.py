"""The vocabulary of printed forms keeps its own rules."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources

import pytest

from wenku.errors import VocabularyError
from wenku.vocab import forms

FILES = ("labels.toml", "document_types.toml", "heading_names.toml", "endings.toml")


def lists_in(data: object, path: str = "") -> list[tuple[str, list[str]]]:
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in lists_in(value, f"{path}/{key}")]
    if isinstance(data, list) and all(isinstance(value, str) for value in data):
        return [(path, data)]
    if isinstance(data, list):
        return [found for value in data for found in lists_in(value, path)]
    return []


@pytest.mark.parametrize("name", FILES)
def test_no_row_stands_twice_in_a_list_and_none_is_blank(name: str) -> None:
    text = resources.files("wenku.vocab").joinpath("printed", name).read_text(encoding="utf-8")
    lists = lists_in(tomllib.loads(text))
    assert lists
    for path, rows in lists:
        twice = [row for row, count in Counter(rows).items() if count > 1]
        assert twice == [], path
        assert all(row == row.strip() and row for row in rows), path


def test_a_channel_tells_one_kind_of_document() -> None:
    kinds: dict[str, str] = {}
    for kind in forms.document_types():
        for channel in kind.channels:
            assert kinds.setdefault(channel, kind.name) == kind.name, channel


def test_an_ending_of_titles_tells_one_kind_unless_articles_decide() -> None:
    kinds: dict[str, str] = {}
    for kind in forms.document_types():
        if not kind.needs_articles:
            for ending in kind.title_ends:
                assert kinds.setdefault(ending, kind.name) == kind.name, ending


def test_the_kinds_of_the_contract_are_there() -> None:
    names = {kind.name for kind in forms.document_types()}
    assert {"规划", "政务信息", "新闻报道", "行业资讯"} <= names


def test_a_label_stands_under_one_field(monkeypatch: pytest.MonkeyPatch) -> None:
    assert forms.labels().fields["source"]
    monkeypatch.setattr(forms, "_read", lambda _: {"fields": {"date": ["日期"], "url": ["日期"]}})
    with pytest.raises(VocabularyError, match="日期"):
        forms.labels.__wrapped__()
