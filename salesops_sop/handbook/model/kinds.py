"""The list of kinds: each with its record."""

from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.measurement import Dataset, Kpi, System
from salesops_sop.handbook.model.organization import Department, Person, Responsibilities, Role
from salesops_sop.handbook.model.process import Pipeline, Procedure
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.service import Service
from salesops_sop.handbook.model.settings import HandbookFile
from salesops_sop.handbook.model.vocabulary import Dimension, Parameter, Term

KINDS: dict[str, type[Document]] = {
    "handbook": HandbookFile,
    "department": Department,
    "role": Role,
    "person": Person,
    "responsibilities": Responsibilities,
    "procedure": Procedure,
    "pipeline": Pipeline,
    "decision": Decision,
    "kpi": Kpi,
    "dataset": Dataset,
    "system": System,
    "service": Service,
    "term": Term,
    "dimension": Dimension,
    "parameter": Parameter,
}
