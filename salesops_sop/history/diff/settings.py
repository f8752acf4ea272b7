"""`handbook.yaml`: working time, governance, and the settings of the linter."""

from collections.abc import Iterator, Mapping
from typing import Any

from salesops_sop.handbook.model.settings import Governance, Policy, Reviewing, WorkingHours
from salesops_sop.history.diff.acting import acting
from salesops_sop.history.diff.change import Change, Type
from salesops_sop.history.diff.control import approvers
from salesops_sop.history.diff.limits import time_limit
from salesops_sop.history.diff.records import Fields, listed, nothing, optional
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.texts import text
from salesops_sop.history.diff.values import (
    AUTHORITY,
    CONTROL,
    OWNERSHIP,
    PROCESS,
    REFERENCE,
    instead,
    said,
    value,
)


def _hours(spot: Spot, old: WorkingHours | None, new: WorkingHours | None) -> Iterator[Change]:
    was, now = (_said_hours(hours) for hours in (old, new))
    if was != now:
        told = instead("the working time", was, now)
        yield spot.change(Type.FACT, *PROCESS, told, gone=new is None, before=was, after=now)


def _said_hours(hours: WorkingHours | None) -> str:
    if hours is None:
        return ""
    days = sorted(set(hours.days), key=_DAYS.index)
    return f"{', '.join(day.capitalize() for day in days)}, {hours.start} to {hours.to}"


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _policies(spot: Spot, old: Mapping[str, Policy], new: Mapping[str, Policy]) -> Iterator[Change]:
    for kind in sorted({*old, *new}):
        inside = spot.into(kind).about(f"Approval of every {kind}")
        yield from _policy(inside, old.get(kind), new.get(kind))


def _default(spot: Spot, old: Policy | None, new: Policy | None) -> Iterator[Change]:
    yield from _policy(spot.about("Approval unless stated otherwise"), old, new)


def _mapping(noun: str) -> Any:
    def compare(spot: Spot, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
        for key in sorted({*old, *new}):
            was, now = said(old.get(key)), said(new.get(key))
            if was != now:
                told = instead(f"{noun} ‘{key}’", was, now)
                inside = spot.into(key)
                yield inside.change(
                    Type.FACT, *CONTROL, told, gone=key not in new, before=was, after=now
                )

    return compare


POLICY: Fields = {
    "approvers": approvers,
    "minimum": value("the number of approvals", AUTHORITY),
    "signature": value("the signature", AUTHORITY),
    "author_may_approve": value("whether the author may approve", AUTHORITY),
}
_policy = optional("the policy", POLICY, AUTHORITY, Policy)
GOVERNANCE: Fields = {
    "default": _default,
    "kinds": _policies,
    "review_every": time_limit("the time between reviews"),
}
REVIEW: Fields = {"gates": value("what stops a change", AUTHORITY)}
WAIVER: Fields = {
    "rule": value("the rule", CONTROL),
    "document": value("the document", CONTROL),
    "reason": text("the reason"),
    "owner": acting("answers for it", OWNERSHIP, Type.OWNER),
    "expires": value("the last day", CONTROL, Type.DATE),
}
HANDBOOK: Fields = {
    "format": nothing,
    "organization": value("the organization", REFERENCE),
    "currency": value("the currency", REFERENCE),
    "timezone": value("the time zone", PROCESS),
    "working_hours": _hours,
    "holidays": value("the holidays", PROCESS),
    "fiscal_year_start": value("the first day of the fiscal year", PROCESS),
    "governance": optional("the policy of approval", GOVERNANCE, AUTHORITY, Governance),
    "rules": _mapping("the setting of the rule"),
    "waivers": listed("waiver", WAIVER, CONTROL, lambda w: f"{w.rule} · {w.document}"),
    "accounts": _mapping("the account of"),
    "variables": _mapping("the variable"),
    "acknowledge": value("where readers confirm that they have read", CONTROL),
    "review": optional("what `sop review` lets through", REVIEW, AUTHORITY, Reviewing),
    "revisions": nothing,  # what pages show of their history
    "releases": nothing,  # which tags are releases is no matter of the handbook's readers
    "purpose": text("the purpose"),
}
