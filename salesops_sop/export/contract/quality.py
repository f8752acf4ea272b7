"""Rules of quality as checks of a data contract."""

from typing import Any

from salesops_sop.export.format import ExportError
from salesops_sop.export.words import plain
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset, QualityRule
from salesops_sop.warehouse.checking import condition_of
from salesops_sop.warehouse.plan import PlanError
from salesops_sop.warehouse.sql.lending import broken, portable

Data = dict[str, Any]


def checks(handbook: Handbook, dataset: Dataset) -> list[Data]:
    """A check for each rule: a query that must count 0 rows where the rule has a condition, else
    its words. Raises ExportError for a condition that cannot be read."""
    try:
        return [
            _check(handbook, dataset, rule, number)
            for number, rule in enumerate(dataset.quality, 1)
        ]
    except PlanError as error:
        raise ExportError(str(error)) from None


def _check(handbook: Handbook, dataset: Dataset, rule: str | QualityRule, number: int) -> Data:
    if not isinstance(rule, QualityRule):
        return {"type": "text", "description": plain(rule, handbook)}
    data: Data = {"id": rule.id, "name": rule.id, "type": "text"}
    data["description"] = plain(rule.check, handbook)
    data["businessImpact"] = plain(rule.meaning, handbook)
    if rule.condition is not None:
        read, sets = condition_of(handbook, dataset, rule.condition, rule.id or number)
        query = portable(broken(read, dataset, sets), "duckdb")
        data |= {"type": "sql", "query": query, "mustBe": 0, "unit": "rows"}
    return {key: value for key, value in data.items() if value not in (None, "")}
