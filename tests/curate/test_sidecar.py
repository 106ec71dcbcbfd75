"""The curator's sidecar: what it may say, and what it is told when it says something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.curate import (
    NO_CORRECTIONS,
    correct_annotations,
    correct_metadata,
    read_corrections,
)
from wenku.errors import SidecarError
from wenku.model import Annotations, Metadata, Page, Theme
from wenku.trail import Trail

WHOLE = """\
title: 新标题
date: 2023-10-18
subject_city: 济南市
cities:
  - 济南市
  - 青岛市
themes: [中医药传承创新]
replacements:
  - find: 张有249家
    replace: 张由249家
    why: 原文笔误
publish: false
"""


def test_everything_a_sidecar_may_say() -> None:
    corrections = read_corrections(WHOLE, "a.yml")
    metadata = correct_metadata(Metadata(title="旧", author="王丽"), corrections)
    assert (metadata.title, metadata.date, metadata.author) == ("新标题", "2023-10-18", "王丽")
    found = correct_annotations(Annotations(themes=(Theme("治理", 0.5, ()),)), corrections)
    assert (found.subject_city, found.cities) == ("济南市", ("济南市", "青岛市"))
    assert found.themes == (Theme("中医药传承创新", 1.0, ()),)
    assert not corrections.publish


def test_a_replacement_is_recorded_with_its_reason_and_can_be_undone() -> None:
    text = "构建起一张有249家中心的网络"
    page, trail = read_corrections(WHOLE, "a.yml").applied(Page(text), Trail(text))
    assert page.text == "构建起一张由249家中心的网络"
    assert trail.replay() == page.text
    assert trail.undo(page.text) == text
    assert trail.changes[0].edits[0].note == "原文笔误"


@pytest.mark.parametrize("text", ["没有这一句", "张有249家，张有249家"])
def test_a_replacement_must_fit_exactly_once(text: str) -> None:
    with pytest.raises(SidecarError, match=r"a\.yml.*times, not once"):
        read_corrections(WHOLE, "a.yml").applied(Page(text), Trail(text))


@pytest.mark.parametrize(
    ("source", "says"),
    [
        pytest.param("titel: x", "line 1 .*'titel'.*did you mean 'title'", id="misspelt key"),
        pytest.param("title: x\nfoo_bar_baz: 1", "line 2 .*valid keys", id="unknown key"),
        pytest.param("date: 18.10.2023", "line 1 .*2023-10-18", id="date of another form"),
        pytest.param("date: 2023-13-01", "line 1 .*date", id="month 13"),
        pytest.param("cities: 济南市", "line 1 .*list", id="list expected"),
        pytest.param("title: [a]", "line 1 .*one line", id="text expected"),
        pytest.param("title: |\n  a\n  b", "line 1 .*one line", id="two lines"),
        pytest.param("publish: maybe", "line 1 .*true or false", id="publish"),
        pytest.param("replacements: {find: a}", "line 1 .*list", id="replacements"),
        pytest.param("replacements:\n- {find: a, replace: b}", "line 1 .*why", id="no reason"),
        pytest.param("replacements:\n- {find: '', replace: b, why: c}", "texts", id="empty find"),
        pytest.param("- a\n- b", "line 1 .*key: value", id="a list"),
        pytest.param("a: b: c", "line 1 .*YAML", id="not YAML"),
        pytest.param("title: !!python/object:os.system x", "YAML", id="tag"),
        pytest.param("? [a, b]\n: c", "line 1", id="odd key"),
    ],
)
def test_a_fault_names_file_and_line(source: str, says: str) -> None:
    with pytest.raises(SidecarError, match=says) as caught:
        read_corrections(source, "a.yml")
    assert caught.value.where == "a.yml"


def test_an_empty_sidecar_corrects_nothing() -> None:
    corrections = read_corrections("# nothing yet\n", "a.yml")
    assert correct_metadata(Metadata(title="t"), corrections) == Metadata(title="t")
    assert corrections.publish
    assert not NO_CORRECTIONS.replacements


def test_an_alias_bomb_costs_nothing() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
    with pytest.raises(SidecarError):
        read_corrections(f"a0: &a0 [x]\n{levels}", "a.yml")


@given(st.text(alphabet="title: date\n-[]{}&*!'\"#|>%@`甲", max_size=60))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        read_corrections(source, "a.yml")
    except SidecarError as error:
        assert "a.yml" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cities:\n  - 青岛市\n  - 济南\n", r"line 3 .*knows no '济南'; did you mean '济南市'"),
        ("subject_city: 杭洲市\n", r"line 1 .*did you mean '杭州市'"),
        ("title: 题\ndistrict: 松江\n", r"line 2 .*did you mean '松江区'"),
        ("districts: [济南市]\n", r"line 1 `districts` knows no '济南市'"),
        ("province: 安徽\n", r"line 1 .*did you mean '安徽省'"),
        ("themes:\n  - 中医药传承和创新\n", r"line 2 .*did you mean '中医药传承创新'"),
    ],
)
def test_names_that_no_vocabulary_has_are_refused_with_the_nearest(text: str, message: str) -> None:
    with pytest.raises(SidecarError, match=message):
        read_corrections(text, "a.yml")


def test_an_empty_name_clears_a_field() -> None:
    corrections = read_corrections("subject_city: ''\n", "a.yml")
    cleared = correct_annotations(Annotations(subject_city="济南市"), corrections)
    assert cleared.subject_city == ""
