"""Approvals by whoever asked: in decision tables, and in exceptions of procedures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from salesops_sop.analysis.activity.statement import Statement
from salesops_sop.analysis.ownership.conflicts import DECIDING
from salesops_sop.analysis.ownership.decisions import roles_columns
from salesops_sop.analysis.ownership.holders import Hand, Holders
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Approvers, Place, Status

_APPROVES = re.compile(r"\b(?:approv|sign|authori[sz])", re.IGNORECASE)
_LINK = re.compile(r"\[[^\]]*\]\(role:(?P<id>[a-z0-9-]+)\)")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnApproval:
    """A rule of a table that lets a role approve what it asked for, and how that comes."""

    table: Decision
    place: Place
    asking: str
    approving: str
    hand: Hand


@dataclass(frozen=True, slots=True)
class OwnException:
    """An exception that a role both makes and approves."""

    procedure: Procedure
    place: Place
    role: str
    when: str


def own_approvals(
    tables: Iterable[Decision], statements: Mapping[str, Statement], holders: Holders
) -> Iterator[OwnApproval]:
    """Every rule of an approval table by which one role that asks may be the only one to agree."""
    for table in tables:
        if table.control.status is Status.RETIRED or not table.asked_by:
            continue
        columns = approval_columns(table, statements)
        for number, rule in enumerate(table.rules):
            for column in columns:
                place = Place(table, ("rules", number, "then", column.id))
                yield from _of_rule(table, rule, column, place, holders)


def approval_columns(table: Decision, statements: Mapping[str, Statement]) -> list[Column]:
    """The outputs of a table that say who approves something."""
    return [column for column in roles_columns(table) if _approves(column, table, statements)]


def own_exceptions(handbook: Handbook) -> Iterator[OwnException]:
    """Every exception whose text begins with the role that also approves it."""
    for procedure in handbook.all(Procedure):
        if procedure.control.status is Status.RETIRED:
            continue
        for number, exception in enumerate(procedure.exceptions):
            role = handbook.get(Role, exception.approver or "")
            if role is not None and _begins_with(exception.do, role):
                place = Place(procedure, ("exceptions", number, "approver"))
                yield OwnException(procedure, place, role.id, exception.when)


def _approves(column: Column, table: Decision, statements: Mapping[str, Statement]) -> bool:
    if _APPROVES.search(f"{column.id} {column.title or ''}"):
        return True
    return any(clause.actions & DECIDING for clause in statements[table.question].clauses)


def _of_rule(
    table: Decision, rule: DecisionRule, column: Column, place: Place, holders: Holders
) -> Iterator[OwnApproval]:
    for approving in _each_enough(rule.then.get(column.id)):
        for asking in table.asked_by:
            hand = holders.hand(asking, approving)
            if hand is not None:
                yield OwnApproval(table, place, asking, approving, hand)
                return


def _each_enough(value: object) -> tuple[str, ...]:
    """The roles each of which is enough; where several must agree, one checks the other."""
    if isinstance(value, Approvers):
        return (*value.any_of, *(value.all_of if len(set(value.all_of)) == 1 else ()))
    if isinstance(value, list):
        return (str(value[0]),) if len(set(map(str, value))) == 1 else ()
    return (value,) if isinstance(value, str) else ()


def _begins_with(text: str, role: Role) -> bool:
    plain = _ARTICLE.sub("", text.strip())
    link = _LINK.match(plain)
    if link:
        return link["id"] == role.id
    after = plain[len(role.title) :]
    return plain.casefold().startswith(role.title.casefold()) and after.startswith(" ")
