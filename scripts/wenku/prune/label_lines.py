"""Lines that a label takes away as a whole: the next article, a document number, a tag list."""

from __future__ import annotations

from collections.abc import Sequence

from wenku.prune.parts import Part, Sort
from wenku.prune.shape import Shape
from wenku.prune.verdict import Kind, Reach, Reading
from wenku.prune.wording_lines import PLACE
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import Use, boilerplate, fold, squeeze

_IN_BRACKETS = lazy(r"\[\s*([^\[\]:]{2,16}?)\s*:?\s*\]")
_BEFORE_BLANK = lazy(r"([^\s:\[\]]{2,10})\s+\S")
_SIGN = lazy(r"[\s:\uff1a\[\uff3b\u3010\u3014]")
"""What stands behind or before every such label."""
_BLANK_SUFFICES = frozenset({"journal", "tags", "navigation"})
"""Families whose labels are printed without a colon: keywords A; B. — DOI 10.3969/…"""
CREDIT_HAN = 24
"""Ideographs of the longest line that says where a picture is from."""
LEAST_LABEL = 3
"""Letters of a label that a blank may follow."""


def led_by_line_label(start: str) -> bool:
    """Whether the start of a line is a label that takes the line with it."""
    return _SIGN.search(start) is not None and line_family(fold(start)) != ""


def line_family(folded: str) -> str:
    """The family of the label that a folded line begins with; empty where there is none."""
    label, colon, _ = folded.partition(":")
    found = _family_of(squeeze(label)) if colon else ""
    if found:
        return found
    match = _IN_BRACKETS.match(folded)
    if match is not None:
        return _family_of(squeeze(match[1]))
    match = _BEFORE_BLANK.match(folded)
    if match is None or len(match[1]) < LEAST_LABEL:
        return ""
    family = _family_of(squeeze(match[1]))
    return family if family in _BLANK_SUFFICES else ""


def _family_of(label: str) -> str:
    for entry in boilerplate().labels.get(label, ()):
        if entry.use is Use.LINE:
            return entry.family
    return ""


def as_labelled(folded: str, parts: Sequence[Part], shape: Shape) -> Reading | None:
    """The first part is a label that takes the rest of the line with it, or opens a list."""
    first = parts[0]
    if any(part.sort is Sort.LABEL and part.has(Use.STATES) for part in parts[1:]):
        return None
    family = first.family(Use.LINE) if _is_line_label(first) else line_family(folded)
    if family:
        reach = Reach.ANYWHERE if _credits(family, shape) else Reach.ENDS
        return Reading(
            Kind.BOILERPLATE,
            shape,
            reach,
            family,
            path=PLACE in first.text,
            empty_label=len(parts) == 1,
        )
    if first.sort is Sort.ITEM and first.has(Use.MARKER) and _stands_apart(parts):
        return Reading(Kind.OPENS, shape, Reach.ENDS, first.family(Use.MARKER))
    return None


def _credits(family: str, shape: Shape) -> bool:
    """Pictures stand between paragraphs, and so do the lines that say where they are from."""
    return family == "picture-credit" and shape.han <= CREDIT_HAN


def _is_line_label(part: Part) -> bool:
    return part.sort is Sort.LABEL and part.has(Use.LINE)


def _stands_apart(parts: Sequence[Part]) -> bool:
    """Whether a colon follows the marker, or only other items."""
    first = parts[0]
    return first.end - first.start > len(first.text) or all(p.sort is Sort.ITEM for p in parts)
