"""Writes a dataset as a data contract after the Open Data Contract Standard (ODCS) 3.1."""

from collections.abc import Iterator, Mapping
from typing import Any

from salesops_sop.analysis.facts import shown
from salesops_sop.base.quantity import Duration
from salesops_sop.export.contract.fields import properties
from salesops_sop.export.contract.quality import checks
from salesops_sop.export.words import plain
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset, System
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.record import Approvers, Control, Status
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.handbook.yamltree import emit
from salesops_sop.warehouse.sql.names import table

Data = dict[str, Any]
VERSION = "v3.1.0"
UNVERSIONED = "0.0.0"
STATUSES = {
    Status.DRAFT: "draft",
    Status.REVIEW: "proposed",
    Status.EFFECTIVE: "active",
    Status.RETIRED: "retired",
}


def write(handbook: Handbook, dataset: Dataset) -> str:
    """Return the contract; raises ExportError for a rule of quality that cannot be read.

    A dataset without document control is a draft of version 0.0.0, for a contract needs both.
    """
    control = dataset.control
    data = {
        "apiVersion": VERSION,
        "kind": "DataContract",
        "id": dataset.id,
        "name": dataset.title,
        "version": (control.version if control else None) or UNVERSIONED,
        "status": STATUSES[control.status] if control else "draft",
        "description": _some({"purpose": plain(dataset.meaning, handbook)}),
        "servers": [_server(handbook, dataset)],
        "schema": [_schema(handbook, dataset)],
        "team": {"members": list(_members(handbook, dataset))},
        "slaProperties": list(_retention(handbook, dataset)),
        "customProperties": list(_control(control)) if control else [],
    }
    return emit(_some(data), dates=False)


def _schema(handbook: Handbook, dataset: Dataset) -> Data:
    time_field = dataset.time_field
    return _some(
        {
            "name": table(dataset.id),
            "businessName": dataset.title,
            "logicalType": "object",
            "physicalType": "table",
            "description": plain(dataset.meaning, handbook),
            "dataGranularityDescription": ", ".join(dataset.grain),
            "properties": properties(handbook, dataset),
            "quality": checks(handbook, dataset),
            "customProperties": [_custom("timeField", time_field)] if time_field else [],
        }
    )


def _server(handbook: Handbook, dataset: Dataset) -> Data:
    system = handbook.get(System, dataset.system)
    words = [system.title, plain(system.purpose, handbook)] if system else []
    vendor = [_custom("vendor", system.vendor)] if system and system.vendor else []
    return _some(
        {
            "server": dataset.system,
            "type": "custom",
            "description": ": ".join(word for word in words if word),
            "customProperties": vendor,
        }
    )


def _members(handbook: Handbook, dataset: Dataset) -> Iterator[Data]:
    system = handbook.get(System, dataset.system)
    named = (
        ("owner", dataset.owner),
        ("data steward", dataset.steward),
        ("system owner", system.owner if system else None),
    )
    for duty, ident in named:
        if ident:
            role = handbook.get(Role, ident)
            said = {"username": ident, "name": role.title if role else None, "role": duty}
            yield _some({**said, "description": plain(role.purpose, handbook) if role else None})


def _retention(handbook: Handbook, dataset: Dataset) -> Iterator[Data]:
    limit = dataset.retention
    if limit is None:
        return
    parameter = handbook.get(Parameter, limit.parameter) if limit.parameter else None
    duration = limit.duration or (_duration(parameter) if parameter else None)
    said: Data = {"property": "retention", "value": str(limit)}
    if duration:
        said |= {"value": duration.amount, "unit": duration.unit}
    elif parameter:
        said["value"] = shown(parameter)
    words = plain(parameter.meaning, handbook) if parameter else ""
    yield _some({**said, "description": words})


def _duration(parameter: Parameter) -> Duration | None:
    found = parameter.quantity()
    return found if isinstance(found, Duration) else None


def _control(control: Control) -> Iterator[Data]:
    """Document control, for which a contract has custom properties only."""
    approvers: str | Data | None
    match control.approvers:
        case Approvers() as several:
            approvers = _some({"allOf": list(several.all_of), "anyOf": list(several.any_of)})
        case one:
            approvers = one
    stated = {
        "documentNumber": control.number,
        "documentOwner": control.owner,
        "approvers": approvers,
        "effective": control.effective.isoformat() if control.effective else None,
        "reviewed": control.reviewed.isoformat() if control.reviewed else None,
        "reviewEvery": str(control.review_every) if control.review_every else None,
        "supersedes": list(control.supersedes),
    }
    for name, value in _some(stated).items():
        yield _custom(name, value)


def _custom(name: str, value: Any) -> Data:
    return {"property": name, "value": value}


def _some(data: Mapping[str, Any]) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
