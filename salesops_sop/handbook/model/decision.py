"""Decision tables after DMN: inputs, outputs, and rules whose cells are unary tests."""

from typing import Annotated, Literal

from msgspec import field

from salesops_sop.handbook.model.fields import (
    DimensionId,
    Id,
    Many,
    Name,
    Plain,
    RoleIds,
    Scalar,
    Scope,
    Text,
    doc,
)
from salesops_sop.handbook.model.record import Approvers, Control, Document, Record

ColumnType = Literal["number", "integer", "string", "boolean", "date", "dimension", "role", "roles"]
HitPolicy = Literal["unique", "any", "first", "priority", "collect"]


class Column(Record, kw_only=True):
    """An input or an output of a table, with its domain."""

    id: Annotated[Id, doc("The column’s name in the rules.", "discount")]
    type: Annotated[ColumnType, doc("What kind of values it holds.")]
    title: Annotated[Name | None, doc("The name people read.")] = None
    meaning: Annotated[Text | None, doc("What it means and where it comes from.")] = None
    unit: Annotated[Plain | None, doc("The unit of its numbers.", "percent")] = None
    dimension: Annotated[
        DimensionId | None, doc("For type `dimension`: which one, if not named like the column.")
    ] = None
    min: Annotated[int | float | str | None, doc("The smallest value, inclusive.")] = None
    max: Annotated[int | float | str | None, doc("The largest value, inclusive.")] = None
    values: Annotated[
        list[Scalar], doc("The values it can have; for an output of `priority`, best first.")
    ] = field(default_factory=list)


class DecisionRule(Record, kw_only=True):
    """One row of a table."""

    id: Annotated[Id, doc("The rule’s name in answers.", "large-discount")]
    when: Annotated[
        dict[Id, Scalar | None],
        doc("From input to cell (a DMN unary test); left out: any value.", {"discount": "> 20"}),
    ] = field(default_factory=dict)
    then: Annotated[
        dict[Id, Scalar | list[Scalar] | Approvers],
        doc("From output to value.", {"approver": "vp-sales"}),
    ]
    because: Annotated[Text | None, doc("Why.")] = None


class Decision(Document, kw_only=True, tag_field="kind", tag="decision"):
    """A decision that is made by table."""

    control: Annotated[Control, doc("Document control.")]
    question: Annotated[Text, doc("The question it answers.", "Who approves this discount?")]
    inputs: Annotated[list[Column], doc("What the answer depends on.")]
    outputs: Annotated[list[Column], doc("What the answer says.")]
    rules: Annotated[list[DecisionRule], doc("The rows.")]
    hit_policy: Annotated[
        HitPolicy, doc("What holds when several rules match, as DMN defines it.")
    ] = "unique"
    purpose: Annotated[Text | None, doc("Why it is decided by table.")] = None
    asked_by: Annotated[RoleIds, doc("The roles that ask for the decision.")] = Many()
    scope: Annotated[Scope, doc("Where it holds; empty: everywhere.")] = field(
        default_factory=Scope
    )
