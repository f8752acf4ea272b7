"""Who is asked to agree to a change, and why: approvers, owners, and those whose duties change."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from salesops_sop.analysis.governance import Requirement, requirement
from salesops_sop.analysis.lifecycle import drafted
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.record import Control, Document
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.documents import before_of, by_document

_HEAVY = (Part.MAJOR, Part.MINOR)


class Demand(NamedTuple):
    """One of these roles must agree to what changes in a document.

    `why` says of the role what it has to do with the document, before its title: “approves”.
    Whoever wrote the change does not count where `foreign` is true.
    """

    roles: tuple[str, ...]
    document: Document
    why: str
    foreign: bool = False


class Quorum(NamedTuple):
    """So many persons must approve a document, each for one of the roles."""

    roles: tuple[str, ...]
    document: Document
    persons: int
    foreign: bool


def demands(
    old: Handbook, new: Handbook, found: Iterable[Change]
) -> tuple[list[Demand], list[Quorum]]:
    """Who is asked about the changes, document by document; roles that are gone are not.

    Drafts are left out as long as they stay drafts: they bind nobody yet.
    """
    wanted: list[Demand] = []
    quorums: list[Quorum] = []
    for changes in by_document(found).values():
        document = changes[0].document
        was = old.find(document.kind, before_of(changes))
        if all(map(drafted, filter(None, (was, new.find(document.kind, document.id))))):
            continue
        here = new if new.find(document.kind, document.id) else old
        control = getattr(document, "control", None)
        asked = requirement(here, document, control) if isinstance(control, Control) else None
        if asked:
            wanted += _approvals(asked, document)
            if asked.minimum > 1:
                foreign = not asked.author_may_approve
                quorums.append(Quorum(asked.roles, document, asked.minimum, foreign))
        wanted += _owner(document, changes, asked)
        wanted += _parties(document, changes)
    roles = new.ids("role")
    known = (
        demand._replace(roles=tuple(r for r in demand.roles if r in roles)) for demand in wanted
    )
    return [demand for demand in known if demand.roles], quorums


def _approvals(asked: Requirement, document: Document) -> Iterator[Demand]:
    foreign = not asked.author_may_approve
    for group in asked.groups:
        sets = [(role,) for role in group.roles] if group.every else [group.roles]
        for roles in sets:
            yield Demand(roles, document, "approves", foreign)


def _owner(
    document: Document, changes: Sequence[Change], asked: Requirement | None
) -> Iterator[Demand]:
    """The owner agrees to more than words, and to all that is controlled but nobody approves."""
    controlled = isinstance(getattr(document, "control", None), Control)
    if any(change.part in _HEAVY for change in changes) or (controlled and asked is None):
        owner, why = _answering(document)
        if owner:
            yield Demand((owner,), document, why)


def _answering(document: Document) -> tuple[str, str]:
    """Who answers for a document, or for the thing that it describes."""
    control = getattr(document, "control", None)
    if isinstance(control, Control):
        return control.owner, "owns"
    if isinstance(document, Role):
        return document.id, "is described by"
    if isinstance(document, Department):
        return document.head or "", "leads"
    return getattr(document, "owner", None) or "", "owns"


def _parties(document: Document, changes: Sequence[Change]) -> Iterator[Demand]:
    """Everybody whose own duty or right changes."""
    said: set[str] = set()
    for change in changes:
        added = change.type is Type.DOCUMENT_ADDED and change.of in (
            Class.AUTHORITY,
            Class.OWNERSHIP,
        )
        for role in change.roles if added else change.parties:
            if role not in said:
                said.add(role)
                yield Demand((role,), document, _WHY[change.of])


_WHY = {Class.AUTHORITY: "gains or loses rights in", Class.OWNERSHIP: "gains or loses duties in"}
