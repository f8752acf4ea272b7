"""Procedures and their steps, and the pipelines whose stages the steps move."""

from typing import Annotated, Any, ClassVar, Literal, Self

from msgspec import field

from salesops_sop.handbook.model.fields import (
    Date,
    DecisionId,
    Id,
    KpiIds,
    Many,
    Name,
    Names,
    PartyIds,
    PipelineId,
    ProcedureId,
    Quantity,
    RoleId,
    Scope,
    Sentences,
    ServiceId,
    SystemId,
    SystemIds,
    Text,
    Texts,
    TimeLimit,
    doc,
)
from salesops_sop.handbook.model.record import Control, Document, Instead, Raci, Record, SharedWith


class IfItFails(Record, kw_only=True):
    """What people do when an automation does not work."""

    do: Annotated[Text, doc("What is done instead.", "enter the lead by hand")]
    by: Annotated[RoleId, doc("Who does it.", "sales-operations-representative")]


class Automation(Record, kw_only=True):
    """The part of a step that a system does."""

    system: Annotated[SystemId, doc("The system that does it.", "marketing-automation")]
    trigger: Annotated[Text, doc("What starts it.", "a form is submitted")]
    does: Annotated[Text | None, doc("What the system does, and what a person still does.")] = None
    if_it_fails: Annotated[IfItFails | None, doc("What people do when it fails.")] = None


class Escalation(Record, kw_only=True):
    """Whom to call in when a step is late."""

    after: Annotated[TimeLimit, doc("How long to wait.", "8 business hours")]
    to: Annotated[RoleId, doc("Whom to call in.", "vp-sales")]


class Handoff(Record, kw_only=True):
    """Work passes to somebody else: what exactly, by when, and when it counts as taken over."""

    to: Annotated[PartyIds, doc("The role or department that takes over.", "sales-representative")]
    payload: Annotated[Names, doc("What is handed over.", ["graded lead"])] = Texts()
    within: Annotated[TimeLimit | None, doc("By when.", "1 business hour")] = None
    accepted_when: Annotated[Text | None, doc("The sign that it was taken over.")] = None
    service: Annotated[ServiceId | None, doc("The service that is asked for.")] = None


class Move(Record, kw_only=True):
    """A stage transition of a lead or a deal."""

    pipeline: Annotated[PipelineId, doc("The pipeline.", "lead")]
    origin: Annotated[Id, doc("The stage it leaves.", "new")] = field(name="from")
    to: Annotated[Id, doc("The stage it enters.", "graded")]


class Target(Record, kw_only=True):
    """Where a step leads when it is not simply another step: an end, a call, or parallel work."""

    end: Annotated[Id | None, doc("The outcome with which the procedure ends.")] = None
    call: Annotated[ProcedureId | None, doc("The procedure that is called and returns.")] = None
    then: Annotated[Id | None, doc("The step that follows when the call returns.")] = None
    all: Annotated[Many, doc("The steps that run in parallel from here.")] = Many()


class Branch(Record, kw_only=True):
    """One way on from a choice: either `when` with `to`, or `otherwise`."""

    when: Annotated[
        Text | None, doc("The condition, in words or as a comparison on the table’s outputs.")
    ] = None
    to: Annotated[Id | Target | None, doc("Where it leads.", "assign")] = None
    otherwise: Annotated[Id | Target | None, doc("Where all other cases lead.")] = None


class Step(Record, kw_only=True):
    """One thing that somebody does."""

    id: Annotated[Id, doc("The step’s name in references, unique in the procedure.", "grade")]
    action: Annotated[Text, doc("What is done, verb first.", "Grade the lead")]
    details: Annotated[Text | None, doc("How it is done, where the action does not say it.")] = None
    raci: Annotated[
        Raci | None, doc("Who; accountable is the procedure’s owner unless stated.")
    ] = None
    scope: Annotated[Scope, doc("Where it is done; empty: everywhere.")] = field(
        default_factory=Scope
    )
    shared_with: Annotated[
        SharedWith | None, doc("Who else answers for the same work on purpose, and why.")
    ] = None
    apply: Annotated[DecisionId | None, doc("The decision table to apply.", "lead-grading")] = None
    using: Annotated[SystemIds, doc("The systems used.", ["crm"])] = Many()
    automation: Annotated[Automation | None, doc("The part that a system does.")] = None
    within: Annotated[
        TimeLimit | None, doc("The time limit, or its parameter.", "4 business hours")
    ] = None
    escalate: Annotated[list[Escalation], doc("Whom to call in when it is late.")] = field(
        default_factory=list
    )
    inputs: Annotated[Names, doc("What the step needs.", ["inquiry"])] = Texts()
    outputs: Annotated[Names, doc("What the step makes.", ["graded lead"])] = Texts()
    handoff: Annotated[Handoff | None, doc("The hand-over to the next role.")] = None
    moves: Annotated[Move | None, doc("The stage transition that the step makes.")] = None
    records: Annotated[Sentences, doc("What is kept as evidence.")] = Texts()
    next: Annotated[
        Id | Target | list[Branch] | None,
        doc("What follows; nothing stated: the step below, or the end.", "assign"),
    ] = None
    wait_for: Annotated[
        Literal["all"] | None, doc("Wait for every step that leads here (end of parallel work).")
    ] = None


