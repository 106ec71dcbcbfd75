"""Known vulnerabilities of every locked package: ``make audit``, which needs the network.

pip-audit passes over what it cannot look up, and says then that it found nothing. So its report has
to name every locked version as looked up, those for other Pythons and systems too, and it has to
find fault with a release that is known for it: silence counts only from one that speaks.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.supply.locked import Pin, all_pins

KNOWN_BAD = Pin("jinja2", "2.4.1", "", (), ())
"""A release with vulnerabilities that have been known for years."""

OPTIONS = (
    "--strict",
    "--no-deps",
    "--disable-pip",
    "--progress-spinner=off",
    "--format=json",
)

Report = dict[str, Any]


def accepted() -> dict[str, str]:
    """Vulnerabilities that do not concern us, by id, with the reason."""
    text = (Path(__file__).parent / "stated.toml").read_text(encoding="utf-8")
    known: dict[str, str] = tomllib.loads(text).get("vulnerabilities", {})
    return known


def rounds(wanted: Iterable[Pin]) -> list[list[Pin]]:
    """The packages in lists that name none twice: pip-audit takes one version of each."""
    found: list[list[Pin]] = []
    for pin in wanted:
        free = next((each for each in found if pin.name not in {p.name for p in each}), None)
        if free is None:
            found.append([pin])
        else:
            free.append(pin)
    return found


def complaints(report: Report, wanted: Sequence[Pin], known: Collection[str]) -> Iterator[str]:
    """What a report says against the packages, and which of them it does not tell of."""
    told = {(each["name"], each.get("version")): each for each in report.get("dependencies", [])}
    for pin in wanted:
        entry = told.get((pin.name, pin.version))
        if entry is None or "vulns" not in entry:
            reason = (entry or {}).get("skip_reason", "not in the report")
            yield f"{pin.name} {pin.version}: was not looked up ({reason})"
            continue
        for found in entry["vulns"]:
            if not {found["id"], *found.get("aliases", [])} & set(known):
                fixed = ", ".join(found.get("fix_versions", [])) or "no release"
                yield f"{pin.name} {pin.version}: {found['id']} (mended in {fixed})"


def blind(report: Report) -> Iterator[str]:
    """Whether a report on `KNOWN_BAD` fails to find fault with it."""
    if not any(each.get("vulns") for each in report.get("dependencies", [])):
        name = f"{KNOWN_BAD.name} {KNOWN_BAD.version}"
        yield f"{name}: nothing was found, although much is known; the audit could not look"


def report_on(wanted: Sequence[Pin]) -> Report:
    """Ask pip-audit.

    Raises:
        RuntimeError: it gives no report.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listing:
        listing.writelines(f"{pin.name}=={pin.version}\n" for pin in wanted)
        listing.flush()
        run = subprocess.run(
            [sys.executable, "-m", "pip_audit", *OPTIONS, "--requirement", listing.name],
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        report: Report = json.loads(run.stdout)
    except ValueError:
        last = (run.stderr.strip().splitlines() or ["no word"])[-1]
        raise RuntimeError(f"pip-audit gave no report (status {run.returncode}): {last}") from None
    return report


def main() -> int:
    """Look everything up; 0 only where all was looked up and nothing was found."""
    pins, known = all_pins(), accepted()
    try:
        found = list(blind(report_on([KNOWN_BAD])))
        for some in rounds(pins):
            found += complaints(report_on(some), some, known)
    except RuntimeError as error:
        found = [str(error)]
    sys.stderr.write("".join(f"{line}\n" for line in found))
    if not found:
        sys.stdout.write(f"{len(pins)} locked versions looked up, no known vulnerability\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
