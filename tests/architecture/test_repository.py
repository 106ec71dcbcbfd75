"""What lies at the root: locks that anyone can use anywhere, and workflows that nobody can swap."""

from __future__ import annotations

import itertools
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.architecture.sources import ROOT
from wenku.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

REQUIREMENT = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^ ;]+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
ANNOTATION = re.compile(r"^    # via ")
PINNED_ACTION = re.compile(r"uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
OWN_FOLDER = re.compile(r"""(?<![\w.~$})])/(?:home|root|work|Users|private)/\w""")


def named(paths: list[Path]) -> list[Any]:
    """The paths as parameters, called by their names."""
    return [pytest.param(path, id=path.name) for path in paths]


def pins(lock: Path) -> dict[str, set[str]]:
    """The versions of each package in a lock (more than one where they depend on Python's)."""
    found: dict[str, set[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if match := REQUIREMENT.match(line):
            found.setdefault(match["name"], set()).add(match["version"])
    return found


def committed() -> Iterator[Path]:
    """Every file under version control, the seeds left out: they are others' words."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in listing.stdout.split("\0"):
        if name and not name.startswith("seeds/") and (ROOT / name).is_file():
            yield ROOT / name


def test_there_is_a_lock_for_each_use() -> None:
    assert [lock.stem for lock in LOCKS] == ["audit", "site", "test"]


@pytest.mark.parametrize("lock", named(LOCKS))
def test_a_lock_holds_exact_versions_and_hashes_and_no_address(lock: Path) -> None:
    odd = [
        line
        for line in lock.read_text(encoding="utf-8").splitlines()
        if not any(form.match(line) for form in (REQUIREMENT, HASH, ANNOTATION)) or "://" in line
    ]
    assert odd == []


@pytest.mark.parametrize("lock", named(LOCKS))
def test_every_pin_of_a_lock_is_followed_by_a_hash(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    unhashed = [
        line
        for line, following in itertools.pairwise([*lines, ""])
        if REQUIREMENT.match(line) and not HASH.match(following)
    ]
    assert pins(lock)
    assert unhashed == []


def test_the_tests_run_on_what_the_site_is_built_with() -> None:
    _, site, test = map(pins, LOCKS)
    assert {name: test.get(name) for name in site} == site


def test_no_committed_file_holds_a_folder_of_one_machine() -> None:
    found = []
    for path in committed():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in OWN_FOLDER.finditer(text)]
    assert found == []


def test_the_workflows_are_here() -> None:
    assert [workflow.stem for workflow in WORKFLOWS] == ["audit", "check", "pages"]


@pytest.mark.parametrize("workflow", named(WORKFLOWS))
def test_every_action_is_pinned_by_its_commit_and_says_its_version(workflow: Path) -> None:
    lines = workflow.read_text(encoding="utf-8").splitlines()
    uses = [line for line in lines if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED_ACTION.search(line)] == []


@pytest.mark.parametrize("workflow", named(WORKFLOWS))
def test_no_job_has_more_rights_or_time_than_it_states(workflow: Path) -> None:
    content = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert content["permissions"] == {}
    for name, job in content["jobs"].items():
        assert "permissions" in job, name
        assert job["timeout-minutes"] <= 45, name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_target_that_is_told_of_exists(name: str) -> None:
    told = re.findall(
        r"(?:^|`)make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
    )
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.* ## ", makefile, re.MULTILINE))
    assert told
    assert set(told) <= targets


def test_the_read_me_tells_of_every_command_in_both_languages() -> None:
    chinese, english = (ROOT / "README.md").read_text(encoding="utf-8").split("\n---\n")
    for part in (chinese, english):
        told = set(re.findall(r"`wenku ([a-z-]+)", part))
        assert set(main.commands) <= told


def test_continuous_integration_runs_what_a_contributor_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert re.search(r"^make test\b", script.read_text(encoding="utf-8"), re.MULTILINE)
