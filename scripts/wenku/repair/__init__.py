"""The repair stage: damage of scraping undone, each repair on positive evidence.

Importing the package registers its rules. Their ids give their order: bytes first (REP1xx shifted
runs, REP2xx annotations that split two characters; both use the printed readings as a checksum),
then the readings themselves (REP3xx), what was lost (REP4xx), noise that hides text from the rules
after it (REP500 to REP509), script (REP510 onward), punctuation (REP6xx), spacing (REP7xx) and,
of pages on one line, their line ends (REP750).
"""

from __future__ import annotations

from wenku.repair import (
    byteshift,
    cut_lines,
    lost,
    misannotation,
    noise,
    oneline,
    pinyin,
    script,
    spaced_out,
    spacing,
    suspect,
    width,
    wrap,
)
from wenku.repair.script import script_of

__all__ = [
    "STAGE",
    "byteshift",
    "cut_lines",
    "lost",
    "misannotation",
    "noise",
    "oneline",
    "pinyin",
    "script",
    "script_of",
    "spaced_out",
    "spacing",
    "suspect",
    "width",
    "wrap",
]

STAGE = "repair"
"""Name of the stage under which the rules of this package are registered."""
