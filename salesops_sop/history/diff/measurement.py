"""Datasets and systems: where numbers come from, and who answers for them."""

from collections.abc import Iterator, Sequence

from salesops_sop.handbook.model.measurement import QualityRule
from salesops_sop.history.diff.acting import acting
from salesops_sop.history.diff.change import Change, Type
from salesops_sop.history.diff.control import control
from salesops_sop.history.diff.limits import time_limit
from salesops_sop.history.diff.records import Fields, listed
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.texts import text, things
from salesops_sop.history.diff.values import MEASURE, OWNERSHIP, REFERENCE, flag, references, value


def _quality(
    spot: Spot, old: Sequence[str | QualityRule], new: Sequence[str | QualityRule]
) -> Iterator[Change]:
    before, after = ([_rule(item) for item in rules] for rules in (old, new))
    yield from _rules(spot, before, after)


def _rule(item: str | QualityRule) -> QualityRule:
    return QualityRule(check=item) if isinstance(item, str) else item


QUALITY: Fields = {
    "check": text("the condition", *MEASURE),
    "condition": value("the formula", MEASURE),
    "id": value("the name", REFERENCE),
    "meaning": text("the reason"),
}
_rules = listed("rule of quality", QUALITY, MEASURE, lambda item: item.check)
FIELD: Fields = {
    "name": value("the name", MEASURE),
    "type": value("the type", MEASURE),
    "unit": value("the unit", MEASURE),
    "meaning": text("the meaning"),
    "required": flag("every row must have it", "not every row must have it", MEASURE),
    "key": flag("it identifies a row", "it no longer identifies a row", MEASURE),
    "allowed": value("the list of values that it may have", MEASURE),
    "personal": flag("it is personal data", "it is no personal data", MEASURE),
}
DATASET: Fields = {
    "control": control,
    "owner": acting("answers for the data", OWNERSHIP, Type.OWNER),
    "steward": acting("keeps it right", OWNERSHIP, Type.OWNER),
    "system": references("the system of record", ("system",), MEASURE),
    "fields": listed("field", FIELD, MEASURE, lambda item: item.name, lambda item: item.name),
    "quality": _quality,
    "retention": time_limit("the time for which rows are kept", MEASURE),
    "grain": things("what one row is", *MEASURE),
    "time_field": value("the column that places a row in time", MEASURE),
    "meaning": text("the meaning"),
}
SYSTEM: Fields = {
    "control": control,
    "owner": acting("answers for it", OWNERSHIP, Type.OWNER),
    "vendor": value("the vendor", REFERENCE),
    "purpose": text("the purpose"),
}
