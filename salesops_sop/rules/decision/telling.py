"""What all sentences about decision tables have in common: rows, roles and answers."""

from collections.abc import Iterable

from salesops_sop.analysis.decision.results import Said
from salesops_sop.analysis.decision.stating import stated
from salesops_sop.analysis.decision.table import Table
from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column
from salesops_sop.rules.ownership.telling import name

MOST_RELATED = 10
"""Other rows that a finding points at; the message counts them all."""


def row(table: Table, place: int) -> str:
    """A rule of the grid by its id."""
    return f"‘{table.rule(place).id}’"


def roles(handbook: Handbook, ids: Iterable[str], word: str = "and") -> str:
    """The titles of roles: “VP of Sales” and “Finance director”."""
    named = [name(handbook, ident) for ident in ids]
    return joined(named) if word == "and" else f" {word} ".join(named)


def differing(handbook: Handbook, table: Table, here: int, there: int) -> str:
    """Where two rules answer differently, as a clause to hang on a sentence."""
    if not table.answering >> here & table.answering >> there & 1:
        return ""
    pairs = zip(
        table.decision.outputs, table.results[here].said, table.results[there].said, strict=True
    )
    for column, a, b in pairs:
        if a and b and a.key != b.key:
            first, second = answer(handbook, column, a), answer(handbook, column, b)
            return f", but {row(table, here)} answers {first} and {row(table, there)} {second}"
    return ""


def answer(handbook: Handbook, column: Column, said: Said) -> str:
    """What a rule says for one output: roles by their titles, other values in quotation marks."""
    if column.type in ("role", "roles"):
        return roles(handbook, said.values, "or" if said.way == "any" else "and")
    values = [stated(value, column.unit) for value in said.values]
    return joined([f"“{value}”" for value in values])
