"""A document's file: the fields of the contract, in its order, each read back as it was."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.render.test_markdown import TEXTS
from tests.site.example import SPAM, document, example_library
from wenku.model import Metadata
from wenku.render import OWNED, render_document, render_tree
from wenku.render.frontmatter import front_matter

ORDER = (
    "title title_derived date date_inferred source author editor url doc_type cities districts "
    "subject_city province district themes institutions policies tags source_file sha256 script "
    "repairs removed"
)


def parts(text: str) -> tuple[dict[str, object], str]:
    """Front matter and the rest."""
    assert text.startswith("---\n")
    head, body = text[4:].split("\n---\n", 1)
    return yaml.safe_load(head), body


def test_fields_keep_the_order_of_the_contract() -> None:
    for each in example_library().documents:
        fields, body = parts(render_document(each))
        assert list(fields) == [name for name in ORDER.split() if name in fields]
        assert body.startswith("\n# ")
        assert body.endswith("\n")


def test_what_is_not_stated_is_absent() -> None:
    fields, _ = parts(render_document(document("a", ["正文。"], Metadata(title="题"))))
    assert set(fields) == {"title", "source_file", "sha256", "script", "removed"}


def test_dates_and_numbers_stay_text() -> None:
    stated = Metadata(title="2018", date="2018-09-07", author="null", source="no", editor="1:30")
    fields, _ = parts(render_document(document("a", ["正文。"], stated)))
    assert fields["title"] == "2018"
    assert fields["date"] == "2018-09-07"
    assert (fields["author"], fields["source"], fields["editor"]) == ("null", "no", "1:30")


@given(TEXTS, TEXTS)
def test_any_value_is_read_back(title: str, source: str) -> None:
    fields = {"title": title, "source": source, "tags": [title, source]}
    written = front_matter(fields)
    assert written.startswith("---\n")
    assert written.endswith("\n---\n")
    assert yaml.safe_load(written[4:-4]) == fields
    assert not any(line.startswith(("---", "...")) for line in written[4:-4].splitlines())


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_no_aliases(values: list[str]) -> None:
    shared = list(values)
    written = front_matter({"a": shared, "b": shared})
    assert yaml.safe_load(written[4:-4]) == {"a": shared, "b": shared}
    assert "&id" not in written


def test_the_tree_is_the_same_each_time_and_owned() -> None:
    first, second = render_tree(example_library()), render_tree(example_library())
    assert first == second
    assert list(first) == sorted(first)
    for path in first:
        folder = path.split("/")[0]
        assert "/" not in path or folder in OWNED


def test_removed_wording_is_nowhere() -> None:
    assert [path for path, text in render_tree(example_library()).items() if SPAM in text] == []
