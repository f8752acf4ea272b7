"""Small handbooks by somebody who knew only the specification: defects are named, sound twins are not."""

import pytest

from benchmarks.process import SETS, outcomes

LEAST = 0.95


@pytest.mark.parametrize("name", SETS)
def test_planted_defects_are_named_and_sound_twins_are_left_alone(name: str) -> None:
    found = list(outcomes(name))
    planted = sum(outcome.expected.total() for outcome in found)
    missed = [f"{o.name}: {sorted(o.missed)}" for o in found if o.missed]
    accused = [f"{o.name}: {sorted(o.false)}" for o in found if o.false and not o.expected]
    assert planted > 50
    assert accused == []
    assert len(missed) <= (1 - LEAST) * planted, missed
