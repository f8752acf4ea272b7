"""The work sheet of a role: everything that the handbook asks of whoever holds it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Handoff, ProcedureException, Step
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.service import Service
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.render.body import Section
from salesops_sop.render.tables import facts, listed, table
from salesops_sop.site.pages import mentions as mentioned
from salesops_sop.site.pages.compose import section
from salesops_sop.site.pages.duties import Duty
from salesops_sop.site.pages.mentions import Mention
from salesops_sop.site.pages.words import joined
from salesops_sop.site.pages.writer import Writer

Found = dict[str, list[Mention]]


def sections(writer: Writer, role: Role, found: Found) -> Iterator[Section]:
    """The sections of a role's page; `found` is who refers to the role."""
    duties = writer.book.duties[role.id]
    yield section("What I do", _doing(writer, duties["R"]), "what-i-do")
    yield section("What I answer for", _listing(writer, duties["A"]), "what-i-answer-for")
    yield section("Time limits that bind me", _limits(writer, duties["R"], found), "time-limits")
    yield section("What I decide", _decisions(writer, duties["R"], found), "decisions")
    yield section("My limits", _authority(writer, role), "authority")
    yield section("What comes to me", _receiving(writer, found["steps.handoff"]), "hand-offs")
    yield section("When I am called in", _called_in(writer, found), "called-in")
    yield section("What I am asked first", _listing(writer, duties["C"]), "what-i-am-asked")
    yield section("What I am told", _listing(writer, duties["I"]), "what-i-am-told")
    yield section("What I look after", _care(writer, role, found), "what-i-look-after")
    other = listed([writer.text(duty) for duty in role.responsibilities], always=True)
    yield section("Other duties", other, "responsibilities")


def _doing(writer: Writer, duties: Sequence[Duty]) -> Markup:
    rows = []
    for duty in duties:
        step = duty.part if isinstance(duty.part, Step) else None
        handoff = step.handoff if step else None
        rows.append(
            [
                _duty(writer, duty),
                writer.link(duty.document),
                writer.scope(duty.part.scope),
                writer.limit(step.within) if step else "",
                writer.parties(handoff.to) if handoff else "",
            ]
        )
    return table("What I do", ["What", "Where", "Only for", "Time limit", "Hand over to"], rows)


def _listing(writer: Writer, duties: Sequence[Duty]) -> Markup:
    by_document: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_document[duty.document.ref].append(duty)
    rows = [
        [writer.link(found[0].document), listed([_duty(writer, duty) for duty in found])]
        for found in by_document.values()
    ]
    return table("Duties by document", ["Where", "What"], rows)


def _limits(writer: Writer, duties: Sequence[Duty], found: Found) -> Markup:
    rows: list[list[str]] = []
    for duty in duties:
        if not isinstance(duty.part, Step):
            continue
        step, where = duty.part, writer.link(duty.document)
        late = joined([writer.named("role", e.to) for e in step.escalate], "then")
        if step.within:
            rows.append([writer.limit(step.within), _duty(writer, duty), where, late])
        if step.handoff and step.handoff.within:
            text = Markup("Hand over to {}").format(writer.parties(step.handoff.to))
            rows.append([writer.limit(step.handoff.within), text, where, ""])
    for service in _documents([*found["owner"], *found["provider"]]):
        if isinstance(service, Service):
            rows += [
                [writer.limit(limit), said, writer.link(service), ""]
                for limit, said in (
                    (service.respond_within, "Answer a request"),
                    (service.resolve_within, "Complete a request"),
                )
                if limit
            ]
    return table("Time limits", ["Time limit", "For", "Where", "If it is late"], rows)


def _decisions(writer: Writer, duties: Sequence[Duty], found: Found) -> Markup:
    parts: dict[str, list[Markup]] = defaultdict(list)
    for duty in duties:
        if isinstance(duty.part, Step) and duty.part.apply:
            parts[duty.part.apply].append(Markup("I apply it: {}").format(_duty(writer, duty)))
    by_table: dict[str, list[Mention]] = defaultdict(list)
    for mention in found["rules"]:
        by_table[mention.document.id].append(mention)
    for ident, mentions in by_table.items():
        said = Markup("It falls to me by {}").format(mentioned.parts(writer, mentions))
        parts[ident].insert(0, said)
    for mention in found["asked_by"]:
        parts[mention.document.id].append(Markup("I ask for it"))
    rows = []
    for ident in sorted(parts):
        decision = writer.handbook.get(Decision, ident)
        question = writer.text(decision.question) if decision else ""
        rows.append([writer.named("decision", ident), question, listed(parts[ident])])
    return table("What I decide", ["Decision", "Question", "My part"], rows)


