"""Services: what one department may ask of another."""

from typing import Annotated

from msgspec import field

from salesops_sop.handbook.model.fields import (
    Many,
    Name,
    Names,
    PartyId,
    PartyIds,
    RoleId,
    Scope,
    Text,
    Texts,
    TimeLimit,
    doc,
)
from salesops_sop.handbook.model.record import Control, Document, Instead


class Service(Document, kw_only=True, tag_field="kind", tag="service"):
    """One request, one channel, one promise."""

    provider: Annotated[PartyId, doc("The department or role that does it.", "legal")]
    request: Annotated[Text, doc("What is asked for.", "Review a non-standard contract clause")]
    channel: Annotated[Name, doc("The one way to ask.", "the legal queue in the CRM")]
    consumers: Annotated[PartyIds, doc("The departments or roles that may ask.")] = Many()
    owner: Annotated[RoleId | None, doc("The role that answers for the promise.")] = None
    respond_within: Annotated[TimeLimit | None, doc("By when somebody answers.")] = None
    resolve_within: Annotated[TimeLimit | None, doc("By when it is done.")] = None
    needs: Annotated[Names, doc("What the request must hold.")] = Texts()
    not_for: Annotated[list[Instead], doc("What it is not for, and where to go.")] = field(
        default_factory=list
    )
    scope: Annotated[Scope, doc("Where it is offered; empty: everywhere.")] = field(
        default_factory=Scope
    )
    purpose: Annotated[Text | None, doc("Why it exists.")] = None
    control: Annotated[Control | None, doc("Document control.")] = None