class Outcome(Record, kw_only=True):
    """One way in which a procedure ends."""

    id: Annotated[Id, doc("The outcome’s name in `end:`.", "assigned")]
    title: Annotated[Name, doc("The outcome in words.")]
    start: Annotated[ProcedureId | None, doc("The procedure that it starts.")] = None


class ProcedureException(Record, kw_only=True):
    """A case in which something else is done than the steps say."""

    when: Annotated[Text, doc("The case.")]
    do: Annotated[Text, doc("What is done instead.")]
    approver: Annotated[RoleId | None, doc("Who must agree.")] = None
    until: Annotated[Date | None, doc("The last day on which the exception holds.")] = None
    duration: Annotated[TimeLimit | None, doc("For how long one exception holds.", "30 days")] = (
        field(name="for", default=None)
    )
    evidence: Annotated[Text | None, doc("What is kept to show that it was right.")] = None


class Procedure(Document, kw_only=True, tag_field="kind", tag="procedure"):
    """A standard operating procedure."""

    control: Annotated[Control, doc("Document control.")]
    steps: Annotated[list[Step], doc("The steps, in order.")]
    purpose: Annotated[Text | None, doc("Why it is done.")] = None
    trigger: Annotated[Sentences, doc("What starts it.", "A form is submitted")] = Texts()
    within: Annotated[TimeLimit | None, doc("The time limit for the whole of it.")] = None
    scope: Annotated[Scope, doc("Where it holds; empty: everywhere.")] = field(
        default_factory=Scope
    )
    inputs: Annotated[Names, doc("What must be there at the start.")] = Texts()
    outputs: Annotated[Names, doc("What is there at the end.")] = Texts()
    outcomes: Annotated[list[Outcome], doc("The ways in which it ends.")] = field(
        default_factory=list
    )
    exceptions: Annotated[
        list[ProcedureException], doc("Cases in which something else is done.")
    ] = field(default_factory=list)
    prohibited: Annotated[Sentences, doc("What nobody may do.")] = Texts()
    out_of_scope: Annotated[list[Instead], doc("What is not done here, and where to go.")] = field(
        default_factory=list
    )
    records: Annotated[Sentences, doc("What is kept as evidence.")] = Texts()
    references: Annotated[Sentences, doc("What else applies: links and titles.")] = Texts()
    kpis: Annotated[KpiIds, doc("The KPIs that show how well it works.")] = Many()


class IdleAfter(dict[str, dict[str, TimeLimit]]):
    """After how long without a move a record counts as idle: one limit, or by dimension value.

    One limit for all stands under the key `""`.
    """

    schema: ClassVar[dict[str, Any]] = {
        "anyOf": [
            TimeLimit.schema,
            {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": TimeLimit.schema,
                },
            },
        ]
    }

    @classmethod
    def read(cls, raw: Any) -> Self:
        """Raises ValueError when `raw` holds anything but time limits."""
        if not isinstance(raw, dict):
            return cls({"": {"": TimeLimit.read(raw)}})
        if not all(isinstance(values, dict) for values in raw.values()):
            raise ValueError("expected a time limit, or {segment: {smb: 15 days}}")
        return cls(
            {
                dimension: {value: TimeLimit.read(limit) for value, limit in values.items()}
                for dimension, values in raw.items()
            }
        )


class Stage(Record, kw_only=True):
    """One stage of a pipeline."""

    id: Annotated[Id, doc("The stage’s name in `moves:`.", "qualified")]
    title: Annotated[Name, doc("The name people read.")]
    meaning: Annotated[Text | None, doc("What it means to be in this stage.")] = None
    probability: Annotated[
        Quantity | None, doc("How likely a deal in this stage is won: a percent.", "40%")
    ] = None
    entry: Annotated[Sentences, doc("What must be true to enter.")] = Texts()
    exit: Annotated[Sentences, doc("What must be true to leave.")] = Texts()
    evidence: Annotated[Sentences, doc("What shows it.")] = Texts()
    idle_after: Annotated[
        IdleAfter | None,
        doc("After how long without a move it counts as idle.", {"segment": {"smb": "15 days"}}),
    ] = None


class MoveBack(Record, kw_only=True):
    """A move back that is allowed."""

    origin: Annotated[Id, doc("The stage it leaves.")] = field(name="from")
    to: Annotated[Id, doc("The earlier stage it returns to.")]
    when: Annotated[Text | None, doc("In which case.")] = None


class Pipeline(Document, kw_only=True, tag_field="kind", tag="pipeline"):
    """The stages through which a lead or a deal goes, in order."""

    stages: Annotated[list[Stage], doc("The stages, in order.")]
    purpose: Annotated[Text | None, doc("What the pipeline is for.")] = None
    back: Annotated[list[MoveBack], doc("The moves back that are allowed.")] = field(
        default_factory=list
    )
    control: Annotated[Control | None, doc("Document control.")] = None
