"""The findings and loads that somebody asked about."""

from dataclasses import replace

from salesops_sop.analysis.ownership.findings import Findings, Item
from salesops_sop.analysis.ownership.load import Load, loads
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role
from salesops_sop.report.asked import Asked


def selected(found: Findings, asked: Asked, handbook: Handbook) -> Findings:
    """Return what concerns the roles, departments, areas and places that are asked about."""
    people = asked.people(handbook)

    def keep(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item for item in items if _concerns(item, asked, people, handbook))

    return replace(
        found,
        overlaps=keep(found.overlaps),
        gaps=keep(found.gaps),
        conflicts=keep(found.conflicts),
        loads=_loads(asked, people, handbook),
    )


def _concerns(item: Item, asked: Asked, people: frozenset[str] | None, handbook: Handbook) -> bool:
    roles = {role for side in item.sides for role in side.roles}
    return (
        (people is None or not people.isdisjoint(roles))
        and asked.takes_document(side.document for side in item.sides)
        and asked.takes_place(item.where, handbook.derived(Ownership).dimensions)
    )


def _loads(asked: Asked, people: frozenset[str] | None, handbook: Handbook) -> tuple[Load, ...]:
    """The loads of the roles, counted on the rows of the areas and places; shares are of those."""
    own = handbook.derived(Ownership)
    claims = (
        claim
        for claim in own.claims
        if asked.takes_document([claim.duty.document])
        and asked.takes_place([claim.duty.scope], own.dimensions)
    )
    roles = [role.id for role in handbook.all(Role) if people is None or role.id in people]
    return tuple(loads(claims, roles))
