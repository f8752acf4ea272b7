"""Decisions made twice: two tables that answer one question with other roles for the same case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from salesops_sop.analysis.activity.match import SAME, Match, compare
from salesops_sop.analysis.activity.statement import Statement
from salesops_sop.analysis.scope import Dimensions, meets
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.record import Approvers, Status
from salesops_sop.lang.condition import Condition, ConditionError, Range, parse


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
    first: Decision, second: Decision, dimensions: Dimensions
) -> tuple[DecisionRule, DecisionRule] | None:
    for one in first.rules:
        for other in second.rules:
            differ = roles_of(first, one) != roles_of(second, other)
            if differ and _cases_meet(first, one, second, other, dimensions):
                return one, other
    return None


def _cases_meet(
    first: Decision, one: DecisionRule, second: Decision, other: DecisionRule, trees: Dimensions
) -> bool:
    columns = {column.id: column for column in second.inputs}
    for column in first.inputs:
        twin = columns.get(column.id)
        if twin is None or twin.unit != column.unit:
            continue
        a, b = _condition(one.when.get(column.id)), _condition(other.when.get(column.id))
        if a is None or b is None or not _meet(a, b, column, trees):
            return False
    return True


def _condition(cell: Scalar | None) -> Condition | None:
    """The cell as a condition; None when it cannot be read, which another rule tells."""
    try:
        return parse(cell)
    except ConditionError:
        return None


def _meet(a: Condition, b: Condition, column: Column, trees: Dimensions) -> bool:
    if a.anything or b.anything:
        return True
    if column.type == "dimension":
        dimension = column.dimension or column.id
        return not _leaves(a, dimension, trees).isdisjoint(_leaves(b, dimension, trees))
    if a.negated and b.negated:
        return True
    if a.negated or b.negated:
        plain, negated = (b, a) if a.negated else (a, b)
        return any(r not in negated.ranges for r in plain.ranges)
    return any(
        one.meets(other) for one in a.ranges for other in b.ranges if _comparable(one, other)
    )


def _comparable(a: Range, b: Range) -> bool:
    ends = [end for end in (a.low, a.high, b.low, b.high) if end is not None]
    return len({type(end) for end in ends}) <= 1


def _leaves(condition: Condition, dimension: str, trees: Dimensions) -> frozenset[str]:
    named = trees.leaves(dimension, [str(r.low) for r in condition.ranges])
    return trees.all(dimension) - named if condition.negated else named
