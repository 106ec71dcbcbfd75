"""The licence of every locked package: ``make licences`` writes ``requirements/licences.tsv``.

A licence is what the installed package says of itself, as an SPDX expression; where it says it in
words of its own, ``stated.toml`` has what its licence file says. Versions that are not installed
here keep the row they have; a version without either is an error that names it. Further arguments
are folders of installed packages to look into (for another version of Python, say).
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing

from tests.supply.locked import LOCKS, ROOT, Pin, all_pins, pins

TABLE = ROOT / "requirements" / "licences.tsv"
HEAD = "# Made by `make licences`; do not edit. Columns: package, version, licence, locks.\n"

ALIASES = {
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
"""Usual wordings that leave no doubt. "BSD" and "LGPL" leave one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    version: str
    licence: str
    locks: str

    def __str__(self) -> str:
        """The line."""
        return f"{self.name}\t{self.version}\t{self.licence}\t{self.locks}\n"


@cache
def stated() -> dict[str, Any]:
    """What was looked up by hand."""
    return tomllib.loads((Path(__file__).parent / "stated.toml").read_text(encoding="utf-8"))


@cache
def _licensing() -> Any:
    return get_spdx_licensing()


def rows() -> tuple[Row, ...]:
    """The table as it is committed."""
    lines = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.is_file() else []
    return tuple(Row(*line.split("\t")) for line in lines if not line.startswith("#"))


def licence_of(package: Distribution) -> str:
    """The licence of an installed package; empty where neither it nor we have stated one."""
    by_hand: str = stated()["packages"].get(_canonical(package), "")
    return by_hand or next(filter(None, map(_expression, _said(package))), "")


def _said(package: Distribution) -> Iterator[str]:
    """What a package says of its licence, the most exact first."""
    for field in ("License-Expression", "License"):
        yield from (each.strip() for each in package.metadata.get_all(field) or [])
    known = package.metadata.get_all("Classifier") or []
    yield from (each.rpartition(" :: ")[2] for each in known if each.startswith("License ::"))


def _expression(said: str) -> str:
    said = ALIASES.get(said, said)
    try:
        parsed = _licensing().parse(said, validate=True) if said else None
    except ExpressionError:
        return ""
    return str(parsed) if parsed is not None else ""


def outside(licence: str, allowed: Iterable[str]) -> bool:
    """Whether a licence asks for more than those allowed: each part must be, one of a choice."""
    licensing = _licensing()
    parsed = licensing.parse(licence, validate=True)
    if parsed is None:
        return True
    kept = set(allowed)
    if isinstance(parsed, licensing.OR):
        return all(outside(str(part), kept) for part in parsed.args)
    if isinstance(parsed, licensing.AND):
        return any(outside(str(part), kept) for part in parsed.args)
    return str(parsed) not in kept


def made(paths: Sequence[str]) -> tuple[list[Row], list[str]]:
    """The table as it should be, and packages whose licence is not known."""
    installed = {(_canonical(each), each.version): each for each in distributions(path=list(paths))}
    before = {(row.name, row.version): row.licence for row in rows()}
    named = {lock: {(pin.name, pin.version) for pin in pins(lock)} for lock in LOCKS}
    table, unknown = [], []
    for pin in all_pins():
        key = (pin.name, pin.version)
        here = installed.get(key)
        licence = licence_of(here) if here is not None else before.get(key, "")
        if not licence:
            unknown.append(_told(pin, present=here is not None))
        locks = " ".join(lock for lock in LOCKS if key in named[lock])
        table.append(Row(pin.name, pin.version, licence, locks))
    return table, unknown


def _told(pin: Pin, *, present: bool) -> str:
    remedy = "state it in stated.toml" if present else "install it, or name the folder where it is"
    return f"{pin.name} {pin.version}: licence not known; {remedy}"


def _canonical(package: Distribution) -> str:
    return re.sub(r"[-_.]+", "-", package.metadata["Name"]).lower()


def main(paths: Sequence[str]) -> int:
    """Write the table, unless a licence is missing."""
    table, unknown = made([*sys.path, *paths])
    if unknown:
        sys.stderr.write("".join(f"{line}\n" for line in unknown))
        return 1
    TABLE.write_text(HEAD + "".join(map(str, table)), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
