"""Every field of every record is compared: a new one cannot be forgotten."""

import msgspec
import pytest

from salesops_sop.handbook.model import decision, measurement, organization, process, settings
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.model.record import Control
from salesops_sop.history.diff import control, decisions, duties, kpis, steps
from salesops_sop.history.diff import measurement as measurements
from salesops_sop.history.diff import process as processes
from salesops_sop.history.diff import settings as policies
from salesops_sop.history.diff.fields import FIELDS
from salesops_sop.history.diff.records import Fields

PARTS = [
    (Control, control.CONTROL_FIELDS),
    (organization.Activity, duties.ACTIVITY),
    (process.Step, steps.STEP),
    (process.Handoff, steps.HANDOFF),
    (process.Escalation, steps.ESCALATION),
    (process.Automation, steps.AUTOMATION),
    (process.IfItFails, steps.IF_IT_FAILS),
    (process.Outcome, processes.OUTCOME),
    (process.ProcedureException, processes.EXCEPTION),
    (process.Stage, processes.STAGE),
    (process.MoveBack, processes.MOVE_BACK),
    (decision.Column, decisions.COLUMN),
    (decision.DecisionRule, decisions.RULE),
    (measurement.KpiInput, kpis.INPUT),
    (measurement.KpiTarget, kpis.TARGET),
    (measurement.Band, kpis.BAND),
    (measurement.Field, measurements.FIELD),
    (measurement.QualityRule, measurements.QUALITY),
    (settings.Policy, policies.POLICY),
    (settings.Governance, policies.GOVERNANCE),
    (settings.Waiver, policies.WAIVER),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind(kind: str) -> None:
    assert set(FIELDS[kind]) == names(KINDS[kind]) - {"id", "title"}


@pytest.mark.parametrize(("record", "known"), PARTS, ids=lambda part: getattr(part, "__name__", ""))
def test_every_field_of_a_part(record: type[msgspec.Struct], known: Fields) -> None:
    assert set(known) == names(record)


def names(record: type[msgspec.Struct]) -> set[str]:
    return {field.name for field in msgspec.structs.fields(record)}
