"""On random procedures the answer is that of a token game that knows nothing of the analysis."""

import json
from typing import Any

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.flow.building import drawn
from salesops_sop.analysis.flow.soundness import soundness
from tests.analysis.flow.procedures import procedure
from tests.analysis.flow.tokengame import Game, TooManyError

NAMES = "abcdefgh"
OUTCOMES = "[{id: done, title: Done}]"
Steps = dict[str, dict[str, Any]]
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking replays the slow game too often


@st.composite
def targets(draw: st.DrawFn, names: str, *, split: bool = True) -> Any:
    step = st.sampled_from(names)
    kinds = [step, step, st.just({"end": "done"})]
    if split and len(names) > 1:
        several = st.lists(step, min_size=2, max_size=3, unique=True)
        kinds += [several.map(lambda found: {"all": found})] * 2
    return draw(st.one_of(kinds))


@st.composite
def anything(draw: st.DrawFn) -> Steps:
    """Steps that lead anywhere: mostly unsound."""
    names = NAMES[: draw(st.integers(2, 7))]
    steps: Steps = {}
    for name in names:
        step: dict[str, Any] = {}
        kind = draw(st.sampled_from(("below", "below", "to", "choice", "split")))
        if kind == "to":
            step["next"] = draw(targets(names))
        elif kind == "split":
            found = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))
            step["next"] = {"all": found}
        elif kind == "choice":
            step["next"] = [
                {"when": "so", "to": draw(targets(names))},
                {"otherwise": draw(targets(names))},
            ]
        if draw(st.booleans()):
            step["wait_for"] = "all"
        steps[name] = step
    return steps


@st.composite
def blocks(draw: st.DrawFn) -> Steps:
    """Nested blocks of choices, loops and parallel work, sound but for at most one change."""
    steps: Steps = {}

    def new() -> str:
        steps[f"s{len(steps)}"] = {}
        return f"s{len(steps) - 1}"

    def block(depth: int) -> tuple[str, str]:
        kind = draw(st.sampled_from(("step", "row", "choice", "loop", "parallel")))
        if depth == 0 or kind == "step":
            only = new()
            return only, only
        if kind == "row":
            (first, end), (begin, last) = block(depth - 1), block(depth - 1)
            steps[end]["next"] = begin
            return first, last
        if kind == "loop":
            first, end = block(depth - 1)
            last = new()
            steps[end]["next"] = [{"when": "so", "to": first}, {"otherwise": last}]
            return first, last
        fork, parts, gate = new(), [block(depth - 1) for _ in range(2)], new()
        ways = [first for first, _ in parts]
        steps[fork]["next"] = (
            {"all": ways}
            if kind == "parallel"
            else [{"when": "so", "to": ways[0]}, {"otherwise": ways[1]}]
        )
        for _, end in parts:
            steps[end]["next"] = gate
        if kind == "parallel":
            steps[gate]["wait_for"] = "all"
        return fork, gate

    first, last = block(3)
    steps[last]["next"] = {"end": "done"}
    steps = {first: steps.pop(first), **steps}
    change = draw(st.sampled_from(("none", "wait", "target", "all", "early")))
    name = draw(st.sampled_from(sorted(steps)))
    other = draw(st.sampled_from(sorted(steps)))
    if change == "wait":
        waits = {} if "wait_for" in steps[name] else {"wait_for": "all"}
        steps[name] = {"next": steps[name]["next"], **waits}
    elif change == "target":
        steps[name]["next"] = other
    elif change == "all" and name != other:
        steps[name]["next"] = {"all": [name, other]}
    elif change == "early":
        following = steps[name]["next"]
        if isinstance(following, str):
            early = {"when": "so", "to": {"end": "done"}}
            steps[name]["next"] = [early, {"otherwise": following}]
    return steps


def agree(steps: Steps) -> None:
    try:
        game = Game(steps).play(1500)
    except TooManyError:
        assume(False)
    text = "\n".join(f"{name}: {json.dumps(step)}" for name, step in steps.items())
    graph = drawn(procedure(text.replace("{}", ""), OUTCOMES))
    found = soundness(graph)
    if not found.proved:
        assert not game.sound
        return
    nothing = not found.deadlocks and not found.missing_joins and not graph.endless
    assert game.sound == nothing, found
    if game.doubled:
        assert found.missing_joins or graph.endless
        return
    if game.stuck:
        assert found.deadlocks
    if game.ended_twice:
        assert found.deadlocks or found.missing_joins
    if found.missing_joins and not found.deadlocks:
        assert game.ended_twice
    if found.deadlocks and not found.missing_joins:
        assert game.stuck or graph.endless


@settings(max_examples=300, deadline=None, phases=PHASES)
@given(anything())
def test_any_steps(steps: Steps) -> None:
    agree(steps)


@settings(max_examples=300, deadline=None, phases=PHASES)
@given(blocks())
def test_nested_blocks_with_one_change(steps: Steps) -> None:
    agree(steps)
