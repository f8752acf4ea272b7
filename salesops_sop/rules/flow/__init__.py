"""Flow: work runs from step to step to an end, and from procedure to procedure."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.flow.moves import double_transition
from salesops_sop.rules.flow.parallel import deadlock, missing_join
from salesops_sop.rules.flow.ways import dead_end, no_exit_loop, unknown_next, unreachable

RULES: tuple[Rule, ...] = (
    dead_end,
    deadlock,
    double_transition,
    missing_join,
    no_exit_loop,
    unknown_next,
    unreachable,
)
