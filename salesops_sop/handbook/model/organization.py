"""Departments, roles, persons, and the charters that say who is responsible for what."""

from typing import Annotated, Literal

from msgspec import field

from salesops_sop.handbook.model.fields import (
    Date,
    DepartmentId,
    Id,
    Many,
    Name,
    ParameterId,
    PartyIds,
    Plain,
    Quantity,
    RoleId,
    Scope,
    Sentences,
    Text,
    Texts,
    doc,
)
from salesops_sop.handbook.model.record import Control, Document, Raci, Record, SharedWith

Block = Literal["sales-operations", "field-sales", "account-management"]


class Department(Document, kw_only=True, tag_field="kind", tag="department"):
    """A part of the organization."""

    parent: Annotated[DepartmentId | None, doc("The department it belongs to.", "sales")] = None
    head: Annotated[RoleId | None, doc("The role that leads it.", "vp-sales")] = None
    block: Annotated[
        Block | None, doc("Which of the three blocks of the sales division it is, if any.")
    ] = None
    purpose: Annotated[Text | None, doc("What it is there for, in a sentence.")] = None


class Role(Document, kw_only=True, tag_field="kind", tag="role"):
    """A job in the organization: what is written about it holds for whoever holds it."""

    department: Annotated[DepartmentId, doc("The department it belongs to.", "sales-operations")]
    reports_to: Annotated[
        RoleId | None, doc("The role one line up; only the head of the house has none.", "vp-sales")
    ] = None
    advises: Annotated[PartyIds, doc("Dotted lines: the roles or departments it advises.")] = Many()
    backup: Annotated[RoleId | None, doc("The role that stands in when the holder is away.")] = None
    purpose: Annotated[Text | None, doc("Why the role exists, in a sentence.")] = None
    authority: Annotated[
        dict[ParameterId, Quantity],
        doc("Limits up to which the role decides alone.", {"discount-limit-manager": "20%"}),
    ] = field(default_factory=dict)
    responsibilities: Annotated[
        Sentences, doc("Duties of the role that stand in no procedure or charter, verb first.")
    ] = Texts()


class Holding(Record, kw_only=True):
    """A role that a person holds for a time."""

    role: Annotated[RoleId, doc("The role.", "vp-sales")]
    start: Annotated[Date | None, doc("The first day.")] = field(name="from", default=None)
    until: Annotated[Date | None, doc("The last day.")] = None


class SigningKey(Record, kw_only=True):
    """A public key that signs for a person."""

    key: Annotated[Plain, doc("The public key: an SSH key line or an OpenPGP fingerprint.")]
    start: Annotated[Date | None, doc("The first day.")] = field(name="from", default=None)
    until: Annotated[Date | None, doc("The last day; after it signatures do not count.")] = None


class Person(Document, kw_only=True, tag_field="kind", tag="person"):
    """Somebody who holds roles; everything else in a handbook names roles, not people."""

    holds: Annotated[
        list[RoleId | Holding], doc("The roles the person holds, with the period if limited.")
    ]
    name: Annotated[Name | None, doc("The person’s name, when the title is not the name.")] = None
    email: Annotated[Plain | None, doc("The address used in commits.")] = None
    signing_keys: Annotated[
        list[Plain | SigningKey], doc("Public keys that sign for the person.")
    ] = field(default_factory=list)


class Activity(Record, kw_only=True):
    """A duty in a charter: one row of the RACI matrix."""

    id: Annotated[Id, doc("The activity’s name in references, unique in the charter.")]
    activity: Annotated[Text, doc("What is done, verb first.", "Approve the discount")]
    raci: Annotated[Raci, doc("Who does it, answers for it, is asked, is told.")]
    scope: Annotated[Scope, doc("Where it holds; empty: everywhere.", {"region": ["emea"]})] = (
        field(default_factory=Scope)
    )
    records: Annotated[Sentences, doc("What is kept as evidence.")] = Texts()
    shared_with: Annotated[
        SharedWith | None, doc("Who else answers for the same work on purpose, and why.")
    ] = None


class Responsibilities(Document, kw_only=True, tag_field="kind", tag="responsibilities"):
    """A charter: the duties of a department or a field of work, with RACI for each."""

    activities: Annotated[list[Activity], doc("The duties.")]
    department: Annotated[DepartmentId | None, doc("The department whose charter it is.")] = None
    purpose: Annotated[Text | None, doc("What the charter settles.")] = None
    scope: Annotated[Scope, doc("Where all of it holds; empty: everywhere.")] = field(
        default_factory=Scope
    )
    control: Annotated[Control | None, doc("Document control.")] = None
