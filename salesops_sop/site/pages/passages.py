"""Rows of hand-offs: what goes from whom to whom, by when, and where it is written."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from salesops_sop.analysis.handoff.giving import Way
from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.analysis.handoff.interfaces import Interface, Passage
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Handoff, Procedure, Step
from salesops_sop.handbook.model.service import Service
from salesops_sop.render.tables import Group, Row, table
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.duties import Duty
from salesops_sop.site.pages.writer import PARTY, Writer

COLUMNS = ("What", "From", "To", "Within", "Taken over when", "Where")
OPEN = Markup('<span class="sop-badge sop-badge--open">Not declared</span>')
_WAYS = {Way.START: "starts", Way.CALL: "is called:"}


def passages(writer: Writer, caption: str, found: Iterable[tuple[Group, Interface]]) -> Markup:
    """A table of hand-offs, each group of rows under its heading."""
    rows: list[Group | Row | Sequence[str]] = []
    for group, interface in found:
        if interface.passages:
            rows += [group, *(_row(writer, passage) for passage in interface.passages)]
    return table(caption, COLUMNS, rows, "sop-passages")


def _row(writer: Writer, passage: Passage) -> Sequence[str]:
    handoff = passage.declared
    return [
        payload(writer, passage.step) + _service_of(writer, handoff) if handoff else OPEN,
        writer.parties(passage.givers),
        _receivers(writer, passage),
        writer.limit(handoff.within) if handoff else "",
        writer.text(handoff.accepted_when) if handoff else "",
        where(writer, passage.procedure, passage.step),
    ]


def _service_of(writer: Writer, handoff: Handoff) -> Markup:
    if not handoff.service:
        return Markup("")
    named = writer.named("service", handoff.service)
    return Markup(' <span class="sop-muted">(as {})</span>').format(named)


def payload(writer: Writer, step: Step) -> Markup:
    """What a step hands over; where it does not say so, what is done in it."""
    handed = writer.row(step.handoff.payload) if step.handoff else Markup("")
    return handed or writer.text(step.action)


def where(writer: Writer, procedure: Procedure, step: Step) -> Markup:
    """The step on its procedure’s page: “Deal closing, step 3”."""
    number = next(n for n, other in enumerate(procedure.steps, 1) if other is step)
    label = f"{writer.wording.title(procedure)}, step\N{NO-BREAK SPACE}{number}"
    return writer.link(procedure, label, anchor("step", step.id))


def _receivers(writer: Writer, passage: Passage) -> Markup:
    said = writer.parties(passage.receivers)
    for way, word in _WAYS.items():
        started = {t.procedure.id: t.procedure for t in passage.takers if t.way is way}
        for procedure in started.values():
            said += Markup(' <span class="sop-muted">({} {})</span>').format(
                word, writer.link(procedure)
            )
    return said


def services(writer: Writer, caption: str, found: Iterable[tuple[Group, Interface]]) -> Markup:
    """A table of what may be asked, each group of rows under its heading."""
    rows: list[Group | Row | Sequence[str]] = []
    for group, interface in found:
        if interface.services:
            rows += [group, *(_service(writer, service) for service in interface.services)]
    return table(caption, ["Service", "What is asked", "How to ask", "Done within"], rows)


def _service(writer: Writer, service: Service) -> Sequence[str]:
    return [
        writer.link(service),
        writer.text(service.request),
        writer.text(service.channel),
        writer.limit(service.resolve_within or service.respond_within),
    ]


def handing(writer: Writer, duties: Sequence[Duty]) -> Markup:
    """What somebody who does these duties hands over, to whomever."""
    rows = []
    for duty in duties:
        step, procedure = duty.part, duty.document
        if isinstance(step, Step) and step.handoff and isinstance(procedure, Procedure):
            rows.append(
                [
                    payload(writer, step),
                    writer.parties(step.handoff.to),
                    writer.limit(step.handoff.within),
                    writer.text(step.handoff.accepted_when),
                    where(writer, procedure, step),
                ]
            )
    return table("What I hand over", ["What", "To", "Within", "Taken over when", "Where"], rows)


def unnamed(writer: Writer, role: Role) -> Iterator[Sequence[str]]:
    """Rows of what comes to a role from other departments without its name in the hand-off."""
    for interface in writer.handbook.derived(Handoffs).by_receiver.get(role.department, ()):
        for passage in interface.passages:
            named = passage.declared.to if passage.declared else ()
            if role.id in passage.receivers and role.id not in named:
                yield _coming(writer, passage)


def _coming(writer: Writer, passage: Passage) -> Sequence[str]:
    row = _row(writer, passage)
    return [row[0], row[1], row[3], row[4], row[5]]


def named(writer: Writer, department: str) -> Markup:
    """A department as the heading of a group."""
    return writer.named(PARTY[::-1], department)
