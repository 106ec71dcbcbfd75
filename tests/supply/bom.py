"""The bill of materials: ``make bom`` writes ``build/bom.json`` (CycloneDX 1.6) from the locks.

It has the packages that a site is built with, with hashes and licences and what needs what; the
programs and fonts inside them; and where vocabularies come from. The same locks give the same
bytes: there is no date in it, and its serial number is made from what it says.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tests.supply.licences import rows, stated
from tests.supply.locked import ROOT, Pin, pins
from wenku import __version__

PROJECT = f"pkg:pypi/wenku@{__version__}"


def bill() -> dict[str, Any]:
    """The bill as CycloneDX has it."""
    packages = pins("site")
    content: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": PROJECT,
                "name": "wenku",
                "version": __version__,
                "licenses": _licences("MIT"),
                "purl": PROJECT,
                "components": [_vocabulary(row) for row in stated()["vocabulary"]],
            }
        },
        "components": [_package(pin) for pin in packages],
        "dependencies": _dependencies(packages),
    }
    serial = uuid5(NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {**content, "serialNumber": f"urn:uuid:{serial}"}


def _package(pin: Pin) -> dict[str, Any]:
    licence = {(row.name, row.version): row.licence for row in rows()}[pin.name, pin.version]
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "scope": "required",
        "licenses": _licences(licence),
        "purl": pin.purl,
        "properties": [{"name": "wenku:file:sha256", "value": digest} for digest in pin.hashes],
    }
    if pin.marker:
        component["properties"].append({"name": "wenku:marker", "value": pin.marker})
    inside = [_part(part) for part in stated()["inside"] if part["package"] == pin.name]
    return {**component, "components": inside} if inside else component


def _part(part: dict[str, Any]) -> dict[str, Any]:
    version = {"version": part["version"]} if "version" in part else {}
    return {
        "type": part["kind"],
        "bom-ref": f"{part['package']}/{part['name']}",
        "name": part["name"],
        **version,
        "description": part["why"],
        "licenses": _licences(part["licence"]),
    }


def _vocabulary(row: dict[str, Any]) -> dict[str, Any]:
    purl = f"pkg:pypi/{row['from']}@{row['version']}"
    return {
        "type": "data",
        "bom-ref": f"vocabulary/{row['from']}",
        "name": f"{row['from']} (source of {', '.join(row['files'])})",
        "version": row["version"],
        "description": row["why"],
        "licenses": _licences(row["licence"]),
        "purl": purl,
    }


def _licences(expression: str) -> list[dict[str, Any]]:
    if " " in expression:
        return [{"expression": expression}]
    return [{"license": {"id": expression}}]


def _dependencies(packages: tuple[Pin, ...]) -> list[dict[str, Any]]:
    refs: dict[str, list[str]] = {"wenku": [PROJECT]}
    for pin in packages:
        refs.setdefault(pin.name, []).append(pin.purl)
    needs: dict[str, set[str]] = {ref: set() for known in refs.values() for ref in known}
    for pin in packages:
        for name in pin.wanted_by:
            for ref in refs.get(name, []):
                needs[ref].add(pin.purl)
    return [{"ref": ref, "dependsOn": sorted(wanted)} for ref, wanted in sorted(needs.items())]


def main(path: Path) -> None:
    """Write the bill."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(), ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "bom.json")
