"""Whether two instructions ask for the same work."""

from salesops_sop.analysis.activity.statement import Statement, read
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.words import stem, stems
from salesops_sop.history.diff.spot import Both
from salesops_sop.history.diff.texts import same_words, substance


def same_duty(both: Both, old: str, new: str) -> bool:
    """Whether two instructions ask for the same: the same actions on the same things.

    They are read as in the search for overlaps, so that “approval of discounts” is “approve a
    discount”; whatever else is said must have the same words.
    """
    if same_words(old, new):
        return True
    vocabulary = both.new.derived(Ownership).vocabulary
    one, other = read(old, vocabulary), read(new, vocabulary)
    if not one.clauses or len(one.clauses) != len(other.clauses):
        return False
    pairs = zip(one.clauses, other.clauses, strict=True)
    acting = all(a.actions & b.actions for a, b in pairs)
    return acting and _rest(one) == _rest(other)


def _rest(statement: Statement) -> tuple[list[str], list[tuple[str, int]]]:
    """What is said besides the verbs."""
    verbs = {stem(verb) for clause in statement.clauses for verb in clause.verbs}
    words = set(stems(statement.text)) - verbs
    return sorted(words), [f for f in substance(statement.text) if f[0] not in verbs]
