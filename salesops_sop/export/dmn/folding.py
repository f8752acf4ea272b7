"""Values of dimensions in a table that was read: everything inside a value becomes that value."""

from dataclasses import replace

from salesops_sop.analysis.scope import Dimensions
from salesops_sop.export.dmn.columns import Clause
from salesops_sop.export.dmn.parsing import point
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.lang.condition import Condition, Range


def known(clause: Clause, handbook: Handbook, notes: list[str]) -> Clause:
    """The clause as this handbook can hold it: without its dimension’s own values.

    A column of a dimension that the handbook does not have holds texts.
    """
    if clause.type != "dimension":
        return clause
    dimension = handbook.get(Dimension, clause.dimension)
    if dimension is None:
        notes.append(f"there is no dimension ‘{clause.dimension}’: “{clause.label}” holds texts")
        stated = {name: text for name, text in clause.stated.items() if name != "dimension"}
        return replace(clause, type="string", stated=stated)
    leaves = handbook.derived(Dimensions.of).all(dimension.id)
    if leaves != set(clause.domain.get("values", ())):
        return clause
    return replace(clause, domain={n: v for n, v in clause.domain.items() if n != "values"})


def folded(condition: Condition, clause: Clause, handbook: Handbook) -> Condition:
    """The condition with the fewest values that mean the same."""
    dimension = handbook.get(Dimension, clause.dimension) if clause.dimension else None
    if dimension is None or not condition.ranges:
        return condition
    points = frozenset(point(given) for given in condition.ranges)
    dimensions = handbook.derived(Dimensions.of)
    leaves = frozenset(p for p in points if isinstance(p, str))
    if leaves != points or not leaves <= dimensions.all(dimension.id):
        return condition
    values = dimensions.describe(dimension.id, leaves) or [node.id for node in dimension.values]
    ranges = tuple(Range(value, True, value, True) for value in values)
    return Condition(ranges, condition.negated)
