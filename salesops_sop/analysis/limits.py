"""Time limits and targets that stand in fields as numbers, and what each of them limits."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from salesops_sop.analysis.words import stem, stems
from salesops_sop.base.quantity import Percent
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import QuantityValue, Scope, TimeLimit, quantity
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Document, Place, Status
from salesops_sop.handbook.model.service import Service

_OF_A_LIMIT = "time limit deadline period duration length sla target maximum standard window to"
_LIMIT = frozenset(map(stem, _OF_A_LIMIT.split()))
_TARGET = frozenset(("target", "to"))


class Limit(NamedTuple):
    """A number in a field. `about` are the stems of what it limits; `verb` is the work's own.

    A title speaks about the same when `topic(title, limit.is_target)` has the same stems.
    """

    place: Place
    text: str
    value: QuantityValue
    about: frozenset[str]
    scope: Scope
    verb: str = ""
    is_target: bool = False


def topic(title: str, is_target: bool) -> frozenset[str]:
    """The stems of a title without the words that every time limit, or every target, has."""
    return frozenset(stems(title)) - (_TARGET if is_target else _LIMIT)


def limits(handbook: Handbook) -> Iterator[Limit]:
    """The time limits of procedures, steps, escalations and services, and the targets of KPIs.

    Only numbers are given, not references to parameters; retired documents are left out.
    """
    for procedure in handbook.all(Procedure):
        if procedure.control.status is not Status.RETIRED:
            yield from _of_procedure(procedure)
    for service in handbook.all(Service):
        if not (service.control and service.control.status is Status.RETIRED):
            yield from _of_service(service)
    for kpi in handbook.all(Kpi):
        if kpi.control.status is not Status.RETIRED:
            yield from _of_kpi(kpi)


def _of_procedure(procedure: Procedure) -> Iterator[Limit]:
    yield from _time(procedure, ("within",), procedure.within, procedure.title, procedure.scope)
    for number, step in enumerate(procedure.steps):
        scope = Scope({**procedure.scope, **step.scope})
        way = ("steps", number)
        yield from _time(procedure, (*way, "within"), step.within, step.action, scope, work=True)
        for index, escalation in enumerate(step.escalate):
            action = f"{step.action} escalate"
            path = (*way, "escalate", index, "after")
            yield from _time(procedure, path, escalation.after, action, scope, work=True)


def _of_service(service: Service) -> Iterator[Limit]:
    for name, verb in (("respond_within", "respond"), ("resolve_within", "resolve")):
        about = f"{service.title} {verb}"
        yield from _time(service, (name,), getattr(service, name), about, service.scope)


def _of_kpi(kpi: Kpi) -> Iterator[Limit]:
    if isinstance(kpi.target, list):
        for number, target in enumerate(kpi.target):
            yield from _target(kpi, ("target", number, "value"), target.value.value, target.scope)
    else:
        yield from _target(kpi, ("target",), quantity(kpi.target), Scope())


def _time(
    document: Document,
    path: tuple[str | int, ...],
    limit: TimeLimit | None,
    about: str,
    scope: Scope,
    work: bool = False,
) -> Iterator[Limit]:
    if limit is not None and limit.duration is not None:
        verb = next(iter(stems(about)), "") if work else ""
        of = topic(about, is_target=False)
        yield Limit(Place(document, path), limit, limit.duration, of, scope, verb)


def _target(
    kpi: Kpi, path: tuple[str | int, ...], value: QuantityValue | None, scope: Scope
) -> Iterator[Limit]:
    if value is not None:
        written: Any = kpi.tree.value
        for step in path:
            written = written[step]
        if isinstance(value, Decimal) and kpi.unit == "percent":
            value = Percent(value)  # as the result of its formula: 0.25 is 25%
        about = topic(kpi.title, is_target=True)
        yield Limit(Place(kpi, path), str(written), value, about, scope, is_target=True)
