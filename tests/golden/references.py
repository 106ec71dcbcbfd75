"""The references made by hand, as data for tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from wenku.model import Document
from wenku.pipeline import clean

FOLDER = Path(__file__).parent / "reference"
SEEDS = Path(__file__).parents[2] / "seeds"
STEMS = sorted(path.stem for path in FOLDER.glob("0*.yml"))

RUN_IN = {
    "001_da57ae7e06a5be60": "（三）强化法治建设。",
}
"""A heading printed on the line of its paragraph: README.md of the references calls keeping the
line whole equally right, and structure does not cut lines."""


@cache
def reference(stem: str) -> dict[str, Any]:
    """Everything that the reference of a seed holds."""
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / f"{stem}.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def document(stem: str) -> Document:
    """The seed as the program restores it."""
    return clean((SEEDS / f"{stem}.txt").read_bytes(), f"{stem}.txt")


def blocks_of(stem: str) -> list[tuple[str, int, str]]:
    """Kind, heading level and text of the reference's blocks, a run-in head on its own line."""
    blocks: list[tuple[str, int, str]] = []
    run_in = ""
    for block in reference(stem)["blocks"]:
        if block["text"] == RUN_IN.get(stem):
            run_in = block["text"]
            continue
        level = block["level"] if block["kind"] == "heading" else 0
        blocks.append((block["kind"], level, run_in + block["text"]))
        run_in = ""
    return blocks
