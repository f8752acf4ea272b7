"""The claims of a role by letter, and the work whose borders it shares with others."""

from collections.abc import Iterator
from typing import Any

from salesops_sop.analysis.ownership.collecting import findings
from salesops_sop.analysis.ownership.cure import title
from salesops_sop.analysis.ownership.duties import Claim, Letter
from salesops_sop.analysis.ownership.findings import Item
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role
from salesops_sop.report.place import plain, region, regions

SAID = {
    Letter.RESPONSIBLE: "R · does it",
    Letter.ACCOUNTABLE: "A · answers for it",
    Letter.CONSULTED: "C · is asked first",
    Letter.INFORMED: "I · is told",
    Letter.OWNER: "owner",
    Letter.APPROVER: "approver",
    Letter.PROVIDER: "provider",
    Letter.STEWARD: "steward",
}


def claims(role: Role, handbook: Handbook) -> str:
    """Return what the role has to do with what, and where it meets others; empty for none."""
    lines = [*_claims(role, handbook), *_borders(role, handbook)]
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def claims_data(role: Role, handbook: Handbook) -> list[dict[str, Any]]:
    """Return the claims as data for programs, in the order of letters."""
    return [
        {
            "letter": str(claim.letter),
            "activity": claim.duty.activity,
            "document": claim.duty.document.ref,
            "path": claim.duty.place.position.path,
            "line": claim.duty.place.position.line,
            "scope": plain(claim.duty.scope),
        }
        for letter in SAID
        for claim in _with(letter, role, handbook)
    ]


def _claims(role: Role, handbook: Handbook) -> Iterator[str]:
    number = len(handbook.derived(Ownership).claims_of.get(role.id, ()))
    if number:
        yield f"Claims: {number}"
    for letter, said in SAID.items():
        held = _with(letter, role, handbook)
        if held:
            yield f"  {said} ({len(held)})"
        for claim in held:
            duty = claim.duty
            where = f", in {region(duty.scope, handbook)}" if duty.scope else ""
            yield f"    {visible(duty.activity)}{where}"
            yield f"      {visible(str(duty.place.position))}"


def _with(letter: Letter, role: Role, handbook: Handbook) -> list[Claim]:
    found = handbook.derived(Ownership).claims_of.get(role.id, ())
    return [claim for claim in found if claim.letter is letter]


def _borders(role: Role, handbook: Handbook) -> Iterator[str]:
    shared = [
        item
        for item in findings(handbook).overlaps
        if any(role.id in side.roles for side in item.sides)
    ]
    if shared:
        yield ""
        yield f"Shared borders: {len(shared)}"
    for item in shared:
        yield from _border(item, role, handbook)


def _border(item: Item, role: Role, handbook: Handbook) -> Iterator[str]:
    others = {name for side in item.sides for name in side.roles} - {role.id}
    names = " and ".join(sorted(title(handbook, name) for name in others)) or "itself"
    yield visible(f"  “{item.activity}”, with {names}")
    yield f"    {item.type}, {regions(item.where, handbook)}"
    for side in item.sides:
        yield f"    {visible(str(side.place.position))}"
