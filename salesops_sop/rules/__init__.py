"""The one list of rule families; a file that is missing here fails a test."""

from salesops_sop.lint.rule import Rule

FAMILIES = ()
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
