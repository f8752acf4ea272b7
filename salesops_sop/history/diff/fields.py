"""For every kind of document, how each of its fields is compared."""

from collections.abc import Mapping

from salesops_sop.history.diff.decisions import DECISION
from salesops_sop.history.diff.kpis import KPI
from salesops_sop.history.diff.measurement import DATASET, SYSTEM
from salesops_sop.history.diff.organization import (
    DEPARTMENT,
    PERSON,
    RESPONSIBILITIES,
    ROLE_FIELDS,
)
from salesops_sop.history.diff.process import PIPELINE, PROCEDURE, SERVICE
from salesops_sop.history.diff.records import Fields
from salesops_sop.history.diff.settings import HANDBOOK
from salesops_sop.history.diff.vocabulary import DIMENSION, PARAMETER, TERM

FIELDS: Mapping[str, Fields] = {
    "handbook": HANDBOOK,
    "department": DEPARTMENT,
    "role": ROLE_FIELDS,
    "person": PERSON,
    "responsibilities": RESPONSIBILITIES,
    "procedure": PROCEDURE,
    "pipeline": PIPELINE,
    "decision": DECISION,
    "kpi": KPI,
    "dataset": DATASET,
    "system": SYSTEM,
    "service": SERVICE,
    "term": TERM,
    "dimension": DIMENSION,
    "parameter": PARAMETER,
}
