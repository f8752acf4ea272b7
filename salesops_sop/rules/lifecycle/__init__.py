"""Lifecycle: documents are reviewed in time, dates agree with each other, exceptions end."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.lifecycle.approvals import not_approved
from salesops_sop.rules.lifecycle.endings import (
    exception_without_expiry,
    waiver_expired,
    waiver_unused,
)
from salesops_sop.rules.lifecycle.reviews import (
    effective_in_past_draft,
    no_review_date,
    review_overdue,
    superseded_cycle,
)
from salesops_sop.rules.lifecycle.versions import version_not_raised

RULES: tuple[Rule, ...] = (
    effective_in_past_draft,
    exception_without_expiry,
    no_review_date,
    not_approved,
    review_overdue,
    superseded_cycle,
    version_not_raised,
    waiver_expired,
    waiver_unused,
)
