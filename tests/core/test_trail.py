"""Edits, replay, undo and offsets."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.errors import TrailError
from wenku.trail import Certainty, Change, Edit, OffsetMap, Trail, apply, invert


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """A text and disjoint edits over it, insertions and deletions among them."""
    text = draw(st.text(alphabet="甲乙丙,。?a1 \n", max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(st.text(alphabet="丁戊，b2", max_size=3))
        edits.append(Edit(start, end, text[start:end], after))
    return text, tuple(edits)


@given(texts_with_edits())
def test_inverse_edits_give_the_text_back(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    assert apply(apply(text, edits), invert(edits)) == text


@given(st.data())
def test_a_trail_replays_and_undoes(data: st.DataObject) -> None:
    text, edits = data.draw(texts_with_edits())
    change = Change("repair", "X", "x", Certainty.DETERMINED, edits)
    trail = Trail(text, (change,))
    final = trail.replay()
    assert final == apply(text, edits)
    assert trail.undo(final) == text


@given(texts_with_edits())
def test_untouched_characters_keep_their_origin(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    across = OffsetMap(edits)
    new = apply(text, edits)
    touched = {index for edit in edits for index in range(edit.start, edit.end)}
    for index, char in enumerate(text):
        if index not in touched:
            assert new[across.forward(index)] == char
            assert across.backward(across.forward(index)) == index


def test_many_origins_agree_with_one_at_a_time() -> None:
    first = Change("repair", "A", "x", Certainty.DETERMINED, (Edit(1, 4, "(a)", ""),))
    second = Change("repair", "B", "x", Certainty.DETERMINED, (Edit(0, 1, "發", "发"),))
    trail = Trail("發(a)展", (first, second))
    assert trail.replay() == "发展"
    assert [trail.origin_of(0), trail.origin_of(1)] == trail.origins_of([0, 1]) == [0, 4]


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param((Edit(0, 1, "乙", "丙"),), id="before does not stand there"),
        pytest.param((Edit(0, 2, "甲乙", ""), Edit(1, 2, "乙", "")), id="overlap"),
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(TrailError):
        apply("甲乙丙", edits)


def test_flags_follow_later_changes_and_vanish_with_their_text() -> None:
    flag = Change(
        "repair",
        "F",
        "lost",
        Certainty.UNRESOLVED,
        (Edit(2, 3, "?", "?", note="lost"), Edit(4, 5, ".", ".")),
    )
    cut = Change(
        "prune", "P", "x", Certainty.DETERMINED, (Edit(0, 1, "甲", ""), Edit(4, 5, ".", ""))
    )
    trail = Trail("甲乙?丙.", (flag, cut))
    assert [(f.start, f.end, f.surface, f.note) for f in trail.flags()] == [(1, 2, "?", "lost")]


def test_a_trail_has_one_digest_kept_or_not_and_another_where_it_says_otherwise() -> None:
    trail = Trail(
        "發", (Change("repair", "A", "x", Certainty.DETERMINED, (Edit(0, 1, "發", "发"),)),)
    )
    kept = trail.kept()
    sent = pickle.loads(pickle.dumps(kept))  # noqa: S301  (our own)
    assert trail.digest() == kept.digest() == sent.digest()
    assert Trail("發").digest() != trail.digest() != Trail("发", trail.changes).digest()
