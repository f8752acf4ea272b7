"""What all sentences about flows have in common: steps and their conditions as people read them."""

from salesops_sop.analysis.flow.graph import Edge
from salesops_sop.base.quantity import Duration
from salesops_sop.handbook.model.process import Step
from salesops_sop.rules.ownership.telling import said

_LONGEST = 60


def step_said(step: Step) -> str:
    """A step by what is done, in quotation marks: “Grade the lead”."""
    return said(step.action)


def case_said(edge: Edge) -> str:
    """The case in which a way of a choice is taken: when “the contact opts out”."""
    if edge.otherwise or not edge.label:
        return "in all other cases"
    text = " ".join(edge.label.split()).rstrip(".")
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    return f"when {said(short)}"


def length_said(minutes: int, like: Duration, working_day: int) -> str:
    """A length in the unit of another duration of its family: “5.5 business days”."""
    number = f"{minutes / Duration(1, like.unit).in_minutes(working_day):,.1f}".removesuffix(".0")
    return f"{number} {like.unit}{'' if number == '1' else 's'}"
