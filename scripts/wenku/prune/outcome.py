"""What is left after pruning, and why nothing is."""

from __future__ import annotations

from collections import Counter

from wenku.prune.shape import letters_in
from wenku.text.han import count_han
from wenku.trail import Trail


def why_nothing_left(trail: Trail) -> str:
    """Say in one clause why a text holds no article, from what was taken out of it."""
    if not trail.original.strip():
        return "the file is empty"
    if not letters_in(trail.original):
        return "the file holds no text"
    removed = _removed(trail)
    total = sum(removed.values())
    if not total:
        return "the file holds too little text for an article"
    spam = removed["spam"]
    if spam * 10 >= total * 9:
        return "the file holds only spam"
    if spam:
        return "the file holds only spam and boilerplate"
    families = ", ".join(family for family, _ in removed.most_common(3))
    return f"the file holds only boilerplate ({families})"


def _removed(trail: Trail) -> Counter[str]:
    """Ideographs taken out, by family."""
    removed: Counter[str] = Counter()
    for change in trail.changes:
        if change.stage != "prune":
            continue
        for edit in change.edits:
            removed[change.family_of(edit)] += max(1, count_han(edit.before))
    return removed
