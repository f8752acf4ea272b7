"""Absence: roles that others wait for, and who stands in when the holder is away."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from salesops_sop.analysis.organization.people import People
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Person, Role
from salesops_sop.handbook.model.record import Document, Status
from salesops_sop.handbook.walk import Reference

NO_WORK = frozenset({"advises", "backup", "consulted", "consumers", "holds", "informed"})
"""Fields that name a role without giving it anything to do or to decide."""


class Alone(NamedTuple):
    """A role for which nobody stands in; `person` holds both it and its backup, if that is why."""

    role: Role
    person: Person | None = None


def without_backup(handbook: Handbook, people: People, day: date) -> Iterator[Alone]:
    """Every role with work or a decision that nobody takes over on an absence.

    That is a role that names no backup, or itself, or one that the same one person holds. Silent
    are roles that several people hold, who stand in for each other, and roles without any work.
    """
    for role in handbook.all(Role):
        holders = people.holders(role.id, day)
        if len(holders) > 1 or not _has_work(handbook, role):
            continue
        if role.backup is None or role.backup == role.id:
            yield Alone(role)
        elif holders and people.holders(role.backup, day) == holders:
            yield Alone(role, holders[0])


def _has_work(handbook: Handbook, role: Role) -> bool:
    if role.authority or role.responsibilities:
        return True
    return any(_gives_work(reference) for reference in handbook.incoming.get(role.ref, ()))


def _gives_work(reference: Reference) -> bool:
    if reference.in_prose or _is_retired(reference.document):
        return False
    return NO_WORK.isdisjoint(reference.place.path)


def _is_retired(document: Document) -> bool:
    control = getattr(document, "control", None)
    return control is not None and control.status is Status.RETIRED
