"""KPIs: every number has one definition that can be read, computed and checked."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.kpi.examples import example
from salesops_sop.rules.kpi.formulas import cycle, duplicate_formula, syntax, unit
from salesops_sop.rules.kpi.inputs import unknown_input, unused_input

RULES: tuple[Rule, ...] = (
    cycle,
    duplicate_formula,
    example,
    syntax,
    unit,
    unknown_input,
    unused_input,
)
