"""The one list of rule families; a file that is missing here fails a test."""

from types import ModuleType

from salesops_sop.lint.rule import Rule
from salesops_sop.rules import (
    decision,
    document,
    flow,
    handoff,
    kpi,
    lifecycle,
    ownership,
    parameter,
    reference,
    reporting,
    wording,
)

FAMILIES: tuple[ModuleType, ...] = (
    decision,
    document,
    flow,
    handoff,
    kpi,
    lifecycle,
    ownership,
    parameter,
    reference,
    reporting,
    wording,
)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
