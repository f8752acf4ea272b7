"""Reporting: one line up from every role to the head of the house, and somebody who leads."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.reporting.authority import authority_above_manager, no_backup
from salesops_sop.rules.reporting.lines import (
    cycle,
    missing_department_head,
    no_manager,
    several_roots,
)
from salesops_sop.rules.reporting.shape import depth, narrow_span, span

RULES: tuple[Rule, ...] = (
    authority_above_manager,
    cycle,
    depth,
    missing_department_head,
    narrow_span,
    no_backup,
    no_manager,
    several_roots,
    span,
)
