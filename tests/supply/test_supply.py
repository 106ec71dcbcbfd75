"""Licences in step with the locks; a bill that its schema accepts; an audit that looks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.supply import audit, bom, licences, skipped
from tests.supply.locked import LOCKS, ROOT, Pin, all_pins, pins


def test_a_lock_is_read_whole() -> None:
    for lock in LOCKS:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        assert len(pins(lock)) == len(re.findall("^[a-z0-9]", text, re.MULTILINE))
        assert sum(len(pin.hashes) for pin in pins(lock)) == text.count("--hash=")
        assert all(pin.hashes and pin.wanted_by for pin in pins(lock))


# --- licences ------------------------------------------------------------------------------------


def test_the_table_of_licences_is_in_step_with_the_locks() -> None:
    """Else: make licences."""
    table = {(row.name, row.version): row for row in licences.rows()}
    assert list(table) == [(pin.name, pin.version) for pin in all_pins()]
    for lock in LOCKS:
        named = {key for key, row in table.items() if lock in row.locks.split()}
        assert named == {(pin.name, pin.version) for pin in pins(lock)}


def test_what_is_installed_says_what_the_table_says() -> None:
    table = {(row.name, row.version): row.licence for row in licences.rows()}
    compared = 0
    for package in distributions():
        name = re.sub(r"[-_.]+", "-", package.metadata["Name"]).lower()
        if (name, package.version) in table:
            assert licences.licence_of(package) == table[name, package.version], name
            compared += 1
    assert compared > 80


def test_every_licence_is_allowed_or_has_a_reason() -> None:
    stated = licences.stated()
    odd = {
        row.name: row.licence
        for row in licences.rows()
        if licences.outside(row.licence, stated["allowed"])
    }
    assert {name: odd[name] for name in odd if name not in stated["exceptions"]} == {}
    for name, reason in stated["exceptions"].items():
        assert reason.startswith(f"{odd[name]}: "), (
            "an exception that is needed no more, or changed"
        )


@pytest.mark.parametrize(
    ("licence", "found"),
    [
        ("MIT", False),
        ("GPL-3.0-only", True),
        ("MIT OR GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", True),
        ("MIT AND (Apache-2.0 OR GPL-3.0-only)", False),
        ("AGPL-3.0-or-later OR GPL-3.0-only", True),
    ],
)
def test_a_licence_is_outside_if_a_part_of_it_must_be(licence: str, *, found: bool) -> None:
    assert licences.outside(licence, ["MIT", "Apache-2.0"]) is found


def test_what_lies_inside_packages_is_allowed_where_it_is_published() -> None:
    stated = licences.stated()
    names = {pin.name for pin in all_pins()}
    for part in stated["inside"]:
        assert part["package"] in names
        assert part["why"]
        if part["published"]:
            assert not licences.outside(part["licence"], stated["allowed"]), part["name"]


def test_every_vocabulary_that_was_derived_says_from_what() -> None:
    folder = ROOT / "scripts" / "wenku" / "vocab"
    told: dict[str, set[str]] = {}
    for row in licences.stated()["vocabulary"]:
        assert not licences.outside(row["licence"], licences.stated()["allowed"])
        for name in row["files"]:
            head = (folder / name).read_text(encoding="utf-8")[:600]
            assert f"{row['from']} {row['version']} ({row['licence']})" in head.replace("\n# ", " ")
            told.setdefault(name, set()).add(row["from"])
    derived = {
        path.name
        for path in folder.iterdir()
        if path.is_file() and path.read_bytes().startswith(b"# Derived by ")
    }
    assert set(told) == derived


def test_fonts_are_in_the_bill() -> None:
    listed = {part["package"] for part in licences.stated()["inside"] if part["kind"] == "data"}
    source = (ROOT / "scripts/wenku/publish/pdf/fonts.py").read_text(encoding="utf-8")
    used = {name for name in re.findall(r'"([a-z_]+)"', source) if "font" in name or "cjk" in name}
    assert used
    assert {name.replace("_", "-") for name in used} <= listed


# --- bill of materials ---------------------------------------------------------------------------


def test_the_bill_is_what_its_schema_asks_for() -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    text = json.dumps(bom.bill())
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"library"', '"libary"', 1)) is not None


def test_the_bill_is_whole_and_the_same_each_time(tmp_path: Path) -> None:
    bill = bom.bill()
    refs = {component["bom-ref"] for component in bill["components"]}
    assert refs == {pin.purl for pin in pins("site")}
    needs = {each["ref"]: set(each["dependsOn"]) for each in bill["dependencies"]}
    assert set(needs) == {*refs, bom.PROJECT}
    reached: set[str] = {bom.PROJECT}
    seen: set[str] = set()
    while reached - seen:
        ref = (reached - seen).pop()
        seen.add(ref)
        reached |= needs[ref]
    # What builds the project itself is asked for by a group and not by a package
    unreached = {ref.split("/")[1].split("@")[0] for ref in refs - seen}
    assert unreached <= {"setuptools", "wheel", "packaging"}
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    bom.main(first)
    bom.main(second)
    assert first.read_bytes() == second.read_bytes()


# --- audit ---------------------------------------------------------------------------------------

PIN = Pin("jinja2", "3.1.6", "", (), ())


def report(**entry: Any) -> audit.Report:
    """What pip-audit says of one package."""
    return {"dependencies": [{"name": "jinja2", "version": "3.1.6", **entry}]}


FOUND = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["4"]}


@pytest.mark.parametrize(
    ("said", "known", "complaint"),
    [
        (report(vulns=[]), (), None),
        (report(vulns=[FOUND]), (), "jinja2 3.1.6: PYSEC-1 (mended in 4)"),
        (report(vulns=[FOUND]), ("CVE-1",), None),
        (report(skip_reason="no answer"), (), "jinja2 3.1.6: was not looked up (no answer)"),
        (report(version="3.1.5", vulns=[]), (), "was not looked up (not in the report)"),
        ({"dependencies": []}, (), "was not looked up (not in the report)"),
        ({}, (), "was not looked up (not in the report)"),
    ],
)
def test_silence_is_no_answer(
    said: audit.Report, known: tuple[str, ...], complaint: str | None
) -> None:
    found = list(audit.complaints(said, [PIN], known))
    assert len(found) == (complaint is not None)
    assert complaint is None or complaint in found[0]


@pytest.mark.parametrize("said", [{}, report(vulns=[]), report(skip_reason="offline")])
def test_an_audit_that_finds_nothing_in_what_is_known_as_bad_is_blind(said: audit.Report) -> None:
    assert list(audit.blind(said))
    assert not list(audit.blind(report(vulns=[FOUND])))


def test_every_locked_version_is_asked_for_once() -> None:
    rounds = audit.rounds(all_pins())
    assert sorted(pin.purl for some in rounds for pin in some) == sorted(p.purl for p in all_pins())
    assert all(len({pin.name for pin in some}) == len(some) for some in rounds)


def test_an_audit_without_its_program_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """It is not in the environment of the tests."""
    assert audit.main() == 1
    assert "gave no report" in capsys.readouterr().err


# --- nothing skipped -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("def test_a(): pass", []),
        ("import pytest\n@pytest.mark.xfail\ndef test_a(): assert 0", []),
        ("import pytest\ndef test_a(): pytest.skip('no axe')", ["test_x.test_a: no axe"]),
        ("import pytest\npytest.importorskip('absent_x', reason='no x')", ["test_x"]),
        ("", ["no test was run at all"]),
    ],
)
def test_a_run_with_a_skipped_test_is_found_out(
    tmp_path: Path, body: str, found: list[str]
) -> None:
    (tmp_path / "test_x.py").write_text(body, encoding="utf-8", newline="\n")
    report = tmp_path / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml"]
    subprocess.run(
        [*command, str(report), "test_x.py"], cwd=tmp_path, check=False, capture_output=True
    )
    told = list(skipped.skipped(report))
    assert len(told) == len(found)
    assert all(part in line for part, line in zip(found, told, strict=True))
