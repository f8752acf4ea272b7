"""Hand-offs: work that changes departments is handed over, and a service has one door."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.handoff.declaring import no_acceptance, no_deadline, no_payload, undeclared
from salesops_sop.rules.handoff.promises import no_instead, no_promise, no_working_hours
from salesops_sop.rules.handoff.services import (
    no_service,
    out_of_scope_yet_promised,
    two_channels,
)

RULES: tuple[Rule, ...] = (
    no_acceptance,
    no_deadline,
    no_instead,
    no_payload,
    no_promise,
    no_service,
    no_working_hours,
    out_of_scope_yet_promised,
    two_channels,
    undeclared,
)
