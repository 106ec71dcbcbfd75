"""The seeds are evidence: what was received, byte for byte."""

from __future__ import annotations

import hashlib
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RECEIVED = {
    "000_ee823dab10f1e2a2.txt": (
        4562,
        "a37328649b78ac82d515812497c0588852a9a41ec16a81082f2e87d1ef745774",
    ),
    "001_da57ae7e06a5be60.txt": (
        5968,
        "cb87a4d00cd2682ee5489e77f8a75d871eaa6e08e4ea3ba1be51f228166b1560",
    ),
    "002_b38e004318912ec6.txt": (
        8828,
        "47d5b17e40e4b6ca289cb9d04ee4af44506bc85ade98da158c14d1a58a761981",
    ),
    "003_e5cd4afb056e2583.txt": (
        7471,
        "0291d74707599a15e2d9d96f0ae61b798b98251ace4d287ac92854a44862458c",
    ),
    "004_8fa8977178187575.txt": (
        6786,
        "d1e0731f1c6d1c886b2d0217980203d4aeabd985d1af7f41acba77fd9368e09c",
    ),
}


@pytest.mark.parametrize("name", sorted(RECEIVED))
def test_a_seed_is_as_it_was_received(root: Path, name: str) -> None:
    content = (root / "seeds" / name).read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == RECEIVED[name]


@pytest.mark.parametrize("name", sorted(RECEIVED))
def test_git_never_converts_a_seed(root: Path, name: str) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    answer = subprocess.run(
        ["git", "check-attr", "text", "--", f"seeds/{name}"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.strip() == f"seeds/{name}: text: unset"
