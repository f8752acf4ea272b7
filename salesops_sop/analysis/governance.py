"""Who must agree to a document, after the handbook's governance and the document's own words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from salesops_sop.analysis.organization.people import People
from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Person
from salesops_sop.handbook.model.record import Approvers, Control, Document
from salesops_sop.handbook.model.settings import Policy


@dataclass(frozen=True, slots=True)
class Group:
    """Roles of which each (`every`), or any one, must agree."""

    roles: tuple[str, ...]
    every: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the approval of a document takes.

    Each group must be content. `minimum` is how many persons at least agree, `signed` whether
    their commits must be signed, `author_may_approve` whether whoever wrote a change counts.
    """

    groups: tuple[Group, ...]
    minimum: int = 1
    signed: bool = False
    author_may_approve: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """All roles that may agree, each once."""
        return tuple(dict.fromkeys(role for group in self.groups for role in group.roles))

    def missing(self, given: Mapping[str, Collection[str]]) -> list[str]:
        """What is still missing, in words; `given` leads from a role to those who agreed for it."""
        found = []
        for group in self.groups:
            absent = [role for role in group.roles if not given.get(role)]
            if group.every and absent:
                found += [f"‘{role}’ has not approved it" for role in absent]
            elif not group.every and len(absent) == len(group.roles):
                names = joined(f"‘{role}’" for role in group.roles)
                found.append(f"none of {names} has approved it")
        persons = {person for role in self.roles for person in given.get(role, ())}
        if not found and len(persons) < self.minimum:
            found.append(f"{len(persons)} of {self.minimum} persons have approved it")
        return list(dict.fromkeys(found))  # a policy and a document may ask for the same


def requirement(handbook: Handbook, document: Document, control: Control) -> Requirement | None:
    """What the approval of a document takes; None where nobody is named.

    A policy for the kind always holds; the default one where the document names no approvers.
    """
    policy, own = _policy(handbook, document.kind)
    stated = [control.approvers] if control.approvers else []
    if policy and policy.approvers and (own or not stated):
        stated.append(policy.approvers)
    groups = tuple(dict.fromkeys(group for approvers in stated for group in _groups(approvers)))
    if not groups:
        return None
    return Requirement(
        groups,
        minimum=(policy.minimum if policy else None) or 1,
        signed=bool(policy and policy.signature == "required"),
        author_may_approve=bool(policy and policy.author_may_approve),
    )


def acting(handbook: Handbook, role: str, day: date) -> tuple[Person, ...]:
    """The persons who may act for a role on a day: those who hold it, also by delegation."""
    return handbook.derived(People.of).holders(role, day)


def _policy(handbook: Handbook, kind: str) -> tuple[Policy | None, bool]:
    """The policy for a kind, and whether it is the kind's own; what it leaves open, the default."""
    governance = handbook.settings.governance
    if governance is None:
        return None, False
    own, default = governance.kinds.get(kind), governance.default
    if own is None or default is None:
        return own or default, own is not None
    names = ("approvers", "minimum", "signature", "author_may_approve")
    stated = {name: getattr(own, name) for name in names}
    return Policy(
        **{n: value if value is not None else getattr(default, n) for n, value in stated.items()}
    ), own.approvers is not None


def _groups(approvers: str | Approvers) -> list[Group]:
    if isinstance(approvers, str):
        return [Group((approvers,), every=True)]
    return [
        Group(tuple(roles), every)
        for roles, every in ((approvers.all_of, True), (approvers.any_of, False))
        if roles
    ]
