"""Decisions: tables in which every case has one answer, from somebody who may give it."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.decision.approval import approver_below_requester, not_monotone
from salesops_sop.rules.decision.cases import gap, overlap, top_band_closed
from salesops_sop.rules.decision.cells import domain, syntax, type_, unknown_role
from salesops_sop.rules.decision.idle import masked, mergeable, shadowed, unused_input

RULES: tuple[Rule, ...] = (
    approver_below_requester,
    domain,
    gap,
    masked,
    mergeable,
    not_monotone,
    overlap,
    shadowed,
    syntax,
    top_band_closed,
    type_,
    unknown_role,
    unused_input,
)
