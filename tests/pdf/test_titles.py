"""Titles are broken between words, evenly, and lose nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.publish.pdf.titles import NOT_FIRST, NOT_LAST, title_lines

BROKEN = {
    "关于加强农村公路养护的通知": ["关于加强农村公路养护的通知"],
    "推进义务教育优质均衡发展和城乡一体化的实施意见": [
        "推进义务教育优质均衡发展",
        "和城乡一体化的实施意见",
    ],
    "让农田变良田，高标准农田建设如何推进？": ["让农田变良田，", "高标准农田建设如何推进？"],
    "A" * 60: ["A" * 60],
}


@pytest.mark.parametrize("title", BROKEN)
def test_lines(title: str) -> None:
    assert title_lines(title, 17.5) == BROKEN[title]


@given(st.text(alphabet="关于城市生态环境“”（）《》，、。：2025a 年", max_size=80))
def test_nothing_is_lost_and_no_line_is_forbidden(title: str) -> None:
    lines = title_lines(title, 12)
    assert "".join(lines) == title
    for before, after in pairwise(lines):
        assert before
        assert before[-1] not in NOT_LAST
        assert after[0] not in NOT_FIRST
