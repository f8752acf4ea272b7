"""Answers about random tables against a look at every single case."""

from hypothesis import HealthCheck, assume, given, settings

from salesops_sop.analysis.decision.cover import Budget
from salesops_sop.analysis.decision.gaps import closed_tops, gaps
from salesops_sop.analysis.decision.grid import inside
from salesops_sop.analysis.decision.hidden import masked, redundant, shadowed
from salesops_sop.analysis.decision.merging import mergeable, unused
from salesops_sop.analysis.decision.overlaps import clashes, overlaps
from salesops_sop.analysis.decision.regions import cell
from salesops_sop.lang.condition import parse
from tests.analysis.decision.random_tables import Case, Sample, samples, slot

often = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def readable(sample: Sample) -> Sample:
    """Leave out tables with a cell that holds for nothing: it is a fault of its own."""
    assume(not sample.table.cells.faults)
    return sample


def answer(sample: Sample, rule: int) -> str:
    return str(sample.table.decision.rules[rule].then["answer"])


def above_a_closed_top(sample: Sample, case: Case) -> bool:
    axes = sample.table.grid.axes
    return any(slot(axes[k], case[k]) == axes[k].size - 1 for k in closed_tops(sample.table))


@often
@given(samples())
def test_a_cell_that_holds_for_nothing_is_a_fault(sample: Sample) -> None:
    faults = sample.table.cells.faults
    nothing = {
        rule
        for rule, cells in enumerate(sample.cells)
        for k, one in enumerate(cells)
        if not any(one.holds(value) for value in {case[k] for case in sample.cases})
    }
    assert nothing <= {found.rule for found in faults}
    assert {found.fault.kind for found in faults} <= {"domain"}


@often
@given(samples())
def test_every_case_meets_the_rules_that_hold_for_it(sample: Sample) -> None:
    boxes = readable(sample).table.grid.boxes
    for case in sample.cases:
        there = [rule for rule, box in enumerate(boxes) if sample.lies_in(case, box)]
        assert there == sample.holding(case)


@often
@given(samples())
def test_gaps_are_the_cases_without_a_rule(sample: Sample) -> None:
    found = gaps(readable(sample).table)
    assert found.checked == 1
    for case in sample.cases:
        told = any(sample.lies_in(case, box) for box in found.boxes)
        expected = not (sample.holding(case) or above_a_closed_top(sample, case))
        assert told is expected


@often
@given(samples())
def test_no_gap_is_empty_or_part_of_another(sample: Sample) -> None:
    found = gaps(readable(sample).table).boxes
    assert all(not inside(a, b) for a in found for b in found if a is not b)
    for box in found:
        assert any(sample.lies_in(case, box) for case in sample.cases)


@often
@given(samples())
def test_a_closed_top_leaves_its_largest_cases_without_a_rule(sample: Sample) -> None:
    axes = readable(sample).table.grid.axes
    for k in closed_tops(sample.table):
        assert sample.table.decision.inputs[k].max is None
        top = [case for case in sample.cases if slot(axes[k], case[k]) == axes[k].size - 1]
        assert not all(sample.holding(case) for case in top)


@often
@given(samples())
def test_overlaps_are_the_pairs_that_hold_for_one_case(sample: Sample) -> None:
    found = {(o.first, o.second): o.where for o in overlaps(readable(sample).table)}
    wanted: dict[tuple[int, int], set[Case]] = {}
    for case in sample.cases:
        there = sample.holding(case)
        for place, first in enumerate(there):
            for second in there[place + 1 :]:
                wanted.setdefault((first, second), set()).add(case)
    assert found.keys() == wanted.keys()
    for pair, where in found.items():
        assert {case for case in sample.cases if sample.lies_in(case, where)} == wanted[pair]


@often
@given(samples("any", answers=2))
def test_under_any_rules_clash_that_answer_differently(sample: Sample) -> None:
    found = {(o.first, o.second) for o in clashes(readable(sample).table)}
    assert found == {
        (a, b)
        for case in sample.cases
        for a in sample.holding(case)
        for b in sample.holding(case)
        if a < b and answer(sample, a) != answer(sample, b)
    }


@often
@given(samples("first"))
def test_shadowed_are_the_rules_that_are_first_nowhere(sample: Sample) -> None:
    found = {hidden.rule for hidden in shadowed(readable(sample).table).found}
    first = {there[0] for case in sample.cases if (there := sample.holding(case))}
    assert found == set(range(len(sample.cells))) - first


@often
@given(samples("priority"))
def test_masked_are_the_rules_whose_answer_wins_nowhere(sample: Sample) -> None:
    found = {hidden.rule for hidden in masked(readable(sample).table).found}
    winning: set[int] = set()
    for case in sample.cases:
        there = sample.holding(case)
        best = min((answer(sample, rule) for rule in there), default="")
        winning.update(rule for rule in there if answer(sample, rule) == best)
    assert found == set(range(len(sample.cells))) - winning


@often
@given(samples("any", answers=2))
def test_redundant_rules_can_be_dropped_all_at_once_and_no_more_can(sample: Sample) -> None:
    dropped = {hidden.rule for hidden in redundant(readable(sample).table).found}
    needed: set[int] = set()
    for case in sample.cases:
        there = sample.holding(case)
        left = [rule for rule in there if rule not in dropped]
        said = [answer(sample, rule) for rule in left]
        assert set(said) == {answer(sample, rule) for rule in there}
        needed.update(r for r in left if said.count(answer(sample, r)) == 1)
    assert needed == set(range(len(sample.cells))) - dropped


@often
@given(samples("first", answers=1))
def test_a_merged_rule_holds_where_one_of_them_does(sample: Sample) -> None:
    for group in mergeable(readable(sample).table):
        box = list(sample.table.grid.boxes[group.rules[0]])
        box[group.column] = group.mask
        for case in sample.cases:
            there = not set(sample.holding(case)).isdisjoint(group.rules)
            assert sample.lies_in(case, tuple(box)) is there


@often
@given(samples())
def test_unused_inputs_are_those_that_every_rule_accepts(sample: Sample) -> None:
    found = unused(readable(sample).table)
    for k in range(len(sample.table.decision.inputs)):
        values = {case[k] for case in sample.cases}
        whole = all(row[k].holds(value) for row in sample.cells for value in values)
        assert (k in found) is whole


@often
@given(samples())
def test_a_set_of_slots_can_be_written_as_a_cell(sample: Sample) -> None:
    table = readable(sample).table
    for box in (*gaps(table).boxes, *table.grid.boxes):
        for axis, mask in zip(table.grid.axes, box, strict=True):
            assert axis.mask(parse(cell(axis, mask))) == mask


@often
@given(samples())
def test_a_spent_budget_tells_no_wrong_gap(sample: Sample) -> None:
    table = readable(sample).table
    for steps in (0, 1, 5, 20):
        parts = list(table.cover.uncovered(table.grid.full, table.grid.everyone, Budget(steps)))
        for case in sample.cases:
            there = [sure for part, sure in parts if sample.lies_in(case, part)]
            held = bool(sample.holding(case))
            assert len(there) <= 1
            assert not (held and True in there)
            assert held or there
