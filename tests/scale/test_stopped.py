"""A build that is stopped, by Ctrl-C or by pulling the plug, leaves what was there before it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.scale.project import ROOT, Project

PARTS = ("build", "--only", "site,search,data")
POINTS = ("prepared", "engine", "site.new")
"""Files or folders below ``build`` with whose appearance each phase begins."""


def appeared(project: Project, name: str, process: subprocess.Popen[str]) -> bool:
    """Wait until a build has come to a phase; False if it ended before."""
    places = [project.folder / "build" / name, project.folder / "build/cache/documents" / name]
    while process.poll() is None:
        if any(place.exists() for place in places):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill"])
def test_a_stopped_build_changes_no_published_page(tmp_path: Path, how: signal.Signals) -> None:
    project = Project.made(tmp_path / "stopped")
    project.run(*PARTS)
    before = project.published()
    fourth = sorted((ROOT / "seeds").glob("*.txt"))[4]
    shutil.copyfile(fourth, project.seed(fourth.name))
    for point in POINTS:
        shutil.rmtree(project.folder / "build/cache/documents", ignore_errors=True)
        with project.start(*PARTS) as process:
            assert appeared(project, point, process), process.communicate()
            os.killpg(process.pid, how)
            said, _ = process.communicate(timeout=30)
        assert process.returncode == (130 if how is signal.SIGINT else -how), said
        if how is signal.SIGINT:
            assert "wenku: stopped" in said
            assert "Traceback" not in said
        site = {name: data for name, data in project.published().items() if "build/site" in name}
        assert site == {name: data for name, data in before.items() if "build/site" in name}
    project.run(*PARTS)
    anew = project.copied(tmp_path / "anew")
    anew.run(*PARTS)
    assert project.published() == anew.published()


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    project = Project.made(tmp_path)
    with project.start(*PARTS) as first, project.start(*PARTS) as second:
        outputs = [process.communicate(timeout=300)[0] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], outputs
    assert sum("waiting for its end" in said for said in outputs) == 1
    assert sum("nothing has changed" in said for said in outputs) == 1


def test_a_full_disk_stops_a_build_with_a_line_and_changes_no_published_page(
    tmp_path: Path,
) -> None:
    project = Project.made(tmp_path / "full")
    project.run(*PARTS)
    before = project.published()
    fourth = sorted((ROOT / "seeds").glob("*.txt"))[4]
    shutil.copyfile(fourth, project.seed(fourth.name))
    shutil.rmtree(project.folder / "build/cache/documents")
    # What no file may be larger than; the system refuses as a full disk does
    for most in (2_000, 20_000, 200_000):
        said = project.run(*PARTS, status=1, most=most)
        assert "Traceback" not in said
        assert said.strip().splitlines()[-1].startswith("wenku: ")
        assert {name: data for name, data in project.published().items() if "site" in name} == {
            name: data for name, data in before.items() if "site" in name
        }
    project.run(*PARTS)
    anew = project.copied(tmp_path / "anew")
    anew.run(*PARTS)
    assert project.published() == anew.published()
