"""One line read alone: prose, boilerplate, the opening of a list of links, metadata, or neither."""

from __future__ import annotations

from wenku.prune.credit_lines import as_credit
from wenku.prune.journals import is_institution, lists_institutions
from wenku.prune.label_lines import as_labelled, led_by_line_label
from wenku.prune.memo import LineMemo
from wenku.prune.menu_lines import as_invitation, as_menu, as_path
from wenku.prune.metadata_lines import as_metadata
from wenku.prune.parts import parts_of
from wenku.prune.sentences import notice_in
from wenku.prune.shape import Shape, letters_in, shape_of
from wenku.prune.verdict import Kind, Reach, Reading, boilerplate_line
from wenku.prune.wording_lines import as_foot, as_glued, as_lead, as_wording
from wenku.text.patterns import lazy
from wenku.vocab.boilerplate import fold, squeeze

LONGEST = 400
"""Characters; a longer line is no menu and no label."""
LONGEST_WORDING = 60
"""Ideographs; prose beyond it is no wording of the vocabulary."""
LABEL_START = 28
"""Characters at the start of a line in which its first label ends."""

_TAG = lazy(r"<!?/?[A-Za-z][^<>]{0,300}>")
_NOISE = lazy(r"(?:[|丨\u2502\u2022\u00b7\u25aa>\u00bb\u203a\s\u00a6]|&nbsp;?|&#160;)+")
_LOST = lazy("[?\uff1f]{1,4}")
"""A line of characters that were lost; between paragraphs somebody may be speechless."""
_SEVERAL = lazy(r"[:\s|丨\u2502>\u00bb\u203a\u2192_/\[\u00b7\u2022-]")
"""Signs that divide a line into parts."""


def _read(line: str) -> Reading:
    bare = line.strip()
    shape = shape_of(bare)
    if not bare:
        return Reading(Kind.BLANK, shape)
    if _is_noise(bare):
        return Reading(Kind.NOISE, shape, Reach.ANYWHERE, "noise")
    if _LOST.fullmatch(bare):
        return Reading(Kind.NOISE, shape, Reach.ENDS, "noise")
    if len(bare) <= LONGEST:
        found = _as_short(line, bare, shape)
        if found is not None:
            return found
    prose = shape.prose and not (is_institution(bare) or lists_institutions(bare))
    return Reading(Kind.PROSE if prose else Kind.OTHER, shape)


read = LineMemo(_read)
"""Reads one line, without looking at its neighbours."""


def read_at_end(line: str) -> Reading:
    """Read a line that stands before or after the article, where sites print notices.

    Looking for notices is dear, and inside an article it would be wrong.
    """
    reading = read(line)
    if reading.kind in (Kind.PROSE, Kind.OTHER):
        notice = notice_in(line.strip())
        if notice is not None and notice.whole:
            return boilerplate_line(reading.shape, notice.family)
    return reading


def _is_noise(bare: str) -> bool:
    if _NOISE.fullmatch(bare):
        return True
    if "<" not in bare:
        return False
    rest = _TAG.sub("", bare)
    return rest != bare and letters_in(rest) == 0


def _as_short(line: str, bare: str, shape: Shape) -> Reading | None:
    labelled = led_by_line_label(bare[:LABEL_START])
    if shape.prose and shape.han > LONGEST_WORDING and not labelled:
        return as_credit(bare, shape)
    folded = fold(bare)
    compact = squeeze(folded)
    found = as_wording(folded, compact, shape) or as_credit(bare, shape) or as_lead(compact, shape)
    if found is not None or (shape.prose and not labelled):
        return found
    found = as_foot(compact, shape)
    if found is not None:
        return found
    if _SEVERAL.search(folded) is None:
        return as_glued(compact, shape) or as_invitation(compact, shape)
    return _as_parts(line, folded, compact, shape)


def _as_parts(line: str, folded: str, compact: str, shape: Shape) -> Reading | None:
    parts = parts_of(line)
    if not parts:
        return None
    return (
        as_labelled(folded, parts, shape)
        or as_metadata(line, parts, shape)
        or as_path(folded, compact, parts, shape)
        or as_menu(folded, parts, shape)
        or as_invitation(compact, shape)
    )
