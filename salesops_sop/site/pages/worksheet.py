"""The work sheet of a role: everything that the handbook asks of whoever holds it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from salesops_sop.analysis.lifecycle import duration
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Handoff, ProcedureException, Step
from salesops_sop.handbook.model.record import Document, Status
from salesops_sop.handbook.model.service import Service
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.render.body import Section
from salesops_sop.render.tables import Group, listed, table
from salesops_sop.site.pages import measuring, passages
from salesops_sop.site.pages import mentions as mentioned
from salesops_sop.site.pages.compose import section
from salesops_sop.site.pages.control import badges
from salesops_sop.site.pages.duties import Duty
from salesops_sop.site.pages.mentions import Mention
from salesops_sop.site.pages.review import control_of
from salesops_sop.site.pages.writer import Writer

Found = dict[str, list[Mention]]


def sections(writer: Writer, role: Role, found: Found) -> Iterator[Section]:
    """The sections of a role's page; `found` is who refers to the role."""
    duties = writer.book.duties[role.id]
    yield section("What I do", _doing(writer, duties["R"]), "what-i-do")
    yield _listing(writer, "What I answer for", duties["A"], "what-i-answer-for")
    yield section("Time limits that bind me", _limits(writer, duties["R"], found), "time-limits")
    yield section("What I decide", _decisions(writer, duties["R"], found), "decisions")
    yield section("My limits", _authority(writer, role), "authority")
    yield section("What I hand over", passages.handing(writer, duties["R"]), "i-hand-over")
    coming = _receiving(writer, role, found["steps.handoff"])
    yield section("What comes to me", coming, "hand-offs")
    measured = measuring.measures(writer, duties["R"], found)
    yield section(measuring.TITLE, measuring.shown(writer, measured), "kpis")
    yield section("When I am called in", _called_in(writer, found), "called-in")
    yield _listing(writer, "What I am asked first", duties["C"], "what-i-am-asked")
    yield _listing(writer, "What I am told", duties["I"], "what-i-am-told")
    yield section("What I look after", _care(writer, found), "what-i-look-after")
    other = listed([writer.text(duty) for duty in role.responsibilities], always=True)
    yield section("Other duties", other, "responsibilities")


def _doing(writer: Writer, duties: Sequence[Duty]) -> Markup:
    rows: list[Group | Sequence[str]] = []
    for document, found in groupby(duties, lambda duty: duty.document):
        rows.append(Group(_where(writer, document)))
        for duty in found:
            step = duty.part if isinstance(duty.part, Step) else None
            rows.append(
                [
                    _duty(writer, duty),
                    writer.scope(duty.part.scope),
                    writer.limit(step.within) if step else "",
                    writer.parties(step.handoff.to) if step and step.handoff else "",
                ]
            )
    return table("What I do", ["What", "Only for", "Time limit", "Hand over to"], rows)


def _listing(writer: Writer, title: str, duties: Sequence[Duty], ident: str) -> Section:
    by_document: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_document[duty.document.ref].append(duty)
    rows = [
        [_where(writer, found[0].document), listed([_duty(writer, duty) for duty in found])]
        for found in by_document.values()
    ]
    return section(title, table(title, ["Where", "What"], rows), ident)


def _limits(writer: Writer, duties: Sequence[Duty], found: Found) -> Markup:
    """One row for each limit, the shortest first."""
    by_limit: dict[tuple[int, Markup], list[Markup]] = defaultdict(list)
    for limit, text in _bound(writer, duties, found):
        length = duration(writer.handbook, limit)
        by_limit[length.in_minutes() if length else 0, writer.limit(limit)].append(text)
    rows = [[limit, listed(texts)] for (_, limit), texts in sorted(by_limit.items())]
    return table("Time limits", ["Time limit", "For"], rows)


