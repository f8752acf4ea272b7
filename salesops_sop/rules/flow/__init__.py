"""Flow: work runs from step to step to an end, and from procedure to procedure."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.flow.burden import critical_path, ping_pong, too_large, too_many_handoffs
from salesops_sop.rules.flow.choices import missing_otherwise
from salesops_sop.rules.flow.joining import (
    input_nobody_makes,
    orphan_procedure,
    output_nobody_uses,
)
from salesops_sop.rules.flow.moves import double_transition, unused_stage
from salesops_sop.rules.flow.parallel import deadlock, missing_join
from salesops_sop.rules.flow.ways import dead_end, no_exit_loop, unknown_next, unreachable

RULES: tuple[Rule, ...] = (
    critical_path,
    dead_end,
    deadlock,
    double_transition,
    input_nobody_makes,
    missing_join,
    missing_otherwise,
    no_exit_loop,
    orphan_procedure,
    output_nobody_uses,
    ping_pong,
    too_large,
    too_many_handoffs,
    unknown_next,
    unreachable,
    unused_stage,
)
