"""The steps of a procedure: what, who, by when, with what, and what follows."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.handbook.model.process import Automation, Handoff, Move, Pipeline, Procedure, Step
from salesops_sop.handbook.model.record import SharedWith
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import capitalized, listed
from salesops_sop.site.pages import raci
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.ways import Ways
from salesops_sop.site.pages.writer import PARTY, Writer


class Fact(NamedTuple):
    """One thing that is said of a step; without a value it is not said."""

    kind: str
    name: str
    value: Markup


class View(NamedTuple):
    """A step as it is shown."""

    anchor: str
    action: Markup
    details: Markup
    facts: list[Fact]


def steps(writer: Writer, procedure: Procedure) -> Markup:
    """All steps of a procedure as a numbered list."""
    ways = Ways(writer, procedure)
    views = [
        View(
            anchor("step", step.id),
            writer.text(step.action, explained=False),
            writer.text(step.details),
            [
                fact._replace(value=capitalized(fact.value))
                for fact in _facts(writer, ways, procedure, step)
                if fact.value
            ],
        )
        for step in procedure.steps
    ]
    return fill("steps.html.j2", steps=views) if views else Markup("")


def _facts(writer: Writer, ways: Ways, procedure: Procedure, step: Step) -> Iterator[Fact]:
    yield Fact("who", "Who", _who(writer, procedure, step))
    yield Fact("shared", "Shared with", shared(writer, step.shared_with))
    yield Fact("limit", "Time limit", writer.limit(step.within))
    yield Fact("escalation", "If it is late", _escalation(writer, step))
    yield Fact("scope", "Only for", writer.scope(step.scope))
    yield Fact("wait", "Not before", ways.waits_for(step))
    yield Fact("inputs", "You need", writer.row(step.inputs))
    yield Fact("outputs", "Result", writer.row(step.outputs))
    yield Fact("systems", "Work in", writer.chips("system", step.using))
    yield Fact("decision", "Decide by", _decision(writer, step))
    yield Fact("moves", "Stage", _moves(writer, step.moves))
    yield Fact("records", "Keep", writer.texts(step.records))
    yield Fact("automation", "Automated", _automation(writer, step.automation))
    yield Fact("failure", "If that fails", _failure(writer, step.automation))
    yield Fact("handoff", "Hand over", _handoff(writer, step.handoff))
    yield Fact("next", "Then", listed(ways.onward(step)))


def shared(writer: Writer, with_whom: SharedWith | None) -> Markup:
    """Who else answers for the same work on purpose, and why."""
    if with_whom is None:
        return Markup("")
    roles = writer.parties(with_whom.roles)
    return Markup("{}: {}").format(roles, writer.text(with_whom.reason))


def _who(writer: Writer, procedure: Procedure, step: Step) -> Markup:
    by_role: dict[str, str] = {}
    for letter, role in raci.of_step(procedure, step):
        by_role[role] = by_role.get(role, "") + letter
    return Markup(" ").join(
        Markup('<span class="sop-who">{} {}</span>').format(
            raci.badges(letters), writer.chip("role", role)
        )
        for role, letters in by_role.items()
    )


def _escalation(writer: Writer, step: Step) -> Markup:
    return listed(
        [
            Markup("after {} call in {}").format(
                writer.limit(escalation.after), writer.chip("role", escalation.to)
            )
            for escalation in step.escalate
        ]
    )


def _decision(writer: Writer, step: Step) -> Markup:
    return writer.named("decision", step.apply) if step.apply else Markup("")


def _automation(writer: Writer, automation: Automation | None) -> Markup:
    if automation is None:
        return Markup("")
    starts = Markup("{} starts when: {}").format(
        writer.chip("system", automation.system), writer.text(automation.trigger)
    )
    return starts + (Markup("<br>") + writer.text(automation.does) if automation.does else "")


def _failure(writer: Writer, automation: Automation | None) -> Markup:
    if automation is None or automation.if_it_fails is None:
        return Markup("")
    fallback = automation.if_it_fails
    return Markup("{} {}").format(writer.chip("role", fallback.by), writer.text(fallback.do))


def _handoff(writer: Writer, handoff: Handoff | None) -> Markup:
    if handoff is None:
        return Markup("")
    said = [Markup("to {}").format(writer.chips(PARTY, handoff.to))]
    if handoff.payload:
        said.append(Markup("what: {}").format(writer.row(handoff.payload)))
    if handoff.within:
        said.append(Markup("within {}").format(writer.limit(handoff.within)))
    if handoff.accepted_when:
        said.append(Markup("taken over when {}").format(writer.text(handoff.accepted_when)))
    if handoff.service:
        said.append(Markup("as the service {}").format(writer.named("service", handoff.service)))
    return listed(said)


def _moves(writer: Writer, move: Move | None) -> Markup:
    if move is None:
        return Markup("")
    pipeline = writer.handbook.get(Pipeline, move.pipeline)
    titles = {stage.id: stage.title for stage in pipeline.stages} if pipeline else {}

    def stage(ident: str) -> Markup:
        title = titles.get(ident)
        if pipeline is None or title is None:
            return escape(writer.wording.name(ident))
        return writer.link(pipeline, writer.wording.plain(title), anchor("stage", ident))

    name = writer.named("pipeline", move.pipeline)
    return Markup("{}: {} → {}").format(name, stage(move.origin), stage(move.to))
