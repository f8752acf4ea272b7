"""What to do about a finding: one sentence for each type."""

from salesops_sop.analysis.ownership.findings import Item, Side
from salesops_sop.analysis.where import Where
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role

_CURES = {
    "duplicate-accountable": "decide whether {first} or {second} answers for it{where}, and change "
    "the other row; if both are meant, say why with shared_with",
    "duplicate-work": "let {first} or {second} do it{where}, or name both in both rows; if both "
    "are meant, say why with shared_with",
    "double-transition": "let one of the two steps move it{where}, and take `moves` out of the "
    "other one",
    "same-trigger": "let one procedure start with it{where} and call the other one, or say in both "
    "triggers what tells them apart",
    "split-decision": "answer the question in one table and apply that one everywhere, or make the "
    "two rules exclude each other",
    "two-channels": "keep one channel, and lead there from the other service",
    "unowned": "name the one role that answers for it",
    "scope-gap": "name who answers for it in {where}, or widen the scope of a row",
    "self-approval": "let another role approve it: one that {first} does not hold or lead",
    "incompatible-duties": "give one of the two duties to another role",
    "prohibited-yet-assigned": "take the duty away, or say in the prohibition when it is allowed",
    "out-of-scope-yet-promised": "say in `instead` that the other service does it, or stop "
    "offering it there",
}


def cure(item: Item, handbook: Handbook) -> str:
    """Return the advice, with the names of roles and of the place."""
    where = " and in ".join(handbook.derived(Where).said(scope) for scope in item.where)
    if item.type != "scope-gap":
        where = f" in {where}" if any(item.where) else ""
    first, second = _named(item.sides[0], handbook), _named(item.sides[-1], handbook)
    return _CURES[item.type].format(first=first, second=second, where=where)


def title(handbook: Handbook, role: str) -> str:
    """Return the title of a role, or its id where there is no such role."""
    known = handbook.get(Role, role)
    return known.title if known else role


def _named(side: Side, handbook: Handbook) -> str:
    titles = dict.fromkeys(title(handbook, role) for _, role in side.claims)
    return " and ".join(f"the {name}" for name in titles) or "nobody"
