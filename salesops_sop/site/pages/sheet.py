"""The work sheet of a role on paper: what matters every day, as plain text on a page or two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.base.listing import joined
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.fields import Quantity, TimeLimit
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import ProcedureException, Step
from salesops_sop.site.pages import measuring
from salesops_sop.site.pages.duties import Duty
from salesops_sop.site.pages.kpis import aim
from salesops_sop.site.pages.mentions import Mention
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.words import dated
from salesops_sop.site.pages.writer import PARTY, Writer

Found = Mapping[str, list[Mention]]


class Line(NamedTuple):
    """One thing to do or to know; `more` says by when, from whom or to whom."""

    text: str
    more: str = ""


class Part(NamedTuple):
    """A part of the sheet: lines under the names of documents, which may be empty."""

    title: str
    groups: list[tuple[str, list[Line]]]


def sheet(writer: Writer, role: Role, found: Found) -> Markup:
    """What is printed of the page of a role, and nothing else of it; on the screen it is hidden."""
    duties = writer.book.duties[role.id]
    parts = [
        Part("What I do", list(_doing(writer, duties["R"]))),
        Part("What I answer for", [("", list(_answering(writer, duties["A"])))]),
        Part("What I decide", [("", list(_deciding(writer, role, duties["R"], found)))]),
        Part("What comes to me", [("", list(_coming(writer, found.get("steps.handoff", ()))))]),
        Part("My KPIs", [("", list(_measured(writer, duties["R"], found)))]),
        Part("When I am called in", [("", list(_called(writer, found)))]),
    ]
    return fill(
        "sheet.html.j2",
        facts=[fact for fact in _facts(writer, role, found) if fact.more],
        parts=[part for part in parts if any(lines for _, lines in part.groups)],
        book=writer.wording.title(writer.handbook.settings),
        day=dated(writer.book.today),
    )


def _facts(writer: Writer, role: Role, found: Found) -> Iterator[Line]:
    named = writer.wording.named
    leads = [writer.wording.title(m.document) for m in found.get("reports_to", ())]
    deputy = [writer.wording.title(m.document) for m in found.get("backup", ())]
    yield Line("Department", named("department", role.department))
    yield Line("Reports to", named("role", role.reports_to) if role.reports_to else "")
    yield Line("Backup", named("role", role.backup) if role.backup else "")
    yield Line("Stands in for", joined(deputy))
    yield Line("Leads", joined(leads))


def _doing(writer: Writer, duties: Sequence[Duty]) -> Iterator[tuple[str, list[Line]]]:
    for document, several in groupby(duties, lambda duty: duty.document):
        lines = [Line(writer.wording.plain(d.text), _by_and_to(writer, d)) for d in several]
        yield writer.wording.title(document), lines


def _by_and_to(writer: Writer, duty: Duty) -> str:
    step = duty.part if isinstance(duty.part, Step) else None
    said = [_limit(writer, step.within)] if step and step.within else []
    if step and step.handoff:
        said.append(f"→ {_parties(writer, step.handoff.to)}")
    return " ".join(said)


def _answering(writer: Writer, duties: Sequence[Duty]) -> Iterator[Line]:
    """By document, with the numbers of steps or activities."""
    for document, several in groupby(duties, lambda duty: duty.document):
        found = list(several)
        noun = "step" if isinstance(found[0].part, Step) else "activity"
        plural = "steps" if noun == "step" else "activities"
        numbers = joined([str(duty.number) for duty in found])
        more = f"{noun if len(found) == 1 else plural} {numbers}"
        yield Line(writer.wording.title(document), more)


def _deciding(writer: Writer, role: Role, duties: Sequence[Duty], found: Found) -> Iterator[Line]:
    for ident, limit in role.authority.items():
        yield Line(writer.wording.named("parameter", ident), f"up to {_limit(writer, limit)}")
    mine = dict.fromkeys(m.document.id for m in found.get("rules", ()))
    applied = dict.fromkeys(
        d.part.apply for d in duties if isinstance(d.part, Step) and d.part.apply
    )
    for ident in sorted({*mine, *applied}):
        decision = writer.handbook.get(Decision, ident)
        part = "it falls to me" if ident in mine else "I apply it"
        question = writer.wording.plain(decision.question) if decision else ""
        yield Line(question or writer.wording.named("decision", ident), part)


def _coming(writer: Writer, found: Iterable[Mention]) -> Iterator[Line]:
    for mention in found:
        step = mention.part
        if isinstance(step, Step) and step.handoff:
            what = joined([writer.wording.plain(text) for text in step.handoff.payload])
            giver = _parties(writer, step.raci.responsible if step.raci else ())
            within = f", {_limit(writer, step.handoff.within)}" if step.handoff.within else ""
            yield Line(what or writer.wording.plain(step.action), f"from {giver}{within}")


def _measured(writer: Writer, duties: Sequence[Duty], found: Found) -> Iterator[Line]:
    for measure in measuring.measures(writer, duties, found):
        target = aim(writer, measure.kpi).striptags()
        own = "mine" if measure.parts[0].startswith("I ") else ""
        said = [own, f"target {target}" if target else ""]
        yield Line(writer.wording.title(measure.kpi), ", ".join(filter(None, said)))


def _called(writer: Writer, found: Found) -> Iterator[Line]:
    kinds = (
        ("steps.escalate", Step, "when step {} is late", "when steps {} are late"),
        ("steps.by", Step, "when the automation of step {} fails", "when that of steps {} fails"),
        ("exceptions.approver", ProcedureException, "for an exception", "for exceptions"),
    )
    for how, kind, one, many in kinds:
        asked = [m for m in found.get(how, ()) if isinstance(m.part, kind)]
        for document, several in groupby(asked, lambda mention: mention.document):
            numbers = sorted({mention.number for mention in several})
            said = (one if len(numbers) == 1 else many).format(joined([str(n) for n in numbers]))
            yield Line(writer.wording.title(document), said)


def _parties(writer: Writer, idents: Iterable[str]) -> str:
    return joined([_party(writer, ident) for ident in idents])


def _party(writer: Writer, ident: str) -> str:
    kind = next((kind for kind in PARTY if writer.handbook.find(kind, ident)), PARTY[0])
    return writer.wording.named(kind, ident)


def _limit(writer: Writer, limit: TimeLimit | Quantity) -> str:
    return writer.wording.limit(limit)