def _authority(writer: Writer, role: Role) -> Markup:
    rows = []
    for ident, limit in role.authority.items():
        parameter = writer.handbook.get(Parameter, ident)
        meaning = writer.text(parameter.meaning) if parameter else ""
        rows.append([writer.named("parameter", ident), writer.limit(limit), meaning])
    return table("My limits", ["What", "I decide alone up to", "What it says"], rows)


def _receiving(writer: Writer, found: Iterable[Mention]) -> Markup:
    rows = []
    for mention in found:
        step = mention.part
        if not isinstance(step, Step) or step.handoff is None:
            continue
        handoff: Handoff = step.handoff
        giver = step.raci.responsible if step.raci else ()
        rows.append(
            [
                writer.row(handoff.payload) or writer.text(step.action),
                writer.parties(giver),
                writer.limit(handoff.within),
                writer.text(handoff.accepted_when),
                _part(writer, mention),
            ]
        )
    columns = ["What", "From", "Within", "Taken over when", "Where"]
    return table("What comes to me", columns, rows)


def _called_in(writer: Writer, found: Found) -> Markup:
    rows: list[list[Markup]] = []
    for mention in found["steps.escalate"]:
        if isinstance(mention.part, Step):
            late = Markup("It is late: {}").format(writer.text(mention.part.action))
            rows.append([late, Markup("Settle what holds it up"), _part(writer, mention)])
    for mention in found["steps.by"]:
        if isinstance(mention.part, Step) and mention.part.automation:
            automation = mention.part.automation
            failed = Markup("{} fails").format(writer.named("system", automation.system))
            do = automation.if_it_fails.do if automation.if_it_fails else ""
            rows.append([failed, writer.text(do), _part(writer, mention)])
    for mention in found["exceptions.approver"]:
        if isinstance(mention.part, ProcedureException):
            agree = Markup("Agree to an exception: {}").format(writer.text(mention.part.do))
            where = writer.link(mention.document, anchor="exceptions")
            rows.append([writer.text(mention.part.when), agree, where])
    return table("When I am called in", ["When", "What I do", "Where"], rows)


def _care(writer: Writer, role: Role, found: Found) -> Markup:
    def links(kind: str, *hows: str) -> Markup:
        named = _documents(mention for how in hows for mention in found[how])
        return Markup(", ").join(writer.link(d) for d in named if not kind or d.kind == kind)

    return facts(
        [
            ("KPIs I answer for", links("kpi", "owner")),
            ("KPI inputs I enter", links("kpi", "inputs.entered_by")),
            ("Data I own", links("dataset", "owner")),
            ("Data I keep right", links("dataset", "steward")),
            ("Systems I answer for", links("system", "owner")),
            ("Services I provide", links("service", "owner", "provider")),
            ("Values I may change", links("parameter", "owner")),
            ("Documents I own", links("", "control.owner")),
            ("Documents I approve", links("", *(h for h in found if h.startswith(_APPROVES)))),
        ],
        "sop-facts sop-care",
    )


_APPROVES = "control.a"  # approvers, all_of, any_of


def _documents(found: Iterable[Mention]) -> list[Document]:
    """The documents of mentions, each once, by title."""
    unique = {mention.document.ref: mention.document for mention in found}
    return sorted(unique.values(), key=lambda document: (document.title, document.ref))


def _duty(writer: Writer, duty: Duty) -> Markup:
    return writer.link(duty.document, writer.wording.plain(duty.text), duty.anchor)


def _part(writer: Writer, mention: Mention) -> Markup:
    label = f"{writer.wording.title(mention.document)}, {mention.noun} {mention.number}"
    return writer.link(mention.document, label, mention.anchor)
