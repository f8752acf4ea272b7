"""Ownership: every activity has one role that answers for it, and one only."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.ownership.missing import idle_role, nobody_does_it, scope_gap, unowned
from salesops_sop.rules.ownership.rivals import (
    prohibited_yet_assigned,
    same_trigger,
    split_decision,
)
from salesops_sop.rules.ownership.rows import (
    outside_line,
    overloaded_role,
    several_accountable,
    too_many,
)
from salesops_sop.rules.ownership.separation import incompatible_duties, self_approval
from salesops_sop.rules.ownership.twice import duplicate_work, overlap, similar

RULES: tuple[Rule, ...] = (
    duplicate_work,
    idle_role,
    incompatible_duties,
    nobody_does_it,
    outside_line,
    overlap,
    overloaded_role,
    prohibited_yet_assigned,
    same_trigger,
    scope_gap,
    self_approval,
    several_accountable,
    similar,
    split_decision,
    too_many,
    unowned,
)