def _bound(
    writer: Writer, duties: Sequence[Duty], found: Found
) -> Iterator[tuple[TimeLimit, Markup]]:
    for duty in duties:
        if not isinstance(duty.part, Step):
            continue
        step, where = duty.part, Markup(" ({})").format(writer.link(duty.document))
        if step.within:
            yield step.within, _duty(writer, duty) + where
        if step.handoff and step.handoff.within:
            to = writer.parties(step.handoff.to)
            yield step.handoff.within, Markup("Hand over to {}{}").format(to, where)
    for service in _documents([*found["owner"], *found["provider"]]):
        if isinstance(service, Service):
            link = writer.link(service)
            if service.respond_within:
                yield service.respond_within, Markup("Answer a request: {}").format(link)
            if service.resolve_within:
                yield service.resolve_within, Markup("Complete a request: {}").format(link)


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


def _receiving(writer: Writer, role: Role, found: Iterable[Mention]) -> Markup:
    rows: list[Sequence[str]] = []
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
    rows += passages.unnamed(writer, role)
    columns = ["What", "From", "Within", "Taken over when", "Where"]
    return table("What comes to me", columns, rows)


def _called_in(writer: Writer, found: Found) -> Markup:
    rows: list[Group | Sequence[str]] = []
    late = [m for m in found["steps.escalate"] if isinstance(m.part, Step)]
    if late:
        rows.append(Group("Work is late"))
    for _, mentions in groupby(late, lambda mention: mention.document):
        several = list(mentions)
        steps = [_step(writer, mention) for mention in several]
        rows.append([writer.link(several[0].document), listed(steps)])
    failed = [m for m in found["steps.by"] if isinstance(m.part, Step)]
    if failed:
        rows.append(Group("An automation fails"))
    for mention in failed:
        rows.append([writer.link(mention.document), _fallback(writer, mention)])
    asked = [m for m in found["exceptions.approver"] if isinstance(m.part, ProcedureException)]
    if asked:
        rows.append(Group("Somebody asks for an exception"))
    for mention in asked:
        said = writer.text(getattr(mention.part, "when", ""))
        rows.append([writer.link(mention.document, anchor="exceptions"), said])
    return table("When I am called in", ["Where", "What"], rows)


def _fallback(writer: Writer, mention: Mention) -> Markup:
    automation = mention.part.automation if isinstance(mention.part, Step) else None
    do = automation.if_it_fails.do if automation and automation.if_it_fails else ""
    return Markup("{}: {}").format(_step(writer, mention), writer.text(do))


def _step(writer: Writer, mention: Mention) -> Markup:
    action = mention.part.action if isinstance(mention.part, Step) else ""
    return writer.link(mention.document, writer.wording.plain(action), mention.anchor)


def _care(writer: Writer, found: Found) -> Markup:
    def links(kind: str, *hows: str) -> Markup:
        named = _documents(mention for how in hows for mention in found[how])
        return Markup(", ").join(writer.link(d) for d in named if not kind or d.kind == kind)

    rows = [
        ("Data I own", links("dataset", "owner")),
        ("Data I keep right", links("dataset", "steward")),
        ("Systems I answer for", links("system", "owner")),
        ("Services I provide", links("service", "owner", "provider")),
        ("Values I may change", links("parameter", "owner")),
        ("Documents I own", links("", "control.owner")),
        ("Documents I approve", links("", *(h for h in found if h.startswith(_APPROVES)))),
    ]
    return table("What I look after", ["What", "Which"], [row for row in rows if row[1]])


_APPROVES = "control.a"  # approvers, all_of, any_of


def _documents(found: Iterable[Mention]) -> list[Document]:
    """The documents of mentions, each once, by title."""
    unique = {mention.document.ref: mention.document for mention in found}
    return sorted(unique.values(), key=lambda document: (document.title, document.ref))


def _where(writer: Writer, document: Document) -> Markup:
    """A document; one that does not hold yet says so."""
    control = control_of(document)
    if control is None or control.status is Status.EFFECTIVE:
        return writer.link(document)
    return Markup("{} {}").format(writer.link(document), badges(writer.book, document, control))


def _duty(writer: Writer, duty: Duty) -> Markup:
    return writer.link(duty.document, writer.wording.plain(duty.text), duty.anchor)


def _part(writer: Writer, mention: Mention) -> Markup:
    label = f"{writer.wording.title(mention.document)}, {mention.noun} {mention.number}"
    return writer.link(mention.document, label, mention.anchor)
