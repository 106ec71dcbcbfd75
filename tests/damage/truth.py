"""Ground truth: what was done to a text, and where."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace


class Kind(enum.StrEnum):
    """What happened to a span."""

    SCRIPT = "script"
    """A character was mapped to its Traditional form."""
    PINYIN = "pinyin"
    """A reading was printed behind a whole character."""
    SHIFT = "shift"
    """The bytes were cut inside a character; what follows is read one byte off."""
    MISANNOTATION = "misannotation"
    """A reading was printed inside two neighbours, whose halves spell a listed character."""
    LOST = "lost"
    """A character outside GBK became ``?``."""
    WIDTH = "width"
    """A full-width mark, digit or letter was folded."""
    SPACE = "space"
    """A blank was put inside a number, before a mark, or where a line was wrapped."""
    NOISE = "noise"
    """Anti-copy noise or a brand was put into the line."""


class Certainty(enum.StrEnum):
    """What a perfect repair can know."""

    DETERMINED = "determined"
    """The damaged text leaves one reading; it must come back exactly."""
    INFERRED = "inferred"
    """Bytes are missing; context chooses."""
    UNKNOWABLE = "unknowable"
    """Nothing on the page tells (a digit that was eaten, a character outside GBK)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open spans, in code points: of the damaged text and of the clean text it stands for."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    kind: Kind
    certainty: Certainty = Certainty.DETERMINED

    def moved(self, damaged: int, clean: int = 0) -> Span:
        """The same span further on in both texts."""
        return replace(
            self,
            start=self.start + damaged,
            end=self.end + damaged,
            clean_start=self.clean_start + clean,
            clean_end=self.clean_end + clean,
        )


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """One paragraph after damage."""

    clean: str
    text: str
    spans: tuple[Span, ...] = ()

    def with_insertion(self, at: int, inserted: str, kind: Kind) -> DamagedLine:
        """The line with text put in at ``at``, which must not lie inside a damaged span."""
        if any(span.start < at < span.end for span in self.spans):
            raise ValueError(f"{at} lies inside a damaged span")
        before = [span for span in self.spans if span.end <= at]
        after = [span.moved(len(inserted)) for span in self.spans if span.end > at]
        clean_at = self.clean_offset(at)
        new = Span(at, at + len(inserted), clean_at, clean_at, kind)
        return DamagedLine(
            self.clean,
            self.text[:at] + inserted + self.text[at:],
            tuple(sorted([*before, new, *after])),
        )

    def clean_offset(self, at: int) -> int:
        """Where in the clean text the sound place ``at`` of the damaged text comes from."""
        shift = 0
        for span in self.spans:
            if span.end <= at:
                shift = span.clean_end - span.end
        return at + shift

    def is_sound(self, at: int) -> bool:
        """Whether text may be put in at ``at`` without falling into damage of the bytes."""
        torn = {Kind.SHIFT, Kind.MISANNOTATION, Kind.PINYIN}
        return not any(
            span.start <= at <= span.end if span.kind in torn else span.start < at < span.end
            for span in self.spans
        )
