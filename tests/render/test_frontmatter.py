"""Front matter is written as the YAML library writes it, quickly where that is known."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from wenku.render.frontmatter import _by_the_library, front_matter

WORDS = st.text(
    "康养一龥、（）《》：—“”aeExXnNoOyY0123459_.-:#'\"?[{&*!|>%@`~= \n\t\u00e9", max_size=8
)
SCALARS = st.one_of(
    WORDS, st.text(max_size=5), st.integers(), st.booleans(), st.floats(), st.none()
)
FIELDS = st.dictionaries(
    WORDS,
    st.one_of(SCALARS, st.lists(SCALARS, max_size=3), st.dictionaries(WORDS, SCALARS, max_size=3)),
    max_size=4,
)


@given(FIELDS)
@example({"date": "2023-10-18"})
@example({"sha256": "0123456789" * 6 + "1234", "other": "1e5", "float": "1.5e+3", "dot": "1."})
@example({"no": "no", "null": "null", "y": "y", "Yes": "Yes", "on": "ON", "x": "0x1F", "o": "017"})
@example({"time": "12:30:45", "merge": "<<", "value": "=", "inf": ".inf", "nan": ".NaN"})
@example({})
@example({"k" * 41: 1, "康" * 45: "养", "a": {"康" * 45: "养"}})
@example({"dash": "-", "dashes": "---", "dots": "...", "end": "康养-", "minus": "康-养"})
@example({"quoted": ["“健康中国2030”规划纲要", "（试行）", "《意见》", "—", "：", "，"]})
@example({"long": "康养" * 300, "empty": [], "nothing": {}, "blank": ""})
def test_it_is_what_the_library_writes(fields: dict[str, object]) -> None:
    assert front_matter(fields) == f"---\n{_by_the_library(fields)}---\n"


@pytest.mark.parametrize("value", ["2023-10-18", "康养: 是", "- 康养", "'", "no", "1_000", 7, True])
def test_it_is_read_back_as_it_was(value: object) -> None:
    fields = {"title": value, "list": [value], "counts": {"family": value}}
    assert yaml.safe_load(front_matter(fields).replace("---\n", "")) == fields
