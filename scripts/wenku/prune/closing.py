"""What was glued to the end of the last paragraph."""

from __future__ import annotations

from wenku.prune.reading import read_at_end
from wenku.prune.sentences import notice_in
from wenku.prune.verdict import Kind, Reach
from wenku.text.patterns import lazy

SEEN = 600
"""Characters at the end of a paragraph that are looked at."""

_STOP = lazy("[\u3002\uff01\uff1f][\u201d\u2019\u300d\u300f\uff09)]*")


def glued_end(line: str) -> tuple[int, str]:
    """Where the site's words begin behind a paragraph, and their family; -1 where nowhere."""
    base = max(0, len(line) - SEEN)
    end = line[base:]
    stops = [match.end() for match in _STOP.finditer(end)]
    if base and stops:
        base, end = base + stops[0], end[stops[0] :]
        stops = [stop - stops[0] for stop in stops[1:]]
    notice = notice_in(end)
    if notice is not None and notice.closing > 0:
        return base + notice.closing, notice.family
    if not stops:
        return -1, ""
    reading = read_at_end(end[stops[-1] :])
    removable = reading.removable or reading.kind is Kind.OPENS
    if removable and reading.reach >= Reach.ENDS:
        return base + stops[-1], reading.family
    return -1, ""
