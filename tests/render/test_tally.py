"""What is told of a restoration concerns the article, and quotes nothing that was removed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import wenku.prune
import wenku.repair  # noqa: F401  (registers its rules)
from tests.site.example import document
from wenku.model import Metadata
from wenku.model.doubts import doubts_of
from wenku.model.tally import article_edits, counts, tally
from wenku.rules import rules_of
from wenku.trail import Certainty, Change, Edit, Trail, apply
from wenku.vocab.families import described, removal_label, repair_family

SURE = Certainty.DETERMINED


def change(stage: str, family: str, *edits: Edit, certainty: Certainty = SURE) -> Change:
    """A change with the id of its family."""
    return Change(stage, family, family, certainty, tuple(edits))


def test_repairs_of_removed_text_are_not_told() -> None:
    # 國 stands in the article and in a line that is removed afterwards.
    trail = Trail(
        "國家\n國產垃圾\n",
        (
            change("repair", "conversion", Edit(0, 1, "國", "国"), Edit(3, 5, "國產", "国产")),
            change("prune", "spam", Edit(3, 8, "国产垃圾\n", "")),
        ),
    )
    assert trail.replay() == "国家\n"
    done = tally(trail)
    assert [(each.before, each.after, each.count) for each in done.repairs] == [("國", "国", 1)]
    assert done.removed == (("spam", 1),)
    assert counts(trail).by_family() == {"conversion": 1}


def test_places_are_followed_through_later_changes() -> None:
    trail = Trail(
        "廣告 甲(jiǎ),乙\n",
        (
            change("repair", "pinyin", Edit(4, 9, "(jiǎ)", "")),
            change("prune", "advert", Edit(0, 3, "廣告 ", "")),
            change("repair", "width", Edit(1, 2, ",", "，")),
        ),
    )
    assert trail.replay() == "甲，乙\n"
    assert {each.family for each in tally(trail).repairs} == {"pinyin", "width"}


def test_flags_are_no_repairs() -> None:
    flag = Edit(0, 1, "?", "?")
    trail = Trail("?甲", (change("repair", "byte-shift", flag, certainty=Certainty.UNRESOLVED),))
    assert tally(trail).repairs == ()
    assert tally(trail).unresolved == 1


def test_removals_are_counted_in_lines() -> None:
    trail = Trail("甲\n乙\n\n丙|丁", (change("prune", "related", Edit(0, 6, "甲\n乙\n\n丙", "")),))
    assert tally(trail).removed == (("related", 3),)


@st.composite
def trails(draw: st.DrawFn) -> Trail:
    """Trails of random replacements and removals."""
    text = original = draw(st.text("甲乙丙\n", min_size=1, max_size=30))
    changes = []
    for number in range(draw(st.integers(1, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
        pruned = draw(st.booleans())
        edits = tuple(
            Edit(start, end, text[start:end], "" if pruned else draw(st.sampled_from(["", "戊己"])))
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        )
        changes.append(change("prune" if pruned else "repair", f"f{number}", *edits))
        text = apply(text, edits)
    return Trail(original, tuple(changes))


@given(trails())
def test_what_remains_is_always_accounted_for(trail: Trail) -> None:
    """Every repair whose result stands in the final text is told."""
    told = list(article_edits(trail))
    all_edits = [
        (made, edit) for made in trail.changes if made.stage == "repair" for edit in made.edits
    ]
    assert all(each in all_edits for each in told)
    if not any(made.stage == "prune" for made in trail.changes):
        assert len(told) == len([1 for _, edit in all_edits if not edit.flags_only])
    kept = trail.replay().count("戊")
    assert sum(edit.after == "戊己" for _, edit in told) >= kept


def test_doubts_are_numbered_and_placed() -> None:
    made = document("a", ["甲 损坏 乙", "丙損丁"], Metadata(title="题"))
    first = (Edit(2, 4, "损坏", "损坏"), Edit(8, 9, "損", "損"))
    second = (Edit(3, 4, "坏", "坏"),)  # another rule flags part of the same place
    flags = [
        change("repair", "byte-shift", *first, certainty=Certainty.UNRESOLVED),
        change("repair", "pinyin", *second, certainty=Certainty.UNRESOLVED),
    ]
    made = replace(made, trail=Trail(made.text, tuple(flags)))
    found = doubts_of(made)
    assert [(each.number, each.surface, each.block) for each in found] == [
        (1, "损坏", 0),
        (2, "損", 1),
    ]
    for each in found:
        assert made.blocks[each.block].text[each.start : each.end] == each.surface


def test_every_family_has_a_name_for_readers() -> None:
    repairs, removed = described()
    assert {rule.family for rule in rules_of("repair")} <= repairs
    assert {rule.family for rule in rules_of("prune")} <= removed
    assert all(repair_family(name).how and repair_family(name).doubt for name in repairs)
    assert repair_family("unheard-of").label == "unheard-of"
    assert removal_label("unheard-of") == "unheard-of"
