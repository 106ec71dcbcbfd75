"""Pruning: taking out what sites print around an article. Importing registers the rules."""

from __future__ import annotations

from wenku.prune import (  # noqa: F401
    rules_ends,
    rules_markup,
    rules_parts,
    rules_repeats,
    rules_spam,
)
from wenku.prune.outcome import why_nothing_left

__all__ = ["why_nothing_left"]
