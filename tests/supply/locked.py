"""The lock files, read: packages with versions, hashes, and what asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("site", "test", "audit")
"""What a site is built with; with what tests need besides; what audits, apart from both."""

_PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+?))? \\$"
)
_HASH = re.compile(r"^    --hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^    # via (.+)$")


@dataclass(frozen=True, slots=True)
class Pin:
    """One version of one package."""

    name: str
    version: str
    marker: str
    """Where it is installed, as a lock says it; empty for everywhere."""
    hashes: tuple[str, ...]
    """SHA-256 of its files."""
    wanted_by: tuple[str, ...]
    """Packages that need it; ``wenku`` is the project itself."""

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(lock: str) -> tuple[Pin, ...]:
    """The packages of a lock, by name and version."""
    found: list[Pin] = []
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-z0-9])", text.rstrip("\n")):
        first, *rest = block.split("\n")
        match = _PIN.match(first)
        if match is None:
            raise ValueError(f"{lock}: not a pin: {first!r}")
        hashes = [found_hash[1] for line in rest if (found_hash := _HASH.match(line))]
        via = [found_via[1] for line in rest if (found_via := _VIA.match(line))]
        wanted = {name.partition(" ")[0].partition(":")[0] for name in ", ".join(via).split(", ")}
        found.append(
            Pin(
                match["name"],
                match["version"],
                match["marker"] or "",
                tuple(hashes),
                tuple(sorted(wanted)),
            )
        )
    return tuple(sorted(found, key=lambda pin: (pin.name, pin.version)))


def all_pins() -> tuple[Pin, ...]:
    """Every version of every package that any lock names, once."""
    found = {(pin.name, pin.version): pin for lock in LOCKS for pin in pins(lock)}
    return tuple(pin for _, pin in sorted(found.items()))
