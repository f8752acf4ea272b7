"""Documentation of elements: what a procedure and its steps say that BPMN has no element for."""

from collections.abc import Iterable, Iterator

from salesops_sop.export.bpmn.words import Words
from salesops_sop.handbook.model.fields import Texts
from salesops_sop.handbook.model.process import (
    Automation,
    Escalation,
    Handoff,
    Move,
    Pipeline,
    Procedure,
    ProcedureException,
    Step,
)
from salesops_sop.handbook.model.record import Control, Instead, Raci

PARTY = ("role", "department")

Said = tuple[str, str]


def of_procedure(words: Words, procedure: Procedure) -> str:
    """The document control of a procedure, and what holds for all of its steps."""
    return _lines(
        [
            ("", words.plain(procedure.purpose)),
            *_control(words, procedure.control),
            ("Holds for", words.scope(procedure.scope)),
            *_each(words, "Starts when", procedure.trigger),
            ("Time limit for all of it", words.limit(procedure.within)),
            ("Needs", words.listed(procedure.inputs)),
            ("Result", words.listed(procedure.outputs)),
            *(("Exception", _exception(words, case)) for case in procedure.exceptions),
            *_each(words, "Not allowed", procedure.prohibited),
            *_each(words, "Not here", map(_instead, procedure.out_of_scope)),
            *_each(words, "Records", procedure.records),
            *_each(words, "See also", procedure.references),
            ("Measured by", words.all_named("kpi", procedure.kpis)),
        ]
    )


def of_step(words: Words, procedure: Procedure, step: Step) -> str:
    """How a step is done, by whom, by when, with what."""
    return _lines(
        [
            ("", words.plain(step.details)),
            *_raci(words, procedure, step.raci),
            ("Only for", words.scope(step.scope)),
            ("Time limit", words.limit(step.within)),
            *(("If it is late", _escalation(words, late)) for late in step.escalate),
            ("Needs", words.listed(step.inputs)),
            ("Result", words.listed(step.outputs)),
            ("Systems", words.all_named("system", step.using)),
            ("Decision table", _with_id(words, "decision", step.apply)),
            *_automation(words, step.automation),
            ("Hand over to", _handoff(words, step.handoff)),
            ("Stage", _move(words, step.moves)),
            *_each(words, "Records", step.records),
        ]
    )


def of_call(words: Words, ident: str) -> str:
    """Which procedure a call carries out."""
    return f"Carries out the procedure {_with_id(words, 'procedure', ident)}, and comes back."


def of_start(words: Words, ident: str) -> str:
    """Which procedure an end starts."""
    return f"Starts the procedure {_with_id(words, 'procedure', ident)}."


def of_escalation(words: Words, escalation: Escalation) -> str:
    """When whom to call in; that working time is meant, where it is, as no timer says it."""
    duration = words.duration(escalation.after)
    said = f"A{_escalation(words, escalation)[1:]}."
    if duration is None:
        return f"{said} The handbook states no duration for it, so the timer has none."
    if duration.family == "business":
        return f"{said} {_working_time(words)}"
    return said


def _escalation(words: Words, escalation: Escalation) -> str:
    return f"after {words.limit(escalation.after)} call in {words.named('role', escalation.to)}"


def _working_time(words: Words) -> str:
    settings = words.handbook.settings
    said = "The timer must count in working time, which ISO 8601 cannot say"
    hours = settings.working_hours
    if hours is None:
        return f"{said}."
    zone = f", {words.plain(settings.timezone)}" if settings.timezone else ""
    return f"{said}: {', '.join(hours.days)}, {hours.start}–{hours.to}{zone}."


def _control(words: Words, control: Control) -> Iterator[Said]:
    yield "Number", words.plain(control.number)
    yield "Version", words.plain(control.version)
    yield "Status", control.status.value
    yield "Owner", words.named("role", control.owner)
    yield "Effective", str(control.effective or "")


def _raci(words: Words, procedure: Procedure, raci: Raci | None) -> Iterator[Said]:
    raci = raci or Raci()
    yield "Responsible", words.all_named("role", raci.responsible)
    owner = (procedure.control.owner,)
    yield "Accountable", words.all_named("role", raci.accountable or owner)
    yield "Consulted", words.all_named("role", raci.consulted)
    yield "Informed", words.all_named("role", raci.informed)


def _automation(words: Words, automation: Automation | None) -> Iterator[Said]:
    if automation is None:
        return
    system = words.named("system", automation.system)
    yield "Automated by", f"{system}, when {words.plain(automation.trigger)}"
    yield "", words.plain(automation.does)
    if automation.if_it_fails:
        by = words.named("role", automation.if_it_fails.by)
        yield "If that fails", f"{by}: {words.plain(automation.if_it_fails.do)}"


def _handoff(words: Words, handoff: Handoff | None) -> str:
    if handoff is None:
        return ""
    said = [
        ("", words.all_named(PARTY, handoff.to)),
        ("what", words.listed(handoff.payload)),
        ("within", words.limit(handoff.within)),
        ("taken over when", words.plain(handoff.accepted_when)),
        ("as the service", words.named("service", handoff.service) if handoff.service else ""),
    ]
    return "; ".join(f"{name} {text}".strip() for name, text in said if text)


def _move(words: Words, move: Move | None) -> str:
    if move is None:
        return ""
    pipeline = words.handbook.get(Pipeline, move.pipeline)
    stages = pipeline.stages if pipeline else []
    titles = {stage.id: words.name(stage.title, stage.id) for stage in stages}
    origin, to = (titles.get(ident, ident) for ident in (move.origin, move.to))
    return f"{words.named('pipeline', move.pipeline)}: {origin} → {to}"


def _exception(words: Words, case: ProcedureException) -> str:
    said = [
        ("do:", words.plain(case.do)),
        ("agreed by", words.named("role", case.approver) if case.approver else ""),
        ("for", words.limit(case.duration)),
        ("until", str(case.until or "")),
        ("evidence:", words.plain(case.evidence)),
    ]
    when = words.plain(case.when).rstrip(".")
    return "; ".join([when, *(f"{name} {text}" for name, text in said if text)])


def _instead(item: Instead) -> str:
    return f"{item.what}: {item.instead}" if item.instead else item.what


def _with_id(words: Words, kind: str, ident: str | None) -> str:
    return f"“{words.named(kind, ident)}” ({ident})" if ident else ""


def _each(words: Words, name: str, texts: Iterable[str] | Texts) -> Iterator[Said]:
    return ((name, words.plain(text)) for text in texts)


def _lines(said: Iterable[Said]) -> str:
    return "\n".join(f"{name}: {text}" if name else text for name, text in said if text)
