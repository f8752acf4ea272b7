"""KPIs: every number has one definition that can be read, computed and checked."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.kpi.examples import example
from salesops_sop.rules.kpi.formulas import cycle, duplicate_formula, syntax, unit
from salesops_sop.rules.kpi.inputs import unknown_input, unused_input
from salesops_sop.rules.kpi.shares import (
    mean_of_ratios,
    numerator_not_subset,
    percent_twice,
    zero_denominator,
)
from salesops_sop.rules.kpi.sources import no_owner, no_source, no_time
from salesops_sop.rules.kpi.targets import target

RULES: tuple[Rule, ...] = (
    cycle,
    duplicate_formula,
    example,
    mean_of_ratios,
    no_owner,
    no_source,
    no_time,
    numerator_not_subset,
    percent_twice,
    syntax,
    target,
    unit,
    unknown_input,
    unused_input,
    zero_denominator,
)
