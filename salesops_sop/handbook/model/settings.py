"""`handbook.yaml`: what holds for the whole handbook, and the settings of the linter."""

from typing import Annotated, Any, Literal

from msgspec import Meta, field

from salesops_sop.handbook.model.fields import (
    Account,
    Address,
    Clock,
    Date,
    Id,
    Name,
    PartyId,
    Plain,
    RoleId,
    Scalar,
    Text,
    TimeLimit,
    doc,
)
from salesops_sop.handbook.model.record import Approvers, Document, Record

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Level = Literal["error", "warning", "info", "off"]


class WorkingHours(Record, kw_only=True):
    """When the organization works; business hours and business days follow from it."""

    days: Annotated[list[Day], doc("The working days.", ["monday", "tuesday"])]
    start: Annotated[Clock, doc("The start of the working day, in quotes.", "09:00")] = field(
        name="from"
    )
    to: Annotated[Clock, doc("The end of the working day, in quotes.", "17:00")]


class Policy(Record, kw_only=True):
    """Who must approve documents of a kind, and how."""

    approvers: Annotated[RoleId | Approvers | None, doc("Who must agree.")] = None
    minimum: Annotated[int | None, doc("How many approvals at least.")] = None
    signature: Annotated[
        Literal["required", "optional"] | None, doc("Whether an approval must be signed.")
    ] = None
    author_may_approve: Annotated[
        bool | None, doc("Whether the author of a change may approve it.")
    ] = None


class Governance(Record, kw_only=True):
    """How documents are approved and reviewed."""

    default: Annotated[Policy | None, doc("What holds for kinds that are not named.")] = None
    kinds: Annotated[dict[str, Policy], doc("From kind to policy.")] = field(default_factory=dict)
    review_every: Annotated[
        TimeLimit | None, doc("How often documents are reviewed unless they say it.", "12 months")
    ] = None


class Waiver(Record, kw_only=True):
    """A known problem that is accepted for a time."""

    rule: Annotated[Plain, doc("The rule.", "wording/vague")]
    document: Annotated[Plain, doc("The document, with its kind.", "procedure:lead-grading")]
    reason: Annotated[Text, doc("Why it is accepted.")]
    owner: Annotated[RoleId, doc("Who answers for it.")]
    expires: Annotated[Date, doc("The last day on which it holds.")]


class Releases(Record, kw_only=True):
    """Which versions of the handbook are released."""

    tags: Annotated[
        Plain, doc("Which git tags are releases; `*` stands for anything but a slash.", "v*")
    ] = "v*"


class Revising(Record, kw_only=True):
    """What the pages of documents say of their revisions."""

    authors: Annotated[bool, doc("Whether they name who made each.", False)] = True


Gate = Literal["version-not-raised", "new-errors", "new-warnings", "new-overlaps", "unreadable"]
GATES: tuple[Gate, ...] = ("version-not-raised", "new-errors", "unreadable")


class Reviewing(Record, kw_only=True):
    """What `sop review` lets through."""

    gates: Annotated[
        list[Gate],
        doc(
            "What stops a change: a version that was not raised enough, new errors, new warnings, "
            "new overlaps, documents that can no longer be read.",
            ["version-not-raised", "new-errors"],
        ),
    ] = field(default_factory=lambda: list(GATES))


class HandbookFile(Document, kw_only=True, tag_field="kind", tag="handbook"):
    """What holds for the whole handbook."""

    id: Annotated[Id, doc("The handbook’s name.")] = "handbook"
    format: Annotated[Literal[1], doc("The format of the settings.")] = 1
    purpose: Annotated[Text | None, doc("Whom the handbook is for and what it settles.")] = None
    organization: Annotated[Name | None, doc("Whose handbook it is.")] = None
    currency: Annotated[
        Annotated[str, Meta(pattern=r"^[A-Z]{3}$(?!\n)")] | None,
        doc("The currency of amounts, as ISO 4217 names it.", "USD"),
    ] = None
    timezone: Annotated[
        Plain | None, doc("The time zone of clock times, as IANA names it.", "Europe/Berlin")
    ] = None
    working_hours: Annotated[WorkingHours | None, doc("When the organization works.")] = None
    holidays: Annotated[list[Date], doc("Days on which nobody works.", ["2026-12-25"])] = field(
        default_factory=list
    )
    fiscal_year_start: Annotated[
        Annotated[str, Meta(pattern=r"^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$(?!\n)")]
        | None,
        doc("The first day of the fiscal year: month and day, in quotes.", "02-01"),
    ] = None
    governance: Annotated[Governance | None, doc("How documents are approved.")] = None
    releases: Annotated[Releases | None, doc("Which git tags are releases.")] = None
    accounts: Annotated[
        dict[PartyId, Account],
        doc(
            "From a role or department to its account or team where the repository is hosted; else "
            "the persons who hold the role are named by their addresses.",
            {"sales-operations": "@example/sales-operations"},
        ),
    ] = field(default_factory=dict)
    revisions: Annotated[Revising | None, doc("What pages say of revisions.")] = None
    review: Annotated[Reviewing | None, doc("What stops a change in `sop review`.")] = None
    acknowledge: Annotated[
        Address | None,
        doc(
            "Where readers confirm that they have read a document: a form, a mailto: or an issue; "
            "{document}, {title}, {version} and {digest} are filled in.",
            "https://forms.example.com/read?document={document}&version={version}&text={digest}",
        ),
    ] = None
    rules: Annotated[
        dict[str, Level | dict[str, Any]],
        doc("From rule to severity, or to severity and options.", {"wording/vague": "warning"}),
    ] = field(default_factory=dict)
    waivers: Annotated[list[Waiver], doc("Known problems that are accepted for a time.")] = field(
        default_factory=list
    )
    variables: Annotated[
        dict[str, Scalar], doc("Texts and numbers to be used in prose, by name.")
    ] = field(default_factory=dict)
