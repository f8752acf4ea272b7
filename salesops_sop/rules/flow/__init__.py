"""Flow: work runs from step to step to an end, and from procedure to procedure."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.flow.moves import double_transition

RULES: tuple[Rule, ...] = (double_transition,)
