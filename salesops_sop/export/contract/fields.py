"""Fields of a dataset as properties of a data contract."""

from collections.abc import Iterator, Sequence
from typing import Any

from salesops_sop.export.words import plain
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset, Field

Data = dict[str, Any]
TYPES = {
    "text": ("string", "VARCHAR"),
    "number": ("number", "DOUBLE"),
    "integer": ("integer", "BIGINT"),
    "boolean": ("boolean", "BOOLEAN"),
    "date": ("date", "DATE"),
    "timestamp": ("timestamp", "TIMESTAMP"),
    "datetime": ("timestamp", "TIMESTAMP"),
}
"""From the type of a field to the logical and the physical one; of others only the latter."""


def properties(handbook: Handbook, dataset: Dataset) -> list[Data]:
    """The columns, in the order of the dataset."""
    keys = [field.name for field in dataset.fields if field.key]
    return [_property(handbook, field, keys) for field in dataset.fields]


def _property(handbook: Handbook, field: Field, keys: Sequence[str]) -> Data:
    logical, physical = TYPES.get(field.type.casefold(), (None, field.type))
    place = keys.index(field.name) + 1 if field.key else None
    data = {
        "name": field.name,
        "logicalType": logical,
        "physicalType": physical,
        "description": plain(field.meaning, handbook),
        "required": field.required,
        "primaryKey": True if field.key else None,
        "primaryKeyPosition": place,
        "unique": True if keys == [field.name] else None,
        "classification": "personal" if field.personal else None,
        "quality": list(_allowed(field)),
        "customProperties": [{"property": "unit", "value": field.unit}] if field.unit else [],
    }
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def _allowed(field: Field) -> Iterator[Data]:
    if field.allowed:
        yield {
            "id": "allowed_values",
            "type": "library",
            "metric": "invalidValues",
            "arguments": {"validValues": list(field.allowed)},
            "mustBe": 0,
            "dimension": "conformity",
            "description": "Only the values that are listed.",
        }
