"""The pinned floors hold: nothing that was reached is given up silently."""

from __future__ import annotations

import pytest

from tests.gate import floors
from tests.gate.cases import by_group, digest, measured, restore_with_project, sound_changes
from tests.gate.measure import Score

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("gate"),
    pytest.mark.skipif(
        floors.read() is None, reason="nothing pinned yet: python -m tests.gate --pin"
    ),
]


@pytest.fixture(scope="module")
def pinned() -> floors.Floors:
    found = floors.read()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def scores() -> dict[tuple[str, str], Score]:
    return measured()


def test_floors_are_of_this_data(pinned: floors.Floors) -> None:
    """Another corpus or simulator needs new floors, pinned with a reason."""
    assert digest() == pinned.digest


def test_no_rate_is_worse_than_pinned(
    pinned: floors.Floors, scores: dict[tuple[str, str], Score]
) -> None:
    changed = len(sound_changes(restore_with_project))
    assert floors.worse(pinned.rates, floors.rates_of(scores, changed)) == []


def test_everything_promised_is_reached(scores: dict[tuple[str, str], Score]) -> None:
    assert floors.beyond_reach(by_group(scores)) == []
