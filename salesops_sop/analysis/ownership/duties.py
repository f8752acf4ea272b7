"""Duties: every row of a handbook that gives work to somebody, as data.

A duty is one activity with the roles behind each letter, where and when it holds. A claim is one
role and one letter of a duty.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from salesops_sop.analysis.scope import Dimensions, Effective, intersection
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.measurement import Dataset, Kpi, System
from salesops_sop.handbook.model.organization import Department, Responsibilities, Role
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.handbook.model.record import (
    Approvers,
    Control,
    Document,
    Period,
    Place,
    Raci,
    SharedWith,
    Status,
)
from salesops_sop.handbook.model.service import Service
from salesops_sop.handbook.model.vocabulary import Parameter

_APPROVES = re.compile("approv|sign|agree", re.IGNORECASE)


class Letter(StrEnum):
    """What a role has to do with a duty."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"
    OWNER = "owner"
    APPROVER = "approver"
    PROVIDER = "provider"
    STEWARD = "steward"


class Source(StrEnum):
    """Which part of a handbook states a duty."""

    CHARTER = "charter"
    STEP = "step"
    ROLE = "role"
    SERVICE = "service"
    DECISION = "decision"
    AUTHORITY = "authority"
    DOCUMENT = "document"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Duty:
    """One activity, the roles behind each letter, where and when it holds, and where it stands.

    `key` names the same activity by reference instead of by words: a decision that is applied, a
    stage transition, a document that is owned; empty where only the words tell. `shared_with` holds
    the roles that answer for the same activity elsewhere, and are meant to.
    """

    activity: str
    roles: Mapping[Letter, tuple[str, ...]]
    source: Source
    place: Place
    scope: Scope = field(default_factory=Scope)
    effective: Effective = None
    key: str = ""
    shared_with: tuple[str, ...] = ()

    @property
    def accountable(self) -> tuple[str, ...]:
        """The roles that answer for it."""
        return self.roles.get(Letter.ACCOUNTABLE, ())

    @property
    def responsible(self) -> tuple[str, ...]:
        """The roles that do it."""
        return self.roles.get(Letter.RESPONSIBLE, ())

    @property
    def document(self) -> Document:
        """The document that states it."""
        return self.place.document


class Claim(NamedTuple):
    """A role and what it has to do with a duty."""

    role: str
    letter: Letter
    duty: Duty


def claims(duties: tuple[Duty, ...]) -> Iterator[Claim]:
    """Every claim of every duty, in the order of the handbook."""
    for duty in duties:
        for letter, roles in duty.roles.items():
            for role in roles:
                yield Claim(role, letter, duty)


def duties(handbook: Handbook) -> tuple[Duty, ...]:
    """Every duty of a handbook, in the order of files and lines; retired documents give none."""
    reading = _Reading(handbook, Dimensions.of(handbook), _ends(handbook))
    return tuple(duty for document in handbook.documents for duty in reading.of(document))


def _ends(handbook: Handbook) -> dict[str, Document]:
    """From a superseded document to the one that replaces it."""
    found: dict[str, Document] = {}
    for document in handbook.documents:
        control: Control | None = getattr(document, "control", None)
        if control is not None:
            for ident in control.supersedes:
                found.setdefault(f"{document.kind}:{ident}", document)
    return found


@dataclass(frozen=True)
class _Reading:
    handbook: Handbook
    dimensions: Dimensions
    ends: Mapping[str, Document]

    def of(self, document: Document) -> Iterator[Duty]:
        control: Control | None = getattr(document, "control", None)
        if control is not None and control.status is Status.RETIRED:
            return
        effective = self._period(document, control)
        match document:
            case Responsibilities():
                yield from self._charter(document, effective)
            case Procedure():
                yield from self._procedure(document, effective)
            case Role():
                yield from self._role(document)
            case Decision():
                yield from _decision(document, effective)
            case Service():
                yield from self._service(document, effective)
        yield from _owners(document, control, effective)

    def _period(self, document: Document, control: Control | None) -> Effective:
        start = control.effective if control else None
        successor = self.ends.get(document.ref)
        after = getattr(successor, "control", None) if successor else None
        if after is None or after.effective is None:
            return start
        return Period(start=start, until=_day_before(after.effective))

    def _charter(self, charter: Responsibilities, effective: Effective) -> Iterator[Duty]:
        for number, activity in enumerate(charter.activities):
            scope = self._within(charter.scope, activity.scope)
            if scope is not None:
                yield Duty(
                    activity.activity,
                    _letters(activity.raci),
                    Source.CHARTER,
                    Place(charter, ("activities", number)),
                    scope,
                    effective,
                    shared_with=_shared(activity.shared_with),
                )

    def _procedure(self, procedure: Procedure, effective: Effective) -> Iterator[Duty]:
        for number, step in enumerate(procedure.steps):
            scope = self._within(procedure.scope, step.scope)
            if scope is not None:
                yield Duty(
                    step.action,
                    _step_letters(procedure, step),
                    Source.STEP,
                    Place(procedure, ("steps", number)),
                    scope,
                    effective,
                    _step_key(step),
                    _shared(step.shared_with),
                )

    def _role(self, role: Role) -> Iterator[Duty]:
        yield from _responsibilities(role)
        for ident, limit in role.authority.items():
            parameter = self.handbook.get(Parameter, ident)
            text = f"{parameter.title if parameter else ident}: {limit}"
            place = Place(role, ("authority", ident))
            key = f"authority:{ident}"
            yield Duty(text, {Letter.APPROVER: (role.id,)}, Source.AUTHORITY, place, key=key)

    def _within(self, outer: Scope, inner: Scope) -> Scope | None:
        """A part's own scope within its document's; None when there is no such place."""
        if not outer or not inner:
            return outer or inner
        return intersection(outer, inner, self.dimensions)

    def _service(self, service: Service, effective: Effective) -> Iterator[Duty]:
        department = self.handbook.get(Department, service.provider)
        provider = (department.head or "") if department else service.provider
        roles: dict[Letter, tuple[str, ...]] = {}
        if provider:
            roles[Letter.PROVIDER] = (provider,)
        if service.owner or provider:
            roles[Letter.ACCOUNTABLE] = (service.owner or provider,)
        place = Place(service, ("request",))
        yield Duty(service.request, roles, Source.SERVICE, place, service.scope, effective)


