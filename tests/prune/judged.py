"""Pages judged line by line: what of each line is still there after pruning.

In ``pages/*.txt`` the first character of a line says what should become of it: ``|`` it is of the
article (or its title) and stays as it is; ``~`` it states metadata and stays, and where
`` ⇒ `` follows, what stands behind that is what stays of it; ``-`` it goes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import wenku.prune  # noqa: F401  (registers its rules)
from wenku.model import Page
from wenku.rules import rules_of, run_rules
from wenku.trail import Trail

PAGES = tuple(sorted((Path(__file__).parent / "pages").glob("*.txt")))
RESULT = " \u21d2 "


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line of a page, what should remain of it, and what does."""

    kind: str
    text: str
    wanted: str
    left: str

    @property
    def lost(self) -> bool:
        """Whether something of it is gone that should have stayed."""
        return self.kind != "-" and squeezed(self.left) != squeezed(self.wanted)

    @property
    def leaked(self) -> bool:
        """Whether something of it is left that should have gone."""
        return self.kind == "-" and bool(squeezed(self.left))


def squeezed(text: str) -> str:
    """Letters and digits only."""
    return "".join(char for char in text if char.isalnum())


def judged(path: Path) -> tuple[JudgedLine, ...]:
    """Prune one page and say what is left of each of its lines."""
    kinds, texts, wanted = [], [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, _, result = line[1:].partition(RESULT)
        kinds.append(line[:1])
        texts.append(text)
        wanted.append(result or text)
    left = what_is_left(texts)
    return tuple(map(JudgedLine, kinds, texts, wanted, left))


def what_is_left(lines: list[str]) -> list[str]:
    """For each line of a page, the characters of it that pruning leaves."""
    text = "\n".join(lines) + "\n"
    page, changes = run_rules(rules_of("prune"), Page(text))
    origins = Trail(text, changes).origins_of(range(len(page.text)))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    left = [""] * len(lines)
    for char, origin in zip(page.text, origins, strict=True):
        if char != "\n":
            left[min(bisect_right(starts, origin) - 1, len(lines) - 1)] += char
    return left
