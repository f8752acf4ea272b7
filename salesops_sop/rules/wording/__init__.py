"""Wording: sentences that two readers understand alike, and words that mean one thing."""

from salesops_sop.lint.rule import Rule
from salesops_sop.rules.wording.clarity import (
    ambiguous_time_zone,
    placeholder,
    undefined_acronym,
    vague,
)
from salesops_sop.rules.wording.instruction import long_step, verb_first
from salesops_sop.rules.wording.vocabulary import avoid_term, term_twice

RULES: tuple[Rule, ...] = (
    ambiguous_time_zone,
    avoid_term,
    long_step,
    placeholder,
    term_twice,
    undefined_acronym,
    vague,
    verb_first,
)