def _letters(raci: Raci) -> dict[Letter, tuple[str, ...]]:
    stated = {
        Letter.RESPONSIBLE: tuple(raci.responsible),
        Letter.ACCOUNTABLE: tuple(raci.accountable),
        Letter.CONSULTED: tuple(raci.consulted),
        Letter.INFORMED: tuple(raci.informed),
    }
    return {letter: roles for letter, roles in stated.items() if roles}


def _step_letters(procedure: Procedure, step: Step) -> dict[Letter, tuple[str, ...]]:
    letters = _letters(step.raci) if step.raci else {}
    letters.setdefault(Letter.ACCOUNTABLE, (procedure.control.owner,))
    return letters


def _shared(stated: SharedWith | None) -> tuple[str, ...]:
    return tuple(stated.roles) if stated else ()


def _step_key(step: Step) -> str:
    if step.moves:
        return f"move:{step.moves.pipeline}:{step.moves.origin}>{step.moves.to}"
    return f"apply:{step.apply}" if step.apply else ""


def _decision(table: Decision, effective: Effective) -> Iterator[Duty]:
    """The roles that the rules of a table name, each of which gets the cases of its rules."""
    for column in table.outputs:
        named = dict.fromkeys(role for rule in table.rules for role in _named(rule, column))
        if named:
            letter = Letter.APPROVER if _APPROVES.search(column.id) else Letter.RESPONSIBLE
            yield Duty(
                table.question,
                {letter: tuple(named)},
                Source.DECISION,
                Place(table, ("question",)),
                table.scope,
                effective,
                f"decision:{table.id}",
            )


def _named(rule: DecisionRule, column: Column) -> tuple[str, ...]:
    value = rule.then.get(column.id)
    if column.type not in ("role", "roles") or value is None:
        return ()
    if isinstance(value, Approvers):
        return (*value.all_of, *value.any_of)
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _responsibilities(role: Role) -> Iterator[Duty]:
    stated = role.tree.value.get("responsibilities")
    for number, text in enumerate(role.responsibilities):
        path = ("responsibilities", number) if isinstance(stated, list) else ("responsibilities",)
        yield Duty(text, {Letter.RESPONSIBLE: (role.id,)}, Source.ROLE, Place(role, path))


def _owners(document: Document, control: Control | None, effective: Effective) -> Iterator[Duty]:
    if control is not None:
        roles: dict[Letter, tuple[str, ...]] = {Letter.OWNER: (control.owner,)}
        if approvers := _approvers(control.approvers):
            roles[Letter.APPROVER] = approvers
        place = Place(document, ("control",))
        key = f"document:{document.ref}"
        yield Duty(document.title, roles, Source.DOCUMENT, place, Scope(), effective, key)
    if isinstance(document, Kpi | Dataset | System | Parameter) and document.owner:
        roles = {Letter.OWNER: (document.owner,)}
        if isinstance(document, Dataset) and document.steward:
            roles[Letter.STEWARD] = (document.steward,)
        scope = document.scope if isinstance(document, Parameter) else Scope()
        place = Place(document, ("owner",))
        yield Duty(document.title, roles, Source.THING, place, scope, effective, document.ref)


def _approvers(stated: str | Approvers | None) -> tuple[str, ...]:
    if isinstance(stated, Approvers):
        return (*stated.all_of, *stated.any_of)
    return (stated,) if stated else ()


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
