"""KPIs that are one formula in other words, and titles that stand over two formulas."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.words import meaning
from salesops_sop.handbook.model.measurement import KpiInput
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import (
    Binary,
    Call,
    Compared,
    Expression,
    Logic,
    Member,
    Name,
    Negative,
    Opposite,
)
from salesops_sop.lang.formula.writing import written


class Duplicate(NamedTuple):
    """A KPI and an earlier one by id: the `same` formula, or else one title and two formulas."""

    later: Definition
    earlier: Definition
    same: bool


def duplicates(definitions: Definitions) -> Iterator[Duplicate]:
    """Every KPI that repeats an earlier one, once, with the first that it repeats.

    KPIs for other parts of the world (targets and bands do not count, the formula does) are told
    apart by their inputs. A formula that is one input alone is no formula to repeat unless the
    input is measured.
    """
    by_shape: dict[str, Definition] = {}
    by_title: dict[tuple[str, ...], Definition] = {}
    for definition in definitions.all.values():
        shape = _shape(definition)
        title = meaning(definition.kpi.title)
        if shape and shape in by_shape:
            yield Duplicate(definition, by_shape[shape], same=True)
        elif title in by_title and shape:
            yield Duplicate(definition, by_title[title], same=False)
        by_shape.setdefault(shape, definition)
        by_title.setdefault(title, definition)


def _shape(definition: Definition) -> str:
    """The formula with its inputs by what they are, sums and products in a fixed order."""
    formula = definition.formula
    if isinstance(formula, FormulaError):
        return ""
    meant: dict[str, str] = {}
    for name in definition.inputs:
        item = definition.kpi.inputs.get(name.name)
        source = _source(item, definition.measures.get(name.name)) if item else ""
        if not source:
            return ""
        meant[name.name] = source
    return _canonical(formula, meant)


def _source(item: KpiInput, measure: Expression | FormulaError | None) -> str:
    if item.kpi:
        return f"kpi {item.kpi}"
    if isinstance(measure, Expression):
        return f"{_canonical(measure, {})} by {item.date or ''}"
    return f"entered {' '.join(meaning(item.title))}" if item.entered_by else ""


def _canonical(part: Expression, meant: Mapping[str, str]) -> str:
    match part:
        case Name():
            return meant.get(part.name, part.name)
        case Binary() if part.sign in "+*":
            return f"({f' {part.sign} '.join(sorted(_operands(part, part.sign, meant)))})"
        case Binary():
            return f"({_canonical(part.left, meant)} {part.sign} {_canonical(part.right, meant)})"
        case Compared():
            sides = (_canonical(part.left, meant), _canonical(part.right, meant))
            if part.sign in (">", ">="):
                return f"({sides[1]} {'<' if part.sign == '>' else '<='} {sides[0]})"
            return f"({sides[0]} {part.sign} {sides[1]})"
        case Logic():
            both = sorted((_canonical(part.left, meant), _canonical(part.right, meant)))
            return f"({both[0]} {part.word} {both[1]})"
        case Negative() | Opposite():
            return f"{type(part).__name__}({_canonical(part.value, meant)})"
        case Member():
            listed = part.members
            members = listed if isinstance(listed, str) else sorted(written(m) for m in listed)
            return f"({_canonical(part.value, meant)} {part.negated} {members})"
        case Call():
            inner = [_canonical(argument, meant) for argument in part.arguments]
            where = _canonical(part.where, meant) if part.where else ""
            return f"{part.function}({', '.join(inner)} where {where})"
    return written(part)


def _operands(part: Expression, sign: str, meant: Mapping[str, str]) -> Iterator[str]:
    if isinstance(part, Binary) and part.sign == sign:
        yield from _operands(part.left, sign, meant)
        yield from _operands(part.right, sign, meant)
    else:
        yield _canonical(part, meant)
