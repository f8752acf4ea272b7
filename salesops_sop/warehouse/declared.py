"""Whether the columns of a table are of the types that their fields are declared with."""

from collections.abc import Mapping

from salesops_sop.handbook.model.measurement import Field
from salesops_sop.warehouse.plan import Need, PlanError

KINDS = {
    "text": "text",
    "string": "text",
    "date": "day",
    "timestamp": "moment",
    "datetime": "moment",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
}
"""From the type of a field to what its values are."""

FITTING = {
    "text": ("text", "integer"),
    "day": ("day", "moment"),
    "moment": ("moment", "day"),
    "number": ("number", "integer"),
    "integer": ("integer",),
    "boolean": ("boolean",),
}
"""From what values should be to what they may be, as an engine keeps them."""


def kind_of(field: Field, need: Need) -> str:
    """What the values of a field are; raises PlanError for a type that is unknown."""
    try:
        return KINDS[field.type.casefold()]
    except KeyError:
        raise PlanError(
            f"the field ‘{field.name}’ of the dataset ‘{need.dataset.id}’ has the type "
            f"‘{field.type}’: write one of {', '.join(sorted(KINDS))}"
        ) from None


def needed(shown: str, need: Need, there: Mapping[str, str]) -> list[Field]:
    """The fields that are read, all of which are among the columns that are `there`.

    Raises PlanError for a column that is missing; `shown` is where the columns are, in words.
    """
    fields = [field for field in need.dataset.fields if field.name in need.fields]
    for field in fields:
        if field.name not in there:
            raise PlanError(
                f"{shown} has no column ‘{field.name}’ of the dataset ‘{need.dataset.id}’"
                f"{need.why(field.name)}"
            )
    return fields


def refuse(shown: str, need: Need, field: Field, kind: str) -> None:
    """Raise PlanError unless values of a kind are what the field is declared to hold."""
    if kind not in FITTING[kind_of(field, need)]:
        raise PlanError(
            f"{shown}: ‘{field.name}’ of the dataset ‘{need.dataset.id}’ is declared as "
            f"{field.type} and is {kind or 'something else'} there: change one of the two, or "
            f"make a view{need.why(field.name)}"
        )
