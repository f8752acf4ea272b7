"""Decisions made twice: two tables that answer one question with other roles for the same case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from salesops_sop.analysis.activity.match import SAME, Match, compare
from salesops_sop.analysis.activity.statement import Statement
from salesops_sop.analysis.decision.column import slots
from salesops_sop.analysis.decision.faults import read_cell
from salesops_sop.analysis.decision.grid import Grid
from salesops_sop.analysis.scope import Dimensions, meets
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.record import Approvers, Status
from salesops_sop.lang.condition import Condition


@dataclass(frozen=True, slots=True)
class SplitDecision:
    """Two tables, the first rules whose cases meet, and the roles that each of them names."""

    first: Decision
    second: Decision
    first_rule: DecisionRule
    second_rule: DecisionRule
    match: Match


def split_decisions(
    tables: list[Decision],
    statements: Mapping[str, Statement],
    dimensions: Dimensions,
    least: float = SAME,
) -> Iterator[SplitDecision]:
    """Every pair of tables that answer one question with other roles where their cases meet."""
    asked = [table for table in tables if roles_columns(table) and _in_force(table)]
    for first, second in combinations(asked, 2):
        if _replaces(first, second) or not meets(first.scope, second.scope, dimensions):
            continue
        match = compare(statements[first.question], statements[second.question])
        if match.similarity >= least:
            pair = _conflict(first, second, dimensions)
            if pair is not None:
                yield SplitDecision(first, second, *pair, match)


def _replaces(first: Decision, second: Decision) -> bool:
    return first.id in second.control.supersedes or second.id in first.control.supersedes


def roles_columns(table: Decision) -> list[Column]:
    """The outputs of a table that name roles."""
    return [column for column in table.outputs if column.type in ("role", "roles")]


def roles_of(table: Decision, rule: DecisionRule) -> frozenset[str]:
    """The roles that a rule names, whichever way they must agree."""
    found: set[str] = set()
    for column in roles_columns(table):
        value = rule.then.get(column.id)
        if isinstance(value, Approvers):
            found.update((*value.all_of, *value.any_of))
        elif isinstance(value, list):
            found.update(str(name) for name in value)
        elif value is not None:
            found.add(str(value))
    return frozenset(found)


def _in_force(table: Decision) -> bool:
    return table.control.status is not Status.RETIRED


def _conflict(
    first: Decision, second: Decision, trees: Dimensions
) -> tuple[DecisionRule, DecisionRule] | None:
    """The first rules of the two, in the order of the first table, that have a case in common."""
    twins = list(_twins(first, second))
    ours = _readable(first, [column for column, _ in twins], trees)
    theirs = _readable(second, [twin for _, twin in twins], trees)
    conditions = [cells for _, cells in (*ours, *theirs)]
    # a case lies in the domains of both tables, so it is looked for in the columns of both
    grids = [Grid.of(columns, conditions, trees) for columns in zip(*twins, strict=True)]
    for place, (one, _) in enumerate(ours):
        meeting = (1 << len(conditions)) - (1 << len(ours))
        for grid in grids:
            meeting &= grid.touching(grid.boxes[place])
        for other in slots(meeting):
            rule = theirs[other - len(ours)][0]
            if roles_of(first, one) != roles_of(second, rule):
                return one, rule
    return None


def _twins(first: Decision, second: Decision) -> Iterator[tuple[Column, Column]]:
    """The inputs that both tables have, in the same unit and with the same kind of values."""
    columns = {column.id: column for column in second.inputs}
    for column in first.inputs:
        twin = columns.get(column.id)
        if twin is not None and twin.unit == column.unit and _kind(twin) == _kind(column):
            yield column, twin


def _kind(column: Column) -> tuple[str, str | None]:
    if column.type == "dimension":
        return "dimension", column.dimension or column.id
    return "number" if column.type == "integer" else column.type, None


def _readable(
    table: Decision, columns: list[Column], trees: Dimensions
) -> list[tuple[DecisionRule, list[Condition]]]:
    """The rules with their cells in these columns; those with a fault are told by other rules."""
    found = []
    for rule in table.rules:
        cells = [read_cell(column, rule.when.get(column.id), trees) for column in columns]
        conditions = [cell for cell in cells if isinstance(cell, Condition)]
        if len(conditions) == len(cells):
            found.append((rule, conditions))
    return found
