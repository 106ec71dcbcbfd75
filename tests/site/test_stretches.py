"""A text read stretch by stretch is converted as a whole text is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wenku.publish.site.stretches import Stretches
from wenku.publish.site.traditional import needed
from wenku.vocab.traditional import traditional

PIECES = [
    "发展",
    "头发",
    "制度",
    "面条",
    "干部",
    "干净",
    "皇后",
    "以后",
    "里面",
    "公里",
    "一",
    "了",
]
PIECES += ["台", "历史", "农历", "\u3002", "\n", "a", "\U00020000", "\ud800"]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=6)


@given(TEXTS)
def test_what_the_stretches_need_converts_the_texts_as_the_whole_table_does(
    texts: list[str],
) -> None:
    whole = traditional()
    stretches = Stretches(whole)
    for text in texts:
        stretches.add(text)
    small = needed(sorted(stretches.found))
    for text in texts:
        assert small.convert(text) == whole.convert(text)
    assert stretches.characters() == set("".join(texts))


def test_only_what_a_phrase_may_change_is_kept() -> None:
    stretches = Stretches(traditional())
    stretches.add("\u3002头发\u3002天地")
    stretches.add("头发")
    assert stretches.found == {"头发"}
