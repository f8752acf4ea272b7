"""The unit of a measure, worked out from the units of the columns it aggregates."""

from collections.abc import Mapping

from salesops_sop.handbook.model.measurement import Dataset, Field
from salesops_sop.lang.formula.measuring import unit_of
from salesops_sop.lang.formula.tree import Binary, Call, Column, Expression, Name
from salesops_sop.lang.units import Unit, UnitError, parse_unit

TIMES = frozenset(
    {
        *("minute", "hour", "day", "week", "month", "quarter", "year"),
        *("business minute", "business hour", "business day"),
    }
)


def measure_unit(call: Call, dataset: Dataset) -> Unit | None:
    """The unit of what an aggregate adds up, averages or picks; None where it is not known.

    Counts have none of their own. Raises UnlikeUnits where columns are added that are unlike.
    """
    if call.function in ("count", "count_distinct"):
        return None
    value = call.arguments[0]
    if _is_days(value, {field.name: field for field in dataset.fields}):
        return Unit((("day", 1),))
    units = column_units(dataset)
    named = [part.name for part in value.walk() if isinstance(part, Name | Column)]
    if any(name not in units for name in named):
        return None
    return unit_of(_plain(value), units)


def column_units(dataset: Dataset | None) -> dict[str, Unit]:
    """From each column of a dataset to its unit, those left out that have none."""
    found = {field.name: _unit(field) for field in dataset.fields} if dataset else {}
    return {name: unit for name, unit in found.items() if unit is not None}


def fits(declared: Unit, call: Call, found: Unit | None) -> bool:
    """Whether a measure may have the unit that is declared for its input.

    A count is of named things: one name that is no currency and no time. An average, a median, the
    least and the largest are in the unit of the column, or in that for each thing (`USD / deal`).
    """
    if call.function in ("count", "count_distinct"):
        names = [name for name, power in declared.powers]
        return len(names) == 1 and declared.powers[0][1] == 1 and not _is_amount(names[0])
    if found is None or found == declared:
        return True
    if call.function == "sum":
        return False
    over = found / declared
    return len(over.powers) == 1 and over.powers[0][1] == 1 and not _is_amount(over.powers[0][0])


def _is_amount(name: str) -> bool:
    return name.isupper() or name in TIMES


def _is_days(value: Expression, fields: Mapping[str, Field]) -> bool:
    if isinstance(value, Call):
        return value.function == "days"
    return (
        isinstance(value, Binary)
        and value.sign == "-"
        and all(
            isinstance(side, Name | Column)
            and side.name in fields
            and fields[side.name].type.casefold() in ("date", "timestamp", "datetime")
            for side in (value.left, value.right)
        )
    )


def _unit(field: Field) -> Unit | None:
    if field.unit is None:
        return None
    try:
        return parse_unit(field.unit)
    except UnitError:
        return None


def _plain(value: Expression) -> Expression:
    """The same with columns by their bare names, as `unit_of` looks them up."""
    match value:
        case Column():
            return Name(value.name, at=value.at)
        case Binary():
            return Binary(_plain(value.left), value.sign, _plain(value.right), at=value.at)
        case Call():
            inner = tuple(_plain(argument) for argument in value.arguments)
            return Call(value.function, inner, value.where, at=value.at)
    return value
