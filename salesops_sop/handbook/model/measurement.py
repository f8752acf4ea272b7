"""KPIs, and the datasets and systems their numbers come from."""

from typing import Annotated, Literal

from msgspec import field

from salesops_sop.handbook.model.fields import (
    Date,
    Id,
    KpiId,
    KpiIds,
    Many,
    Name,
    Names,
    Plain,
    Quantity,
    RoleId,
    Scalar,
    Scope,
    Sentences,
    SystemId,
    Text,
    Texts,
    TimeLimit,
    doc,
)
from salesops_sop.handbook.model.record import Control, Document, Record

Better = Literal["higher", "lower"]


class KpiInput(Record, kw_only=True):
    """One quantity of a formula: measured, another KPI, or entered by hand."""

    title: Annotated[Name, doc("The name people read.", "won deals")]
    unit: Annotated[Plain, doc("Its unit.", "deal")]
    meaning: Annotated[Text | None, doc("What counts and what does not.")] = None
    measure: Annotated[
        Plain | None,
        doc("An aggregate over one dataset.", 'count(opportunities where stage = "won")'),
    ] = None
    date: Annotated[Plain | None, doc("The column that places it in time.", "closed_on")] = None
    snapshot: Annotated[
        bool, doc("Whether it is the value on the day of the report, not placed in time.")
    ] = False
    kpi: Annotated[KpiId | None, doc("The KPI whose value it is.")] = None
    entered_by: Annotated[RoleId | None, doc("The role that enters it by hand.")] = None


class KpiTarget(Record, kw_only=True):
    """A target value, for a scope and a period."""

    value: Annotated[Quantity, doc("The value to reach, or the parameter that states it.", "25%")]
    scope: Annotated[Scope, doc("Where it holds; empty: everywhere.")] = field(
        default_factory=Scope
    )
    start: Annotated[Date | None, doc("The first day.")] = field(name="from", default=None)
    until: Annotated[Date | None, doc("The last day.")] = None


class Band(Record, kw_only=True):
    """A range of values and what it means."""

    title: Annotated[Name, doc("What the range means.", "on target")]
    min: Annotated[Quantity | None, doc("Where it begins, see `max`.")] = None
    max: Annotated[
        Quantity | None,
        doc("Where it ends. The border of two bands belongs to the better one."),
    ] = None
    scope: Annotated[Scope, doc("Where it holds; empty: everywhere.")] = field(
        default_factory=Scope
    )
    start: Annotated[Date | None, doc("The first day.")] = field(name="from", default=None)
    until: Annotated[Date | None, doc("The last day.")] = None
    action: Annotated[Text | None, doc("What is done when the value is in it.")] = None


class Example(Record, kw_only=True):
    """A worked case: values for the inputs and the result they must give."""

    inputs: Annotated[dict[str, int | float | str | None], doc("From input to value.")]
    result: Annotated[
        int | float | str | None, doc("The result; `undefined` where the formula has none.")
    ]
    title: Annotated[Name | None, doc("What the case shows.")] = None


class Kpi(Document, kw_only=True, tag_field="kind", tag="kpi"):
    """A key performance indicator."""

    control: Annotated[Control, doc("Document control.")]
    definition: Annotated[Text | None, doc("What it measures, in a sentence.")] = None
    formula: Annotated[Plain, doc("How it is computed.", "won_deals / pitched_prospects")]
    unit: Annotated[Plain, doc("The unit of the result.", "percent", "USD / customer")]
    inputs: Annotated[dict[str, KpiInput], doc("From the names in the formula to what they are.")]
    owner: Annotated[RoleId | None, doc("The role that answers for the number.")] = None
    better: Annotated[Better | None, doc("Which direction is better.")] = None
    purpose: Annotated[Text | None, doc("Which question it answers.")] = None
    target: Annotated[
        int | float | str | list[KpiTarget] | None,
        doc("The target: a value, a parameter, or values by scope and period.", "25%"),
    ] = None
    bands: Annotated[list[Band], doc("Ranges and what they mean, best first.")] = field(
        default_factory=list
    )
    grain: Annotated[Names, doc("By what it is reported.", ["month", "region"])] = Texts()
    precision: Annotated[int | None, doc("Digits after the point in the result.")] = None
    when_undefined: Annotated[Text | None, doc("What it means that there is no result.")] = None
    examples: Annotated[list[Example], doc("Worked cases; they are run as tests.")] = field(
        default_factory=list
    )
    exclusions: Annotated[Sentences, doc("What does not count.")] = Texts()
    see_also: Annotated[KpiIds, doc("Related KPIs.")] = Many()


class Field(Record, kw_only=True):
    """A column of a dataset."""

    name: Annotated[Plain, doc("The column’s name in formulas.", "closed_on")]
    type: Annotated[Plain, doc("Its type.", "date", "number", "text")]
    unit: Annotated[Plain | None, doc("The unit of its numbers.", "USD")] = None
    meaning: Annotated[Text | None, doc("What it says.")] = None
    required: Annotated[bool, doc("Whether every row must have it.")] = False
    key: Annotated[bool, doc("Whether it identifies a row; several do so together.")] = False
    allowed: Annotated[list[Scalar], doc("The only values it may have.")] = field(
        default_factory=list
    )
    personal: Annotated[bool, doc("Whether it is personal data; never printed.")] = False


class QualityRule(Record, kw_only=True):
    """A condition that every row must meet."""

    check: Annotated[Text, doc("The condition, in words.")]
    condition: Annotated[
        Plain | None,
        doc(
            "The same as a formula over the columns of a row, which `sop data check` tries.",
            'outcome = "open" or closed_on >= opened_on',
        ),
    ] = None
    id: Annotated[Id | None, doc("The rule’s name in reports.")] = None
    meaning: Annotated[Text | None, doc("Why it matters.")] = None


class Dataset(Document, kw_only=True, tag_field="kind", tag="dataset"):
    """Data that KPIs are computed from."""

    system: Annotated[SystemId, doc("The system of record.", "crm")]
    owner: Annotated[RoleId, doc("The role that answers for the data.")]
    fields: Annotated[list[Field], doc("The columns.")]
    steward: Annotated[RoleId | None, doc("The role that keeps it right day by day.")] = None
    meaning: Annotated[Text | None, doc("What one row says.")] = None
    quality: Annotated[list[Text | QualityRule], doc("What must hold for the data.")] = field(
        default_factory=list
    )
    retention: Annotated[TimeLimit | None, doc("How long rows are kept.", "7 years")] = None
    grain: Annotated[Names, doc("What one row is.", "one opportunity")] = Texts()
    time_field: Annotated[Plain | None, doc("The column that places a row in time.")] = None
    control: Annotated[Control | None, doc("Document control.")] = None


class System(Document, kw_only=True, tag_field="kind", tag="system"):
    """Software that steps use."""

    owner: Annotated[RoleId, doc("The role that answers for it.")]
    vendor: Annotated[Plain | None, doc("Who makes it.")] = None
    purpose: Annotated[Text | None, doc("What it is used for.")] = None
    control: Annotated[Control | None, doc("Document control.")] = None
