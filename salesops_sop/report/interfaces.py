"""What a department hands to others, receives from them, and may ask of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from salesops_sop.analysis.facts import shown
from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.analysis.handoff.interfaces import Interface, Passage
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.vocabulary import Parameter


def interfaces(department: Department, handbook: Handbook) -> str:
    """Return what passes between a department and others; empty for nothing."""
    handoffs = handbook.derived(Handoffs)
    given = handoffs.by_giver.get(department.id, ())
    received = handoffs.by_receiver.get(department.id, ())
    lines = [
        *_passages("Hands over", "to", ((i.receiver, i) for i in given), handbook),
        *_passages("Receives", "from", ((i.giver, i) for i in received), handbook),
        *_services("May ask", ((i.receiver, i) for i in given), handbook),
        *_services("Is asked", ((i.giver, i) for i in received), handbook),
    ]
    return "\n".join(lines) + "\n" if lines else ""


def interfaces_data(department: Department, handbook: Handbook) -> dict[str, Any]:
    """Return the same as data for programs."""
    handoffs = handbook.derived(Handoffs)
    given = handoffs.by_giver.get(department.id, ())
    received = handoffs.by_receiver.get(department.id, ())
    return {
        "gives": [_data(i.receiver, p) for i in given for p in i.passages],
        "receives": [_data(i.giver, p) for i in received for p in i.passages],
        "asks": [{"department": i.receiver, "service": s.id} for i in given for s in i.services],
        "is_asked": [
            {"department": i.giver, "service": s.id} for i in received for s in i.services
        ],
    }


def _passages(
    heading: str, word: str, found: Iterable[tuple[str, Interface]], handbook: Handbook
) -> Iterator[str]:
    several = [(other, interface) for other, interface in found if interface.passages]
    if several:
        yield ""
        yield f"{heading}: {sum(len(interface.passages) for _, interface in several)}"
    for other, interface in several:
        yield f"  {word} {_name(handbook, other)} ({len(interface.passages)})"
        for passage in interface.passages:
            yield from _passage(passage, handbook)


def _passage(passage: Passage, handbook: Handbook) -> Iterator[str]:
    givers = " and ".join(_name(handbook, party) for party in passage.givers)
    receivers = " and ".join(_name(handbook, party) for party in passage.receivers)
    handoff = passage.declared
    if handoff is None:
        what = "not declared"
    else:
        what = visible(", ".join(handoff.payload) or passage.step.action)
        what += _within(handoff.within, handbook)
    yield f"    {what}"
    yield f"      {givers} → {receivers}"
    yield f"      {visible(str(passage.procedure.at(handoff or passage.step).position))}"


def _within(limit: TimeLimit | None, handbook: Handbook) -> str:
    if limit is None:
        return ""
    parameter = handbook.get(Parameter, limit.parameter) if limit.parameter else None
    return f", within {visible(shown(parameter) if parameter else str(limit))}"


def _services(
    heading: str, found: Iterable[tuple[str, Interface]], handbook: Handbook
) -> Iterator[str]:
    several = [(other, interface) for other, interface in found if interface.services]
    if several:
        yield ""
        yield f"{heading}: {sum(len(interface.services) for _, interface in several)}"
    for other, interface in several:
        names = ", ".join(visible(service.title) for service in interface.services)
        yield f"  {_name(handbook, other)}: {names}"


def _data(other: str, passage: Passage) -> dict[str, Any]:
    handoff = passage.declared
    position = passage.procedure.at(handoff or passage.step).position
    return {
        "department": other,
        "declared": handoff is not None,
        "procedure": passage.procedure.id,
        "step": passage.step.id,
        "givers": list(passage.givers),
        "receivers": list(passage.receivers),
        "payload": list(handoff.payload) if handoff else [],
        "within": str(handoff.within) if handoff and handoff.within else None,
        "accepted_when": handoff.accepted_when if handoff else None,
        "service": handoff.service if handoff else None,
        "path": position.path,
        "line": position.line,
    }


def _name(handbook: Handbook, ident: str) -> str:
    found = handbook.get(Role, ident) or handbook.get(Department, ident)
    return visible(found.title if found else ident)
