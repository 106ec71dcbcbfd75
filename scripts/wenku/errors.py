"""The exception tree: every error names the file it is about and what to do about it.

The command line prints ``str(error)`` as one line and exits with ``error.exit_code``; no other
layer prints or exits.
"""

from __future__ import annotations


class WenkuError(Exception):
    """Base of all errors raised on purpose.

    Attributes:
        where: the file (or ``-``) the error is about, empty when there is none.
        remedy: what the user can do about it, one clause.
    """

    exit_code = 1

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        """Keep the parts apart, so that reports can show them in columns."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """One line of valid text: where, what, remedy; a name's stray bytes by their numbers."""
        parts = [f"{self.where}: " if self.where else "", self.message]
        if self.remedy:
            parts.append(f" ({self.remedy})")
        line = " ".join("".join(parts).split())
        return line.encode("utf-8", "backslashreplace").decode("utf-8")

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process (keyword arguments would be lost)."""
        return (_rebuild, (type(self), self.message, self.where, self.remedy))


def _rebuild(kind: type[WenkuError], message: str, where: str, remedy: str) -> WenkuError:
    return kind(message, where=where, remedy=remedy)


class SeedError(WenkuError):
    """A seed that cannot be read as text at all (binary, wrong encoding, too large)."""

    exit_code = 2


class Rejection(WenkuError):
    """A seed that was read, but holds no article (only boilerplate, only spam, empty)."""

    exit_code = 2


class SidecarError(WenkuError):
    """A curator's correction file that does not say what it may say."""


class VocabularyError(WenkuError):
    """A vocabulary file that breaks its own rules (duplicate, unsorted, unknown parent)."""


class TrailError(WenkuError):
    """A trail that does not replay: an internal fault, never the user's."""


class StaleError(WenkuError):
    """Generated files on disk differ from what the seeds give."""


class BuildError(WenkuError):
    """A publishing step failed (the site engine, a missing optional tool)."""
